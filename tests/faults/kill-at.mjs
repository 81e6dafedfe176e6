/**
 * Kills the process that loads it, with SIGKILL, at the n-th pass of a named point: `KILL_AT=outbox.published:3 node
 * --import ./kill-at.mjs …`; with `outbox.published:3+5`, five milliseconds later, somewhere between two points. The
 * product only says which point it passes; that it can be killed there is known here alone. A process started with a
 * channel to its parent can also be told later, by a message of the same form; an empty one calls it off.
 */
import diagnostics from 'node:diagnostics_channel';

const armed = { point: '', passes: 0, delay: 0 };

function arm(text) {
  const [, point = '', passes = '1', delay = '0'] = /^([\w.]+)(?::(\d+))?(?:\+(\d+))?$/.exec(text) ?? [];
  Object.assign(armed, { point, passes: Number(passes), delay: Number(delay) });
}

function die() {
  process.kill(process.pid, 'SIGKILL');
}

arm(process.env.KILL_AT ?? '');
diagnostics.subscribe('kstudio.points', ({ point }) => {
  if (point !== armed.point || --armed.passes !== 0) return;
  if (armed.delay === 0) die();
  else setTimeout(die, armed.delay);
});

if (process.channel) {
  process.on('message', arm);
  // Whoever started it is gone: nothing is left behind.
  process.on('disconnect', die);
  process.channel.unref();
}
