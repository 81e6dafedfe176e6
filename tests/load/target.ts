import { existsSync, readFileSync } from 'node:fs';
import { StartFailure } from '../../deploy/local/failure.ts';

/** What the load is sent to. Without a mail sink nobody can subscribe, and only public pages are asked for. */
export interface Target {
  application: string;
  mailSink: string | undefined;
}

const isLoopback = (url: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/**
 * Reads where the running system is: `--url` (and `--mail`) where the person names it, else the addresses that
 * `npm start` wrote. What nobody named on the command line must be on this machine.
 */
export function targetOf(named: { url?: string; mail?: string }, readyFile: string): Target {
  if (named.url) return { application: new URL(named.url).origin, mailSink: named.mail };
  if (!existsSync(readyFile))
    throw new StartFailure('No K-Studio runs here.', 'Run "npm start" first, or name one: --url <address>.');
  const ready = JSON.parse(readFileSync(readyFile, 'utf8')) as { application: string; mailSink: string };
  for (const url of [ready.application, ready.mailSink]) {
    if (!isLoopback(url))
      throw new StartFailure(
        `${url} is not on this machine.`,
        'Load goes elsewhere only by --url <address>.',
      );
  }
  return { application: new URL(ready.application).origin, mailSink: ready.mailSink };
}
