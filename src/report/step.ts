/** Runs a step that is red until it is proven green, and always says why it is red. */
import { ActionError, failure } from '#report/error.ts';
import { Log } from '#report/log.ts';

/** `cancelled` is aborted by the first signal of the runner: start nothing new, and finish. */
type Work = (log: Log, cancelled: AbortSignal) => Promise<void>;

/** The exit code stays 1 until `work` is done: no hanging promise, rejection or empty event loop makes the step green. */
export function runStep(work: Work): void {
  guard(work, 1, (error, log) => log.fail(error));
}

/** A cleanup is always green: a failure is only a warning. */
export function runCleanup(work: Work): void {
  // If the log is closed, end the session anyway.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  guard(work, 0, (error, log) => log.warnOf(error));
}

/** Runs a command inside a step: like a step, but logs to standard error, which the runner reads too. */
export function runCommand(work: Work): void {
  Object.defineProperty(process, 'stdout', { value: process.stderr });
  process.stderr.write('\n'); // a workflow command must begin a line
  runStep(work);
}

function guard(work: Work, failed: 0 | 1, tell: (error: ActionError, log: Log) => Promise<void>): void {
  process.exitCode = failed;
  // Even at exit Node waits for a DNS lookup, 20 s by default: longer than `timeout` may be.
  process.env['RES_OPTIONS'] ??= 'timeout:2 attempts:2';
  const log = new Log();
  let failing = false;
  const fail = (error: unknown): void => {
    if (failing) process.exit(failed); // reporting the failure failed
    failing = true;
    void tell(error instanceof ActionError ? error : internal(error), log).finally(() => {
      end(failed);
    });
  };
  process.on('uncaughtException', fail);
  process.once('beforeExit', () => {
    fail(failure('internal', { kind: 'end of the step before its work was done' }));
  });
  const cancelled = onSignals(end.bind(undefined, failed));
  work(log, cancelled).then(() => {
    end(cancelled.aborted ? failed : 0);
  }, fail);
}

/** Aborted by the first signal that cancels a step (ProcessInvoker.cs); the second calls `again`. */
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

/** Exits when the log is written, even if sockets are open. */
function end(exitCode: 0 | 1): void {
  process.exitCode = exitCode;
  if (process.stdout.writable) process.stdout.write('', () => process.exit());
  else process.exit();
}

/** An unexpected error by kind and place only: its message may quote anything. */
function internal(error: unknown): ActionError {
  const { name, code, stack } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : (new Error() as NodeJS.ErrnoException);
  const place = /[\w-]+\.js:\d+/.exec(stack ?? '')?.[0];
  return failure('internal', { kind: [name, code, place && `at ${place}`].filter(Boolean).join(' ') });
}
