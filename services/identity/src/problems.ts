import type { Locale } from '@kstudio/charter';
import { Problem } from '@kstudio/chassis';
import { faultWords, type PasswordFault } from './password-rule.ts';

const notThePassword = {
  fr: 'Ce n’est pas votre mot de passe actuel. Rien n’a changé.',
  en: 'This is not your present password. Nothing has changed.',
};

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
        fr: 'Le délai de sept jours est passé. Demandez un nouveau lien à la page « Retrouver un abonnement », ou à votre administrateur.',
        en: 'The seven days are over. Ask for a new link at /archive, or your administrator for a new invitation.',
      },
    }),
  passwordRefused: (fault: PasswordFault, locale: Locale) =>
    new Problem(400, 'password-refused', {
      title: { fr: 'Mot de passe à changer', en: 'Another password, please' },
      detail: faultWords[fault],
      fields: [{ path: 'password', message: faultWords[fault][locale] }],
    }),
  staffDeclaredAlready: () =>
    new Problem(409, 'staff-declared-already', {
      title: { fr: 'Déjà dans l’équipe', en: 'In the team already' },
      detail: {
        fr: 'Quelqu’un de l’équipe a déjà cette adresse e-mail.',
        en: 'Somebody of the team has this e-mail address already.',
      },
    }),
  staffUnknown: () =>
    new Problem(404, 'staff-unknown', {
      title: { fr: 'Personne inconnue', en: 'Nobody known' },
      detail: {
        fr: 'Cette personne n’est pas, ou n’est plus, dans l’équipe.',
        en: 'This person is not, or no longer, in the team.',
      },
    }),
  staffJoined: () =>
    new Problem(409, 'staff-joined', {
      title: { fr: 'Déjà arrivée', en: 'Joined already' },
      detail: {
        fr: 'Cette personne a choisi son mot de passe. Si elle l’a oublié, elle en demande un autre à la connexion.',
        en: 'This person has chosen her password. If she forgot it, she asks for another where she signs in.',
      },
    }),
  notYourself: () =>
    new Problem(409, 'not-yourself', {
      title: { fr: 'Pas vous-même', en: 'Not yourself' },
      detail: {
        fr: 'On ne se retire pas soi-même : un autre opérateur doit le faire.',
        en: 'Nobody takes herself away: another operator has to do it.',
      },
    }),
  passwordNotHers: () =>
    new Problem(401, 'sign-in-refused', {
      title: { fr: 'Mot de passe refusé', en: 'Password refused' },
      detail: {
        fr: 'Ce n’est pas le mot de passe de ce compte. Si vous l’avez oublié, renouvelez-le d’abord par votre adresse actuelle.',
        en: 'This is not the password of this account. If you forgot it, renew it first by your present address.',
      },
    }),
  currentPasswordRefused: (locale: Locale) =>
    new Problem(400, 'current-password-refused', {
      title: { fr: 'Mot de passe actuel refusé', en: 'Present password refused' },
      detail: notThePassword,
      fields: [{ path: 'currentPassword', message: notThePassword[locale] }],
    }),
  userNotJoined: () =>
    new Problem(409, 'user-not-joined', {
      title: { fr: 'Invitation en attente', en: 'Invitation waiting' },
      detail: {
        fr: 'Cette personne n’a pas encore répondu. Retirez l’invitation, puis déclarez-la avec la bonne adresse.',
        en: 'This person has not answered yet. Take the invitation back, then declare her with the right address.',
      },
    }),
  userUnknown: () =>
    new Problem(404, 'user-unknown', {
      title: { fr: 'Utilisateur inconnu', en: 'Unknown user' },
      detail: {
        fr: 'Cet utilisateur n’est pas, ou n’est plus, déclaré dans votre espace.',
        en: 'This user is not, or no longer, declared in your space.',
      },
    }),
  userDeclaredAlready: () =>
    new Problem(409, 'user-declared-already', {
      title: { fr: 'Déjà déclaré', en: 'Declared already' },
      detail: {
        fr: 'Cette adresse e-mail est déjà celle d’un utilisateur de votre espace.',
        en: 'This e-mail address already belongs to a user of your space.',
      },
    }),
  userJoined: () =>
    new Problem(409, 'user-joined', {
      title: { fr: 'Invitation déjà acceptée', en: 'Invitation already accepted' },
      detail: {
        fr: 'Cet utilisateur est déjà entré dans l’espace : il n’a plus besoin d’invitation.',
        en: 'This user has come into the space already and needs no invitation any more.',
      },
    }),
  nothingToCorrect: () =>
    new Problem(400, 'nothing-to-correct', {
      title: { fr: 'Rien à corriger', en: 'Nothing to correct' },
      detail: {
        fr: 'Ces valeurs sont déjà celles de la fiche.',
        en: 'The record already has these values.',
      },
    }),
  correctionsWaiting: () =>
    new Problem(409, 'corrections-waiting', {
      title: { fr: 'Demandes en attente', en: 'Requests are waiting' },
      detail: {
        fr: 'Cinq de vos demandes attendent déjà une réponse de votre administrateur.',
        en: 'Five of your requests already wait for your administrator’s answer.',
      },
    }),
  correctionUnknown: () =>
    new Problem(404, 'correction-unknown', {
      title: { fr: 'Demande inconnue', en: 'Unknown request' },
      detail: {
        fr: 'Cette demande n’existe pas, ou n’existe plus.',
        en: 'This request does not exist, or no longer.',
      },
    }),
  correctionSettled: () =>
    new Problem(409, 'correction-settled', {
      title: { fr: 'Demande déjà traitée', en: 'Request already settled' },
      detail: {
        fr: 'Quelqu’un a déjà répondu à cette demande.',
        en: 'Somebody has answered this request already.',
      },
    }),
  addressLinkUnknown: () =>
    new Problem(410, 'address-link-unknown', {
      title: { fr: 'Lien sans effet', en: 'Link without effect' },
      detail: {
        fr: 'Ce lien est inconnu, a déjà servi ou n’est plus valable. Demandez la correction de nouveau à votre administrateur.',
        en: 'This link is unknown, was used or is no longer good. Ask your administrator for the correction again.',
      },
    }),
  addressRefused: () =>
    new Problem(409, 'address-refused', {
      title: { fr: 'Adresse refusée', en: 'Address refused' },
      detail: {
        fr: 'Cette adresse ne peut pas servir à vous connecter. Demandez-en une autre à votre administrateur.',
        en: 'This address cannot be used to sign you in. Ask your administrator for another one.',
      },
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

/** What stands against a change of a user (user-change.ts), in words. */
export const obstacles = {
  'manager-stays': () =>
    new Problem(409, 'manager-stays', {
      title: { fr: 'Gestionnaire de l’abonnement', en: 'Subscription manager' },
      detail: {
        fr: 'La personne qui gère l’abonnement reste administrateur de l’espace. Pour en changer, écrivez à l’assistance.',
        en: 'The person who manages the subscription stays administrator of the space. To change that, write to support.',
      },
    }),
  'last-administrator': () =>
    new Problem(409, 'last-administrator', {
      title: { fr: 'Dernier administrateur', en: 'Last administrator' },
      detail: {
        fr: 'L’espace doit garder un administrateur. Nommez-en un autre d’abord.',
        en: 'The space must keep an administrator. Name another one first.',
      },
    }),
} as const;
