import { newId } from '@kstudio/contracts';
import { Batch, timeIn } from './batch.ts';

const takes = (body: unknown) => Batch.safeParse(body).success;
const event = (more: object = {}) => ({ events: [{ id: newId(), page: '/space', ...more }] });

describe('what a page may send', () => {
  it.each(['/', '/space', '/space/contents/$contentId', '/$space/$page', '/what-we-know'])(
    'the route %s',
    (page) => expect(takes({ counts: [{ page }] })).toBe(true),
  );

  it.each([
    '/space/contents/01935a7e-4c00-7001-8000-000000000001',
    '/confirm?token=abc',
    '/confirm#token=abc',
    '/confirm/q83vEjRWeJA',
    'https://kstudio365.com/space',
    '//evil.example',
    '/space/',
    '',
    '/Camille',
    '/a@b',
  ])('not the address %s', (page) => expect(takes({ counts: [{ page }] })).toBe(false));

  it('links as a route or as a host, and nothing else', () => {
    for (const link of ['/charter', 'www.cnil.fr', 'localhost']) expect(takes(event({ link }))).toBe(true);
    for (const link of ['mailto:a@b.fr', 'tel:+33', 'https://www.cnil.fr/x', 'www.cnil.fr/x', 'a b', ''])
      expect(takes(event({ link }))).toBe(false);
  });

  it('no field more than these', () => {
    for (const more of ['userId', 'email', 'title', 'screen', 'clientId', 'ipAddress', 'visitor', 'entry'])
      expect([more, takes(event({ [more]: 'x' }))]).toEqual([more, false]);
    expect(takes({ ...event(), clientId: newId() })).toBe(false);
  });

  it('one to a hundred at a time', () => {
    expect(takes({})).toBe(false);
    expect(takes({ counts: [], events: [] })).toBe(false);
    const many = (count: number) => Array.from({ length: count }, () => ({ page: '/' }));
    expect(takes({ counts: many(100) })).toBe(true);
    expect(takes({ counts: many(101) })).toBe(false);
    expect(takes({ counts: many(100), ...event() })).toBe(false);
  });

  it('ids that say when', () => {
    expect(timeIn('01935a7e-4c00-7001-8000-000000000001')).toBe(0x01935a7e4c00);
    expect(takes({ events: [{ id: '3b241101-e2bb-4255-8caf-4136c566a962', page: '/' }] })).toBe(false);
  });
});
