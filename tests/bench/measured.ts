/** One line of a bench's table; `kept` is `–` where nothing was promised. */
export type Measured = { what: string; value: string; promised: string; kept: 'yes' | 'no' | '–' };

/** The value below which the part `q` of all values lies. */
export const quantile = (values: number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? Number.NaN;

export const median = (values: number[]): number => quantile(values, 0.5);
