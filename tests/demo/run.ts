/**
 * `npm run demo`: plays the life of a subscription against the running system, through its public doors, and says in
 * words what happens. Exit code 1 when a promise was not kept. `-- --stay` leaves a living company behind to look at.
 * It moves the system's clock by six years: it is for a system on trial. Its operator is made by the one-time link, or
 * is the one whom KSTUDIO_OPERATOR_EMAIL and KSTUDIO_OPERATOR_PASSWORD name.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Guest } from '../support/guest.ts';
import { hasOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { browse, end, guard, invite, rectify, subscribe } from './life.ts';
import { chapter, said, tally, words } from './tell.ts';
import { changeCharter, write } from './work.ts';

process.env.KSTUDIO_READY ??= join(resolve(import.meta.dirname, '../..'), '.kstudio/ready.json');
const stays = process.argv.includes('--stay');
if (!existsSync(process.env.KSTUDIO_READY)) {
  console.error('No K-Studio runs here: start one with npm start, then play the demo in another terminal.');
  process.exitCode = 1;
} else if (!(await hasOperator(ready()))) {
  console.error(
    said(
      words(
        'La console a déjà une opératrice : jouez l’histoire avec elle,\n  KSTUDIO_OPERATOR_EMAIL=… KSTUDIO_OPERATOR_PASSWORD=… npm run demo',
        'The console has its operator already: play the story with hers,\n  KSTUDIO_OPERATOR_EMAIL=… KSTUDIO_OPERATOR_PASSWORD=… npm run demo',
      ),
    ),
  );
  process.exitCode = 1;
} else await play().catch(() => undefined);

async function play(): Promise<void> {
  // A service that dies on the way comes back: the story goes on.
  Guest.patience = 90_000;
  const system = ready();
  try {
    chapter(words('L’abonnement', 'The subscription'));
    const her = await subscribe(system);
    const { email, author } = await invite(system, her);
    chapter(words('La vie du service', 'The life of the service'));
    await write(system, her, author);
    await browse(system, her);
    await rectify(system, her);
    await guard(system, her);
    await changeCharter(system, her);
    if (stays) {
      const page = `${system.application}/sign-in`;
      chapter(words('Elle reste, pour que vous la regardiez', 'She stays, for you to look at'));
      console.log(`        ${page}\n        ${her.email}\n        ${her.password}\n        (${email})`);
      return;
    }
    chapter(words('La fin', 'The end'));
    await end(system, her);
  } finally {
    const { kept, broken } = tally;
    const outcome = words(
      `${kept} promesses tenues, ${broken.length} rompues`,
      `${kept} promises kept, ${broken.length} broken`,
    );
    console.log(`\n${said(outcome)}`);
    process.exitCode = broken.length > 0 ? 1 : 0;
  }
}
