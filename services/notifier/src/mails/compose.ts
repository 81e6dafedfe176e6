import type { Locale } from '@kstudio/chassis';
import type { Incident } from '../incidents.store.ts';
import { addressChangedMail, addressToConfirmMail } from './address-change.ts';
import { confirmationMail } from './confirmation.ts';
import { correctionMails } from './correction.ts';
import { endOfTermMail } from './end-of-term.ts';
import { handOverReadyMail } from './hand-over-ready.ts';
import { incidentMail } from './incident.ts';
import { invitationMail } from './invitation.ts';
import { type Letter, type Rendered, render } from './letter.ts';
import { passwordChangedMail } from './password-changed.ts';
import { passwordResetMail } from './password-reset.ts';
import { subscriptionEndedMail } from './subscription-ended.ts';
import { welcomeMail } from './welcome.ts';

/** What a mail says beside its fixed words. `about` is the instant that it tells about. */
type Base = { name: string; about: Date; appOrigin: string };
export type Circumstances = Base &
  (
    | { kind: 'confirmation'; token: string }
    | { kind: 'welcome'; fingerprint: string }
    | { kind: 'subscription-ended' }
    | { kind: 'hand-over-ready' }
    | { kind: 'end-of-term'; certificateId: string; clientFingerprint: string }
    | { kind: 'invitation'; companyName: string; token: string }
    | { kind: 'correction-asked' | 'correction-made' | 'correction-refused'; companyName: string }
    | { kind: 'incident'; companyName: string; incident: Pick<Incident, 'nature' | 'measures' | 'noticedAt'> }
    | { kind: 'address-to-confirm' | 'address-changed'; companyName: string; token: string }
    | { kind: 'password-reset'; token: string }
    | { kind: 'password-changed'; staff: boolean }
  );

/** One mail in both languages, without the greeting and the signature that all share. */
export type Words<Its> = Record<Locale, (its: Its) => Pick<Letter, 'subject' | 'parts'>>;

const frame: Record<Locale, (name: string) => Pick<Letter, 'greeting' | 'signature'>> = {
  fr: (name) => ({ greeting: `Bonjour ${name},`, signature: "L'équipe de K-Studio" }),
  en: (name) => ({ greeting: `Hello ${name},`, signature: 'The K-Studio team' }),
};

/** A mail in the words of its kind and the recipient's language. Pure. */
export function compose(locale: Locale, its: Circumstances): Rendered {
  return render(locale, { ...frame[locale](its.name), ...wordsOf(locale, its) });
}

function wordsOf(locale: Locale, its: Circumstances): Pick<Letter, 'subject' | 'parts'> {
  switch (its.kind) {
    case 'confirmation':
      return confirmationMail[locale](its);
    case 'welcome':
      return welcomeMail[locale](its);
    case 'subscription-ended':
      return subscriptionEndedMail[locale](its);
    case 'hand-over-ready':
      return handOverReadyMail[locale](its);
    case 'end-of-term':
      return endOfTermMail[locale](its);
    case 'invitation':
      return invitationMail[locale](its);
    case 'correction-asked':
    case 'correction-made':
    case 'correction-refused':
      return correctionMails[its.kind][locale](its);
    case 'incident':
      return incidentMail[locale](its);
    case 'address-to-confirm':
      return addressToConfirmMail[locale](its);
    case 'address-changed':
      return addressChangedMail[locale](its);
    case 'password-reset':
      return passwordResetMail[locale](its);
    case 'password-changed':
      return passwordChangedMail[locale](its);
    default:
      return never(its);
  }
}

function never(its: never): never {
  throw new Error(`no words for ${String(its)}`);
}
