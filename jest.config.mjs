/** One configuration, several projects: `jest --selectProjects unit`. Sources run as CommonJS, packages of the monorepo from source. */
const shared = {
  testEnvironment: 'node',
  testEnvironmentOptions: {
    customExportConditions: ['@kstudio/source', 'require', 'node', 'node-addons'],
  },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2024',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.kstudio/'],
  modulePathIgnorePatterns: ['/dist/', '/.kstudio/'],
};
const project = (displayName, testMatch, more = {}) => ({
  ...shared,
  displayName,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  ...more,
});

export default {
  reporters: ['default', '<rootDir>/tools/proof-reporter.mjs'],
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    project(
      'unit',
      [
        'libs/*/src/**/*.test.ts',
        'services/*/src/**/*.test.ts?(x)',
        'tools/**/*.test.ts',
        'deploy/**/!(test)/*.test.ts',
        'deploy/*.test.ts',
      ],
      {
        moduleNameMapper: { '\\.css$': '<rootDir>/services/web/test/no-styles.ts' },
      },
    ),
    project('integration', [
      'libs/*/test/**/*.test.ts',
      'services/*/test/**/*.test.ts',
      'deploy/*/test/**/*.test.ts',
    ]),
    project('charts', ['tests/charts/**/*.test.ts'], {
      // The schemas of Kubernetes come as ES modules alone.
      testEnvironmentOptions: {
        customExportConditions: ['@kstudio/source', 'require', 'import', 'node', 'node-addons'],
      },
    }),
    project('charter', ['tests/charter/**/*.test.ts']),
    project('security', ['tests/security/**/*.test.ts']),
    project('e2e', ['tests/e2e/**/*.test.ts']),
    project('faults', ['tests/faults/**/*.test.ts']),
  ],
};
