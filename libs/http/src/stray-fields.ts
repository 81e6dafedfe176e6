/** Paths of fields that stand in `output` but not in `parsed`: what a schema stripped on the way out. */
export function strayFields(output: unknown, parsed: unknown, path = ''): string[] {
  if (output === null || typeof output !== 'object' || output instanceof Date) return [];
  if (parsed === null || typeof parsed !== 'object') return [];
  return Object.entries(output).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`;
    if (value === undefined) return [];
    if (!(key in parsed)) return [here];
    return strayFields(value, (parsed as Record<string, unknown>)[key], here);
  });
}
