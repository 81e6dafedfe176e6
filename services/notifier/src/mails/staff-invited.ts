import type { Circumstances, Words } from './compose.ts';

type Its = Extract<Circumstances, { kind: 'staff-invited' }>;
const link = ({ appOrigin, token }: Its) => `${appOrigin}/new-password#token=${token}`;

/** The link with which one of Knowmore's own people chooses her first password. */
export const staffInvitedMail: Words<Its> = {
  fr: (its) => ({
    subject: 'Votre accès à l’exploitation de K-Studio',
    parts: [
      'Un opérateur de K-Studio vous a ouvert un accès. Choisissez votre mot de passe pour vous en servir.',
      { link: link(its), label: 'Choisir mon mot de passe' },
      'Ce lien sert une seule fois, pendant sept jours.',
    ],
  }),
  en: (its) => ({
    subject: 'Your access to the running of K-Studio',
    parts: [
      'An operator of K-Studio has opened an access for you. Choose your password to use it.',
      { link: link(its), label: 'Choose my password' },
      'This link serves once, within seven days.',
    ],
  }),
};
