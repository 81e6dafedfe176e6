import type { Texts } from '../fr/index.ts';

export const api: Texts['api'] = {
  title: 'Programming interfaces',
  lead: 'Six services, six interfaces. Each page is served by the service it describes.',
  docs: 'Read the documentation',
  openapi: 'OpenAPI 3.1',
  services: {
    account: { name: 'account', text: 'The subscription, the person who manages, the billing contact.' },
    identity: { name: 'identity', text: 'Users, sign-in, keys.' },
    content: { name: 'content', text: 'Contents and their versions.' },
    browsing: { name: 'analytics-collector', text: 'What is collected while people browse.' },
    charter: { name: 'retention', text: 'The charter, the terms, the erasures, the certificates.' },
    notices: { name: 'notifier', text: 'E-mails and notices.' },
  },
};
