import { createHmac } from 'node:crypto';
import { type Core, createLimiter, type ServiceParts } from '@kstudio/chassis';
import { createAddressChanges } from './address-changes.store.ts';
import { answers } from './answers.ts';
import { createCertificateKeys } from './certificate-keys.store.ts';
import { createAddressTokens } from './change-address.ts';
import { createCharters } from './charters.store.ts';
import { createClients } from './clients.store.ts';
import type { Config } from './config.ts';
import { consumers } from './consumers.ts';
import type { AccountDeps } from './deps.ts';
import { holdings } from './holdings.ts';
import { jobs } from './jobs.ts';
import { createLinks } from './links.ts';
import { createRequests } from './requests.store.ts';
import { routes } from './routes.ts';
import { openSupportMail } from './support-mail.ts';
import { takeBounce } from './take-bounce.ts';
import { takeMail } from './take-request.ts';

/** At most so many confirmation mails to one address an hour, whoever asks: nobody's mailbox is flooded through us. */
const CONFIRMATION_MAILS = { points: 20, seconds: 3_600 };

/** Wires account: stores, use cases, doors. */
export function build({ audit, config, clock, db, log, transaction }: Core<Config>): ServiceParts<'account'> {
  const deps: AccountDeps = {
    audit,
    clock,
    transaction,
    requests: createRequests(db),
    addressChanges: createAddressChanges(db),
    addressTokens: createAddressTokens(config.LINK_SECRET),
    clients: createClients(db),
    charters: createCharters(db),
    certificateKeys: createCertificateKeys(db),
    links: createLinks(config.LINK_SECRET),
    mailLimit: createLimiter(db, 'confirmation mails', CONFIRMATION_MAILS, (address) =>
      createHmac('sha256', config.LINK_SECRET).update(`limit\0${address}`).digest('base64url'),
    ),
  };
  const mail = openSupportMail(
    config,
    log,
    (its) => takeMail(deps, its),
    (noticeId) => takeBounce(deps, noticeId),
  );
  return {
    routes: routes(deps),
    consumers: consumers(deps),
    answers: answers(deps),
    jobs: jobs(deps),
    holdings,
    start: async () => {
      if (config.SUPPORT_SMTP_PORT !== undefined) await mail.listen(config.SUPPORT_SMTP_PORT);
    },
    stop: () => mail.close(),
  };
}
