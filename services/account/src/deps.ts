import type { Core, Limiter } from '@kstudio/chassis';
import type { CertificateKeys } from './certificate-keys.store.ts';
import type { Clients } from './clients.store.ts';
import type { Links } from './links.ts';

/** What the use cases of account stand on. */
export interface AccountDeps extends Pick<Core, 'transaction' | 'clock'> {
  clients: Clients;
  certificateKeys: CertificateKeys;
  links: Links;
  /** Bounds how many confirmation mails one address can be made to receive. */
  mailLimit: Limiter;
}
