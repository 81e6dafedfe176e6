import type { Core } from '@kstudio/chassis';
import type { ContentsStore } from './contents.store.ts';
import type { Followers } from './follow-content.ts';
import type { ImagesStore } from './images.store.ts';
import type { DraftAccesses } from './leaving/draft-accesses.store.ts';
import type { Publications } from './publishing/publications.store.ts';
import type { SpacesStore } from './spaces.store.ts';

/** What content's use cases are given. */
export interface ContentDeps extends Pick<Core, 'audit' | 'clock' | 'transaction'> {
  spaces: SpacesStore;
  contents: ContentsStore;
  images: ImagesStore;
  publications: Publications;
  draftAccesses: DraftAccesses;
  /** Where readers are served: another origin than the application's. */
  sitesOrigin: string;
  followers: Followers;
}
