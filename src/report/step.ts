/**
 * Runs an entry as a step that is red until it is proven green, and that always says why it is red.
 */
import * as core from './core.ts';
import { ActionError, failure } from './error.ts';
import { Log } from './log.ts';

/**
 * The exit code is 1 from here on and becomes 0 only when `run` has come to its end: neither a promise that is never settled, nor
 * a rejection that nobody waits for, nor an event loop that runs dry can end as a green step.
 */
export function runStep(run: (log: Log) => Promise<void>): void {
  guard(run, 1, (error, log) => log.fail(error));
}

/** Runs what comes after the job: whatever happens is at most a warning, and green. */
export function runCleanup(run: (log: Log) => Promise<void>): void {
  guard(run, 0, async (error, log) => {
    const { whatOf } = await import('./explain.ts');
    await log.warn('left_open', { what: whatOf(error) });
  });
}

function guard(run: (log: Log) => Promise<void>, failed: 0 | 1, tell: (error: ActionError, log: Log) => Promise<void>): void {
  process.exitCode = failed;
  // Node waits for a name that is being looked up even when it exits: glibc's 20 s would outlast `timeout`, and retry.ts tries again.
  process.env['RES_OPTIONS'] ??= 'timeout:2 attempts:2';
  const log = new Log(core);
  const fail = (error: unknown): void => {
    process.exitCode = failed;
    void tell(error instanceof ActionError ? error : internal(error), log).finally(() => {
      end(failed);
    });
  };
  process.once('uncaughtException', fail);
  process.once('beforeExit', () => {
    fail(failure('internal/ran_dry', {}));
  });
  run(log).then(() => {
    end(0);
  }, fail);
}

/** Ends when all that was printed is written, whatever sockets are still open. */
function end(exitCode: 0 | 1): void {
  process.exitCode = exitCode;
  process.stdout.write('', () => process.exit());
}

/** Of an error that nobody foresaw, only kind and place: its message may quote anything. */
function internal(error: unknown): ActionError {
  const { name, code, stack } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : (new Error() as NodeJS.ErrnoException);
  const place = /index\.js:\d+/.exec(stack ?? '')?.[0];
  return failure('internal', { kind: [name, code, place && `at ${place}`].filter(Boolean).join(' ') });
}
