import { globSync, readFileSync } from 'node:fs';
import { isPage, secretPaths } from './paths.ts';

test.each(['/', '/charter', '/charter/', '/space/contents/019', '/api', '/operator/first'])(
  '%s is a page',
  (path) => {
    expect(isPage(path)).toBe(true);
  },
);

test.each(['/nowhere', '/space/contents', '/space/contents/1/2', '/api/unknown', '//example.com'])(
  '%s is no page',
  (path) => {
    expect(isPage(path)).toBe(false);
  },
);

test('every link that a mail gives a secret is to a page of which nothing is told', () => {
  const mails = globSync(`${__dirname}/../../notifier/src/mails/*.ts`);
  const words = mails.map((path) => readFileSync(path, 'utf8')).join('\n');
  const linked = [...words.matchAll(/\$\{appOrigin\}(\/[\w/-]+)#(?:\w+|\$\{\w+\})=/g)].map(
    ([, path]) => path,
  );
  expect(linked.length).toBeGreaterThanOrEqual(5);
  expect(linked.filter((path) => !secretPaths.includes(path as string))).toEqual([]);
});
