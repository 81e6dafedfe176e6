import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { birthOf } from './processes.ts';

/**
 * Runs `work` while no other process of this machine runs one under the same lock file. A lock whose holder is
 * gone is taken over.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!take(file)) await pause(200);
  try {
    return await work();
  } finally {
    release(file);
  }
}

/** Takes the lock if it is free or its holder is gone; false when somebody living holds it. */
export function take(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${birthOf(process.pid)}`);
  try {
    if (link(mine, file)) return true;
    if (holderOf(file) !== null) return false;
    removeDead(file);
    return link(mine, file);
  } finally {
    rmSync(mine, { force: true });
  }
}

export function release(file: string): void {
  if (holderOf(file) === process.pid) rmSync(file, { force: true });
}

/** The living process that holds the lock, or null. */
export function holderOf(file: string): number | null {
  try {
    const [pid, born] = readFileSync(file, 'utf8').split(/ (.*)/s);
    return born !== '' && birthOf(Number(pid)) === born ? Number(pid) : null;
  } catch {
    return null;
  }
}

/** A hard link appears whole or not at all, so a lock is never seen without its holder. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Puts a dead holder's lock aside; if another took it over in the same moment, theirs is put back. */
function removeDead(file: string): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (holderOf(aside) !== null) link(aside, file);
  rmSync(aside, { force: true });
}
