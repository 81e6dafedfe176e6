import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartFailure } from './failure.ts';
import { type RunningProcess, startProcess } from './processes.ts';
import { tail } from './servers/waiting.ts';

export type SupervisedOptions = {
  name: string;
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  url: string;
  adminUrl: string;
  /** logs/ and processes/ of this folder are used */
  dir: string;
  say: (line: string) => void;
};

/** A service as a process of its own, which is started again when it ends without being told to. */
export class Supervised {
  readonly #options: SupervisedOptions;
  #process: RunningProcess | undefined;
  #wanted = false;
  #restarts = 0;
  #waiting: AbortController | undefined;

  constructor(options: SupervisedOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }
  /** Where it listens. */
  get url(): string {
    return this.#options.url;
  }
  get adminUrl(): string {
    return this.#options.adminUrl;
  }
  get log(): string {
    return join(this.#options.dir, 'logs', `${this.name}.log`);
  }
  /** How often it was started again since it was started. */
  get restarts(): number {
    return this.#restarts;
  }
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  async start(): Promise<void> {
    this.#wanted = true;
    this.#restarts = 0;
    await this.#begin();
  }

  /** SIGTERM, then SIGKILL after 20 s; it stays stopped. */
  async stop(): Promise<void> {
    this.#wanted = false;
    this.#waiting?.abort();
    await this.#process?.stop({ graceMs: 20_000 });
    this.#process = undefined;
  }

  /** SIGKILL, as a machine that loses power would; it is started again by itself. */
  kill(): void {
    this.#process?.signal('SIGKILL');
  }

  /** Waits until /readyz says yes. Fails with a sentence when it keeps ending before that, or after `limitMs`. */
  async ready(signal?: AbortSignal, limitMs = 90_000): Promise<void> {
    for (const begun = performance.now(); !(await this.#isReady()); await pause(100)) {
      signal?.throwIfAborted();
      if (this.#restarts >= 2) throw this.#failure('ends again and again while starting');
      if (performance.now() - begun > limitMs)
        throw this.#failure(`was not ready within ${limitMs / 1000} s`);
    }
  }

  async #isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.adminUrl}/readyz`, { signal: AbortSignal.timeout(2_000) });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }

  async #begin(): Promise<void> {
    const { name, args, cwd, env, dir } = this.#options;
    const begun = performance.now();
    const child = await startProcess({
      name,
      command: process.execPath,
      args,
      cwd,
      env,
      logFile: this.log,
      recordsDir: join(dir, 'processes'),
    });
    this.#process = child;
    void child.exited.then((exit) => this.#again(exit.code ?? exit.signal, performance.now() - begun));
  }

  /** Starts it again: at once after a long life, later and later (up to 10 s) when it keeps ending. */
  async #again(how: number | string | null, livedMs: number): Promise<void> {
    if (!this.#wanted) return;
    if (livedMs > 60_000) this.#restarts = 0;
    const delay = Math.min(10_000, 250 * 2 ** this.#restarts);
    this.#restarts += 1;
    this.#options.say(`${this.name} ended (${how}) and is started again; its log: ${this.log}`);
    this.#waiting = new AbortController();
    try {
      await pause(delay, undefined, { signal: this.#waiting.signal });
      if (this.#wanted) await this.#begin();
    } catch {
      // It was told to stop meanwhile.
    }
  }

  #failure(what: string): Error {
    const text = tail(this.log);
    if (/ENOSPC|no space left/i.test(text)) return Object.assign(new Error(what), { code: 'ENOSPC' });
    const last = text.trimEnd().split('\n').at(-1)?.slice(0, 300) ?? '';
    return new StartFailure(
      `The service ${this.name} ${what}. Its last words: ${last}`,
      `Its log: ${this.log}`,
    );
  }
}
