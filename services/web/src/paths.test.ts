import { isPage } from './paths.ts';

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
