import { confirmation, endOfTerm } from '@kstudio/charter';
import type { Circumstances, Words } from './compose.ts';
import { day } from './day.ts';

type Its = Extract<Circumstances, { kind: 'confirmation' }>;
const link = ({ appOrigin, token }: Its) => `${appOrigin}/confirm#token=${token}`;
const goesOn = ({ about }: Its) => endOfTerm(about, confirmation).instant;

/** The address is confirmed by a link; whoever does nothing is forgotten after seven days (clause 2.subscription). */
export const confirmationMail: Words<Its> = {
  fr: (its) => ({
    subject: 'Confirmez votre abonnement à K-Studio',
    parts: [
      'Vous avez demandé un abonnement à K-Studio, et nous en sommes heureux. Il reste un geste : nous confirmer que cette adresse est bien la vôtre.',
      { link: link(its), label: 'Confirmer mon abonnement' },
      'Vous choisirez ensuite votre mot de passe, et votre espace sera prêt.',
      `Si vous ne faites rien, rien ne s’ouvrira : au bout de sept jours, le ${day.fr(goesOn(its))}, votre demande et tout ce que vous y avez écrit seront effacés.`,
      'Vous n’avez rien demandé ? Quelqu’un s’est sans doute trompé d’adresse. Laissez passer ce message : nous ne vous écrirons plus.',
    ],
  }),
  en: (its) => ({
    subject: 'Confirm your subscription to K-Studio',
    parts: [
      'You asked for a subscription to K-Studio, and we are glad you did. One step remains: telling us that this address is yours.',
      { link: link(its), label: 'Confirm my subscription' },
      'You then choose your password, and your space is ready.',
      `If you do nothing, nothing opens: after seven days, on ${day.en(goesOn(its))}, your request and everything you wrote in it are erased.`,
      'You asked for nothing? Somebody probably mistyped an address. Let this message pass: we will not write again.',
    ],
  }),
};
