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
  kept: 'Kept during the subscription, then as long as the charter says.',
  version: 'Version {{version}}',
  updated: 'Changed on {{date}}',
};
