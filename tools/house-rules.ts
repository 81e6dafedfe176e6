import { globSync, readFileSync } from 'node:fs';
import { type Comment, parseSync, visitorKeys } from 'oxc-parser';

/** The parts of a syntax tree's node that the rules look at. */
type Node = {
  type: string;
  start: number;
  end: number;
  name?: string;
  value?: unknown;
  importKind?: string;
  callee?: Node;
  object?: Node;
  property?: Node;
  key?: Node;
  source?: { value: string };
  declaration?: Node | null;
  argument?: Node;
  arguments?: Node[];
  specifiers?: Node[];
  params?: Node[];
  properties?: Node[];
  body?: Node | Node[];
};
type Rule = { name: string; holds: (path: string) => boolean; finds: (node: Node) => boolean; says: string };
export type Breach = { rule: string; path: string; line: number; says: string };

const server =
  /^(libs\/[^/]+\/src|services\/(?!web\/src\/app\/)[^/]+\/src|deploy\/(provision|backup)\/src)\//;
const service = /^services\/(?!web\/)[^/]+\/src\//;
const store = /^services\/[^/]+\/src\/[^/]+\.store\.ts$/;
/** Retention's rows hold ids alone. */
const personal = /^services\/(?!retention\/)[^/]+\/src\/.*\.store\.ts$/;
const config = /(^|\/|\.)config\.ts$/;
const httpModules = /^(node:)?(https?|http2)$|^(undici|axios|got|node-fetch|ky|superagent)$/;
const commandLine = /\/compiler\/|\/main\.ts$|\/kstudio-verify\.ts$/;

const nameOf = (node: Node | undefined) => node?.name ?? node?.value;
const isMember = (node: Node, object: string, property: string) =>
  node.type === 'MemberExpression' && node.object?.name === object && nameOf(node.property) === property;
const isCall = (node: Node, names: string[]) =>
  node.type === 'CallExpression' && names.includes(String(nameOf(node.callee)));
const isMethod = (node: Node, names: RegExp) =>
  node.type === 'MemberExpression' && names.test(String(nameOf(node.property)));
const isImport = (node: Node, from: RegExp) =>
  node.type === 'ImportDeclaration' && node.importKind !== 'type' && from.test(node.source?.value ?? '');

function readsMachineTime(node: Node): boolean {
  if (isMember(node, 'Date', 'now') || isMember(node, 'performance', 'timeOrigin')) return true;
  if (isMember(node, 'Temporal', 'Now') || isCall(node, ['Date'])) return true;
  return node.type === 'NewExpression' && node.callee?.name === 'Date' && node.arguments?.length === 0;
}

function makesExpiry(node: Node): boolean {
  const literal = (node.value as Node | undefined)?.type === 'Literal';
  const name = nameOf(node.key);
  return node.type === 'Property' && (name === 'expireAfterSeconds' || (name === 'expires' && literal));
}

/** House rules that no linter knows: where each holds, what it looks for, and the sentence that a breach prints. */
const rules: Rule[] = [
  {
    name: 'one-clock',
    holds: (path) => server.test(path) && path !== 'libs/chassis/src/clock.ts',
    finds: readsMachineTime,
    says: 'The machine’s time is read in libs/chassis/src/clock.ts alone (invariant 10). Terms take tx.now or clock.now(), time-outs realTime.now().',
  },
  {
    name: 'jobs-not-timers',
    holds: (path) => service.test(path),
    finds: (node) =>
      isCall(node, ['setTimeout', 'setInterval']) || isImport(node, /^(node:)?timers(\/promises)?$/),
    says: 'A service waits for nothing by a timer (invariant 10): what is due is a job, tx.schedule({ name, dueAt }).',
  },
  {
    name: 'no-ttl',
    holds: (path) => server.test(path),
    finds: makesExpiry,
    says: 'No TTL index (invariant 10): the database’s clock cannot be shifted. Schedule a job that deletes.',
  },
  {
    name: 'bus-not-http',
    holds: (path) => service.test(path),
    finds: (node) => isCall(node, ['fetch']) || isImport(node, httpModules),
    says: 'A service never calls another over HTTP (invariant 1). Publish an event, or ask a question of the catalogue.',
  },
  {
    name: 'environment-in-config',
    // The telemetry preload runs before every import, so before any schema could be read.
    holds: (path) => server.test(path) && !config.test(path) && path !== 'libs/chassis/src/telemetry.ts',
    finds: (node) =>
      isMember(node, 'process', 'env') ||
      (isImport(node, /^(node:)?process$/) && (node.specifiers ?? []).length > 0),
    says: 'process.env is read in config.ts alone, through its schema (invariant 12).',
  },
  {
    name: 'change-one',
    holds: (path) => personal.test(path),
    finds: (node) => isMethod(node, /^findOneAnd(Update|Replace)$|^findByIdAnd/),
    says: 'MongoDB writes a findAndModify that meets a conflict, values and all, into its own log, where no purge comes: use changeOne().',
  },
  {
    name: 'log-not-console',
    holds: (path) => server.test(path) && !commandLine.test(path),
    finds: (node) => node.type === 'MemberExpression' && node.object?.name === 'console',
    says: 'The product writes through its log, which holds ids only (invariant 4), not to the console.',
  },
];
const tenantFirst = {
  rule: 'tenant-first',
  says: 'A store function takes the clientId, a row that has one, or says in its docstring why it is global: "Global: …" (invariant 8).',
};

/** The breaches in one file. Pure. */
export function breaches(path: string, source: string): Breach[] {
  if (/\.test\.tsx?$/.test(path)) return [];
  const inForce = rules.filter((rule) => rule.holds(path));
  if (inForce.length === 0) return [];
  const { program, comments } = parseSync(path, source);
  const found: Breach[] = [];
  const lineOf = (node: Node) => source.slice(0, node.start).split('\n').length;
  walk(program as unknown as Node, (node) => {
    for (const { name, finds, says } of inForce) {
      if (finds(node)) found.push({ rule: name, path, line: lineOf(node), says });
    }
  });
  const bare = store.test(path) ? withoutTenant(program as unknown as Node, comments, source) : [];
  return [...found, ...bare.map((node) => ({ ...tenantFirst, path, line: lineOf(node) }))];
}

/** Functions of a store that name no client and give no reason. */
function withoutTenant(program: Node, comments: Comment[], source: string): Node[] {
  const reasoned = (node: Node) =>
    comments.some(
      ({ value, end }) =>
        /\bglobal\b/i.test(value) && end <= node.start && source.slice(end, node.start).trim() === '',
    );
  const textOf = ({ start, end }: Node) => source.slice(start, end);
  const tenant = (node: Node) =>
    (node.params ?? []).some((param) => /\bclientIds?\b|\b\w*Row\b/.test(textOf(param))) ||
    /\bclientId\b(?!: 1\b)/.test(textOf(node));
  return (program.body as Node[]).flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
    if (declared?.type !== 'FunctionDeclaration' || !takesDatabase(declared, source) || reasoned(statement))
      return [];
    return functionsOf(declared).filter(
      (node) => !tenant(node.type === 'Property' ? (node.value as Node) : node) && !reasoned(node),
    );
  });
}

/** What a store's factory returns, method by method; a plain function is its own. */
function functionsOf(declared: Node): Node[] {
  const statements = (declared.body as Node).body as Node[];
  const returned = statements.findLast(({ type }) => type === 'ReturnStatement')?.argument;
  if (returned?.type !== 'ObjectExpression') return [declared];
  return (returned.properties ?? []).filter(
    ({ type, value }) => type === 'Property' && /Function/.test((value as Node).type),
  );
}

const takesDatabase = ({ params = [] }: Node, source: string) =>
  params.some(({ start, end }) => /\bdb\b|Connection/.test(source.slice(start, end)));

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  const children = node as unknown as Record<string, Node | Node[] | null>;
  for (const key of visitorKeys[node.type] ?? []) {
    for (const child of [children[key]].flat()) if (child) walk(child, visit);
  }
}

/** Prints the breaches of the whole product, or nothing; the exit code. */
export function checkSources(): number {
  const exclude = (name: string) => ['node_modules', 'dist'].includes(name.split('/').at(-1) ?? '');
  const sources = globSync('{libs,services,deploy}/**/*.{ts,tsx}', { exclude });
  const found = sources.flatMap((path) => breaches(path, readFileSync(path, 'utf8')));
  for (const { path, line, rule, says } of found) console.log(`${path}:${line}  ${rule}: ${says}`);
  return found.length > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = checkSources();
