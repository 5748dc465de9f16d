/**
 * Runs an entry as a step that is red until it is proven green, and that always says why it is red.
 */
import * as core from '@actions/core';
import { ActionError } from './errors.ts';
import { Log } from './log.ts';

/**
 * The exit code is 1 from here on and becomes 0 only when `run` has come to its end: neither a promise that is never settled, nor
 * a rejection that nobody waits for, nor an event loop that runs dry can end as a green step.
 */
export function runStep(run: (log: Log) => Promise<void>): void {
  process.exitCode = 1;
  const log = new Log(core);
  const fail = (error: unknown): void => {
    const { title, message } = error instanceof ActionError ? error : internal(error);
    log.error(title, message);
    end(1);
  };
  process.once('uncaughtException', fail);
  process.once('beforeExit', () => {
    fail(new ActionError('internal', 'The step ran out of work before it was done.'));
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
  return new ActionError('internal', `Unexpected ${[name, code, place && `at ${place}`].filter(Boolean).join(' ')}.`);
}
