import { parisDay } from '@kstudio/charter';
import { type RunningService, startService } from '@kstudio/chassis';
import {
  certificateKeyAnnounced,
  charterNoticeDue,
  newId,
  noticeBounced,
  noticeDue,
  type OutputOf,
  passwordChanged,
  passwordResetAsked,
  type recipient,
  type resetRecipient,
  subscriptionEnded,
  subscriptionOpened,
  subscriptionRequested,
} from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { signerFor } from '../../../tests/support/signer.ts';
import { standIn, testConfig } from '../../../tests/support/stand-in.ts';
import { visitor } from '../../../tests/support/visitor.ts';
import { build } from '../src/build.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';

type Recipient = OutputOf<typeof recipient>;

const charterChange = {
  title: { fr: 'Contenus', en: 'Contents' },
  before: { fr: 'puis cinq ans', en: 'then five years' },
  after: { fr: 'puis six ans', en: 'then six years' },
};

describe('notifier', () => {
  let provisioned: Provisioned;
  let account: RunningService;
  let retention: RunningService;
  let identity: RunningService;
  let notifier: RunningService;
  let sink: MailSink;
  const recipients = new Map<string, Recipient>();
  const resets = new Map<string, OutputOf<typeof resetRecipient>>();
  const accepted: { noticeId: string; clientId: string; kind: string }[] = [];
  const toldByLetter: typeof accepted = [];
  const charterVersion = '1';

  /** What retention heard of the notices of a charter change. */
  const charterNotices: object[] = [];

  beforeAll(async () => {
    provisioned = await provisionFor('notifier');
    sink = await startMailSink();
    const hear = async (_tx: never, { data }: { data: (typeof accepted)[number] }) =>
      void accepted.push(data);
    account = await standIn(provisioned, 'account', {
      answers: {
        'account.recipient.v1': async ({ clientId }: { clientId: string }) =>
          recipients.get(clientId) ?? { found: false },
      } as never,
    });
    retention = await standIn(provisioned, 'retention', {
      answers: {
        'retention.charter-for.v1': async ({ about }: { about?: string }) => ({
          found: true,
          termYears: 5,
          changes: about ? [charterChange] : [],
        }),
      } as never,
      consumers: {
        'notifier.charter-notice.v1': async (_tx: never, { data }: { data: object }) =>
          void charterNotices.push(data),
        'notifier.notice-accepted.v2': hear,
        'notifier.notice-told-by-letter.v2': async (
          _tx: never,
          { data }: { data: (typeof accepted)[number] },
        ) => void toldByLetter.push(data),
      } as never,
    });
    identity = await standIn(provisioned, 'identity', {
      answers: {
        'identity.reset-recipient.v1': async ({ resetId }: { resetId: string }) =>
          resets.get(resetId) ?? { found: false },
      } as never,
    });
    notifier = await start();
  }, 180_000);
  afterAll(async () => {
    await Promise.all([account, retention, identity, notifier].map((service) => service?.stop()));
    await sink?.stop();
    await provisioned?.remove();
  }, 60_000);

  const start = () =>
    startService(
      'notifier',
      {
        ...testConfig(provisioned, 'notifier'),
        SMTP_URL: sink.url,
        MAIL_FROM: 'K-Studio <atelier@kstudio365.com>',
      },
      build,
    );
  const person = (more: object = {}) => {
    const clientId = newId();
    const email = `claire.morel.${clientId.slice(-6)}@atelier-morel.example`;
    recipients.set(clientId, { found: true, name: 'Claire Morel', email, locale: 'fr', ...more });
    return { clientId, email };
  };
  const now = () => account.core.clock.now().toISOString();
  const request = (clientId: string) =>
    account.core.transaction(async (tx) =>
      tx.emit(subscriptionRequested({ clientId, version: 1, requestedAt: now(), charterVersion })),
    );
  const notices = (filter: object) => notifier.core.db.collection('notices').find(filter).toArray();
  const mailTo = (email: string, count = 1) =>
    eventually(() => {
      const mails = sink.to(email);
      expect(mails).toHaveLength(count);
      return mails.at(-1)!;
    });

  it('asks to confirm, in the language of the person, with a link whose secret is in the fragment', async () => {
    const { clientId, email } = person({ locale: 'en', confirmationToken: 'tok.en' });
    await request(clientId);
    const mail = await mailTo(email);
    expect(mail.subject).toBe('Confirm your subscription to K-Studio');
    expect(mail.text).toContain('http://localhost:8080/confirm#token=tok.en');
    expect(mail.html).toContain('http://localhost:8080/confirm#token=tok.en');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    const [notice] = await eventually(async () => {
      const found = await notices({ clientId, state: 'accepted' });
      expect(found).toHaveLength(1);
      return found;
    });
    expect(mail.messageId).toBe(`<${String(notice!._id)}@kstudio365.com>`);
    await eventually(() =>
      expect(accepted).toContainEqual(expect.objectContaining({ clientId, kind: 'confirmation' })),
    );
  });

  it('welcomes with the fingerprint of the certificate key, and waits for it when it is not known yet', async () => {
    const { clientId, email } = person();
    const opened = { clientId, version: 2, openedAt: now(), charterVersion, ticketHash: 'a'.repeat(64) };
    await account.core.transaction(async (tx) => tx.emit(subscriptionOpened(opened)));
    await eventually(async () => expect(await notices({ clientId })).toHaveLength(1));
    expect(sink.to(email)).toHaveLength(0);
    const fingerprint = 'k'.repeat(43);
    const publicKey = { kty: 'OKP', crv: 'Ed25519', x: 'k'.repeat(43) } as const;
    await retention.core.transaction(async (tx) =>
      tx.emit(certificateKeyAnnounced({ fingerprint, publicKey, version: 1 })),
    );
    const mail = await mailTo(email);
    expect(mail.subject).toBe('Votre espace K-Studio est ouvert');
    expect(mail.text).toContain(fingerprint);
  });

  it('tells what follows the end, and a month before the purge where the certificate will be', async () => {
    const { clientId, email } = person();
    await account.core.transaction(async (tx) =>
      tx.emit(
        subscriptionEnded({ clientId, version: 3, endedAt: '2027-03-14T15:00:00.000Z', reason: 'cancelled' }),
      ),
    );
    expect((await mailTo(email)).text).toContain('14 mars 2032');
    const certificateId = newId();
    const due = { clientId, version: 1, kind: 'end-of-term', dueAt: now(), certificateId } as const;
    await retention.core.transaction(async (tx) =>
      tx.emit(noticeDue({ ...due, purgeOn: '2032-03-13T23:00:00.000Z' })),
    );
    const mail = await mailTo(email, 2);
    expect(mail.subject).toBe('Vos données K-Studio seront effacées le 14 mars 2032');
    expect(mail.text).toContain(certificateId);
    await eventually(() =>
      expect(accepted).toContainEqual(expect.objectContaining({ clientId, kind: 'end-of-term' })),
    );
  });

  it('tells a change of the charter, before and after, and that its mail came back', async () => {
    const { clientId, email } = person();
    const due = { clientId, version: 1, charterVersion: '2', effectiveAt: '2027-03-01T23:00:00.000Z' };
    await retention.core.transaction(async (tx) => tx.emit(charterNoticeDue(due)));
    const mail = await mailTo(email);
    for (const words of ['version 2', '2 mars 2027', charterChange.before.fr, charterChange.after.fr])
      expect(mail.text).toContain(words);
    const state = (name: string, version: number) =>
      expect.objectContaining({ clientId, charterVersion: '2', state: name, version });
    await eventually(() => expect(charterNotices).toEqual([state('accepted', 1)]));
    const [notice] = await notices({ clientId });
    const noticeId = String(notice!._id);
    await account.core.transaction(async (tx) => tx.emit(noticeBounced({ noticeId, version: 1 })));
    await eventually(() => expect(charterNotices).toContainEqual(state('bounced', 2)));
    expect(await notices({ clientId })).toMatchObject([{ state: 'failed', failure: 'bounced' }]);
  });

  it('writes to nobody when the subscription was confirmed meanwhile, or is gone', async () => {
    const confirmed = person();
    const gone = newId();
    await request(confirmed.clientId);
    await request(gone);
    await eventually(async () => expect(await notices({ state: 'dropped' })).toHaveLength(2));
    expect(sink.to(confirmed.email)).toHaveLength(0);
  });

  it('notes that a mail server refused for good, and tells nobody that it was accepted', async () => {
    const { clientId, email } = person({ confirmationToken: 'tok.en' });
    sink.refuse(email);
    await request(clientId);
    await eventually(async () =>
      expect(await notices({ clientId })).toMatchObject([{ state: 'failed', failure: '550' }]),
    );
    expect(accepted.filter((notice) => notice.clientId === clientId)).toEqual([]);
  });

  describe('a notice that did not arrive', () => {
    const visit = () => visitor(notifier.url);
    let as: (staff: 'support' | 'operator') => { headers: { authorization: string } };
    let noticeId: string;
    let clientId: string;
    const staffId = newId();
    const today = () => parisDay(notifier.core.clock.now());
    const record = (body: object, id = noticeId) =>
      visit().post(`/api/notices/notices/${id}/letter`, body, as('support'));

    beforeAll(async () => {
      const sign = await signerFor(notifier);
      as = (staff) => ({ headers: { authorization: `Bearer ${sign({ sub: staffId, staff })}` } });
      const her = person();
      clientId = her.clientId;
      sink.refuse(her.email);
      const due = {
        clientId,
        version: 1,
        kind: 'end-of-term',
        dueAt: now(),
        certificateId: newId(),
      } as const;
      await retention.core.transaction(async (tx) =>
        tx.emit(noticeDue({ ...due, purgeOn: '2032-03-13T23:00:00.000Z' })),
      );
      await eventually(async () => expect(await notices({ clientId, state: 'failed' })).toHaveLength(1));
      noticeId = String((await notices({ clientId }))[0]!._id);
    });

    it('is listed with what waits for it, for operators and support alone', async () => {
      const { status, body } = await visit().get('/api/notices/undelivered', as('operator'));
      expect(status).toBe(200);
      const its = body.find(({ id }: { id: string }) => id === noticeId);
      expect(its).toMatchObject({ clientId, kind: 'end-of-term', failure: '550', holdsUp: 'purge' });
      expect(
        body.map(({ kind, holdsUp }: { kind: string; holdsUp: string | null }) => [kind, holdsUp]),
      ).toContainEqual(['confirmation', null]);
      expect((await visit().get('/api/notices/undelivered')).status).toBe(401);
    });

    it.each([
      ['a day that has not come', 'sentOn', () => ({ sentOn: '2199-01-01', tracking: '1A 234 567 8901 2' })],
      ['a day before the notice', 'sentOn', () => ({ sentOn: '2020-01-01', tracking: '1A 234 567 8901 2' })],
      ['no number', 'tracking', () => ({ sentOn: today() })],
      ['words for a number', 'tracking', () => ({ sentOn: today(), tracking: 'Claire Morel, Lyon' })],
      ['more than that', 'note', () => ({ sentOn: today(), tracking: '1A23456789012', note: 'x' })],
    ])('is not told by a letter with %s', async (_what, path, body) => {
      const answer = await record(body());
      expect(answer.status).toBe(400);
      expect(answer.body.fields.map((field: { path: string }) => field.path)).toContain(path);
    });

    it('is told by the letter that support records, once, and retention hears it', async () => {
      const letter = { sentOn: today(), tracking: '1a 234 567 8901 2' };
      const answers = await Promise.all([record(letter), record(letter), record(letter)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(answers[0]!.body).toMatchObject({ id: noticeId, state: 'told-by-letter' });
      expect(await notices({ clientId })).toMatchObject([
        { state: 'told-by-letter', letterSentOn: letter.sentOn, letterTracking: '1A23456789012' },
      ]);
      await eventually(() =>
        expect(toldByLetter).toMatchObject([{ noticeId, clientId, kind: 'end-of-term' }]),
      );
      const noted = await notifier.core.audit.list({ clientId });
      expect(noted.filter(({ details }) => details?.action === 'notice-told-by-letter')).toMatchObject([
        { details: { actor: staffId, target: noticeId } },
      ]);
      const { body } = await visit().get('/api/notices/undelivered', as('support'));
      expect(body.map(({ id }: { id: string }) => id)).not.toContain(noticeId);
    });

    it('is told by one letter and no other, and a notice that arrived by none', async () => {
      const other = await record({ sentOn: today(), tracking: '9Z999999999' });
      expect(other).toMatchObject({ status: 409, body: { type: expect.stringContaining('notice-told') } });
      const [arrived] = await notices({ state: 'accepted' });
      const letter = { sentOn: today(), tracking: '1A23456789012' };
      expect((await record(letter, String(arrived!._id))).status).toBe(409);
      expect((await record(letter, newId())).status).toBe(404);
    });
  });

  describe('a forgotten password', () => {
    const owed = (more: Partial<Extract<OutputOf<typeof resetRecipient>, { found: true }>>) => {
      const resetId = newId();
      const email = `claire.morel.${resetId.slice(-6)}@atelier-morel.example`;
      const her = { found: true, name: 'Claire Morel', email, locale: 'fr', staff: false } as const;
      resets.set(resetId, { ...her, changed: false, ...more });
      return { resetId, email };
    };
    /** Identity tells it; ends when notifier has heard it. */
    const tell = async (
      event: ReturnType<typeof passwordResetAsked> | ReturnType<typeof passwordChanged>,
    ) => {
      const heard = () => notifier.core.db.collection('inbox').countDocuments();
      const before = await heard();
      await identity.core.transaction(async (tx) => tx.emit(event));
      await eventually(async () => expect(await heard()).toBeGreaterThan(before));
    };
    const asked = (resetId: string) => tell(passwordResetAsked({ resetId, version: 1, askedAt: now() }));
    const changed = (resetId: string) => tell(passwordChanged({ resetId, version: 2, changedAt: now() }));
    const noJobs = () =>
      eventually(async () => {
        const jobs = notifier.core.db.collection('jobs');
        expect(await jobs.countDocuments({ name: 'send-password-mail' })).toBe(0);
      });

    it('gets its link by mail, and afterwards the news, under two Message-IDs', async () => {
      const { resetId, email } = owed({ token: 'user.0190.abc' });
      await asked(resetId);
      const link = await mailTo(email);
      expect(link.subject).toBe('Choisissez un nouveau mot de passe');
      expect(link.text).toContain('http://localhost:8080/new-password#token=user.0190.abc');
      resets.set(resetId, { ...(resets.get(resetId) as object), changed: true, token: undefined } as never);
      await changed(resetId);
      const news = await mailTo(email, 2);
      expect(news.subject).toBe('Votre mot de passe a changé');
      expect(news.messageId).not.toBe(link.messageId);
      await noJobs();
      expect(await notices({ messageId: /password/ })).toEqual([]);
    });

    it('gets nothing when its link is dead meanwhile, or its owner gone', async () => {
      const dead = owed({});
      await asked(dead.resetId);
      await changed(dead.resetId);
      await asked(newId());
      await noJobs();
      expect(sink.to(dead.email)).toEqual([]);
    });

    it('is given up where the mail server refuses for good, and holds nothing up', async () => {
      const { resetId, email } = owed({ token: 'user.0190.abc', locale: 'en' });
      sink.refuse(email);
      await asked(resetId);
      await noJobs();
      expect(sink.to(email)).toEqual([]);
    });
  });

  it('loses nothing while the mail server or the owner of the address is away, nor across a restart', async () => {
    const { clientId, email } = person({ confirmationToken: 'tok.en' });
    const { port } = sink;
    await sink.stop();
    await request(clientId);
    await eventually(async () =>
      expect(await notices({ clientId, attempts: { $gte: 1 } })).toMatchObject([{ state: 'queued' }]),
    );
    await notifier.stop();
    sink = await startMailSink(port);
    notifier = await start();
    await notifier.core.db.collection('jobs').updateMany({}, { $set: { leasedUntil: 0 } });
    await mailTo(email);
    await eventually(async () => expect(await notices({ clientId, state: 'accepted' })).toHaveLength(1));
  }, 30_000);

  it('repeats a mail under the same Message-ID when it died between the mail server and the commit', async () => {
    const { clientId, email } = person({ confirmationToken: 'tok.en' });
    await request(clientId);
    const first = await mailTo(email);
    await eventually(async () => expect(await notices({ clientId, state: 'accepted' })).toHaveLength(1));
    // What a crash before the commit leaves behind: the notice still queued, its job still there.
    const [notice] = await notices({ clientId });
    await notifier.stop();
    notifier = await start();
    const { _id: noticeId } = notice!;
    await notifier.core.db.collection('notices').updateOne({ _id: noticeId }, { $set: { state: 'queued' } });
    await notifier.core.transaction(async (tx) =>
      tx.schedule({
        name: 'send-notice',
        key: String(noticeId),
        dueAt: tx.now,
        clientId,
        data: { noticeId: String(noticeId) },
      }),
    );
    const second = await mailTo(email, 2);
    expect(second.messageId).toBe(first.messageId);
  }, 30_000);

  it('keeps no address and no name anywhere', async () => {
    const { db } = notifier.core;
    for (const { name } of await db.db!.listCollections().toArray()) {
      for (const row of await db.collection(name).find().toArray()) {
        expect(JSON.stringify(row)).not.toMatch(/atelier-morel|Claire|tok\.en|user\.0190/);
      }
    }
  });
});
