/** Runs inside k6: what it measured, as JSON for tools, as JUnit for CI and as lines for the person. */
interface Metric {
  values: Record<string, number>;
  thresholds?: Record<string, { ok: boolean }>;
}
export interface Measured {
  metrics: Record<string, Metric>;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const shown = (values: Record<string, number>) =>
  Object.entries(values)
    .filter(([name]) => name !== 'fails' && name !== 'passes')
    .map(([name, value]) => `${name}=${Math.round(value * 100) / 100}`)
    .join(' ');

interface Verdict {
  metric: string;
  threshold: string;
  ok: boolean;
  values: string;
}

const verdicts = ({ metrics }: Measured): Verdict[] =>
  Object.entries(metrics)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([metric, { thresholds = {}, values }]) =>
      Object.entries(thresholds).map(([threshold, { ok }]) => ({
        metric,
        threshold,
        ok,
        values: shown(values),
      })),
    );

/** One test case a threshold. */
function junit(name: string, all: Verdict[]): string {
  const cases = all.map(({ metric, threshold, ok, values }) => {
    const title = `<testcase classname="load.${escaped(name)}" name="${escaped(`${metric} ${threshold}`)}">`;
    const failure = ok ? '' : `<failure message="${escaped(values)}"/>`;
    return `  ${title}${failure}</testcase>`;
  });
  const failures = all.filter(({ ok }) => !ok).length;
  const suite = `<testsuite name="load ${escaped(name)}" tests="${all.length}" failures="${failures}">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', suite, ...cases, '</testsuite>', ''].join('\n');
}

/** What k6's `handleSummary` returns: file name → content, and `stdout`. */
export function summarise(measured: Measured, name: string, folder: string): Record<string, string> {
  const all = verdicts(measured);
  const lines = all.map(
    ({ metric, threshold, ok, values }) => `${ok ? '✓' : '✗'} ${metric} ${threshold}   ${values}`,
  );
  const failed = all.filter(({ ok }) => !ok).length;
  return {
    [`${folder}/${name}.json`]: JSON.stringify(measured, null, 2),
    [`${folder}/${name}.junit.xml`]: junit(name, all),
    stdout: `\n${lines.join('\n')}\n\nthresholds: ${all.length - failed} held, ${failed} missed\n`,
  };
}
