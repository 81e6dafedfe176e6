import { createHash } from 'node:crypto';
import { signInOperator } from '../../support/operator.ts';
import type { Ready } from '../../support/ready.ts';

export interface Purge {
  orderId: string;
  /** Null from 30 days after the certificate on. */
  clientId: string | null;
  clientFingerprint: string;
  categories: string[];
  reason: 'term' | 'unconfirmed';
  stage: 'holders' | 'owner' | 'certified';
  certificateId: string;
  ownerAnswer: { state: string; endedAt: string | null };
}

/** What the operator's console says about a client: its state at account, and its purges. */
export async function whatIsKnownOf(system: Ready, clientId: string) {
  const operator = await signInOperator(system);
  const fingerprint = createHash('sha256').update(clientId).digest('hex');
  const { purges, ledger } = await operator.demand<{ purges: Purge[]; ledger: { intact: boolean } }>(
    200,
    'GET',
    '/api/charter/purges',
  );
  return {
    state: await stateOf(operator, clientId),
    purges: purges.filter((it) => it.clientFingerprint === fingerprint),
    ledger,
  };
}

type Operator = Awaited<ReturnType<typeof signInOperator>>;

/** The client's state in account's list; null: it is not there. The list comes by hundreds. */
async function stateOf(operator: Operator, clientId: string): Promise<string | null> {
  for (let after = ''; ; ) {
    const path = `/api/account/clients${after && `?after=${after}`}`;
    const page = await operator.demand<{ clientId: string; state: string }[]>(200, 'GET', path);
    const found = page.find((client) => client.clientId === clientId);
    if (found || page.length === 0) return found?.state ?? null;
    after = page.at(-1)!.clientId;
  }
}
