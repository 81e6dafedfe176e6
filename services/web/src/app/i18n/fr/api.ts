export const api = {
  title: 'Interfaces de programmation',
  lead: 'Six services, six interfaces. Chaque page est servie par le service qu’elle décrit.',
  docs: 'Lire la documentation',
  openapi: 'OpenAPI 3.1',
  services: {
    account: { name: 'account', text: 'L’abonnement, la personne qui gère, le contact de facturation.' },
    identity: { name: 'identity', text: 'Les utilisateurs, la connexion, les clés.' },
    content: { name: 'content', text: 'Les contenus et leurs versions.' },
    browsing: { name: 'analytics-collector', text: 'Ce qui est recueilli pendant la navigation.' },
    charter: { name: 'retention', text: 'La charte, les durées, les effacements, les attestations.' },
    notices: { name: 'notifier', text: 'Les e-mails et les avis.' },
  },
};
