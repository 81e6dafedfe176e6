import { parisDay } from '@kstudio/charter';
import { type Locale, Problem, problems, type Tx } from '@kstudio/chassis';
import { noticeToldByLetter } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import { awaitedKindOf, type Letter, type Notice } from './notices.store.ts';
import { tellOfCharterNotice } from './take-bounce.ts';

/** Refused for good by a mail server, or still not taken after an attempt. Pure. */
export const didNotArrive = ({ state, failure }: Pick<Notice, 'state' | 'failure'>): boolean =>
  state === 'failed' || (state === 'queued' && failure !== null);

/** What must not happen as long as a notice has not arrived; null: nothing waits for it. Pure. */
export function holdsUp({ kind }: Pick<Notice, 'kind'>): 'purge' | 'charter' | null {
  if (kind === 'charter-change') return 'charter';
  return kind === 'end-of-term' ? 'purge' : null;
}

/**
 * Records that a notice which did not arrive by mail was told by registered letter (charter, "How we read it" 11):
 * what waits for it goes on. Repeated with the same letter, it does nothing. Throws not-found, notice-arrived,
 * notice-told, letter-day-wrong.
 */
export function tellByLetter(
  { transaction, notices }: Pick<NotifierDeps, 'transaction' | 'notices'>,
  staffId: string,
  noticeId: string,
  letter: Letter,
  locale: Locale,
): Promise<Notice> {
  return transaction(async (tx) => {
    const notice = await notices.findAny(tx, noticeId);
    if (!notice) throw problems.unknown();
    if (isToldBy(notice, letter)) return notice;
    demandPossible(notice, letter, tx.now, locale);
    await notices.tellByLetter(tx, notice, letter);
    return told(tx, staffId, notice);
  });
}

function told(tx: Tx, staffId: string, notice: Notice): Notice {
  const { noticeId, clientId, certificateId } = notice;
  const kind = awaitedKindOf(notice);
  tx.cancel('send-notice', noticeId);
  tx.audit({ action: 'notice-told-by-letter', clientId, actor: staffId, target: noticeId });
  if (notice.kind === 'charter-change') tellOfCharterNotice(tx, notice, 'told-by-letter');
  if (kind)
    tx.emit(
      noticeToldByLetter({
        noticeId,
        clientId,
        kind,
        toldAt: tx.now.toISOString(),
        certificateId,
        version: 1,
      }),
    );
  return { ...notice, state: 'told-by-letter', settledAt: tx.now };
}

const isToldBy = ({ state, letterSentOn, letterTracking }: Notice, { sentOn, tracking }: Letter): boolean =>
  state === 'told-by-letter' && letterSentOn === sentOn && letterTracking === tracking;

function demandPossible(notice: Notice, { sentOn }: Letter, now: Date, locale: Locale): void {
  if (notice.state === 'told-by-letter') throw letterProblems.told();
  if (!didNotArrive(notice)) throw letterProblems.arrived();
  if (sentOn > parisDay(now) || sentOn < parisDay(notice.queuedAt)) throw letterProblems.day(locale);
}

const letterProblems = {
  arrived: () =>
    new Problem(409, 'notice-arrived', {
      title: { fr: 'Pas de lettre à noter', en: 'No letter to record' },
      detail: {
        fr: 'Cet avis est parvenu à son destinataire, ou n’a plus d’objet.',
        en: 'This notice has reached its recipient, or has no purpose any more.',
      },
    }),
  told: () =>
    new Problem(409, 'notice-told', {
      title: { fr: 'Une autre lettre est déjà notée', en: 'Another letter is recorded already' },
      detail: {
        fr: 'Cet avis a été notifié par une autre lettre recommandée. Rien n’a changé.',
        en: 'This notice was told by another registered letter. Nothing has changed.',
      },
    }),
  day: (locale: Locale) =>
    new Problem(400, 'letter-day-wrong', {
      title: { fr: 'Date à corriger', en: 'Date to correct' },
      detail: dayWords,
      fields: [{ path: 'sentOn', message: dayWords[locale] }],
    }),
};

const dayWords = {
  fr: 'La lettre est partie le jour de l’avis ou après, et au plus tard aujourd’hui.',
  en: 'The letter left on the day of the notice or later, and today at the latest.',
};
