import type { Holding } from '@kstudio/chassis';
import { contentsHolding } from './contents.store.ts';
import { imagesHolding } from './images.store.ts';
import { draftAccessesHolding } from './leaving/draft-accesses.store.ts';
import { statesHolding, updatesHolding, versionsHolding } from './log.store.ts';
import { publicationsHolding } from './publishing/publications.store.ts';
import { spacesHolding } from './spaces.store.ts';

/** What content holds: all of it is the client's, and goes at the end of the term. */
export const holdings: readonly Holding[] = [
  spacesHolding,
  contentsHolding,
  updatesHolding,
  statesHolding,
  versionsHolding,
  imagesHolding,
  publicationsHolding,
  draftAccessesHolding,
];
