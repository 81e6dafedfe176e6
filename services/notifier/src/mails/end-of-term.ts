import type { Circumstances, Words } from './compose.ts';
import { day } from './day.ts';

type Its = Extract<Circumstances, { kind: 'end-of-term' }>;
const link = ({ appOrigin, certificateId }: Its) => `${appOrigin}/api/charter/certificates/${certificateId}`;

/** The last notice: what is erased when, and where the certificate can be fetched for a year. The link names nobody. */
export const endOfTermMail: Words<Its> = {
  fr: (its) => ({
    subject: `Vos données K-Studio seront effacées le ${day.fr(its.about)}`,
    parts: [
      `Le ${day.fr(its.about)}, à la fin de la durée que la charte promet ou plus tôt parce que vous l’avez demandé, nous effacerons tout ce que nous gardons de votre entreprise : l’abonnement, les utilisateurs, les contenus. Votre adresse e-mail partira en dernier ; ce message est donc le dernier que nous pouvons vous écrire.`,
      'À partir de ce jour et pendant un an, ce lien donnera l’attestation d’effacement, signée. Elle ne nomme personne : gardez le lien.',
      { link: link(its), label: 'L’attestation d’effacement' },
      { label: 'Elle désignera votre entreprise par cette empreinte :', value: its.clientFingerprint },
      'Si vous souhaitez récupérer quelque chose ou redevenir notre client, répondez à l’assistance avant cette date. Sinon, vous n’avez rien à faire.',
    ],
  }),
  en: (its) => ({
    subject: `Your K-Studio data will be erased on ${day.en(its.about)}`,
    parts: [
      `On ${day.en(its.about)}, at the end of the time that the charter promises or earlier because you asked for it, we erase everything we keep of your company: the subscription, the users, the contents. Your e-mail address goes last; so this is the last message we can write to you.`,
      'From that day and for a year, this link gives the signed certificate of erasure. It names nobody: keep the link.',
      { link: link(its), label: 'The certificate of erasure' },
      { label: 'It will name your company by this fingerprint:', value: its.clientFingerprint },
      'If you would like something back, or to be our client again, write to support before that date. Otherwise there is nothing to do.',
    ],
  }),
};
