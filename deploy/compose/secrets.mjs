/**
 * Runs first in Compose: makes every secret once, in a volume, readable by those alone who need it. Nothing has a
 * password that could be known beforehand.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = '/secrets';
/** The users that RabbitMQ's and MongoDB's official images, and ours, run as. */
const [server, node] = [999, 65532];
const secret = () => randomBytes(32).toString('base64url');

function write(path, content, owner) {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  chownSync(join(file, '..'), owner, owner);
  writeFileSync(file, content, { mode: 0o400 });
  chownSync(file, owner, owner);
}

/** Those of an older release had another user. */
function ownAll(path) {
  if (!existsSync(path)) return;
  chownSync(path, node, node);
  for (const name of readdirSync(path, { recursive: true })) chownSync(join(path, String(name)), node, node);
}

chownSync('/purge-orders', node, node);
if (existsSync(join(folder, 'made'))) {
  for (const place of ['provision', 'account', 'identity', 'analytics-collector', 'retention', 'addresses'])
    ownAll(join(folder, place));
  ownAll('/purge-orders');
  console.log('The secrets are there already.');
} else {
  const services = ['account', 'identity', 'content', 'analytics-collector', 'retention', 'notifier'];
  const [broker, database] = [secret(), secret()];
  const passwords = services.map((service) => [service, { broker: secret(), database: secret() }]);
  write('rabbitmq/10-administrator.conf', `default_user = administrator\ndefault_pass = ${broker}\n`, server);
  write('mongodb/password', database, server);
  write('mongodb/key', randomBytes(64).toString('base64'), server);
  write('provision/PASSWORDS', JSON.stringify(Object.fromEntries(passwords)), node);
  write('provision/RABBITMQ_URL', `amqp://administrator:${broker}@rabbitmq:5672`, node);
  write('provision/RABBITMQ_MANAGEMENT_URL', `http://administrator:${broker}@rabbitmq:15672`, node);
  write(
    'provision/MONGODB_URL',
    `mongodb://administrator:${database}@mongodb:27017/?replicaSet=rs0&authSource=admin`,
    node,
  );
  const { privateKey } = generateKeyPairSync('ed25519');
  const firstOperator = secret();
  write('account/LINK_SECRET', secret(), node);
  write('identity/TOKEN_SECRET', secret(), node);
  write('analytics-collector/BROWSING_KEY', secret(), node);
  write('identity/FIRST_OPERATOR_TOKEN', firstOperator, node);
  write('retention/CERTIFICATE_KEY', JSON.stringify(privateKey.export({ format: 'jwk' })), node);
  mkdirSync(join(folder, 'addresses'), { recursive: true });
  chownSync(join(folder, 'addresses'), node, node);
  writeFileSync(join(folder, 'made'), '');
  console.log(
    `Secrets are made. First operator: http://localhost:8080/operator/first#token=${firstOperator}`,
  );
}
