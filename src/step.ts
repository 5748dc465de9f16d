/**
 * Runs an entry as a step that is red until it is proven green, and that always says why it is red.
 */
import * as core from '@actions/core';
import { ActionError, readOn } from './errors.ts';
import { Log } from './log.ts';
import type { RetryOptions } from './retry.ts';

/**
 * The exit code is 1 from here on and becomes 0 only when `run` has come to its end: neither a promise that is never settled, nor
 * a rejection that nobody waits for, nor an event loop that runs dry can end as a green step.
 */
export function runStep(run: (log: Log) => Promise<void>): void {
  guard(run, 1, async (error, log) => {
    const { title, message } = await explained(error);
    log.error(title, message);
  });
}

/** Runs what comes after the job: whatever happens is at most a warning, and green. */
export function runCleanup(run: (log: Log) => Promise<void>): void {
  guard(run, 0, ({ what }, log) => {
    log.warning('The session is left open', `${what} ${readOn('the-session-is-left-open')}`);
  });
}

function guard(
  run: (log: Log) => Promise<void>,
  failed: 0 | 1,
  tell: (error: ActionError, log: Log) => Promise<void> | void,
): void {
  process.exitCode = failed;
  // Node waits for a name that is being looked up even when it exits: glibc's 20 s would outlast `timeout`, and retry.ts tries again.
  process.env['RES_OPTIONS'] ??= 'timeout:2 attempts:2';
  const log = new Log(core);
  const fail = (error: unknown): void => {
    process.exitCode = failed;
    void Promise.resolve(tell(error instanceof ActionError ? error : internal(error), log)).finally(() => {
      end(failed);
    });
  };
  process.once('uncaughtException', fail);
  process.once('beforeExit', () => {
    fail(new ActionError('internal', 'The step ran out of work before it was done.'));
  });
  run(log).then(() => {
    end(0);
  }, fail);
}

/** Should the catalogue itself not be readable, what happened is told all the same. */
async function explained(error: ActionError): Promise<{ title: string; message: string }> {
  try {
    const { explain } = await import('./catalogue.ts');
    return explain(error);
  } catch {
    return { title: error.code, message: error.what };
  }
}

/** What retrying needs of the outside: the clock, chance, and the log. */
export function realTime(log: Log): Pick<RetryOptions, 'now' | 'sleep' | 'random' | 'onRetry'> {
  return {
    now: () => performance.now(),
    // Not node:timers/promises: loading it costs more than this line.
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    random: Math.random,
    onRetry: (line) => {
      log.info(line);
    },
  };
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
  return new ActionError('internal', `Unexpected ${[name, code, place && `at ${place}`].filter(Boolean).join(' ')}.`);
}
