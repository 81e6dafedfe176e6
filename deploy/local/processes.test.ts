import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holderOf, release, take } from './lock.ts';
import { birthOf, endLeftovers, startProcess } from './processes.ts';

const dir = mkdtempSync(join(tmpdir(), 'kstudio-processes-'));
const recordsDir = join(dir, 'processes');
const spec = { logFile: join(dir, 'log'), recordsDir, command: process.execPath };

afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('what an earlier launcher left running is ended by the next one, and nothing else', async () => {
  const left = await startProcess({ ...spec, name: 'left', args: ['-e', 'setInterval(() => {}, 1000)'] });
  const gone = await startProcess({ ...spec, name: 'gone', args: ['-e', ''] });
  await gone.exited;
  expect(await endLeftovers(recordsDir)).toEqual(['left']);
  await left.exited;
  expect(birthOf(left.pid)).toBe('');
  expect(existsSync(join(recordsDir, 'left.json'))).toBe(false);
});

test('a process that does not listen to SIGTERM is ended all the same', async () => {
  const deaf = await startProcess({
    ...spec,
    name: 'deaf',
    args: ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'],
  });
  await deaf.stop({ graceMs: 300 });
  expect(await deaf.exited).toMatchObject({ signal: expect.stringMatching(/SIGKILL|SIGTERM/) });
});

test('a lock has one living holder and is free when it is released', () => {
  const lock = join(dir, 'lock');
  expect(take(lock)).toBe(true);
  expect(take(lock)).toBe(false);
  expect(holderOf(lock)).toBe(process.pid);
  release(lock);
  expect(holderOf(lock)).toBeNull();
});
