/**
 * Run by `helm test` in a pod of the release: signs in, writes, publishes, signs out, and sees that the event of it made
 * another service refuse the session. On a system on trial she is a newcomer, who subscribes by mail first; elsewhere the
 * user whom KSTUDIO_EMAIL_FILE and KSTUDIO_PASSWORD_FILE name, and what she wrote is deleted again. Exit code 1 and a
 * sentence where the system does not do what it should.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const { APP_ORIGIN, SITES_ORIGIN, RELEASE, MAIL_SINK, KSTUDIO_EMAIL_FILE, KSTUDIO_PASSWORD_FILE } =
  process.env;
const { paths } = JSON.parse(readFileSync(new URL('facts.json', import.meta.url), 'utf8'));
const byLength = paths.toSorted((one, other) => other.path.length - one.path.length);
const ports = { http: 80, sites: Number(process.env.SITES_PORT) };

/** The Service that an ingress would lead a path of an origin to. */
function serviceOf(origin, path) {
  const covers = (prefix) => path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
  const row = byLength.find((candidate) => candidate.origin === origin && covers(candidate.path));
  return `http://${RELEASE}-${row.service}:${ports[row.port]}`;
}

/** Somebody in front of a browser: keeps cookies and says where requests come from. */
const cookies = new Map();
async function ask(method, path, body, headers = {}) {
  const answer = await fetch(serviceOf('application', path.split('?')[0]) + path, {
    method,
    headers: {
      origin: APP_ORIGIN,
      cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
    cookies.set(name, value);
  }
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: /^[[{]/.test(text) ? JSON.parse(text) : text,
  };
}
async function demand(status, ...asked) {
  const answer = await ask(...asked);
  if (answer.status === status) return answer.body;
  throw new Error(`${asked[0]} ${asked[1]}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
}

/** Tries until it works: events, mails and a policy made just now take a moment. */
async function eventually(attempt, seconds = 60) {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
      await wait(500);
    }
  }
}
const say = (words) => console.log(`✓ ${words}`);

/** Subscribes a company; ends when the account has heard that its space is ready. */
async function subscribe() {
  const mark = randomBytes(4).toString('hex');
  const email = `essai.${mark}@kstudio.example`;
  const [offer] = await demand(200, 'GET', '/api/account/offers');
  const { version } = await demand(200, 'GET', '/api/charter/charter');
  const contact = { name: 'Maëlle Vasseur', email, phone: '+33240000000' };
  const address = { lines: ['1, rue des Carmes'], postalCode: '44000', city: 'Nantes', country: 'FR' };
  await demand(202, 'POST', '/api/account/subscriptions', {
    ...{ offerId: offer.id, company: { name: `Essai ${mark}`, address }, manager: contact },
    ...{ billing: { ...contact, specifics: '' }, locale: 'fr', charterVersion: version },
  });
  const token = await eventually(async () => {
    const mails = await (await fetch(`${MAIL_SINK}/api/email`)).json();
    const mail = mails.find(({ to }) => to.some((its) => its.address === email));
    return /\/confirm#token=([\w.~-]+)/.exec(mail.text)[1];
  });
  say('a mail with a link reached her');
  const { clientId, ticket } = await demand(200, 'POST', '/api/account/confirmations', { token });
  const password = `un établi, ${randomBytes(12).toString('hex')} et trois rabots`;
  await eventually(() => demand(200, 'POST', '/api/identity/invitations/accept', { ticket, password }));
  await eventually(async () => {
    const { spaceReady } = await demand(200, 'GET', `/api/account/clients/${clientId}`);
    if (!spaceReady) throw new Error('account has not heard from content that the space is ready');
  });
  say('subscribed: account, identity, content and notifier have heard of it from each other');
  cookies.clear();
  return { email, password, site: `essai-${mark}` };
}

/** Publishes on her company's reading site and reads it there, as anybody can. */
async function publish(contentId, site, sentence) {
  await demand(200, 'PUT', '/api/content/site', { name: site, title: site });
  const { address } = await demand(200, 'PUT', `/api/content/contents/${contentId}/publication`);
  const { origin, pathname } = new URL(address);
  if (origin !== SITES_ORIGIN) throw new Error(`published on ${origin}, not on ${SITES_ORIGIN}`);
  const page = await (await fetch(serviceOf('sites', pathname) + pathname)).text();
  if (!page.includes(sentence)) throw new Error('the page does not show what was published');
  say('published, and everybody reads it');
}

async function main() {
  const page = await eventually(() => demand(200, 'GET', '/'));
  if (!page.includes('<html')) throw new Error('the application has no page');
  say('the application answers');
  const file = (path) => readFileSync(path, 'utf8').trim();
  const known = KSTUDIO_EMAIL_FILE && {
    email: file(KSTUDIO_EMAIL_FILE),
    password: file(KSTUDIO_PASSWORD_FILE),
  };
  const { site, ...credentials } = known || (await subscribe());
  await demand(200, 'POST', '/api/identity/sessions', credentials);
  say('signed in');
  const sentence = `Écrit par helm test ${randomBytes(4).toString('hex')}`;
  const { contentId } = await eventually(() =>
    demand(201, 'POST', '/api/content/contents', { title: sentence }),
  );
  say('written');
  if (site) await publish(contentId, site, sentence);
  else await demand(204, 'DELETE', `/api/content/contents/${contentId}`);
  const session = new Map(cookies);
  await demand(204, 'DELETE', '/api/identity/session');
  for (const [name, value] of session) cookies.set(name, value);
  await eventually(() => demand(401, 'GET', '/api/content/contents'));
  say('signed out: content heard of it from identity and refuses the session');
}

await main().catch((error) => {
  console.error(`✗ ${error.message}`);
  process.exitCode = 1;
});
