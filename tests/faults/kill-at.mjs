/**
 * Kills the process that loads it, with SIGKILL, at the n-th pass of a named point: `KILL_AT=outbox.published:3 node
 * --import ./kill-at.mjs …`. The product only says which point it passes; that it can be killed there is known here
 * alone. A process started with a channel to its parent can also be told later, by a message of the same form; an
 * empty one calls it off.
 */
import diagnostics from 'node:diagnostics_channel';

const armed = { point: '', passes: 0 };

function arm(text) {
  const [point = '', passes = '1'] = text.split(':');
  armed.point = point;
  armed.passes = Number(passes);
}

arm(process.env.KILL_AT ?? '');
diagnostics.subscribe('kstudio.points', ({ point }) => {
  if (point === armed.point && --armed.passes === 0) process.kill(process.pid, 'SIGKILL');
});

if (process.channel) {
  process.on('message', arm);
  // Whoever started it is gone: nothing is left behind.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel.unref();
}
