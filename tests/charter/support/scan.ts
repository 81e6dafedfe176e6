import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Ready } from '../../support/ready.ts';

export interface Scan {
  looked: { documents: number; messages: number; files: number };
  closed: string[];
  found: { text: string; place: string; times: number }[];
}

/** `npm run scan -- <text> …`, as an operator looks for something in all that the system keeps. */
export function scanFor({ folder }: Ready, texts: readonly string[]): Scan {
  const root = join(import.meta.dirname, '../../..');
  const args = ['--conditions=@kstudio/source', join(root, 'deploy/local/scan.ts'), '--json', ...texts];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    env: { PATH: process.env.PATH, KSTUDIO_DIR: folder },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0 && status !== 1) throw new Error(`the scan broke off: ${stderr}`);
  return JSON.parse(stdout) as Scan;
}
