import type { Tx } from '@kstudio/chassis';
import { spaceOpened } from '@kstudio/contracts';
import type { ContentDeps } from './deps.ts';
import { newDocument } from './document.ts';
import { samples } from './samples/index.ts';

/** Opens a client's space, once: with a sample course and templates that are hers to change or delete (2.contents). */
export async function openSpace(
  { spaces, contents }: Pick<ContentDeps, 'spaces' | 'contents'>,
  tx: Tx,
  clientId: string,
  openedAt: Date,
): Promise<void> {
  if (!(await spaces.open(tx, clientId, openedAt))) return;
  for (const sample of samples) {
    const { kind, title, summary } = sample;
    await contents.create(tx, { clientId, kind, title, summary, update: newDocument(sample) }, 'opened');
  }
  tx.audit({ action: 'space-opened', clientId });
  tx.emit(spaceOpened({ clientId, version: 1, contents: samples.length }));
}
