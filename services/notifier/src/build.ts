import type { Build } from '@kstudio/chassis';
import { answers } from './answers.ts';
import { createCertificateKeysStore } from './certificate-keys.store.ts';
import type { Config } from './config.ts';
import { consumers } from './consumers.ts';
import type { NotifierDeps } from './deps.ts';
import { holdings } from './holdings.ts';
import { createIncidentsStore } from './incidents.store.ts';
import { jobs } from './jobs.ts';
import { connectMailServer } from './mail-server.ts';
import { createNoticesStore } from './notices.store.ts';
import { routes } from './routes.ts';

/** Notifier: the mails that the charter obliges Knowmore to send, with the proof that they were taken. */
export const build: Build<'notifier', Config> = ({ ask, clock, log, transaction, db, config }) => {
  const deps: NotifierDeps = {
    ask,
    clock,
    log,
    transaction,
    config,
    notices: createNoticesStore(db),
    incidents: createIncidentsStore(db),
    certificateKeys: createCertificateKeysStore(db),
    mailServer: connectMailServer(config.SMTP_URL, config.MAIL_FROM, config.SUPPORT_EMAIL),
    handedOver: new Set(),
  };
  return {
    routes: routes(deps),
    consumers: consumers(deps),
    answers: answers(deps),
    jobs: jobs(deps),
    holdings,
    stop: async () => deps.mailServer.close(),
  };
};
