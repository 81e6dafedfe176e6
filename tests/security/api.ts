import { randomUUID } from 'node:crypto';
import { prefixOf, type ServiceName, services } from '@kstudio/contracts';
import { exchange, jsonOf } from '../support/exchange.ts';
import type { Ready } from '../support/ready.ts';

/** As much of JSON Schema as OpenAPI documents of ours use. */
export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
  $ref?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  schema: Schema;
}

/** A route as its service's OpenAPI document declares it. */
export interface Operation {
  service: ServiceName;
  method: string;
  /** With `{names}` of parameters. */
  path: string;
  who: readonly string[];
  parameters: readonly Parameter[];
  body?: Schema;
  /** The media type of a body that is taken as bytes. */
  bytes?: string;
  /** The status of success. */
  success: number;
}

interface Document {
  paths: Record<string, Record<string, RawOperation>>;
  components?: { schemas?: Record<string, Schema> };
}
interface RawOperation {
  'x-kstudio-who'?: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, unknown>;
}

export const isUnsafe = ({ method }: Pick<Operation, 'method'>): boolean => !['GET', 'HEAD'].includes(method);
export const nameOf = ({ method, path }: Pick<Operation, 'method' | 'path'>): string => `${method} ${path}`;

/** Every route of the six services, as they tell it themselves: none can be forgotten here. */
export async function operationsOf(system: Ready): Promise<Operation[]> {
  const all = await Promise.all(services.map((service) => operationsOfService(system, service)));
  return all.flat();
}

async function operationsOfService(system: Ready, service: ServiceName): Promise<Operation[]> {
  const answer = await exchange(system.application, {
    method: 'GET',
    path: `${prefixOf(service)}/openapi.json`,
  });
  const document = jsonOf<Document>(answer);
  if (answer.status !== 200 || !document) throw new Error(`${service} shows no API: ${answer.status}`);
  const resolve = resolver(document);
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]): Operation => {
      const who = raw['x-kstudio-who'];
      if (!who?.length) throw new Error(`${method} ${path} does not say who may call it`);
      const taken = raw.requestBody?.content ?? {};
      const body = taken['application/json']?.schema;
      const bytes = Object.keys(taken).find((type) => type !== 'application/json');
      return {
        service,
        method: method.toUpperCase(),
        path,
        who,
        parameters: (raw.parameters ?? []).map((parameter) => ({
          ...parameter,
          schema: resolve(parameter.schema),
        })),
        ...(body && { body: resolve(body) }),
        ...(bytes && { bytes }),
        success: Number(Object.keys(raw.responses).find((status) => /^2\d\d$/.test(status))),
      };
    }),
  );
}

/** Puts what `$ref` names in its place, all the way down; what holds itself, once. */
function resolver(document: Document): (schema: Schema) => Schema {
  const within =
    (seen: readonly string[]) =>
    (schema: Schema): Schema => {
      const resolve = within(schema.$ref ? [...seen, schema.$ref] : seen);
      if (schema.$ref && seen.includes(schema.$ref)) return {};
      if (schema.$ref) return resolve(document.components!.schemas![schema.$ref.split('/').at(-1)!]!);
      return {
        ...schema,
        ...(schema.properties && {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([name, its]) => [name, resolve(its)]),
          ),
        }),
        ...(schema.items && { items: resolve(schema.items) }),
        ...(schema.anyOf && { anyOf: schema.anyOf.map(resolve) }),
      };
    };
  return within([]);
}

/** The address of an operation with these parameters; what is not given is a right one, or does not exist. */
export const pathOf = ({ path, parameters }: Operation, given: Record<string, string> = {}): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const choice = parameters.find((one) => one.in === 'path' && one.name === name)?.schema.enum?.[0];
    if (given[name] !== undefined) return given[name];
    if (typeof choice === 'string') return choice;
    return name === 'version' ? '999999' : randomUUID();
  });

export interface Field {
  /** Where it stands: `company.address.lines.0`. */
  path: string[];
  schema: Schema;
  required: boolean;
}

/** Every field of a body, groups of fields included, outermost first. */
export function fieldsOf(schema: Schema, path: string[] = []): Field[] {
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, its]) => [
    { path: [...path, name], schema: its, required: schema.required?.includes(name) ?? false },
    ...fieldsOf(its, [...path, name]),
  ]);
  const items = schema.items
    ? [
        { path: [...path, '0'], schema: schema.items, required: false },
        ...fieldsOf(schema.items, [...path, '0']),
      ]
    : [];
  return [...named, ...items];
}

/** Texts that pass for what their name says; a body of them is right, or nearly. */
const texts: Record<string, string> = {
  email: 'claire.martin@menuiserie-martin.example',
  phone: '04 76 00 12 34',
  postalCode: '38000',
  city: 'Grenoble',
  country: 'FR',
  offerId: 'atelier',
  charterVersion: '1',
  to: '2020-01-01T00:00:00.000Z',
};

/** A body by its schema. It names nothing that exists, so that it is refused even where it is well-formed. */
export function sampleOf(schema: Schema, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sampleOf(first, name);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, its]) => [key, sampleOf(its, key)]),
      );
    case 'array':
      return [sampleOf(schema.items ?? {}, name)];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    default:
      if (schema.format === 'uuid') return randomUUID();
      return (texts[name] ?? `Établi ${name}`).padEnd(schema.minLength ?? 0, 'x');
  }
}

/** A copy of `body` with something else, or nothing, at `path`. */
export function changed(body: unknown, path: string[], value: unknown): unknown {
  const copy = structuredClone(body) as Record<string, unknown>;
  let at = copy;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
  const last = path.at(-1)!;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

/** Values of a type that the schema does not take. */
export function wrongValues(schema: Schema): unknown[] {
  const kinds = new Set(kindsOf(schema));
  const values: [string, unknown][] = [
    ['number', 12.5],
    ['boolean', true],
    ['string', 'un mot'],
    ['array', [[]]],
    ['object', { $gt: '' }],
    ['null', null],
  ];
  const wrong = values.filter(([kind]) => !kinds.has(kind)).map(([, value]) => value);
  return schema.enum ? [...wrong, 'none of these'] : wrong;
}

function kindsOf(schema: Schema): string[] {
  const kinds = [schema.type ?? []].flat().map((kind) => (kind === 'integer' ? 'number' : kind));
  const values = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  const among = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(kindsOf);
  return [...kinds, ...values.map((value) => typeof value), ...among];
}
