import { Problem } from '@kstudio/chassis';

/** What a person may be told by account, with what to do. */
export const problems = {
  requestUnknown: () =>
    new Problem(404, 'request-unknown', {
      title: { fr: 'Demande inconnue', en: 'Unknown request' },
      detail: {
        fr: 'Cette demande n’existe pas, ou n’existe plus.',
        en: 'This request does not exist, or no longer.',
      },
    }),
  requestSettled: () =>
    new Problem(409, 'request-settled', {
      title: { fr: 'Demande déjà traitée', en: 'Request already settled' },
      detail: {
        fr: 'Quelqu’un l’a déjà traitée. Rechargez la page.',
        en: 'Somebody has settled it already. Reload the page.',
      },
    }),
  identityUnchecked: () =>
    new Problem(409, 'identity-unchecked', {
      title: { fr: 'Identité à vérifier', en: 'Identity to be checked' },
      detail: {
        fr: 'L’expéditeur n’est pas connu : vérifiez d’abord qui il est. Rien n’a changé.',
        en: 'The sender is not known: make sure first who it is. Nothing has changed.',
      },
    }),
  billingOnly: () =>
    new Problem(409, 'billing-only', {
      title: { fr: 'Facturation seulement', en: 'Billing alone' },
      detail: {
        fr: 'Le contact de facturation ne peut faire corriger que ses propres coordonnées.',
        en: 'The billing contact can have her own details corrected alone.',
      },
    }),
  nothingToCorrect: () =>
    new Problem(400, 'nothing-to-correct', {
      title: { fr: 'Rien à corriger', en: 'Nothing to correct' },
      detail: { fr: 'Ces valeurs sont déjà celles du dossier.', en: 'The record has these values already.' },
    }),
  extensionLate: () =>
    new Problem(409, 'extension-late', {
      title: { fr: 'Trop tard pour prolonger', en: 'Too late to extend' },
      detail: {
        fr: 'La prolongation se dit pendant le premier mois (RGPD, article 12(3)).',
        en: 'An extension is told within the first month (GDPR, article 12(3)).',
      },
    }),
  addressLinkUnknown: () =>
    new Problem(410, 'address-link-unknown', {
      title: { fr: 'Lien sans effet', en: 'Link without effect' },
      detail: {
        fr: 'Ce lien est inconnu, a déjà servi ou n’est plus valable. Écrivez de nouveau à l’assistance.',
        en: 'This link is unknown, was used or is no longer good. Write to support again.',
      },
    }),
  doorUnknown: () =>
    new Problem(410, 'door-unknown', {
      title: { fr: 'Lien sans effet', en: 'Link without effect' },
      detail: {
        fr: 'Ce lien est inconnu, a plus d’une heure, ou l’abonnement a repris depuis. Demandez-en un autre.',
        en: 'This link is unknown, older than an hour, or the subscription was resumed since. Ask for another one.',
      },
    }),
  nameDiffers: () =>
    new Problem(409, 'name-differs', {
      title: { fr: 'Ce n’est pas le nom de l’entreprise', en: 'This is not the company’s name' },
      detail: {
        fr: 'Écrivez le nom de l’entreprise comme il est affiché. Rien n’a changé.',
        en: 'Write the company’s name as it is shown. Nothing has changed.',
      },
    }),
  returnLate: () =>
    new Problem(409, 'return-late', {
      title: { fr: 'Trop tard pour revenir ainsi', en: 'Too late to come back this way' },
      detail: {
        fr: 'Après les trente jours, on revient par le lien envoyé à l’adresse de l’abonnement ; à la date que donne le calendrier, tout est effacé.',
        en: 'After thirty days one comes back by the link sent to the subscription’s address; on the day that the calendar gives everything is erased.',
      },
    }),
  offerUnknown: () =>
    new Problem(400, 'offer-unknown', {
      title: { fr: 'Offre inconnue', en: 'Unknown offer' },
      detail: {
        fr: 'Cette offre n’est pas ou plus proposée. Rechargez la page et choisissez-en une autre.',
        en: 'This offer is not, or no longer, on sale. Reload the page and choose another.',
      },
      fields: [{ path: 'offerId', message: 'unknown' }],
    }),
  charterChanged: () =>
    new Problem(409, 'charter-changed', {
      title: { fr: 'La charte a changé', en: 'The charter has changed' },
      detail: {
        fr: 'La version de la charte que vous avez lue n’est pas celle en vigueur. Rechargez la page, relisez-la et recommencez.',
        en: 'The version of the charter that you read is not the one in force. Reload the page, read it and try again.',
      },
      fields: [{ path: 'charterVersion', message: 'not in force' }],
    }),
  confirmationUnknown: () =>
    new Problem(404, 'confirmation-unknown', {
      title: { fr: 'Lien non reconnu', en: 'Link not recognised' },
      detail: {
        fr: 'Ce lien de confirmation n’est pas complet. Ouvrez-le depuis l’e-mail reçu, ou copiez-le en entier.',
        en: 'This confirmation link is not complete. Open it from the e-mail you received, or copy all of it.',
      },
    }),
  confirmationExpired: () =>
    new Problem(410, 'confirmation-expired', {
      title: { fr: 'Demande expirée', en: 'Request expired' },
      detail: {
        fr: 'Cette demande d’abonnement n’a pas été confirmée dans les sept jours : ce que vous aviez donné est effacé. Recommencez l’abonnement.',
        en: 'This subscription request was not confirmed within seven days: what you gave is erased. Please subscribe again.',
      },
    }),
  confirmationUsed: () =>
    new Problem(409, 'confirmation-used', {
      title: { fr: 'Abonnement déjà confirmé', en: 'Subscription already confirmed' },
      detail: {
        fr: 'Ce lien a déjà servi. Connectez-vous avec votre adresse e-mail et votre mot de passe.',
        en: 'This link was used already. Sign in with your e-mail address and your password.',
      },
    }),
  ticketExpired: () =>
    new Problem(410, 'invitation-expired', {
      title: { fr: 'Invitation expirée', en: 'Invitation expired' },
      detail: {
        fr: 'Votre abonnement est confirmé, mais le délai de sept jours pour choisir un mot de passe est passé. Demandez un nouveau lien à la page « Retrouver un abonnement », ou à votre administrateur.',
        en: 'Your subscription is confirmed, but the seven days for choosing a password are over. Ask for a new link at /archive, or your administrator for a new invitation.',
      },
    }),
  subscriptionOver: () =>
    new Problem(410, 'subscription-ended', {
      title: { fr: 'Abonnement terminé', en: 'Subscription ended' },
      detail: {
        fr: 'Cet abonnement est terminé. Pour revenir, écrivez à l’assistance.',
        en: 'This subscription has ended. To come back, write to support.',
      },
    }),
};
