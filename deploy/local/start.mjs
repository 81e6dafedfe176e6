/** `npm start`: installs what is missing, then runs start.ts under the pinned Node. */
import { goOn } from './bootstrap.mjs';

await goOn('start.ts');
