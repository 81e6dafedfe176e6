import type { ClientState } from './types.ts';

/** What the operator's console reads: ids, counts and states. */
export interface ClientRow {
  clientId: string;
  companyName: string;
  state: ClientState;
  since: string;
}

export interface PurgeRow {
  orderId: string;
  clientId: string;
  clientFingerprint: string;
  categories: string[];
  reason: 'term' | 'unconfirmed';
  stage: 'holders' | 'owner' | 'certified';
  orderedAt: string;
  certificateId: string;
  answered: { service: string; deleted: number; scanned: number }[];
}

export interface Purges {
  ledger: { entries: number; intact: boolean; brokenAt: number | null; head: string };
  /** Clients whose term is over and whose notice is not delivered yet. */
  waiting: { clientId: string; endedAt: string | null; waitingSince: string }[];
  purges: PurgeRow[];
}

export interface ParkedMessage {
  messageId: string;
  key: string;
  reason: string;
  attempts: number;
  parkedAt: string | null;
}

export interface AuditRow {
  id: string;
  at: string;
  action: string | null;
  outcome: string | null;
  actor: string | null;
  clientId: string | null;
  /** The purge order that erased the details. */
  erasedBy: string | null;
}

export interface Audit {
  chain: { rows: number; sealed: number; intact: boolean; brokenAt: number | null; head: string };
  rows: AuditRow[];
}

export interface DeliveryRow {
  id: string;
  kind: string;
  clientId: string;
  state: string;
  attempts: number;
  at: string;
}

export interface PlatformClock {
  now: string;
  shiftMs: number;
  shiftable: boolean;
}
