import { readPaths, routeOf } from './paths.ts';

const rows = readPaths();
const services = (origin: 'application' | 'sites', ...targets: string[]) =>
  targets.map((target) => routeOf(rows, origin, target)?.service);

test('each API goes to its service, everything else of the application to web', () => {
  expect(
    services('application', '/api/account/offers', '/api/browsing?x=1', '/k.js', '/', '/compte'),
  ).toEqual(['account', 'analytics-collector', 'analytics-collector', 'web', 'web']);
});

test('the readable pages of the APIs are web’s, the documents they show their services’', () => {
  expect(
    services('application', '/api/account/docs', '/api/charter/docs/', '/api/charter/openapi.json'),
  ).toEqual(['web', 'web', 'retention']);
});

test('a prefix covers whole path segments alone', () => {
  expect(services('application', '/api/accounting', '/api/account', '/k.json')).toEqual([
    'web',
    'account',
    'web',
  ]);
});

test('the sites’ origin reaches content below /sites/ and no API but browsing', () => {
  expect(routeOf(rows, 'sites', '/aide/?q=1')).toEqual({ service: 'content', target: '/sites/aide/?q=1' });
  expect(services('sites', '/api/account/offers', '/api/browsing/events')).toEqual([
    'content',
    'analytics-collector',
  ]);
  expect(routeOf(rows, 'sites', '/api/content/contents')?.target).toBe('/sites/api/content/contents');
});

test('what is no path is no route', () => {
  expect(services('application', '*', 'http://elsewhere.example/', '')).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
