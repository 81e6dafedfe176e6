import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './failure.ts';
import { writePrivate } from './secrets.ts';
import { purgeOrdersIn, type System } from './system.ts';

/** The administrators' doors of a running system, for operators' tools; the file is its owner's alone. */
export type Doors = {
  mongodb: string;
  rabbitmq: string;
  rabbitmqManagement: string;
  vhost: string;
  databasePrefix: string;
  /** What else is kept, by what it is: folders and files of this machine. */
  files: Record<string, string>;
};

/** Writes down, beside `ready.json`, how an administrator gets at everything that the system keeps. */
export function writeDoors({ dir, mongodb, rabbitmq, vhost, databasePrefix }: System): void {
  const files = {
    'files of the broker': rabbitmq.folder ?? join(dir, 'rabbitmq'),
    logs: join(dir, 'logs'),
    traces: join(dir, 'traces.ndjson'),
    'traces before those': join(dir, 'traces.ndjson.1'),
    'orders of purges': purgeOrdersIn(dir),
  };
  const doors: Doors = {
    mongodb: mongodb.url,
    rabbitmq: rabbitmq.url,
    rabbitmqManagement: rabbitmq.managementUrl,
    vhost,
    databasePrefix,
    files,
  };
  writePrivate(join(dir, 'doors.json'), JSON.stringify(doors, null, 2));
}

export function readDoors(dir: string): Doors {
  const file = join(dir, 'doors.json');
  if (!existsSync(file))
    throw new StartFailure(`No system runs in ${dir}.`, 'Start one with npm start, or set KSTUDIO_DIR.');
  return JSON.parse(readFileSync(file, 'utf8')) as Doors;
}
