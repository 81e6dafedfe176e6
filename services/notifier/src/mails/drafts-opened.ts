import type { Circumstances, Words } from './compose.ts';
import { day } from './day.ts';

type Its = Extract<Circumstances, { kind: 'drafts-opened' }>;
const link = ({ appOrigin }: Its) => `${appOrigin}/space`;

/** Who opened the drafts, and why, is read in the application: a mail holds no words of anybody. */
export const draftsOpenedMail: Words<Its> = {
  fr: (its) => ({
    subject: 'Vos brouillons ont été ouverts',
    parts: [
      `La personne qui gère l’abonnement de ${its.companyName} a ouvert l’accès de secours : jusqu’au ${day.fr(its.about)}, l’archive de l’espace qu’elle télécharge contient aussi vos brouillons, même non partagés.`,
      'Elle a dû en donner la raison, que vous lisez dans votre espace. C’est inscrit au journal.',
      { link: link(its), label: 'Lire la raison' },
    ],
  }),
  en: (its) => ({
    subject: 'Your drafts were opened',
    parts: [
      `The person who manages the subscription of ${its.companyName} has broken the glass: until ${day.en(its.about)} the archive of the space that she downloads also holds your drafts, shared or not.`,
      'She had to give a reason, which you read in your space. It is written in the journal.',
      { link: link(its), label: 'Read the reason' },
    ],
  }),
};
