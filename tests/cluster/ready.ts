import { type Ready, ready } from '../support/ready.ts';

/** The system that `Cluster.ready()` wrote down, as the tests of the whole know it. */
export function readyOf(file: string): Ready {
  process.env.KSTUDIO_READY = file;
  return ready();
}
