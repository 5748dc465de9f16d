/**
 * The token command, where the stored token is not enough: asks for a fresh one, or waits for another call that does, and prints it.
 */
import { fstatSync } from 'node:fs';
import { diskFailure, readSettings, storedTokenOf, storeToken, type Settings } from '#command/folder.ts';
import { pause, unlessAsking } from '#command/lock.ts';
import { saveSessionIn } from '#command/sessions.ts';
import { isValid, lineOf, maskLines, optionsOf, tokenIn, write, type StoredToken } from '#command/stored-token.ts';
import { trustAlso } from '#http/trust.ts';
import { maskCredentials } from '#oauth/authenticate.ts';
import { checkValidity } from '#oauth/validity.ts';
import { failure } from '#report/error.ts';
import { USAGE } from '#report/explain.ts';
import { reportToken } from '#report/lines.ts';
import type { Log } from '#report/log.ts';
import { requestToken, uncertainSessions } from '#session/grant.ts';
import { Ledger } from '#session/ledger.ts';
import { clientOf } from '#session/session.ts';

/**
 * Milliseconds from the mask of a token on standard error to the token on standard output: the runner reads the two side by side
 * (ProcessInvoker.cs), and takes what it read of standard error first. Two such readers on a machine with four times more work than
 * processors were up to 80 ms apart.
 */
const PAUSE = 200;

/** Prints a valid token. Nothing else is ever on standard output. */
export async function printToken(log: Log, cancelled: AbortSignal): Promise<void> {
  const [folder = '', ...args] = process.argv.slice(2);
  const options = optionsOf(args);
  if (!options) {
    if (!args.includes('--help')) throw failure('command_unusable/options', { options: args.join(' ') });
    write(1, USAGE);
    return;
  }
  const settings = readSettings(folder);
  const stored = await obtain(folder, options.minValidity, settings, () => askAgain(settings, folder, log, cancelled));
  checkValidity(stored.expiry, options.minValidity ?? 0, Date.now(), 'token_too_short/command');
  await mask(stored);
  try {
    write(1, lineOf(stored, options));
  } catch (error) {
    throw failure('command_unusable/unprintable', { reason: (error as NodeJS.ErrnoException).code ?? 'no code' });
  }
}

/** The token of this call: one that is valid, or a fresh one, which one call asks for at a time. */
async function obtain(
  folder: string,
  minValidity: number | undefined,
  { request: { timeout } }: Settings,
  ask: () => Promise<StoredToken>,
): Promise<StoredToken> {
  const seconds = timeout + 10;
  const valid = (): StoredToken | undefined => {
    const stored = tokenIn(folder);
    return stored && isValid(stored, minValidity) ? stored : undefined;
  };
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const asked = async (): Promise<StoredToken> => valid() ?? (await ask());
    const stored = valid() ?? (await unlessAsking(folder, asked).catch(rethrow));
    if (stored) return stored;
    await pause();
  }
  throw failure('command_unusable/busy', { seconds });
}

/** The lock is a file as well. */
function rethrow(error: unknown): never {
  throw error instanceof Error && 'syscall' in error ? diskFailure(error) : error;
}

/** Asks for a token of the kind that main got; its session is left to post. The runner masks the credentials already. */
async function askAgain({ request, ends }: Settings, folder: string, log: Log, cancelled: AbortSignal): Promise<StoredToken> {
  // A mask of them here would be what standard error is kept with.
  const hiding = { mask: log.hide.bind(log) };
  maskCredentials(request, hiding);
  for (const [, value] of request.parameters) log.hide(value);
  trustAlso(request.caCertificates);
  const client = clientOf(request);
  const ledger = new Ledger(client, ends, saveSessionIn(folder));
  const { token, session, report } = await requestToken(request, client, ledger, { log, cancelled });
  reportToken(report, log);
  if (ledger.uncertain > 0) await log.warn('lost_answers', uncertainSessions(request, ledger, session));
  const stored = storedTokenOf(token);
  storeToken(folder, stored);
  return stored;
}

/** Has the runner mask the token, and gives it the time to read that, where it reads what follows by another stream. */
async function mask({ token, masked }: StoredToken): Promise<void> {
  write(2, maskLines(token));
  const [output, errors] = [fstatSync(1), fstatSync(2)];
  const same = output.ino !== 0 && output.ino === errors.ino && output.dev === errors.dev;
  if (!same && !masked) await new Promise((done) => setTimeout(done, PAUSE));
}
