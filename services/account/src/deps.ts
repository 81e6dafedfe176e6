import type { Core, Limiter } from '@kstudio/chassis';
import type { AddressChanges } from './address-changes.store.ts';
import type { CertificateKeys } from './certificate-keys.store.ts';
import type { AddressTokens } from './change-address.ts';
import type { Charters } from './charters.store.ts';
import type { Clients } from './clients.store.ts';
import type { Links } from './links.ts';
import type { Requests } from './requests.store.ts';

/** What the use cases of account stand on. */
export interface AccountDeps extends Pick<Core, 'audit' | 'transaction' | 'clock'> {
  clients: Clients;
  certificateKeys: CertificateKeys;
  charters: Charters;
  links: Links;
  requests: Requests;
  addressChanges: AddressChanges;
  addressTokens: AddressTokens;
  /** Bounds how many confirmation mails one address can be made to receive. */
  mailLimit: Limiter;
}
