/** The token command when the stored token is not enough: requests a new one, or waits for a call that does, and prints it. */
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
 * Milliseconds between the mask on standard error and the token on standard output: the runner reads both at once
 * (ProcessInvoker.cs), and must read the mask first. On a machine with four times more work than processors they were up to 80 ms
 * apart.
 */
const PAUSE = 200;

/** Standard output gets the token and nothing else. */
export async function printToken(log: Log, cancelled: AbortSignal): Promise<void> {
  const [folder = '', ...args] = process.argv.slice(2);
  const options = optionsOf(args);
  if (!options) {
    if (!args.includes('--help')) throw failure('command_unusable/options', { options: args.join(' ') });
    write(1, USAGE);
    return;
  }
  const settings = readSettings(folder);
  const stored = await obtain(folder, options.minValidity, settings.request.timeout, () =>
    askAgain(settings, folder, log, cancelled),
  );
  checkValidity(stored.expiry, options.minValidity ?? 0, Date.now(), 'token_too_short/command');
  await mask(stored);
  try {
    write(1, lineOf(stored, options));
  } catch (error) {
    throw failure('command_unusable/unprintable', { reason: (error as NodeJS.ErrnoException).code ?? 'no code' });
  }
}

/** A stored token that is valid, or a new one: one call requests it, the others wait. */
async function obtain(folder: string, minValidity: number | undefined, timeout: number, ask: () => Promise<StoredToken>) {
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

function rethrow(error: unknown): never {
  throw error instanceof Error && 'syscall' in error ? diskFailure(error) : error;
}

/** Requests a token as main did; post ends its session. The runner masks the credentials already. */
async function askAgain({ request, ends }: Settings, folder: string, log: Log, cancelled: AbortSignal): Promise<StoredToken> {
  // Not masked again: a step that stores standard error would store the secrets in those lines.
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

/** Masks the token, then waits if the runner reads standard output by another stream. */
async function mask({ token, masked }: StoredToken): Promise<void> {
  write(2, maskLines(token));
  const [output, errors] = [fstatSync(1), fstatSync(2)];
  const same = output.ino !== 0 && output.ino === errors.ino && output.dev === errors.dev;
  if (!same && !masked) await new Promise((done) => setTimeout(done, PAUSE));
}
