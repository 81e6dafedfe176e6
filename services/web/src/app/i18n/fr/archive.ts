export const archive = {
  title: 'Ce que nous gardons de {{company}}',
  lead: 'L’abonnement a pris fin le {{date}}. Plus personne ne se connecte, et nous ne consultons pas ces données.',
  waiting: 'Votre abonnement est en cours. Il ne manque que votre mot de passe.',
  enter: 'Choisir mon mot de passe',
  goesOn: 'Votre abonnement reprend. Connectez-vous comme avant.',
  ask: {
    title: 'Retrouver un abonnement',
    lead: 'Donnez l’adresse de la personne qui gère l’abonnement : elle reçoit un lien pour entrer, ou, s’il est terminé, pour voir ce que nous gardons et pour revenir.',
    email: 'Adresse e-mail de la gestion de l’abonnement',
    submit: 'Recevoir le lien',
  },
  sent: {
    title: 'Regardez votre messagerie',
    lead: 'Si {{email}} est l’adresse de gestion d’un abonnement, un lien vient de lui être envoyé. Il sert pendant une heure.',
  },
  again: 'Demander un autre lien',
  back: {
    title: 'Revenir',
    text: 'L’abonnement reprend : vous retrouvez l’espace, les contenus et les utilisateurs comme vous les avez laissés. Vous choisissez un mot de passe, puis vous invitez de nouveau vos collègues.',
    submit: 'Reprendre l’abonnement',
  },
  erasure: {
    title: 'Effacer sans attendre',
    text: 'Tout peut disparaître dans 72 heures au lieu d’attendre la durée de la charte. Vous recevez aussitôt le lien de l’attestation, et vous pouvez revenir sur ce choix jusqu’au dernier moment.',
    asked: 'Tout sera effacé le {{date}}. Jusque-là, vous pouvez revenir sur ce choix.',
    name: 'Pour confirmer, écrivez : {{company}}',
    submit: 'Tout effacer dans 72 heures',
    back: 'Ne rien effacer avant terme',
  },
  calendar: 'Ce qui disparaît, et quand',
  welcome: 'Vous revoilà, {{company}}',
};
