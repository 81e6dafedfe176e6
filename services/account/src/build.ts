import { createHmac } from 'node:crypto';
import { type Core, createLimiter, type ServiceParts } from '@kstudio/chassis';
import { answers } from './answers.ts';
import { createCertificateKeys } from './certificate-keys.store.ts';
import { createClients } from './clients.store.ts';
import type { Config } from './config.ts';
import { consumers } from './consumers.ts';
import type { AccountDeps } from './deps.ts';
import { holdings } from './holdings.ts';
import { jobs } from './jobs.ts';
import { createLinks } from './links.ts';
import { routes } from './routes.ts';

/** At most so many confirmation mails to one address an hour, whoever asks: nobody's mailbox is flooded through us. */
const CONFIRMATION_MAILS = { points: 20, seconds: 3_600 };

/** Wires account: stores, use cases, doors. */
export function build({ config, clock, db, transaction }: Core<Config>): ServiceParts<'account'> {
  const deps: AccountDeps = {
    clock,
    transaction,
    clients: createClients(db),
    certificateKeys: createCertificateKeys(db),
    links: createLinks(config.LINK_SECRET),
    mailLimit: createLimiter(db, 'confirmation mails', CONFIRMATION_MAILS, (address) =>
      createHmac('sha256', config.LINK_SECRET).update(`limit\0${address}`).digest('base64url'),
    ),
  };
  return {
    routes: routes(deps),
    consumers: consumers(deps),
    answers: answers(deps),
    jobs: jobs(deps),
    holdings,
  };
}
