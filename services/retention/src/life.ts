import {
  beforeEnd,
  type ClientLife,
  type ClientTerm,
  confirmation,
  endOfClientTerm,
  endOfTerm,
  grace,
  noticeBeforePurge,
  parisDay,
  type TermEnd,
  termIsOver,
} from '@kstudio/charter';

/** The facts of a subscription's life that account tells. */
export const factKinds = ['requested', 'opened', 'ended', 'resumed'] as const;
export type FactKind = (typeof factKinds)[number];
export type Fact = { kind: FactKind; at: Date; version: number };

/** What retention knows of one client: each fact with its time, and what was already done about it. */
export type Known = {
  facts: readonly Fact[];
  accessOrderId: string | null;
  /** Reserved when the notice goes out; the certificate of the last purge bears it. */
  certificateId: string | null;
  termOrderId: string | null;
  /** Her manager asked that everything goes then. */
  eraseAt: Date | null;
  /** The years of clause 5.subscription-term that hold for what this client gave. */
  term: ClientTerm;
};

/** The life that the facts tell: the one with the highest version decides, in whatever order they came. */
export function lifeOf(facts: readonly Fact[], now: Date): ClientLife | null {
  const latest = facts.reduce<Fact | null>(
    (best, fact) => (best && best.version > fact.version ? best : fact),
    null,
  );
  if (!latest) return null;
  if (latest.kind === 'requested') return { state: 'pending', requestedAt: latest.at };
  if (latest.kind === 'opened' || latest.kind === 'resumed') return { state: 'active' };
  return { state: termIsOver(latest.at, grace, now) ? 'archive' : 'ending', endedAt: latest.at };
}

/** When everything of a client who ended goes: at the end of the term, or earlier because she asked. */
export function goesAt(endedAt: Date, { term, eraseAt }: Pick<Known, 'term' | 'eraseAt'>): TermEnd {
  const end = endOfClientTerm(endedAt, term);
  return eraseAt && eraseAt < end.instant ? { day: parisDay(eraseAt), instant: eraseAt } : end;
}

/** What a purge that is due waits for: the delivery of its notice, or a word of the owner that allows it. */
export const waitings = ['notice', 'owner'] as const;
export type Waiting = (typeof waitings)[number];

/** The moments that this service must not miss, one job each. */
export const stepNames = ['unconfirmed-over', 'grace-over', 'notice-due', 'term-over'] as const;
export type StepName = (typeof stepNames)[number];
export type Step = { name: StepName; dueAt: Date };

/** What is still to come for a client, and when. Pure, and the same however often and in whatever order events come. */
export function stepsAhead(known: Known, now: Date): Step[] {
  const life = lifeOf(known.facts, now);
  if (life?.state === 'pending') {
    return known.termOrderId
      ? []
      : [{ name: 'unconfirmed-over', dueAt: endOfTerm(life.requestedAt, confirmation).instant }];
  }
  if (!life || life.state === 'active') return [];
  const end = goesAt(life.endedAt, known);
  const told = known.eraseAt ? now : beforeEnd(end, noticeBeforePurge).instant;
  const steps: (Step | false)[] = [
    !known.accessOrderId && { name: 'grace-over', dueAt: endOfTerm(life.endedAt, grace).instant },
    !known.certificateId && { name: 'notice-due', dueAt: told },
    !known.termOrderId && { name: 'term-over', dueAt: end.instant },
  ];
  return steps.filter((step) => step !== false);
}
