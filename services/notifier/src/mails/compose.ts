import type { Locale } from '@kstudio/chassis';
import { confirmationMail } from './confirmation.ts';
import { endOfTermMail } from './end-of-term.ts';
import { handOverReadyMail } from './hand-over-ready.ts';
import { type Letter, type Rendered, render } from './letter.ts';
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
  );

/** One mail in both languages, without the greeting and the signature that all share. */
export type Words<Its> = Record<Locale, (its: Its) => Pick<Letter, 'subject' | 'parts'>>;

const frame: Record<Locale, (name: string) => Pick<Letter, 'greeting' | 'signature'>> = {
  fr: (name) => ({ greeting: `Bonjour ${name},`, signature: "L'équipe de K-Studio" }),
  en: (name) => ({ greeting: `Hello ${name},`, signature: 'The K-Studio team' }),
};

/** A notice in the words of its kind and the manager's language. Pure. */
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
    default:
      return never(its);
  }
}

function never(its: never): never {
  throw new Error(`no words for ${String(its)}`);
}
