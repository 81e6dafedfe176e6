import { type RunningService, startService } from '@kstudio/chassis';
import { newId, subscriptionOpened } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { signerFor } from '../../../tests/support/signer.ts';
import { standIn, testConfig } from '../../../tests/support/stand-in.ts';
import { build } from '../src/build.ts';

export type Role = 'administrator' | 'author' | 'reviewer' | 'reader';
export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test reads what it is about
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}
type Sent = string | object | Uint8Array;

/** Content as it runs, two replicas of it where asked, and account and identity beside it on the bus. */
export async function contentUnderTest({ replicas = 1 } = {}) {
  const provisioned: Provisioned = await provisionFor('content');
  const opened: { clientId: string; contents: number }[] = [];
  const account = await standIn(provisioned, 'account', {
    consumers: {
      'content.space-opened.v1': async (_tx: never, { data }: { data: (typeof opened)[number] }) =>
        void opened.push(data),
    } as never,
  });
  const identity = await standIn(provisioned, 'identity');
  const start = () => startService('content', testConfig(provisioned, 'content'), build);
  const services: RunningService[] = [];
  for (let replica = 0; replica < replicas; replica += 1) services.push(await start());
  const [content] = services as [RunningService];
  const sign = await signerFor(content);

  return {
    ...{ account, identity, content, services, opened, sign },
    now: () => account.core.clock.now().toISOString(),

    /** Opens a client's space. */
    async space(): Promise<string> {
      const clientId = newId();
      const openedAt = account.core.clock.now().toISOString();
      const event = { clientId, version: 2, openedAt, charterVersion: '1', ticketHash: 'a'.repeat(64) };
      await account.core.transaction(async (tx) => tx.emit(subscriptionOpened(event)));
      await eventually(() => {
        if (!opened.some((one) => one.clientId === clientId && one.contents === 4))
          throw new Error('not yet');
      });
      return clientId;
    },

    /** Somebody at work in a space, as her token says. */
    person(clientId: string, role: Role = 'author', personId = newId()) {
      const token = sign({ sub: personId, cid: clientId, role, manager: false });
      const authorization = `Bearer ${token}`;
      const ask = (method: string, path: string, sent?: Sent, headers: Record<string, string> = {}) =>
        call(content.url, method, path, sent, { authorization, ...headers });
      return { personId, clientId, role, token, authorization, ask };
    },

    call: (method: string, path: string) => call(content.url, method, path),
    async stop() {
      await Promise.all([account, identity, ...services].map((service) => service.stop()));
      await provisioned.remove();
    },
  };
}
export type ContentUnderTest = Awaited<ReturnType<typeof contentUnderTest>>;
export type Someone = ReturnType<ContentUnderTest['person']>;

async function call(
  origin: string,
  method: string,
  path: string,
  sent?: Sent,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const isBytes = sent instanceof Uint8Array;
  const type = isBytes ? 'application/octet-stream' : 'application/json';
  const body = isBytes ? Buffer.from(sent) : JSON.stringify(sent);
  const response = await fetch(`${origin}/api/content${path}`, {
    method,
    headers: { ...(sent !== undefined && { 'content-type': type }), ...headers },
    ...(sent !== undefined && { body }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}
