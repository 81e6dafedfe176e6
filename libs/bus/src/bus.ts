import { randomBytes } from 'node:crypto';
import { type Catalogue, type ServiceName, catalogue as theCatalogue } from '@kstudio/contracts';
import { type BusLog, type Link, openLink, within } from './link.ts';
import { openPublisher, type Publisher } from './publisher.ts';

export type BusOptions = {
  /** The address of this service's own user, `<vhost>.<service>`. */
  url: string;
  service: ServiceName;
  /** Real time in milliseconds: the bus owns no clock. */
  realTime: { now(): number };
  log: BusLog;
  /** Names this process, in hexadecimal; made when missing. */
  replica?: string;
  catalogue?: Catalogue;
};

export type Bus = {
  readonly service: ServiceName;
  readonly replica: string;
  readonly user: string;
  /** The broker user of another service: users differ by their service's name alone. */
  userOf(service: ServiceName): string;
  readonly catalogue: Catalogue;
  readonly realTime: { now(): number };
  readonly log: BusLog;
  /** The broker stops a connection that publishes when it is short of memory or disk: consuming has its own. */
  readonly publishing: Link;
  readonly consuming: Link;
  readonly publisher: Publisher;
  connected(): boolean;
  /** Resolves when both connections are up and set up; rejects after `timeoutMs`. */
  ready(timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
};

/**
 * Begins to connect, and goes on for ever: a service may start while the broker is away.
 * Throws when the address does not carry this service's own user.
 */
export function openBus(options: BusOptions): Bus {
  const { service, realTime, log } = options;
  const user = decodeURIComponent(new URL(options.url).username);
  if (!user.endsWith(`.${service}`))
    throw new Error(`AMQP_URL must carry the user of ${service}, not "${user}"`);
  const replica = options.replica ?? randomBytes(6).toString('hex');
  const open = (part: string) => openLink(options.url, `${service}.${replica} ${part}`, log);
  const publishing = open('publishing');
  const consuming = open('consuming');
  const connected = () => publishing.connected() && consuming.connected();
  return {
    service,
    replica,
    user,
    userOf: (other) => `${user.slice(0, -service.length)}${other}`,
    catalogue: options.catalogue ?? theCatalogue,
    realTime,
    log,
    publishing,
    consuming,
    publisher: openPublisher(publishing, user, log),
    connected,
    ready: async (timeoutMs = 30_000) => {
      await within(
        timeoutMs,
        Promise.all([publishing.ready(), consuming.ready()]),
        'the broker did not answer',
      );
    },
    close: async () => {
      await Promise.all([publishing.close(), consuming.close()]);
    },
  };
}
