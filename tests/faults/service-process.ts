import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ServiceName } from '@kstudio/contracts';

/** How a life of a service ended: killed at the point it was armed with, or in a way that nobody meant. */
export interface Death {
  service: ServiceName;
  life: number;
  /** `outbox.published:3`, or empty when it was not armed. */
  armed: string;
  how: 'killed' | 'unexpected';
  detail: string;
}

export interface ServiceProcess {
  /** 1 for the first process, one more for each that followed. */
  life(): number;
  /** The point at which this life is to end; empty when none is set. */
  armed(): string;
  /** Tells the living process where to die; an empty text calls it off. */
  arm(at: string): void;
  /** Ends it by SIGKILL at once, wherever it is; it is started again. */
  kill(): void;
  /** Ends it in order (SIGTERM); it stays down. */
  stop(): Promise<void>;
  /** Starts it after `stop`. */
  start(): void;
}

export interface ServiceProcessOptions {
  service: ServiceName;
  environment: Record<string, string>;
  logFile: string;
  /** Where the process that follows is to die; asked at each death. */
  nextArm(): string;
  /** The process that follows is started when this is settled. */
  died(death: Death): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');
const killAt = resolve(import.meta.dirname, 'kill-at.mjs');

/** Runs a service from source as a process of its own, and starts it again whenever it dies, as an orchestrator would. */
export function keepRunning(options: ServiceProcessOptions): ServiceProcess {
  const { service, environment, logFile, nextArm, died } = options;
  const state = {
    life: 0,
    armed: '',
    lastArmed: '',
    stopping: false,
    killedByHand: false,
    child: null as ChildProcess | null,
  };
  let ended: Promise<void> = Promise.resolve();
  begin(nextArm());

  function begin(armed: string): void {
    const log = openSync(logFile, 'a');
    const child = spawn(
      process.execPath,
      ['--conditions=@kstudio/source', `--import=${killAt}`, `${root}/services/${service}/src/main.ts`],
      { cwd: root, env: { ...environment, KILL_AT: armed }, stdio: ['ignore', log, log, 'ipc'] },
    );
    closeSync(log);
    Object.assign(state, { child, armed, lastArmed: armed, killedByHand: false, life: state.life + 1 });
    child.on('error', () => {}); // a message to a process that has just died
    ended = new Promise((over) => {
      child.once('exit', (code, signal) => {
        over();
        if (!state.stopping) again(code, signal);
      });
    });
  }

  function again(code: number | null, signal: NodeJS.Signals | null): void {
    const killed = signal === 'SIGKILL' && (state.lastArmed !== '' || state.killedByHand);
    const { life, lastArmed: armed } = state;
    const how = killed ? 'killed' : 'unexpected';
    const mourned = died({ service, life, armed, how, detail: `code ${code}, signal ${signal}` });
    // One that ends by itself, such as for a port that is taken, is given a moment.
    const pause = killed ? 0 : 500;
    void mourned.finally(() => setTimeout(() => state.stopping || begin(nextArm()), pause));
  }

  const arm = (at: string) => {
    state.armed = at;
    if (at !== '') state.lastArmed = at; // being called off, it may die of it all the same
    if (state.child?.connected) state.child.send(at);
  };
  return {
    life: () => state.life,
    armed: () => state.armed,
    arm,
    kill: () => {
      state.killedByHand = true;
      state.child?.kill('SIGKILL');
    },
    stop: async () => {
      arm('');
      state.stopping = true; // while it is between two lives, there is nobody to stop
      state.child?.kill('SIGTERM');
      const patience = setTimeout(() => state.child?.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(patience);
    },
    start: () => {
      state.stopping = false;
      begin('');
    },
  };
}
