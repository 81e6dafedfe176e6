import type { Locale } from '@kstudio/charter';
import { Problem } from '@kstudio/chassis';
import { faultWords, type PasswordFault } from './password-rule.ts';

/** What a person may be told by identity, with what to do. */
export const problems = {
  signInRefused: () =>
    new Problem(401, 'sign-in-refused', {
      title: { fr: 'Connexion refusée', en: 'Sign-in refused' },
      detail: {
        fr: 'Cette adresse e-mail et ce mot de passe ne vont pas ensemble. Vérifiez-les, puis recommencez.',
        en: 'This e-mail address and this password do not go together. Check them, then try again.',
      },
    }),
  sessionOver: () =>
    new Problem(401, 'session-over', {
      title: { fr: 'Session terminée', en: 'Session over' },
      detail: { fr: 'Connectez-vous de nouveau.', en: 'Please sign in again.' },
    }),
  invitationUnknown: () =>
    new Problem(404, 'invitation-unknown', {
      title: { fr: 'Invitation inconnue', en: 'Unknown invitation' },
      detail: {
        fr: 'Cette invitation n’existe pas, ou pas encore. Si vous venez de confirmer, réessayez dans quelques secondes.',
        en: 'This invitation does not exist, or not yet. If you have just confirmed, try again in a few seconds.',
      },
    }),
  invitationUsed: () =>
    new Problem(409, 'invitation-used', {
      title: { fr: 'Invitation déjà utilisée', en: 'Invitation already used' },
      detail: {
        fr: 'Votre mot de passe est déjà choisi : connectez-vous avec votre adresse e-mail.',
        en: 'Your password has been chosen already: sign in with your e-mail address.',
      },
    }),
  invitationExpired: () =>
    new Problem(410, 'invitation-expired', {
      title: { fr: 'Invitation expirée', en: 'Invitation expired' },
      detail: {
        fr: 'Le délai de sept jours est passé. Écrivez à l’assistance pour recevoir une nouvelle invitation.',
        en: 'The seven days are over. Write to support for a new invitation.',
      },
    }),
  passwordRefused: (fault: PasswordFault, locale: Locale) =>
    new Problem(400, 'password-refused', {
      title: { fr: 'Mot de passe à changer', en: 'Another password, please' },
      detail: faultWords[fault],
      fields: [{ path: 'password', message: faultWords[fault][locale] }],
    }),
  resetUnknown: () =>
    new Problem(404, 'reset-unknown', {
      title: { fr: 'Lien non reconnu', en: 'Link not recognised' },
      detail: {
        fr: 'Ce lien n’est pas complet. Ouvrez-le depuis l’e-mail reçu, ou copiez-le en entier.',
        en: 'This link is not complete. Open it from the e-mail you received, or copy all of it.',
      },
    }),
  resetOver: () =>
    new Problem(410, 'reset-over', {
      title: { fr: 'Ce lien ne sert plus', en: 'This link no longer works' },
      detail: {
        fr: 'Il a plus d’une heure, il a déjà servi, ou un lien plus récent vous a été envoyé. Demandez-en un autre.',
        en: 'It is more than an hour old, was used already, or a newer one was sent to you. Ask for another.',
      },
    }),
  firstOperatorClosed: () =>
    new Problem(410, 'first-operator-closed', {
      title: { fr: 'Lien déjà utilisé', en: 'Link already used' },
      detail: {
        fr: 'Le premier exploitant existe déjà, ou cette porte n’est pas ouverte ici. Connectez-vous.',
        en: 'The first operator exists already, or this door is not open here. Sign in.',
      },
    }),
};
