import { asStartFailure, StartFailure } from './failure.ts';

/** Two signals within this time are one: npm passes on what the terminal has sent to all. */
const sameKeystroke = 1_500;

/**
 * Calls `stop` once for the first of SIGINT, SIGTERM, SIGHUP or an error that nobody caught, and ends the process
 * after it. A later Ctrl-C ends it at once; what it leaves is ended by the next start.
 */
export function stopOnSignal(stop: (reason: string) => Promise<void>): void {
  let first = 0;
  const end = (reason: string, code: number) => {
    if (first === 0) {
      first = performance.now();
      void stop(reason).then(
        () => process.exit(code),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    } else if (performance.now() - first > sameKeystroke) process.exit(1);
  };
  process.on('SIGINT', () => end('Ctrl-C', 0));
  process.on('SIGTERM', () => end('SIGTERM', 0));
  process.on('SIGHUP', () => end('SIGHUP', 0));
  if (process.env.npm_lifecycle_event) whenOrphaned(() => end('what had started it ended', 0));
  const broken = (error: unknown) => {
    report(error);
    end('an error', 1);
  };
  process.on('uncaughtException', broken);
  process.on('unhandledRejection', broken);
}

/** Tells a person why it did not work: a sentence where there is one, else the error whole. */
export function report(error: unknown): void {
  const failure = asStartFailure(error);
  if (failure instanceof StartFailure) console.error(`\n${failure.message} ${failure.remedy}`);
  else console.error(failure);
}

/** npm ends when it is told to, and leaves what it runs behind: its end is a stop as well. */
function whenOrphaned(then: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, 1_000);
  timer.unref();
}
