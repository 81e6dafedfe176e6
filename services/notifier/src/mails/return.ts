import type { Circumstances, Words } from './compose.ts';
import { day } from './day.ts';

type Door = Extract<Circumstances, { kind: 'archive-door' }>;
type Resumed = Extract<Circumstances, { kind: 'subscription-resumed' }>;
const door = ({ appOrigin, token }: Door) => `${appOrigin}/archive#token=${token}`;

/** The one door of an archive ("How we read it" 6), asked for by whoever knows the address; it names what it opens. */
export const archiveDoorMail: Words<Door> = {
  fr: (its) => ({
    subject: 'Votre lien vers ce que nous gardons de votre abonnement',
    parts: [
      `Quelqu’un, vous sans doute, demande à voir ce que nous gardons de ${its.companyName} depuis la fin de l’abonnement, et ce qui disparaît quand.`,
      { link: door(its), label: 'Voir ce qui est gardé, ou revenir' },
      'Ce lien sert pendant une heure. Derrière lui, vous pouvez reprendre l’abonnement : vous retrouvez tout comme vous l’avez laissé.',
      'Vous n’avez rien demandé ? Laissez passer ce message : rien ne changera.',
    ],
  }),
  en: (its) => ({
    subject: 'Your link to what we keep of your subscription',
    parts: [
      `Somebody, you no doubt, asks to see what we keep of ${its.companyName} since the subscription ended, and what goes when.`,
      { link: door(its), label: 'See what is kept, or come back' },
      'This link works for an hour. Behind it you can resume the subscription: you find everything as you left it.',
      'You asked for nothing? Let this message pass: nothing will change.',
    ],
  }),
};

/** The subscription goes on: no date of death stands any more. */
export const subscriptionResumedMail: Words<Resumed> = {
  fr: ({ about, appOrigin }) => ({
    subject: 'Votre abonnement à K-Studio reprend',
    parts: [
      `Votre abonnement a repris le ${day.fr(about)}. Rien de ce que vous aviez laissé n’a disparu, et plus rien n’a de date d’effacement.`,
      { link: `${appOrigin}/account`, label: 'Ouvrir la page de mon compte' },
      'Si plus de trente jours étaient passés, les moyens de connexion avaient été effacés : sur la page des utilisateurs, invitez de nouveau vos collègues.',
    ],
  }),
  en: ({ about, appOrigin }) => ({
    subject: 'Your K-Studio subscription goes on',
    parts: [
      `Your subscription was resumed on ${day.en(about)}. Nothing that you had left has gone, and nothing has a date of erasure any more.`,
      { link: `${appOrigin}/account`, label: 'Open my account page' },
      'If more than thirty days had passed, the means to sign in had been erased: on the page of users, invite your colleagues again.',
    ],
  }),
};
