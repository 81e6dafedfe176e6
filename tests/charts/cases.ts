/** The three ways in which the chart is meant to be installed, as values files of the chart. */
export const cases: Record<string, string[]> = {
  development: [],
  production: ['examples/production.yaml'],
  external: ['examples/production.yaml', 'examples/external.yaml'],
};
