import type { z } from 'zod';
import { closedKinds } from './kinds.ts';

/** zod's names for what can hold no words of a person: a number, a yes or no, one of a list that code wrote. */
const closedTypes = new Set(['number', 'int', 'boolean', 'literal', 'enum', 'null']);

type Definition = {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: z.ZodType[];
};

/**
 * The fields of an event that could hold personal data: every string, and everything else that is not an id, a
 * time, a number, a choice, a hash, a key or a version by a schema of kinds.ts (invariant 4). Must be empty.
 */
export function openFields(schema: z.ZodType, path = ''): string[] {
  if (closedKinds.has(schema)) return [];
  const { type, shape, element, innerType, options } = schema.def as unknown as Definition;
  if (closedTypes.has(type)) return [];
  if (type === 'object' && shape) {
    return Object.entries(shape).flatMap(([name, field]) =>
      openFields(field, path ? `${path}.${name}` : name),
    );
  }
  if (type === 'array' && element) return openFields(element, `${path}[]`);
  if ((type === 'optional' || type === 'nullable') && innerType) return openFields(innerType, path);
  if (type === 'union' && options) return options.flatMap((option) => openFields(option, path));
  return [`${path}: ${type}`];
}
