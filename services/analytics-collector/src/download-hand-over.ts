import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { actorOf, type Caller, problems as chassisProblems, realTime } from '@kstudio/chassis';
import { timeIn } from './batch.ts';
import { readCookies } from './cookies.ts';
import type { CollectorDeps } from './deps.ts';
import type { Express } from './doors.ts';
import type { HandOverRow } from './hand-overs.store.ts';
import { handOverKey } from './prepare-hand-over.ts';
import { problems } from './problems.ts';
import { unseal } from './sealing.ts';
import { FRESH_SIGN_IN_MS } from './terms.ts';

/** The one door to identified events: the manager of the client whose they are, and nobody else, staff included. */
export function serveHandOver(app: Express, deps: CollectorDeps, access: string): void {
  app.get('/api/browsing/clients/:clientId/hand-overs/:handOverId/file', async (req, res) => {
    const bearer = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
    const caller = await deps.auth.callerOf(bearer ?? readCookies(req.headers.cookie, access).access);
    const { clientId, handOverId } = req.params as { clientId: string; handOverId: string };
    const row = await handOverFor(deps, caller, clientId, handOverId);
    res
      .attachment(`k-studio-navigation-${row.from}-${row.to}.zip`)
      .set('Content-Length', String(row.bytes))
      .type('application/zip');
    await pipeline(Readable.from(contentOf(deps, row)), res);
  });
}

/**
 * The hand-over that this caller may download now; the download stands in the journal that she sees. What is another
 * client's is answered like what does not exist. Throws sign-in-needed, not-allowed, not-found, sign-in-again.
 *
 * @enforces 3.purpose
 */
export async function handOverFor(
  deps: CollectorDeps,
  caller: Caller | undefined,
  clientId: string,
  handOverId: string,
): Promise<HandOverRow> {
  if (!caller) throw chassisProblems.signInNeeded();
  if (caller.kind !== 'user' || !caller.manager) throw chassisProblems.notAllowed();
  const now = deps.clock.now();
  const entry = { actor: actorOf(caller), clientId: caller.clientId, target: 'hand-over' };
  if (caller.clientId !== clientId) {
    await deps.audit.note({ ...entry, action: 'cross-client-refused', outcome: 'refused' }, now);
    throw chassisProblems.unknown();
  }
  const row = await deps.handOvers.find(clientId, handOverId);
  if (row?.state !== 'ready' || !row.until || row.until <= now) throw chassisProblems.unknown();
  if (realTime.now() - timeIn(caller.sessionId) > FRESH_SIGN_IN_MS) throw problems.signInAgain();
  await deps.handOvers.note(clientId, handOverId, { at: now, act: 'downloaded', personId: caller.personId });
  await deps.audit.note({ ...entry, action: 'hand-over-downloaded', target: handOverId }, now);
  return row;
}

async function* contentOf({ handOvers, dayKeys }: CollectorDeps, row: HandOverRow): AsyncIterable<Buffer> {
  const key = await dayKeys.find(handOverKey(row._id));
  if (!key) throw chassisProblems.unknown();
  for await (const { number, sealed } of handOvers.partsOf(row.clientId, row._id, row.run!)) {
    yield unseal(key.sealing, `${row.run}:${number}`, sealed);
  }
}
