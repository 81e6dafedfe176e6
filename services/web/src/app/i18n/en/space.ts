import type { Texts } from '../fr/index.ts';

export const space: Texts['space'] = {
  title: 'The space',
  lead: 'The contents of {{company}}. They are yours, and stay yours.',
  samples: 'To begin with',
  templates: 'Templates',
  empty: {
    title: 'The space is still empty',
    text: 'Your sample course and your templates arrive in a few seconds.',
  },
  kinds: { course: 'Sample course', template: 'Template' },
  back: 'Back to the space',
  readOnly: 'Read only',
  kept: 'Kept during the subscription, then 5 years after it ends.',
  version: 'Version {{version}}',
  updated: 'Changed on {{date}}',
  users: {
    title: 'Users',
    lead: 'The people who have access to the space of {{company}}. The administrator keeps these records up to date.',
    name: 'Name',
    email: 'E-mail',
    role: 'Role',
    you: 'you',
    invited: 'invited',
    empty: 'Nobody is declared yet.',
  },
};
