import { problems } from '@kstudio/chassis';
import type { z } from 'zod';
import type { Req } from './doors.ts';

/**
 * The JSON body of a request, whatever its media type says (a beacon's may be a text). Throws too-large, unreadable,
 * invalid with the paths that are wrong.
 */
export async function readJson<S extends z.ZodType>(
  req: Req,
  limit: number,
  schema: S,
): Promise<z.output<S>> {
  if (Number(req.headers['content-length'] ?? 0) > limit) throw problems.tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  // Left open: whoever sends too much is still told so.
  for await (const part of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw problems.tooLarge();
    parts.push(part);
  }
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw problems.unreadable();
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap(({ path, message, ...issue }) => {
    const at = path.join('.');
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [''];
    return keys.map((key) => ({ path: [at, key].filter(Boolean).join('.') || 'body', message }));
  });
  throw problems.invalid(fields);
}
