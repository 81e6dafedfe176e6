/** `npm test`: installs what is missing, then runs test.ts under the pinned Node. */
import { goOn } from './bootstrap.mjs';

await goOn('test.ts');
