import { writeDoors } from './doors.ts';
import { allServices } from './environments.ts';
import { writePrivate } from './secrets.ts';
import type { System } from './system.ts';

const apiOf = {
  account: 'account',
  identity: 'identity',
  content: 'content',
  'analytics-collector': 'browsing',
  retention: 'charter',
  notifier: 'notices',
};

/** Writes for tools what `npm start` tells people: the addresses of the running system, and the operators' own. */
export function writeReady(file: string, system: System, firstOperator: string | null): void {
  const { addresses, rabbitmq } = system;
  const { application, sites, mailSink, smtp, supportSmtp, rabbitmqConsole } = addresses;
  const apiPages = Object.entries(apiOf).map(([service, path]) => [
    service,
    `${application}/api/${path}/docs`,
  ]);
  const services = allServices.map((name) => {
    const { url, adminUrl, log } = system.service(name);
    return [name, { url, adminUrl, log }];
  });
  const content = {
    ...{ application, sites, mailSink, smtp, supportSmtp, rabbitmqConsole },
    rabbitmq: rabbitmq.origin,
    mongodb: system.mongodb.origin,
    apiPages: Object.fromEntries(apiPages),
    firstOperator,
    services: Object.fromEntries(services),
    folder: system.dir,
    pid: process.pid,
  };
  writePrivate(file, `${JSON.stringify(content, null, 2)}\n`);
  writeDoors(system);
}
