import { catalogue, type EventHandlers, type ReceivedEvent, type ServiceName } from '@kstudio/contracts';
import type { Purge } from '@kstudio/holdings';
import type { Auth } from '@kstudio/http';
import type { ServiceParts } from './service.ts';
import type { Tx } from './transaction.ts';

type Handler = (tx: Tx, event: ReceivedEvent<never>) => Promise<void>;

/** The service's own event table, with what the chassis does alike everywhere; late news of the dead is dropped. */
export function handlersOf<S extends ServiceName>(
  name: S,
  parts: ServiceParts<S>,
  { auth, purge }: { auth: Auth; purge: Purge },
): Record<string, Handler> {
  const shared: Partial<EventHandlers<'account', Tx>> = {
    'identity.signing-key-announced.v1': (_tx, { data: { version: _, ...key } }) => auth.learnKey(key),
    'identity.session-revoked.v1': (_tx, { data }) =>
      auth.learnRevocation(data.sessionId, new Date(data.until)),
    'retention.purge-ordered.v1': (tx, { data }) => purge.order(tx, data),
    'retention.certificate-issued.v1': (_tx, { data }) => purge.certified(data.orderId, data.certificateId),
  };
  const table = { ...shared, ...parts.consumers } as Record<string, Handler>;
  const handlers: Record<string, Handler> = {};
  for (const { event, consumers } of catalogue.events) {
    if (!(consumers as readonly string[]).includes(name)) continue;
    const handler = table[event.key];
    if (!handler) throw new Error(`${name} has no handler for ${event.key}`);
    handlers[event.key] = async (tx, received) => {
      const { clientId } = received.data as { clientId?: string };
      const work = () => handler(tx, received);
      await (clientId === undefined ? work() : purge.unlessPurged(clientId, tx.session, work));
    };
  }
  return handlers;
}
