import type { Circumstances, Words } from './compose.ts';

type Kind = 'correction-asked' | 'correction-made' | 'correction-refused';
type Its = Extract<Circumstances, { kind: Kind }>;
const users = ({ appOrigin }: Its) => `${appOrigin}/space/users`;
const record = ({ appOrigin }: Its) => `${appOrigin}/record`;

/** What a user asked of her record, and what became of it (4.users). The values stay in the application. */
export const correctionMails: Record<Kind, Words<Its>> = {
  'correction-asked': {
    fr: (its) => ({
      subject: 'Un utilisateur demande la correction de sa fiche',
      parts: [
        `Dans l’espace de ${its.companyName}, une personne vous demande de corriger sa fiche. Vous en êtes administrateur : c’est à vous de répondre.`,
        { link: users(its), label: 'Voir la demande' },
      ],
    }),
    en: (its) => ({
      subject: 'A user asks for her record to be corrected',
      parts: [
        `In the space of ${its.companyName}, a person asks you to correct her record. You are its administrator: the answer is yours.`,
        { link: users(its), label: 'See the request' },
      ],
    }),
  },
  'correction-made': {
    fr: (its) => ({
      subject: 'Votre fiche a été corrigée',
      parts: [
        `Un administrateur de l’espace de ${its.companyName} a corrigé votre fiche. Vous y voyez ce qui a changé, quand et par qui.`,
        { link: record(its), label: 'Voir ma fiche' },
      ],
    }),
    en: (its) => ({
      subject: 'Your record was corrected',
      parts: [
        `An administrator of the space of ${its.companyName} corrected your record. It shows what changed, when and by whom.`,
        { link: record(its), label: 'See my record' },
      ],
    }),
  },
  'correction-refused': {
    fr: (its) => ({
      subject: 'Votre demande de correction a reçu une réponse',
      parts: [
        `Un administrateur de l’espace de ${its.companyName} n’a pas fait la correction que vous demandiez. Sa réponse est sur votre fiche.`,
        { link: record(its), label: 'Voir la réponse' },
      ],
    }),
    en: (its) => ({
      subject: 'Your request for a correction was answered',
      parts: [
        `An administrator of the space of ${its.companyName} did not make the correction that you asked for. The answer is on your record.`,
        { link: record(its), label: 'See the answer' },
      ],
    }),
  },
};
