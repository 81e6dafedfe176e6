import type { Locale } from '@kstudio/chassis';
import type { Incident } from '../incidents.store.ts';
import { addressChangedMail, addressToConfirmMail } from './address-change.ts';
import { charterChangeMail } from './charter-change.ts';
import { confirmationMail } from './confirmation.ts';
import { correctionMails } from './correction.ts';
import { draftsOpenedMail } from './drafts-opened.ts';
import { endOfTermMail } from './end-of-term.ts';
import { handOverReadyMail } from './hand-over-ready.ts';
import { incidentMail } from './incident.ts';
import { invitationMail } from './invitation.ts';
import { type Letter, type Rendered, render } from './letter.ts';
import { passwordChangedMail } from './password-changed.ts';
import { passwordResetMail } from './password-reset.ts';
import { recordAddressMails, requestMails } from './request.ts';
import { archiveDoorMail, subscriptionResumedMail } from './return.ts';
import { staffInvitedMail } from './staff-invited.ts';
import { subscriptionEndedMail } from './subscription-ended.ts';
import { welcomeMail } from './welcome.ts';

/** What a mail says beside its fixed words. `about` is the instant that it tells about. */
type Base = { name: string; about: Date; appOrigin: string };
export type Circumstances = Base &
  (
    | { kind: 'confirmation'; token: string }
    | { kind: 'welcome'; fingerprint: string }
    | { kind: 'subscription-ended'; termYears: number }
    | { kind: 'charter-change'; version: string; changes: readonly CharterChange[] }
    | { kind: 'hand-over-ready' }
    | { kind: 'subscription-resumed' }
    | { kind: 'archive-door'; companyName: string; token: string }
    | { kind: 'end-of-term'; certificateId: string; clientFingerprint: string }
    | { kind: 'invitation'; companyName: string; token: string }
    | { kind: 'drafts-opened'; companyName: string }
    | { kind: 'correction-asked' | 'correction-made' | 'correction-refused'; companyName: string }
    | { kind: 'request-received' | 'request-extended' | 'request-done' | 'request-refused' }
    | { kind: 'record-address-to-confirm' | 'record-address-changed'; token: string }
    | { kind: 'incident'; companyName: string; incident: Pick<Incident, 'nature' | 'measures' | 'noticedAt'> }
    | { kind: 'address-to-confirm' | 'address-changed'; companyName: string; token: string }
    | { kind: 'password-reset'; token: string }
    | { kind: 'staff-invited'; token: string }
    | { kind: 'password-changed'; staff: boolean; signedIn: boolean }
  );

/** What a version of the charter says otherwise than the one before it. */
export type CharterChange = Readonly<
  Record<'before' | 'after', Record<Locale, string> | null> & { title: Record<Locale, string> }
>;

/** One mail in both languages, without the greeting and the signature that all share. */
export type Words<Its> = Record<Locale, (its: Its) => Pick<Letter, 'subject' | 'parts'>>;

type Frame = Omit<Letter, 'subject' | 'parts'>;
const frame: Record<Locale, (its: Base) => Frame> = {
  fr: ({ name, appOrigin }) => ({
    greeting: `Bonjour ${name},`,
    signature: 'L’équipe de K-Studio',
    orCopy: 'Si le bouton ne s’ouvre pas, copiez cette adresse dans votre navigateur :',
    foot: {
      text: 'K-Studio est l’atelier en ligne de Knowmore. Ce message ne contient ni image ni traceur. Ce que nous gardons, et jusqu’à quand :',
      link: `${appOrigin}/charter`,
    },
  }),
  en: ({ name, appOrigin }) => ({
    greeting: `Hello ${name},`,
    signature: 'The K-Studio team',
    orCopy: 'If the button does not open, copy this address into your browser:',
    foot: {
      text: 'K-Studio is Knowmore’s online workshop. This message holds no image and no tracker. What we keep, and until when:',
      link: `${appOrigin}/charter`,
    },
  }),
};

/** A mail in the words of its kind and the recipient's language. Pure. */
export function compose(locale: Locale, its: Circumstances): Rendered {
  return render(locale, { ...frame[locale](its), ...wordsOf(locale, its) });
}

function wordsOf(locale: Locale, its: Circumstances): Pick<Letter, 'subject' | 'parts'> {
  switch (its.kind) {
    case 'confirmation':
      return confirmationMail[locale](its);
    case 'welcome':
      return welcomeMail[locale](its);
    case 'subscription-ended':
      return subscriptionEndedMail[locale](its);
    case 'charter-change':
      return charterChangeMail[locale](its);
    case 'hand-over-ready':
      return handOverReadyMail[locale](its);
    case 'subscription-resumed':
      return subscriptionResumedMail[locale](its);
    case 'archive-door':
      return archiveDoorMail[locale](its);
    case 'end-of-term':
      return endOfTermMail[locale](its);
    case 'invitation':
      return invitationMail[locale](its);
    case 'drafts-opened':
      return draftsOpenedMail[locale](its);
    case 'correction-asked':
    case 'correction-made':
    case 'correction-refused':
      return correctionMails[its.kind][locale](its);
    case 'request-received':
    case 'request-extended':
    case 'request-done':
    case 'request-refused':
      return requestMails[its.kind][locale](its);
    case 'record-address-to-confirm':
    case 'record-address-changed':
      return recordAddressMails[its.kind][locale](its);
    case 'incident':
      return incidentMail[locale](its);
    case 'address-to-confirm':
      return addressToConfirmMail[locale](its);
    case 'address-changed':
      return addressChangedMail[locale](its);
    case 'password-reset':
      return passwordResetMail[locale](its);
    case 'staff-invited':
      return staffInvitedMail[locale](its);
    case 'password-changed':
      return passwordChangedMail[locale](its);
    default:
      return never(its);
  }
}

function never(its: never): never {
  throw new Error(`no words for ${String(its)}`);
}
