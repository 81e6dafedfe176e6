import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../deploy/local/commands.ts';
import { findK6 } from '../load/k6.ts';
import { home, root } from './cluster.ts';

export interface Load {
  /** Of the requests, in milliseconds. */
  p99: number;
  requests: number;
  failed: number;
  acknowledged: number;
  /** How many of them are there at the end. */
  kept: number;
}

/** Sends tests/load/steady.k6.ts through the ingress for so many seconds. */
export async function steadyLoad(readyFile: string, seconds: number): Promise<Load> {
  const { application, mailSink } = JSON.parse(readFileSync(readyFile, 'utf8')) as Record<string, string>;
  const k6 = await findK6(join(root, '.kstudio/downloads'), root, console.log);
  const facts = {
    APPLICATION: application,
    MAIL_SINK: mailSink,
    SUMMARIES: home,
    NAME: 'steady',
    DURATION: `${seconds}s`,
  };
  const env = Object.entries(facts).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  const args = [
    ...k6.before,
    'run',
    '--no-usage-report',
    '--quiet',
    ...env,
    join(root, 'tests/load/steady.k6.ts'),
  ];
  const result = await run(k6.command, args, {
    cwd: root,
    env: { ...process.env, K6_AUTO_EXTENSION_RESOLUTION: 'false' },
    timeoutMs: (seconds + 300) * 1_000,
  });
  // 99: a threshold was missed, which the figures tell better.
  if (!result.ok && result.code !== 99) throw new Error(`k6: ${result.stdout}${result.stderr}`);
  const { metrics } = JSON.parse(readFileSync(join(home, 'steady.json'), 'utf8')) as {
    metrics: Record<string, { values: Record<string, number> }>;
  };
  const value = (metric: string, name: string) => metrics[metric]?.values[name] ?? 0;
  return {
    p99: value('http_req_duration{name:read}', 'p(99)'),
    requests: value('http_reqs', 'count'),
    failed: value('http_req_failed{name:read}', 'passes') + value('http_req_failed{name:write}', 'passes'),
    acknowledged: value('acknowledged', 'count'),
    kept: value('kept', 'count'),
  };
}
