import { type RunningService, startService } from '@kstudio/chassis';
import {
  certificateKeyAnnounced,
  newId,
  noticeDue,
  type OutputOf,
  type recipient,
  subscriptionEnded,
  subscriptionOpened,
  subscriptionRequested,
} from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { standIn, testConfig } from '../../../tests/support/stand-in.ts';
import { build } from '../src/build.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';

type Recipient = OutputOf<typeof recipient>;

describe('notifier', () => {
  let provisioned: Provisioned;
  let account: RunningService;
  let retention: RunningService;
  let notifier: RunningService;
  let sink: MailSink;
  const recipients = new Map<string, Recipient>();
  const accepted: { noticeId: string; clientId: string; kind: string }[] = [];
  const charterVersion = '1';

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
      consumers: { 'notifier.notice-accepted.v1': hear } as never,
    });
    notifier = await start();
  }, 180_000);
  afterAll(async () => {
    await Promise.all([account, retention, notifier].map((service) => service?.stop()));
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
        expect(JSON.stringify(row)).not.toMatch(/atelier-morel|Claire|tok\.en/);
      }
    }
  });
});
