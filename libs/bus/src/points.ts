import diagnostics from 'node:diagnostics_channel';

/** The places between two steps where a crash must lose nothing and repeat nothing; fault tests listen there. */
export type PointName =
  | `transaction.${'begun' | 'committed'}`
  | `outbox.${'read' | 'published' | 'marked'}`
  | `inbox.${'received' | 'applied' | 'committed' | 'acked'}`
  | `mail.${'sending' | 'sent'}`;

const channel = diagnostics.channel('kstudio.points');

/** Says on the diagnostics channel `kstudio.points` that this place was reached: `{ point, ...ids }`. */
export function point(name: PointName, ids: Record<string, string | number> = {}): void {
  if (channel.hasSubscribers) channel.publish({ point: name, ...ids });
}
