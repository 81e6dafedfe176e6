/** `npm run bench -- bus`: measures one part of the system, prints a table, and writes its section of docs/performance.md. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { borrowServers } from '../faults/servers.ts';
import { measureBus } from './bus.ts';
import type { Measured } from './measured.ts';

const benches: Record<string, () => Promise<Measured[]>> = { bus: measureBus };
/** What else the machine was doing before we began. */
const load = loadavg()[0]?.toFixed(0);
const page = join(resolve(import.meta.dirname, '../..'), 'docs/performance.md');

const [name = ''] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`Nothing to measure by the name "${name}". There is: ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 1;
} else {
  const borrowed = await borrowServers();
  const { addresses } = borrowed;
  process.env.TEST_RABBITMQ_URL = addresses.rabbitmqUrl;
  process.env.TEST_RABBITMQ_MANAGEMENT_URL = addresses.managementUrl;
  process.env.TEST_MONGODB_URL = addresses.mongodbUrl;
  try {
    const measured = await bench();
    console.table(measured);
    write(name, measured);
    process.exitCode = measured.some(({ kept }) => kept === 'no') ? 1 : 0;
  } finally {
    await borrowed.giveBack();
  }
}

/** Replaces this bench's section of the page, and leaves the others. */
function write(bench: string, measured: Measured[]): void {
  const section = [
    `## ${bench}`,
    '',
    `Measured by \`npm run bench -- ${bench}\` on ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, servers and services on the same machine, which had a load average of ${load} before it.`,
    '',
    '| What | Measured | Promised | Kept |',
    '| --- | --- | --- | --- |',
    ...measured.map(({ what, value, promised, kept }) => `| ${what} | ${value} | ${promised} | ${kept} |`),
    '',
  ].join('\n');
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '# Performance, as measured\n\n';
  const old = new RegExp(`## ${bench}\\n[^]*?(?=\\n## |$)`);
  mkdirSync(join(page, '..'), { recursive: true });
  writeFileSync(page, old.test(before) ? before.replace(old, section) : `${before}${section}`);
}
