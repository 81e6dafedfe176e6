export const problems = {
  title: 'Cela n’a pas abouti',
  network:
    'Le service ne répond pas. Vérifiez votre connexion, puis réessayez : rien de ce que vous avez saisi n’est perdu.',
  unexpected:
    'Une erreur s’est produite de notre côté. Réessayez dans un instant ; si elle revient, écrivez à {{email}}.',
  requestId: 'Numéro à donner à l’assistance : {{id}}',
  notFound: {
    title: 'Cette page n’existe pas',
    text: 'L’adresse est peut-être incomplète, ou la page a changé de place. Rien n’est perdu.',
  },
  crash: {
    title: 'La page s’est arrêtée',
    text: 'C’est une erreur de notre côté, et vos données n’y sont pour rien. Rechargez la page ; si cela recommence, écrivez à {{email}}.',
    reload: 'Recharger la page',
  },
  notYours: {
    title: 'Cette page n’est pas pour ce compte',
    manager: 'Elle est réservée à la personne qui gère l’abonnement.',
    administrator: 'Elle est réservée aux administrateurs de l’espace.',
    staff: 'Elle est réservée à l’équipe de Knowmore.',
    user: 'Elle est réservée aux utilisateurs d’un espace.',
  },
};
