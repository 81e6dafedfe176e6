/** `npm run restore`: installs what is missing, then runs restore.ts under the pinned Node. */
import { goOn } from './bootstrap.mjs';

await goOn('restore.ts');
