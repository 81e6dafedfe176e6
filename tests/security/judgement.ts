import { type Answer, jsonOf } from '../support/exchange.ts';

interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  instance?: string;
  requestId?: string;
  fields?: { path: string; message: string }[];
}

/** What an answer must never hold: the inside of the product. */
const inside =
  /node_modules|\.ts:\d|\.js:\d|\bat \w+ \(|Mongo\w*Error|E11000|ECONN|mongodb:\/\/|amqp:\/\/|BSON|ZodError|TypeError|kstudio_/;

export const slugOf = (answer: Answer): string =>
  /^https:\/\/kstudio365\.com\/problems\/([a-z0-9-]+)$/.exec(jsonOf<ProblemBody>(answer)?.type ?? '')?.[1] ??
  '';

/** What is wrong with a refusal, in words; empty when it is as it should be. */
export function faultsOfRefusal(
  answer: Answer,
  expected: { statuses?: number[]; field?: string } = {},
): string[] {
  const { statuses, field } = expected;
  const { status, headers, text } = answer;
  const faults: string[] = [];
  if (statuses ? !statuses.includes(status) : status < 400 || status > 499)
    faults.push(`status ${status}, not ${statuses?.join(' or ') ?? '4xx'}`);
  if (!headers['content-type']?.startsWith('application/problem+json'))
    faults.push(`type ${headers['content-type']}`);
  const problem = jsonOf<ProblemBody>(answer);
  if (!problem || problem.status !== status || !problem.title || !slugOf(answer))
    faults.push('no problem of ours');
  if (!/^[0-9a-f]{32}$/.test(problem?.requestId ?? '')) faults.push('no request id');
  if (inside.test(text)) faults.push('shows the inside of the product');
  if (field && !names(problem, field))
    faults.push(`does not name ${field}: ${JSON.stringify(problem?.fields)}`);
  faults.push(...faultsOfHeaders(answer));
  return faults.length > 0 ? [`${answer.asked} → ${faults.join('; ')} (${text.slice(0, 200)})`] : [];
}

/** The field itself, or what stands in it (an unknown key of an object that should be a text). */
const names = (problem: ProblemBody | undefined, field: string): boolean =>
  problem?.fields?.some(({ path }) => path === field || path.startsWith(`${field}.`)) ?? false;

/** What every answer of the API carries (6.safeguards). */
export function faultsOfHeaders({ headers }: Answer): string[] {
  const faults: string[] = [];
  const policy = String(headers['content-security-policy'] ?? '');
  if (!/default-src 'none'/.test(policy)) faults.push(`policy ${policy || 'missing'}`);
  if (!/frame-ancestors 'none'/.test(policy)) faults.push('may be framed');
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('sniffable');
  if (!headers['cache-control']?.includes('no-store')) faults.push(`cache ${headers['cache-control']}`);
  if (headers['referrer-policy'] !== 'no-referrer') faults.push('tells the address it came from');
  if (headers['access-control-allow-origin']) faults.push('readable from other origins');
  if (headers.server || headers['x-powered-by']) faults.push('tells its make');
  return faults;
}

/** An answer without what differs from one request to the next, so that two can be compared. */
export function comparable(answer: Answer): unknown {
  const body = jsonOf<ProblemBody>(answer);
  if (body) {
    delete body.requestId;
    delete body.instance;
  }
  const headers = Object.keys(answer.headers)
    .filter((name) => !/^(date|connection|keep-alive|x-request-id|content-length)$/.test(name))
    .sort();
  return { status: answer.status, body: body ?? answer.text, headers };
}
