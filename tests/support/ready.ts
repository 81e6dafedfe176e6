import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The one running system that tests of the whole are given: addresses, and the folder with its logs. */
export interface Ready {
  /** The origin of the application: `http://localhost:8080`. */
  application: string;
  /** The second origin, of the reading sites. */
  sites: string;
  mailSink: string;
  /** Where the system keeps its logs, traces and the addresses of its services' own users. */
  folder: string;
  file: Record<string, unknown>;
}

/** Reads what the launcher wrote; its path is handed over in KSTUDIO_READY. */
export function ready(): Ready {
  const path = process.env.KSTUDIO_READY;
  if (!path)
    throw new Error('KSTUDIO_READY is missing: tests are started by "npm test", which starts a system');
  return read(path);
}

/** The same of a system that was started in a folder of its own. */
export const readyIn = (folder: string): Ready => read(join(folder, 'ready.json'));

function read(path: string): Ready {
  const file = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const address = (name: string) => {
    const url = file[name];
    if (typeof url !== 'string') throw new Error(`${path} names no ${name}`);
    return new URL(url).origin;
  };
  return {
    application: address('application'),
    sites: address('sites'),
    mailSink: address('mailSink'),
    folder: typeof file.folder === 'string' ? file.folder : dirname(path),
    file,
  };
}

/** A file of the running system. */
export const beside = ({ folder }: Ready, ...parts: string[]): string => join(folder, ...parts);
