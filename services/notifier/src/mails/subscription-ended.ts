import { beforeEnd, endOfTerm, grace, noticeBeforePurge, yearsInWords } from '@kstudio/charter';
import type { Circumstances, Words } from './compose.ts';
import { day } from './day.ts';

type Its = Extract<Circumstances, { kind: 'subscription-ended' }>;

function dates({ about, termYears }: Its) {
  const term = endOfTerm(about, `P${termYears}Y`);
  return {
    ended: about,
    graceOver: endOfTerm(about, grace).instant,
    notice: beforeEnd(term, noticeBeforePurge).instant,
    gone: term.instant,
  };
}

/** What happens now, with dates: the grace, the archive, the notice, the end (clause 5.subscription-term). */
export const subscriptionEndedMail: Words<Its> = {
  fr: (its) => {
    const { ended, graceOver, notice, gone } = dates(its);
    return {
      subject: 'Votre abonnement à K-Studio est terminé',
      parts: [
        `Votre abonnement a pris fin le ${day.fr(ended)}. Voici ce qui se passe maintenant.`,
        `Jusqu’au ${day.fr(graceOver)}, votre espace reste lisible. Ensuite, plus personne ne s’y connecte : vos données deviennent une archive, que nous ne consultons pas.`,
        `Le ${day.fr(gone)}, ${yearsInWords(its.termYears).fr} après la fin, tout est effacé. Nous vous préviendrons avant, le ${day.fr(notice)}, avec le lien de l’attestation d’effacement.`,
        { link: `${its.appOrigin}/account/calendar`, label: 'Voir le calendrier' },
        'Merci d’avoir travaillé avec nous. Si vous revenez d’ici là, vous retrouverez tout comme vous l’avez laissé.',
      ],
    };
  },
  en: (its) => {
    const { ended, graceOver, notice, gone } = dates(its);
    return {
      subject: 'Your K-Studio subscription has ended',
      parts: [
        `Your subscription ended on ${day.en(ended)}. This is what happens now.`,
        `Until ${day.en(graceOver)} your space can still be read. After that nobody signs in any more: your data become an archive, which we do not look into.`,
        `On ${day.en(gone)}, ${yearsInWords(its.termYears).en} after the end, everything is erased. We will tell you before, on ${day.en(notice)}, with the link to the certificate of erasure.`,
        { link: `${its.appOrigin}/account/calendar`, label: 'See the calendar' },
        'Thank you for working with us. If you come back before then, you will find everything as you left it.',
      ],
    };
  },
};
