/** A thread of its own, so that asking costs the service nothing: POSTs `requests` to `url`, `atOnce` at a time. */
import { parentPort, workerData } from 'node:worker_threads';

export type Round = {
  url: string;
  requests: { headers: Record<string, string>; body: string }[];
  atOnce: number;
};
export type Outcome = { perSecond: number; refused: number };

const { url, requests, atOnce } = workerData as Round;
let refused = 0;
const count = requests.length;
const start = performance.now();
const caller = async () => {
  for (let next = requests.pop(); next; next = requests.pop()) {
    const answer = await fetch(url, { method: 'POST', ...next });
    await answer.arrayBuffer();
    if (!answer.ok) refused++;
  }
};
await Promise.all(Array.from({ length: atOnce }, caller));
const outcome: Outcome = { perSecond: (count * 1_000) / (performance.now() - start), refused };
parentPort?.postMessage(outcome);
