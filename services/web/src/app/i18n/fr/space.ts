export const space = {
  title: 'L’espace',
  lead: 'Les contenus de {{company}}. Ils vous appartiennent, et restent à vous.',
  samples: 'Pour commencer',
  templates: 'Modèles',
  empty: {
    title: 'L’espace est encore vide',
    text: 'Votre cours d’exemple et vos modèles arrivent dans quelques secondes.',
  },
  kinds: { course: 'Cours d’exemple', template: 'Modèle' },
  back: 'Retour à l’espace',
  readOnly: 'Lecture seule',
  kept: 'Gardé pendant l’abonnement, puis la durée que dit la charte.',
  version: 'Version {{version}}',
  updated: 'Modifié le {{date}}',
};
