import type { z } from 'zod';
import type { RetentionDeps } from './deps.ts';
import type { Waiting } from './life.ts';
import type { PurgeList } from './shapes.ts';

type Deps = Pick<RetentionDeps, 'ledger' | 'orders' | 'terms' | 'auditHeads'>;

/** For operators: every purge with who has answered, what waits for a notice, and whether the ledger is intact. */
export async function listPurges(deps: Deps): Promise<z.input<typeof PurgeList>> {
  const [ledger, waiting, orders, heads] = await Promise.all([
    deps.ledger.verify(),
    deps.terms.waiting(),
    deps.orders.latest(),
    deps.auditHeads.list(),
  ]);
  return {
    ledger,
    waiting: waiting.map(({ clientId, facts, waitingFor, waitingSince }) => ({
      clientId,
      waitingFor: waitingFor as Waiting,
      endedAt: facts.find(({ kind }) => kind === 'ended')?.at.toISOString() ?? null,
      waitingSince: (waitingSince as Date).toISOString(),
    })),
    purges: orders.map((order) => ({
      orderId: order.orderId,
      clientId: order.clientId,
      clientFingerprint: order.clientFingerprint,
      categories: [...order.categories],
      reason: order.reason,
      stage: order.stage,
      orderedAt: order.orderedAt.toISOString(),
      certificateId: order.certificateId,
      ownerAnswer: { state: order.ownerAnswer.state, endedAt: order.ownerAnswer.endedAt },
      answered: order.answers.map(({ service, holdings, scan }) => ({
        service,
        deleted: holdings.reduce((sum, { deleted }) => sum + deleted, 0),
        scanned: scan.documents,
      })),
    })),
    auditHeads: heads.map(({ service, seq, head, at }) => ({
      service: service as 'account',
      seq,
      head,
      at: at.toISOString(),
    })),
  };
}
