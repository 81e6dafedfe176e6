/**
 * The shape of architecture.md as rules: services → chassis → bus, holdings, http → contracts → charter,
 * one way; the bus is the only way between services; MongoDB behind the stores; proofs that play on the running system and import none of it.
 * Each comment is what a breach prints.
 */
const drivers = '^(mongoose|mongodb)$|node_modules/(mongoose|mongodb)/';
const broker =
  '^(amqplib|amqp-connection-manager)$|node_modules/(amqplib|amqp-connection-manager|@types/amqplib)/';
const tests = '\\.test\\.tsx?$|^(libs|services)/[^/]+/test/';

/** A library of ours and those below it, which are all that it may import. */
const layer = (name, below) => ({
  name: `${name}-looks-down`,
  comment: `libs/${name} may import only ${below.join(', ') || 'no other library of ours'}: dependencies point one way (architecture.md, Layout).`,
  severity: 'error',
  from: { path: `^libs/${name}/src` },
  to: {
    path: '^(libs|services|deploy|tools|tests)/',
    pathNot: [name, ...below].map((lib) => `^libs/${lib}/`),
  },
});

export default {
  forbidden: [
    layer('charter', []),
    layer('verify', []),
    layer('contracts', ['charter']),
    layer('bus', ['contracts', 'charter']),
    layer('holdings', ['contracts', 'charter', 'verify']),
    layer('http', ['contracts', 'charter']),
    layer('chassis', ['bus', 'holdings', 'http', 'contracts', 'charter']),
    {
      name: 'services-stand-on-the-chassis',
      comment:
        'A service imports of our libraries charter, contracts, verify and the chassis, which hands it bus, holdings and HTTP; and nothing of deploy, tools or tests.',
      severity: 'error',
      from: { path: '^services/[^/]+/src', pathNot: tests },
      to: { path: '^(libs/(bus|holdings|http)|deploy|tools|tests)/' },
    },
    {
      name: 'no-service-imports-another',
      comment:
        'Services talk over the bus alone (invariant 1). Publish an event, or ask a question of the catalogue.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'mongoose-in-stores-alone',
      comment: 'In a service only *.store.ts files know MongoDB. Move the query into the store of its noun.',
      severity: 'error',
      from: { path: '^services/[^/]+/src', pathNot: [tests, '\\.store\\.ts$'] },
      to: { path: drivers, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'drivers-below-the-services',
      comment:
        'MongoDB is known to the stores, to libs/chassis and what it stands on, to provisioning, and to tests of these.',
      severity: 'error',
      from: { path: '^(libs/(charter|contracts|verify)|services/web)/', pathNot: tests },
      to: { path: drivers },
    },
    {
      name: 'nothing-publishes-but-the-bus',
      comment:
        'Only libs/bus talks to RabbitMQ (invariant 5): a use case adds its event to the outbox with tx.emit().',
      severity: 'error',
      from: { path: '^(libs|services)/', pathNot: ['^libs/bus/', tests] },
      to: { path: broker },
    },
    {
      name: 'proofs-play-on-the-running-system',
      comment:
        'tests/charter and tests/e2e know the product by its addresses alone: they import no service and nothing that one stands on.',
      severity: 'error',
      from: { path: '^tests/(charter|e2e)/' },
      // The words of the interface are what a person finds her way by.
      to: { path: '^(services|libs/(bus|chassis|holdings|http))/', pathNot: '^services/web/src/app/i18n/' },
    },
    {
      name: 'proofs-reach-no-database',
      comment:
        'tests/charter and tests/e2e may not reach a database, a broker or a service through their support either.',
      severity: 'error',
      from: { path: '^tests/(charter|e2e)/' },
      to: {
        path: `^services/[^/]+/src/build|^libs/(bus|chassis|holdings|http)/src/index|${drivers}|${broker}`,
        reachable: true,
      },
    },
    {
      name: 'charter-stays-data',
      comment: "The charter's runtime entry may load neither the compiler nor a database.",
      severity: 'error',
      from: { path: '^libs/charter/src/index\\.ts$' },
      to: { path: `^libs/charter/src/compiler/|${drivers}`, reachable: true },
    },
    {
      name: 'verifier-stands-alone',
      comment: 'libs/verify is one file without a dependency: a stranger runs it with Node alone.',
      severity: 'error',
      from: { path: '^libs/verify/src', pathNot: tests },
      to: { pathNot: ['^libs/verify/src/kstudio-verify\\.ts$', '^(node:)?fs/promises$'] },
    },
    {
      name: 'no-clockwork-library',
      comment:
        'What is due is a row in jobs, claimed by the shiftable clock (invariant 10): no cron library, no queue library.',
      severity: 'error',
      from: {},
      to: {
        path: '(^|node_modules/)(cron|node-cron|croner|node-schedule|agenda|bree|bull|bullmq|toad-scheduler)(/|$)',
      },
    },
    {
      name: 'product-imports-no-test',
      comment: 'Code of the product may not import a test or a test’s support.',
      severity: 'error',
      from: { path: '^(libs|services)/[^/]+/src', pathNot: tests },
      to: { path: `${tests}|^tests/` },
    },
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: { pathNot: '^services/web/src/app' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: '(^|/)dist/|\\.kstudio' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@kstudio/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
