import type { Circumstances, Words } from './compose.ts';

type Its = Extract<Circumstances, { kind: 'password-reset' }>;
const link = ({ appOrigin, token }: Its) => `${appOrigin}/new-password#token=${token}`;

/** The link with which a forgotten password is renewed; whoever did not ask has nothing to do. */
export const passwordResetMail: Words<Its> = {
  fr: (its) => ({
    subject: 'Choisissez un nouveau mot de passe',
    parts: [
      'Quelqu’un, vous sans doute, a demandé un nouveau mot de passe pour votre compte K-Studio.',
      { link: link(its), label: 'Choisir un mot de passe' },
      'Ce lien sert une seule fois, pendant une heure. Quand vous l’aurez suivi, toutes vos connexions en cours se fermeront.',
      'Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.',
    ],
  }),
  en: (its) => ({
    subject: 'Choose a new password',
    parts: [
      'Somebody, probably you, asked for a new password for your K-Studio account.',
      { link: link(its), label: 'Choose a password' },
      'This link serves once, within an hour. When you have followed it, all your open sessions close.',
      'You asked for nothing? Do nothing: your password stays the same.',
    ],
  }),
};
