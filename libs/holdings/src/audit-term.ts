import { categories, endOfTerm, parisDay, termIsOver } from '@kstudio/charter';
import type { AuditPage, AuditPageAsked } from '@kstudio/contracts';
import type { Audit } from './audit.ts';
import type { JobDraft } from './job.ts';

/**
 * What an audit says of who did what is noted by the platform itself: category browsing, a year to the day, part of the
 * hand-over (charter, "How we read it", point 1). Then its details go, and the chain of hashes stays.
 */
export const AUDIT_TERM = 'audit-term';

const keptFor = categories.browsing.term.keep as string;
/** An answer on the bus is at most 256 KiB; a row of ids is a few hundred bytes. */
const PAGE = 300;

export const auditTermIsOver = (at: Date, now: Date): boolean => termIsOver(at, keptFor, now);

/** Rows of these times were chained: a job a year later for each of their days. */
export function scheduleAuditTerm(tx: { schedule(job: JobDraft): void }, times: readonly Date[]): void {
  const days = new Map(times.map((at) => [parisDay(at), at]));
  for (const [day, at] of days) {
    const dueAt = endOfTerm(at, keptFor).instant;
    const end = endOfTerm(at, 'P1D').instant.toISOString();
    tx.schedule({ name: AUDIT_TERM, key: day, dueAt, data: { end } });
  }
}

/**
 * The year of a day's rows is over: their details go, with those of any day before that were left.
 *
 * @enforces 5.browsing-term
 */
export const endAuditTerm = (
  audit: Pick<Audit, 'eraseBefore'>,
): { work(job: JobDraft): Promise<() => void> } => ({
  work: async ({ data }) => {
    await audit.eraseBefore(new Date(String(data!.end)));
    return () => undefined;
  },
});

/** A page of what this service's audit noted of a client. What is over is not told, even before it is gone. */
export const tellAudit =
  ({ audit, clock }: { audit: Pick<Audit, 'pageOf'>; clock: { now(): Date } }) =>
  async ({ clientId, from, to, after }: AuditPageAsked): Promise<AuditPage> => {
    const range = { from: new Date(from), to: new Date(to), after, limit: PAGE };
    const found = await audit.pageOf(clientId, range);
    const now = clock.now();
    const rows = found.flatMap(({ _id: id, at, details }) => {
      if (!details || auditTermIsOver(at, now)) return [];
      const { action, outcome = 'done', actor = null, target = null } = details;
      return [{ id, at: at.toISOString(), action, outcome, actor, target }];
    });
    return { rows, next: found.length === PAGE ? found.at(-1)!._id : null };
  };
