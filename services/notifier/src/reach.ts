import { type personLetters, personRecipient, recipient } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import type { Notice, NoticeKind, PersonKind } from './notices.store.ts';

/** Whom a notice reaches at this moment, and the secret of its link where it has one. Kept nowhere. */
export interface Reached {
  name: string;
  email: string;
  locale: 'fr' | 'en';
  companyName?: string | undefined;
  token?: string | undefined;
}

/** What identity is asked for, by what the person is told. */
const letters: Record<PersonKind, (typeof personLetters)[number]> = {
  invitation: 'invitation',
  'correction-asked': 'notice',
  'correction-made': 'notice',
  'correction-refused': 'notice',
  'address-to-confirm': 'new-address',
  'address-changed': 'old-address',
  'drafts-opened': 'notice',
  incident: 'notice',
};

/** What account is asked for, where it is not the manager without more. */
const asked: Partial<Record<NoticeKind, 'new-address' | 'old-address' | 'archive-door'>> = {
  'archive-door': 'archive-door',
  'record-address-to-confirm': 'new-address',
  'record-address-changed': 'old-address',
};

/** The manager by the subscription's address, anybody else by the one she signs in with; null: nobody is left to tell. */
export async function reach({ ask }: Pick<NotifierDeps, 'ask'>, notice: Notice): Promise<Reached | null> {
  const { clientId, personId, kind, aboutId } = notice;
  if (personId) {
    const letter = letters[kind as PersonKind];
    const found = await ask(personRecipient, { clientId, personId, letter, about: aboutId ?? undefined });
    return found.found ? found : null;
  }
  const address = asked[kind];
  const about = (address && aboutId) ?? undefined;
  const found = await ask(recipient, { clientId, kind: address ?? 'manager', about });
  return found.found
    ? { ...found, token: found.confirmationToken ?? found.addressToken ?? found.archiveToken }
    : null;
}
