export const charterChange = {
  title: 'La charte de votre entreprise',
  inForce:
    'La version {{version}} s’applique à vous. Ce que vous nous avez confié est gardé pendant l’abonnement, puis {{term}}.',
  open: 'Lire la charte qui s’applique à vous',
  ahead: 'La version {{version}} est publiée',
  from: 'Elle s’appliquera à vous à partir du {{date}}.',
  waits:
    'Elle s’appliquera à vous trente jours après que l’avis vous sera parvenu, et pas avant le {{date}}.',
  told: 'Vous en avez été averti le {{date}}.',
  ratchet:
    'Ce que vous nous avez confié jusque-là n’est jamais gardé plus longtemps que la charte d’alors ne le promettait.',
  read: 'J’ai lu ce changement',
  isRead: 'Vous avez lu ce changement.',
  thanks: 'C’est noté : vous avez lu ce changement.',
  before: 'Aujourd’hui',
  after: 'Ensuite',
  nothing: 'rien',
  kinds: {
    'longer-term': 'durée plus longue',
    'shorter-term': 'durée plus courte',
    'other-start': 'durée comptée autrement',
    'new-category': 'nouvelle catégorie',
    'new-recipient': 'nouveau destinataire',
    'new-purpose': 'nouvel usage',
    words: 'autre formulation',
  },
};
