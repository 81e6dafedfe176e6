import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CategoryId } from '../categories.ts';
import type { Declared, Door, Facts, Flow, StoredField } from './facts.ts';
import { propertiesOf, type ZodLike } from './zod-properties.ts';

/** The part of a mongoose schema that the compiler reads: this library does not depend on mongoose. */
type SchemaLike = { eachPath(visit: (path: string, type: PathLike) => void): void };
type Options = { clause?: string; technical?: boolean; auto?: boolean };
/** `embeddedSchemaType`: what a list is a list of. */
type PathLike = { options?: Options; schema?: SchemaLike; embeddedSchemaType?: { options?: Options } };
type HoldingLike = {
  name: string;
  category: CategoryId;
  client: string | null;
  global?: string;
  schema: SchemaLike;
};
type RouteLike = {
  method: string;
  path: string;
  who: string | string[];
  clause: string;
  out: { body: ZodLike | null };
};
type CatalogueLike = {
  events: { event: { key: string; schema: ZodLike }; publisher: string; consumers: string[] }[];
  questions: { question: { key: string; out: ZodLike }; owner: string; askers: string[] }[];
};

type Read = Pick<Facts, 'fields' | 'declared' | 'doors' | 'flows' | 'unreadable'>;

/** Loads every service's holdings and HTTP table, our libraries' own collections, and the catalogue of the bus. */
export async function readServices(root: string, files: readonly string[]): Promise<Read> {
  const read: Read = { fields: [], declared: [], doors: [], flows: [], unreadable: [] };
  const services = files.flatMap((file) => /^services\/([^/]+)\/src\/holdings\.ts$/.exec(file)?.[1] ?? []);
  const load = <Module>(path: string) => loadModule<Module>(root, path, read.unreadable);
  for (const service of services) {
    const stored = await load<{ holdings: HoldingLike[]; shortLived?: { name: string }[] }>(
      `services/${service}/src/holdings.ts`,
    );
    for (const holding of stored?.holdings ?? []) {
      const { name, category, client, global } = holding;
      read.declared.push({ service, name, category, client, ...(global && { global }) });
      read.fields.push(
        ...fieldsOf(holding.schema).map((field) => ({ service, holding: name, category, ...field })),
      );
    }
    read.declared.push(...(stored?.shortLived ?? []).map(({ name }): Declared => ({ service, name })));
    const routes = `services/${service}/src/routes.ts`;
    const table = files.includes(routes)
      ? await load<{ routes: (deps: unknown) => RouteLike[] }>(routes)
      : undefined;
    read.doors.push(...(table?.routes({}) ?? []).map((route) => doorOf(service, route)));
  }
  const chassis = await load<{ ownCollections: { name: string; category: string }[] }>(
    'libs/holdings/src/own-collections.ts',
  );
  read.declared.push(
    ...(chassis?.ownCollections ?? []).map(
      ({ name, category }): Declared => ({ service: 'chassis', name, category }),
    ),
  );
  const contracts = await load<{ catalogue: CatalogueLike }>('libs/contracts/src/catalogue.ts');
  if (contracts) read.flows.push(...flowsOf(contracts.catalogue));
  return read;
}

async function loadModule<Module>(
  root: string,
  path: string,
  unreadable: string[],
): Promise<Module | undefined> {
  try {
    return (await import(pathToFileURL(join(root, path)).href)) as Module;
  } catch (error) {
    unreadable.push(`${path} could not be loaded: ${(error as Error).message.split('\n')[0]}.`);
    return undefined;
  }
}

type FieldOf = Pick<StoredField, 'field' | 'clause' | 'technical'>;

/** The leaves of a schema. What stands on a list or a sub-document holds for its inside too. */
export function fieldsOf(
  schema: SchemaLike,
  prefix = '',
  above: FieldOf = { field: '', clause: null, technical: false },
): FieldOf[] {
  const fields: FieldOf[] = [];
  schema.eachPath((path, { options: outer, schema: inner, embeddedSchemaType }) => {
    const options = { ...embeddedSchemaType?.options, ...outer };
    const said = options.clause !== undefined || options.technical === true || options.auto === true;
    const own: FieldOf = {
      field: prefix + path,
      clause: said ? (options.clause ?? null) : above.clause,
      technical: said ? options.technical === true || options.auto === true : above.technical,
    };
    fields.push(...(inner ? fieldsOf(inner, `${prefix}${path}.`, own) : [own]));
  });
  return fields;
}

function doorOf(service: string, { method, path, who, clause, out }: RouteLike): Door {
  return { service, method, path, who: [who].flat(), clause, returns: propertiesOf(out.body) };
}

function flowsOf({ events, questions }: CatalogueLike): Flow[] {
  return [
    ...events.map(({ event, publisher, consumers }): Flow => {
      return {
        key: event.key,
        from: publisher,
        to: consumers,
        carries: propertiesOf(event.schema),
        kind: 'event',
      };
    }),
    ...questions.map(({ question, owner, askers }): Flow => {
      return {
        key: question.key,
        from: owner,
        to: askers,
        carries: propertiesOf(question.out),
        kind: 'question',
      };
    }),
  ];
}
