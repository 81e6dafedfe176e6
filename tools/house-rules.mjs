/**
 * House rules that no linter knows, each an invariant of the architecture. Reads the syntax tree of every source file
 * of the product; `breaches()` is pure and tested. `node tools/house-rules.mjs` prints what it finds, or nothing.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseSync, visitorKeys } from 'oxc-parser';

const server = /^(libs\/[^/]+\/src|services\/(?!web\/src\/app\/)[^/]+\/src|deploy\/provision\/src)\//;
const service = /^services\/(?!web\/)[^/]+\/src\//;
const store = /^services\/[^/]+\/src\/[^/]+\.store\.ts$/;
const test = /\.test\.tsx?$/;
const httpModules = /^(node:)?(https?|http2)$|^(undici|axios|got|node-fetch|ky|superagent)$/;
const config = /(^|\/|\.)config\.ts$/;

/** Each rule: where it holds, what it looks for in a node, and the sentence that a breach prints. */
const rules = [
  {
    name: 'one-clock',
    holds: (path) => server.test(path) && path !== 'libs/chassis/src/clock.ts',
    finds: (node) => readsGlobalClock(node),
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
    finds: (node) =>
      node.type === 'Property' &&
      ['expireAfterSeconds', 'expires'].includes(nameOf(node.key)) &&
      !isCookie(node),
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
    holds: (path) => (server.test(path) || /^services\/web\/src\//.test(path)) && !config.test(path),
    finds: (node) =>
      isMember(node, 'process', 'env') || (isImport(node, /^(node:)?process$/) && node.specifiers.length > 0),
    says: 'process.env is read in config.ts alone, through its schema (invariant 12).',
  },
  {
    name: 'log-not-console',
    holds: (path) => server.test(path) && !path.includes('/compiler/') && !/\/main\.ts$/.test(path),
    finds: (node) =>
      node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === 'console',
    says: 'The product writes through its log, which holds ids only (invariant 4), not to the console.',
  },
];

/** The breaches in one file: `{ rule, path, line, says }`. */
export function breaches(path, source) {
  if (test.test(path)) return [];
  const inForce = rules.filter((rule) => rule.holds(path));
  const isStore = store.test(path);
  if (inForce.length === 0 && !isStore) return [];
  const { program, comments } = parseSync(path, source);
  const found = [];
  const lineOf = (node) => source.slice(0, node.start).split('\n').length;
  walk(program, (node) => {
    for (const { name, finds, says } of inForce) {
      if (finds(node)) found.push({ rule: name, path, line: lineOf(node), says });
    }
  });
  if (isStore)
    found.push(
      ...withoutTenant(program, comments, source).map((node) => ({
        ...tenantFirst,
        path,
        line: lineOf(node),
      })),
    );
  return found;
}

const tenantFirst = {
  rule: 'tenant-first',
  says: 'A store function takes the clientId, a row that has one, or says in its docstring why it is global: "Global: …" (invariant 8).',
};

/** Functions of a store that name no client and give no reason. */
function withoutTenant(program, comments, source) {
  const reasoned = (node) => {
    const before = comments.filter(
      (c) => c.end <= node.start && source.slice(c.end, node.start).trim() === '',
    );
    return before.some((comment) => /\bglobal\b/i.test(comment.value));
  };
  const bare = [];
  for (const statement of program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
    if (declared?.type !== 'FunctionDeclaration' || !touchesDatabase(declared, source) || reasoned(statement))
      continue;
    const returned = declared.body.body.findLast((inner) => inner.type === 'ReturnStatement')?.argument;
    const functions =
      returned?.type === 'ObjectExpression' ? returned.properties.filter(isMethod) : [declared];
    for (const method of functions) {
      const params = (method.type === 'Property' ? method.value : method).params;
      const text = params.map((param) => source.slice(param.start, param.end)).join(', ');
      if (!/\bclientId\b|\b\w*Row\b/.test(text) && !reasoned(method)) bare.push(method);
    }
  }
  return bare;
}

const touchesDatabase = (declared, source) =>
  declared.params.some((param) => /\bdb\b|Connection/.test(source.slice(param.start, param.end)));
const isMethod = (property) => property.type === 'Property' && /Function/.test(property.value.type);

const nameOf = (node) => node.name ?? node.value;
const isCookie = (node) => node.value.type === 'NewExpression';
const isMember = (node, object, property) =>
  node.type === 'MemberExpression' && node.object.name === object && nameOf(node.property) === property;
const isCall = (node, names) => node.type === 'CallExpression' && names.includes(node.callee.name);
const isImport = (node, from) =>
  node.type === 'ImportDeclaration' && node.importKind !== 'type' && from.test(node.source.value);

function readsGlobalClock(node) {
  if (
    isMember(node, 'Date', 'now') ||
    isMember(node, 'performance', 'timeOrigin') ||
    isMember(node, 'Temporal', 'Now')
  )
    return true;
  if (node.type === 'CallExpression') return node.callee.name === 'Date';
  return node.type === 'NewExpression' && node.callee.name === 'Date' && node.arguments.length === 0;
}

function walk(node, visit) {
  visit(node);
  for (const key of visitorKeys[node.type] ?? []) {
    for (const child of [node[key]].flat()) if (child) walk(child, visit);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const listed = execFileSync(
    'git',
    ['ls-files', '-co', '--exclude-standard', 'libs', 'services', 'deploy'],
    { encoding: 'utf8' },
  );
  const sources = listed.split('\n').filter((path) => /\.tsx?$/.test(path));
  const found = sources.flatMap((path) => breaches(path, readOrNothing(path)));
  for (const { path, line, rule, says } of found) console.log(`${path}:${line}  ${rule}: ${says}`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

/** A file that was deleted and not yet committed is no file. */
function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}
