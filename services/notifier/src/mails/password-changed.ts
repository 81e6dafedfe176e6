import type { Circumstances, Words } from './compose.ts';

type Its = Extract<Circumstances, { kind: 'password-changed' }>;
const link = ({ appOrigin, staff }: Its) => `${appOrigin}${staff ? '/operator' : '/sign-in'}/forgotten`;

/** How it was changed, and so what somebody else would have had to know for it. */
const how = {
  fr: ({ signedIn }: Its) =>
    signedIn
      ? [
          'Le mot de passe de votre compte K-Studio vient d’être changé, depuis la page « Mon accès ». Toutes les autres connexions en cours sont fermées.',
          'C’était vous ? Il n’y a rien à faire.',
          'Ce n’était pas vous ? Quelqu’un connaissait votre mot de passe : choisissez-en un autre tout de suite par le lien ci-dessous, et écrivez à l’assistance.',
        ]
      : [
          'Le mot de passe de votre compte K-Studio vient d’être changé, par un lien envoyé à cette adresse. Toutes les connexions en cours sont fermées.',
          'C’était vous ? Il n’y a rien à faire.',
          'Ce n’était pas vous ? Quelqu’un lit peut-être vos e-mails : changez le mot de passe de votre messagerie, puis celui-ci, et écrivez à l’assistance.',
        ],
  en: ({ signedIn }: Its) =>
    signedIn
      ? [
          'The password of your K-Studio account has just been changed, on the page “My access”. All other open sessions are closed.',
          'It was you? There is nothing to do.',
          'It was not you? Somebody knew your password: choose another at once by the link below, and write to support.',
        ]
      : [
          'The password of your K-Studio account has just been changed, by a link sent to this address. All open sessions are closed.',
          'It was you? There is nothing to do.',
          'It was not you? Somebody may be reading your e-mail: change the password of your mailbox, then this one, and write to support.',
        ],
};

/** The password is another: who did it herself keeps this, who did not knows what to do. */
export const passwordChangedMail: Words<Its> = {
  fr: (its) => ({
    subject: 'Votre mot de passe a changé',
    parts: [...how.fr(its), { link: link(its), label: 'Choisir un autre mot de passe' }],
  }),
  en: (its) => ({
    subject: 'Your password has changed',
    parts: [...how.en(its), { link: link(its), label: 'Choose another password' }],
  }),
};
