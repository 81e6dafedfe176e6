import type { Caller, EventStream } from '@kstudio/chassis';
import type { ContentsStore } from './contents.store.ts';
import type { ContentDeps } from './deps.ts';
import { contentFor, personOf, rightOn, suffices } from './rights.ts';

/** Tells who follows a content that its log has grown, whichever replica made it grow. */
export function createFollowers(contents: Pick<ContentsStore, 'watch'>) {
  const looks = new Map<string, Set<() => void>>();
  let watching: { stop(): Promise<void> } | undefined;
  const told = (contentId: string) => {
    for (const look of looks.get(contentId) ?? []) look();
  };
  return {
    /** Begins again where the database had gone away: each beat of a stream asks for it. */
    watch(): void {
      watching ??= contents.watch(told, () => {
        watching = undefined;
      });
    },
    /** Calls `look` whenever something was logged of a content; returns how to stop that. */
    add(contentId: string, look: () => void): () => void {
      const of = looks.get(contentId) ?? new Set();
      looks.set(contentId, of.add(look));
      return () => {
        of.delete(look);
        if (of.size === 0 && looks.get(contentId) === of) looks.delete(contentId);
      };
    },
    stop: async () => watching?.stop(),
  };
}
export type Followers = ReturnType<typeof createFollowers>;

/**
 * Sends the updates of a content after a number, then each new one as it is logged, with its number. For those who may
 * write it: a log tells what was deleted, too. Her right is looked at again before anything is sent; where it is gone,
 * so is the stream. Throws not-found, not-allowed.
 */
export async function followContent(
  deps: ContentDeps,
  caller: Caller,
  contentId: string,
  after: number,
  open: () => EventStream,
): Promise<void> {
  await contentFor(deps, caller, contentId, 'write');
  const { clientId } = personOf(caller);
  const stream = open();
  let sent = after;
  const catchUp = async () => {
    const content = await deps.contents.find(clientId, contentId);
    if (!content || !suffices(rightOn(content, personOf(caller)), 'write')) {
      stream.send({ event: 'gone', data: '' });
      return stream.end();
    }
    for (const { number, update } of await deps.contents.since(clientId, contentId, sent)) {
      stream.send({ id: number, data: Buffer.from(update).toString('base64') });
      sent = number;
    }
    stream.send({ event: 'live', data: String(sent) });
  };
  const look = oneAtATime(catchUp, () => stream.end());
  stream.onEnd(deps.followers.add(contentId, look));
  stream.onBeat(() => {
    deps.followers.watch();
    look();
  });
  deps.followers.watch();
  look();
}

/** Runs `work` now, or once more after the run that is under way; a failure ends it. */
function oneAtATime(work: () => Promise<void>, failed: () => void): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await work();
    } while (again);
    running = false;
  };
  return () => void run().catch(failed);
}
