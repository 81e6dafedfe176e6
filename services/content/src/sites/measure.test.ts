import { measure } from './measure.ts';

describe('what a published page loads', () => {
  it.each(['fr', 'en'] as const)(
    'is one script of its own site, and links to what is known (%s)',
    (locale) => {
      const { head, foot, policy, referrerPolicy } = measure(locale, 'https://kstudio365.com');
      expect(head.match(/src="[^"]*"/g)).toEqual(['src="/k.js"']);
      expect(foot).toContain(`/api/browsing/known?lang=${locale}`);
      expect(policy.join(';')).not.toMatch(/unsafe|\*/);
      expect(referrerPolicy).toBe('same-origin');
    },
  );
});
