/** Runs a step that is red until it is proven green, and always says why it is red. */
import { ActionError, failure } from '#report/error.ts';
import { Log } from '#report/log.ts';

/** What a step does. After the first signal of the runner `cancelled` is aborted: it begins nothing new, and comes to its end. */
type Work = (log: Log, cancelled: AbortSignal) => Promise<void>;

/**
 * The exit code is 1 from here on and becomes 0 only when `work` has come to its end: neither a promise that is never settled, nor
 * a rejection that nobody waits for, nor an event loop that runs dry can end as a green step.
 */
export function runStep(work: Work): void {
  guard(work, 1, (error, log) => log.fail(error));
}

/** Runs what comes after the job: whatever happens is at most a warning, and green. */
export function runCleanup(work: Work): void {
  // The reader of the log is gone; end the session anyway.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  guard(work, 0, (error, log) => log.warnOf(error));
}

/** Runs a command of a step: red like a step, and all that is told goes to standard error, which the runner reads as well. */
export function runCommand(work: Work): void {
  Object.defineProperty(process, 'stdout', { value: process.stderr });
  process.stderr.write('\n'); // another program may have begun a line there, in which no command is one
  runStep(work);
}

function guard(work: Work, failed: 0 | 1, tell: (error: ActionError, log: Log) => Promise<void>): void {
  process.exitCode = failed;
  // Node waits for a name that is being looked up even when it exits: glibc's 20 s would outlast `timeout`, and retry.ts tries
  // again.
  process.env['RES_OPTIONS'] ??= 'timeout:2 attempts:2';
  const log = new Log();
  let failing = false;
  const fail = (error: unknown): void => {
    if (failing) process.exit(failed); // what tells of a failure failed
    failing = true;
    void tell(error instanceof ActionError ? error : internal(error), log).finally(() => {
      end(failed);
    });
  };
  process.on('uncaughtException', fail);
  process.once('beforeExit', () => {
    fail(failure('internal', { kind: 'end of the step before its work was done' }));
  });
  const cancelled = onSignals(() => {
    end(failed);
  });
  work(log, cancelled).then(() => {
    end(cancelled.aborted ? failed : 0);
  }, fail);
}

/** Aborted by the first signal that the runner sends to cancel a step (ProcessInvoker.cs); the second calls `again`. */
function onSignals(again: () => void): AbortSignal {
  const first = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (first.signal.aborted) again();
      else first.abort();
    });
  }
  return first.signal;
}

/** Ends when all that was printed is written, whatever sockets are still open. */
function end(exitCode: 0 | 1): void {
  process.exitCode = exitCode;
  if (process.stdout.writable) process.stdout.write('', () => process.exit());
  else process.exit();
}

/** Of an error that nobody foresaw, only kind and place: its message may quote anything. */
function internal(error: unknown): ActionError {
  const { name, code, stack } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : (new Error() as NodeJS.ErrnoException);
  const place = /[\w-]+\.js:\d+/.exec(stack ?? '')?.[0];
  return failure('internal', { kind: [name, code, place && `at ${place}`].filter(Boolean).join(' ') });
}
