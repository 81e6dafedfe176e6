import type { Circumstances, Words } from './compose.ts';

type Its = Extract<Circumstances, { kind: 'password-changed' }>;
const link = ({ appOrigin, staff }: Its) => `${appOrigin}${staff ? '/operator' : '/sign-in'}/forgotten`;

/** The password is another: who did it herself keeps this, who did not knows what to do. */
export const passwordChangedMail: Words<Its> = {
  fr: (its) => ({
    subject: 'Votre mot de passe a changé',
    parts: [
      'Le mot de passe de votre compte K-Studio vient d’être changé, par un lien envoyé à cette adresse. Toutes les connexions en cours sont fermées.',
      'C’était vous ? Il n’y a rien à faire.',
      'Ce n’était pas vous ? Quelqu’un lit peut-être vos e-mails : changez le mot de passe de votre messagerie, puis celui-ci, et écrivez à l’assistance.',
      { link: link(its), label: 'Choisir un autre mot de passe' },
    ],
  }),
  en: (its) => ({
    subject: 'Your password has changed',
    parts: [
      'The password of your K-Studio account has just been changed, by a link sent to this address. All open sessions are closed.',
      'It was you? There is nothing to do.',
      'It was not you? Somebody may be reading your e-mail: change the password of your mailbox, then this one, and write to support.',
      { link: link(its), label: 'Choose another password' },
    ],
  }),
};
