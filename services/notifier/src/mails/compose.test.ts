import fc from 'fast-check';
import { type Circumstances, compose } from './compose.ts';

const base = {
  name: 'Claire Morel',
  about: new Date('2026-11-23T10:00:00Z'),
  appOrigin: 'https://kstudio365.com',
};
const all: Circumstances[] = [
  { ...base, kind: 'confirmation', token: 'abc.def' },
  { ...base, kind: 'welcome', fingerprint: 'F'.repeat(43) },
  { ...base, kind: 'subscription-ended', termYears: 5 },
  { ...base, kind: 'end-of-term', certificateId: '0190', clientFingerprint: 'c0ffee' },
  { ...base, kind: 'password-reset', token: 'user.0190.abc' },
  { ...base, kind: 'password-changed', staff: false, signedIn: false },
  { ...base, kind: 'hand-over-ready' },
  { ...base, kind: 'subscription-resumed' },
  { ...base, kind: 'archive-door', companyName: 'Morel', token: 'abc.def' },
  {
    ...base,
    kind: 'charter-change',
    version: '2',
    changes: [
      {
        title: { fr: 'Contenus', en: 'Contents' },
        before: { fr: 'cinq ans après', en: 'five years after' },
        after: { fr: 'six ans après', en: 'six years after' },
      },
    ],
  },
  { ...base, kind: 'invitation', companyName: 'Morel', token: 'user.abc' },
  { ...base, kind: 'correction-asked', companyName: 'Morel' },
  { ...base, kind: 'drafts-opened', companyName: 'Morel' },
  { ...base, kind: 'correction-made', companyName: 'Morel' },
  { ...base, kind: 'correction-refused', companyName: 'Morel' },
  { ...base, kind: 'address-to-confirm', companyName: 'Morel', token: 'user.abc' },
  { ...base, kind: 'staff-invited', token: 'staff.0190.abc' },
  { ...base, kind: 'address-changed', companyName: 'Morel', token: 'user.abc' },
  { ...base, kind: 'password-changed', staff: false, signedIn: true },
];

describe('a notice', () => {
  it('says at confirmation where to click, and what happens to whoever does nothing', () => {
    const french = compose('fr', all[0]!);
    expect(french.text).toContain('https://kstudio365.com/confirm#token=abc.def');
    expect(french.text).toContain('le 30 novembre 2026');
    expect(french.text).toContain('Bonjour Claire Morel,');
    expect(compose('en', all[0]!).text).toContain('on 30 November 2026');
  });

  it('gives the fingerprint of the certificate key at the opening', () => {
    for (const locale of ['fr', 'en'] as const) {
      expect(compose(locale, all[1]!).text).toContain('F'.repeat(43));
    }
  });

  it('counts the dates of the end in Paris days', () => {
    const { text } = compose('fr', all[2]!);
    for (const date of ['23 décembre 2026', '24 octobre 2031', '23 novembre 2031'])
      expect(text).toContain(date);
  });

  it('says what changes in the charter, before and after, and from when', () => {
    const its = all.find(({ kind }) => kind === 'charter-change')!;
    for (const said of [
      'version 2',
      '23 novembre 2026',
      'cinq ans après',
      'six ans après',
      '/account#charter',
    ])
      expect(compose('fr', its).text).toContain(said);
    expect(compose('en', its).text).toContain('six years after');
  });

  it('gives, before the purge, a link and a fingerprint that name nobody', () => {
    const { text } = compose('en', { ...all[3]!, name: 'X' });
    expect(text).toContain('https://kstudio365.com/api/charter/certificates/0190');
    expect(text).toContain('c0ffee');
  });

  it('gives the link of a forgotten password with its secret in the fragment, and says afterwards what happened', () => {
    expect(compose('fr', all[4]!).text).toContain('https://kstudio365.com/new-password#token=user.0190.abc');
    expect(compose('en', all[4]!).text).toContain('once, within an hour');
    expect(compose('fr', all[5]!).text).toContain('https://kstudio365.com/sign-in/forgotten');
    const staff = compose('en', { ...base, kind: 'password-changed', staff: true, signedIn: false });
    expect(staff.text).toContain('https://kstudio365.com/operator/forgotten');
    expect(staff.text).toContain('by a link sent to this address');
  });

  it('says of a password that its owner changed that no link was sent, and what somebody must have known', () => {
    const { text } = compose('fr', all.find((its) => its.kind === 'password-changed' && its.signedIn)!);
    expect(text).toContain('depuis la page «\u00a0Mon accès\u00a0»');
    expect(text).toContain('Quelqu’un connaissait votre mot de passe');
    expect(text).not.toContain('lien envoyé');
  });

  it('says the same in plain text and in HTML, loads nothing, and keeps its subject on one line', () => {
    for (const its of all) {
      for (const locale of ['fr', 'en'] as const) {
        const { subject, text, html } = compose(locale, its);
        expect(subject).not.toMatch(/[\r\n]/);
        expect(html).not.toMatch(/<(img|script|link|iframe)|url\(/);
        for (const [address] of text.matchAll(/https:\S+/g)) expect(html).toContain(address);
      }
    }
  });

  it('is set as French is: curved apostrophes, and no sentence mark that begins a line', () => {
    for (const its of all) {
      const { text } = compose('fr', its);
      expect(text).not.toMatch(/\p{L}'\p{L}|[^\s\u00a0\u202f] [;:!?»](\s|$)/u);
    }
  });

  it('says who writes and where the charter is', () => {
    for (const locale of ['fr', 'en'] as const) {
      for (const its of all) {
        const { text, html } = compose(locale, its);
        expect(text).toContain('Knowmore');
        expect(html).toContain('href="https://kstudio365.com/charter"');
      }
    }
  });

  it('lets no name become markup', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const { html } = compose('fr', { ...all[0]!, name: `<b>${name}<script>` });
        expect(html).not.toMatch(/<b>|<script/);
      }),
    );
  });
});
