import type { Core } from '@kstudio/chassis';
import type { CertificateKeysStore } from './certificate-keys.store.ts';
import type { Config } from './config.ts';
import type { MailServer } from './mail-server.ts';
import type { NoticesStore } from './notices.store.ts';

/** What notifier's use cases are given. */
export interface NotifierDeps extends Pick<Core, 'ask' | 'log' | 'transaction'> {
  config: Pick<Config, 'APP_ORIGIN' | 'MAIL_FROM'>;
  notices: NoticesStore;
  certificateKeys: CertificateKeysStore;
  mailServer: MailServer;
  /** Notices that this process has handed to the mail server: a transaction that is run again sends nothing again. */
  handedOver: Set<string>;
}
