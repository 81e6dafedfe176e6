/** The part of a zod schema that the compiler reads: its definition, as data. This library does not depend on zod. */
export type ZodLike = { _zod: { def: object } };

const isSchema = (value: unknown): value is ZodLike =>
  typeof value === 'object' && value !== null && '_zod' in value;

/** The names of all properties, at any depth, that a value of this schema can have. */
export function propertiesOf(schema: ZodLike | null | undefined): string[] {
  const names = new Set<string>();
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (isSchema(value)) return visit(value._zod.def);
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'shape') for (const name of Object.keys(inner as object)) names.add(name);
      visit(inner);
    }
  };
  visit(schema);
  return [...names];
}
