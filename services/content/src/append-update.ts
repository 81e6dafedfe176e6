import type { Caller } from '@kstudio/chassis';
import * as Y from 'yjs';
import { changeDocument } from './change-document.ts';
import type { ContentDeps } from './deps.ts';
import { problems } from './problems.ts';

/**
 * Takes what an editor wrote, as an update of Yjs. Sent twice it is logged once. Bytes that are no update of this
 * document, or that build upon one that never came, are refused whole.
 */
export const appendUpdate = (deps: ContentDeps, caller: Caller, contentId: string, update: Uint8Array) =>
  changeDocument(deps, caller, contentId, (doc) => {
    try {
      Y.applyUpdate(doc, update);
    } catch {
      throw problems.noUpdate();
    }
    if (doc.store.pendingStructs || doc.store.pendingDs) throw problems.noUpdate();
  });
