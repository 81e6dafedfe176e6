import type { Caller, Tx } from '@kstudio/chassis';
import * as Y from 'yjs';
import type { Content } from './contents.store.ts';
import type { ContentDeps } from './deps.ts';
import { openDocument, readLive } from './document.ts';
import { demandRunning } from './ending.ts';
import type { Version } from './log.store.ts';
import { problems } from './problems.ts';
import { contentFor } from './rights.ts';
import { versionDue } from './version-due.ts';

/** After so many updates the log's beginning is folded into what it says. */
const LONG_LOG = 100;
const MOST_BYTES = 8_000_000;
const TITLE = 200;
const SUMMARY = 500;

interface Wish {
  /** The update that this change was made upon: another one is refused. */
  onlyAt?: number;
  /** Kept as a version after the change; what was there before is kept too. */
  version?: Pick<Version, 'reason' | 'name'>;
}
type Changing = Pick<ContentDeps, 'contents' | 'spaces' | 'transaction' | 'audit' | 'clock'>;

/**
 * Changes a live document: what `change` does to it is one update, appended to its log, and acknowledged once it is
 * there. Nothing is overwritten; a change that changes nothing is not logged twice. Returns the number of the last
 * update. Throws not-found, not-allowed, space-ending, content-changed (412), not-an-update, content-too-long.
 *
 * @enforces 2.contents
 */
export async function changeDocument(
  deps: Changing,
  caller: Caller,
  contentId: string,
  change: (doc: Y.Doc) => void,
  wish: Wish = {},
): Promise<number> {
  const { clientId } = await contentFor(deps, caller, contentId, 'write');
  await demandRunning(deps, clientId);
  return deps.transaction(async (tx) => {
    const content = await deps.contents.find(clientId, contentId, tx.session);
    if (!content || (wish.onlyAt !== undefined && wish.onlyAt !== content.lastUpdate)) throw problems.stale();
    const doc = openDocument(await deps.contents.updatesOf(clientId, contentId, tx.session));
    const before = Y.encodeStateAsUpdate(doc);
    const update = updateBy(doc, change);
    if (!update && !wish.version) return content.lastUpdate;
    const keepBefore = wish.version
      ? content.lastUpdate > content.versionUpdate
      : versionDue(content, tx.now);
    const versions = [
      ...(keepBefore && update ? [{ reason: 'sitting' as const, name: null, snapshot: before }] : []),
      ...(wish.version ? [{ ...wish.version, snapshot: Y.encodeStateAsUpdate(doc) }] : []),
    ];
    return append(deps, tx, content, { doc, update, versions });
  });
}

/** What the change says as one update; undefined where it says nothing new. */
function updateBy(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array | undefined {
  const said: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void said.push(update));
  change(doc);
  return said.length > 0 ? Y.mergeUpdates(said) : undefined;
}

interface Step {
  doc: Y.Doc;
  update: Uint8Array | undefined;
  versions: (Pick<Version, 'reason' | 'name'> & { snapshot: Uint8Array })[];
}

/** Writers of one content come one after the other: they write the same row, and the later one begins again. */
async function append({ contents }: Changing, tx: Tx, content: Content, step: Step): Promise<number> {
  const { clientId, contentId } = content;
  const number = content.lastUpdate + (step.update ? 1 : 0);
  const { title, summary } = readLive(step.doc);
  for (const [index, version] of step.versions.entries())
    await contents.keepVersion(tx, content, { ...version, number: content.lastVersion + index + 1 });
  if (step.update) {
    await contents.log(tx, content, { number, update: step.update });
    const state = Y.encodeStateAsUpdate(step.doc);
    if (state.length > MOST_BYTES) throw problems.tooLong();
    if (number % LONG_LOG === 0) await contents.fold(tx, content, number, state);
  }
  await contents.set(tx, clientId, contentId, {
    title: title.slice(0, TITLE),
    summary: summary.slice(0, SUMMARY),
    lastUpdate: number,
    ...(step.update && { updatedAt: tx.now }),
    ...(step.versions.length > 0 && {
      lastVersion: content.lastVersion + step.versions.length,
      versionAt: tx.now,
      versionUpdate: step.versions.at(-1)!.reason === 'sitting' ? content.lastUpdate : number,
    }),
  });
  return number;
}
