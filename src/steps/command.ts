import { fstatSync, readFileSync } from 'node:fs';
import { maskBasic } from '#oauth/credentials.ts';
import { storedTokenOf, storeToken, readSettings, type Settings } from '#command/folder.ts';
import { isGood, lineOf, maskLines, optionsOf, tokenIn, write, type StoredToken, type Options } from '#command/stored-token.ts';
import { noteIn, pause, unlessAsked } from '#command/notes.ts';
import { checkProxy } from '#http/proxy.ts';
import { trustAlso } from '#http/trust.ts';
import { failure } from '#report/error.ts';
import { USAGE } from '#report/explain.ts';
import { reportGiven } from '#report/given.ts';
import type { Log } from '#report/log.ts';
import { lostAnswers, requestToken, type Server } from '#session/grant.ts';
import { maskQuery } from '#oauth/endpoint-url.ts';
import { Openings } from '#session/ledger.ts';
import { openerOf, type saveState } from '#session/state.ts';
import { checkValidity } from '#oauth/validity.ts';

/**
 * Milliseconds from the mask of a fresh token on standard error to the token on standard output: the runner reads the two side by
 * side (ProcessInvoker.cs), and takes what it read of standard error first. Two such readers on a machine with four times more
 * work than processors were up to 80 ms apart.
 */
const PAUSE = 200;

/**
 * What the command does where the token in its folder is not good any more: asks for a fresh one, or waits for another call that
 * does, and prints it. Nothing else is ever on standard output.
 */
export async function printToken(log: Log, cancelled: AbortSignal): Promise<void> {
  const [folder = '', ...args] = process.argv.slice(2);
  const options = optionsOf(args);
  if (!options) {
    help(args);
    return;
  }
  const settings = readSettings(folder);
  const ask = (): Promise<StoredToken> => askAgain(settings, noteIn(folder), log, cancelled);
  const given = await obtain(folder, options, settings.inputs.timeout, ask);
  checkValidity({ expiry: given.expiry }, options.minValidity ?? 0, Date.now(), 'token_too_short/command');
  try {
    write(1, lineOf(given, options));
  } catch (error) {
    throw failure('command_unusable/unprintable', { reason: (error as NodeJS.ErrnoException).code ?? 'no code' });
  }
}

function help(args: readonly string[]): void {
  if (!args.includes('--help')) throw failure('command_unusable/options', { given: args.join(' ') });
  write(1, USAGE);
}

/** The token of this call: one that is good, or a fresh one, which one call asks for at a time. */
async function obtain(
  folder: string,
  { minValidity }: Options,
  timeout: number,
  ask: () => Promise<StoredToken>,
): Promise<StoredToken> {
  const seconds = timeout + 10;
  const good = (): StoredToken | undefined => {
    const there = tokenIn(folder);
    return there && isGood(there, minValidity) ? there : undefined;
  };
  let fresh: StoredToken | undefined;
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause()) {
    const given =
      good() ??
      (await unlessAsked(folder, async () => {
        const there = good();
        if (there) return there;
        await masked((fresh = await ask()));
        storeToken(folder, fresh);
        return fresh;
      }));
    if (given && given !== fresh) await masked(given);
    if (given) return given;
  }
  throw failure('command_unusable/busy', { seconds });
}

/**
 * Goes by main's way, whatever this step has in its environment.
 * @returns the certificates that main was started with, where Node was not started with them here
 */
function useWayOfMain({ NODE_EXTRA_CA_CERTS: extra, ...proxies }: Settings['env']): string[] {
  Object.assign(process.env, proxies);
  if (!extra || process.env['NODE_EXTRA_CA_CERTS'] === extra) return [];
  try {
    return [readFileSync(extra, 'utf8')];
  } catch {
    return []; // as Node itself does
  }
}

/**
 * Asks for a token of the kind that main got; its session is left to post by `keep`. The runner masks the credentials already.
 */
async function askAgain(settings: Settings, keep: typeof saveState, log: Log, cancelled: AbortSignal): Promise<StoredToken> {
  const { inputs, ends, env } = settings;
  const caCertificates = [...inputs.caCertificates, ...useWayOfMain(env)];
  // The runner has masked them since the main step: here, a mask of them would be what standard error is kept with.
  const known = { mask: (secret: string) => log.hide(secret) };
  for (const secret of [inputs.clientSecret, inputs.privateKey, inputs.clientCertificateKey]) log.hide(secret);
  maskBasic(known, inputs);
  maskQuery(inputs.tokenUrl, known);
  checkProxy(inputs.tokenUrl, process.env, known);
  for (const [, value] of inputs.parameters) log.hide(value);
  trustAlso(caCertificates);
  const server: Server = { ...inputs, caCertificates, spent: 0 };
  const opener = openerOf(server);
  const openings = new Openings(opener, ends, keep);
  const { token, response, given } = await requestToken(server, opener, openings, {
    log,
    cancelled,
  });
  reportGiven(given, log);
  if (openings.unread > 0) await log.warn('lost_answers', lostAnswers(server, openings, token));
  return storedTokenOf(token, response.sentAt);
}

/** Has the runner mask the token, and gives it the time to read that, where it reads what follows by another stream. */
async function masked({ token }: StoredToken): Promise<void> {
  write(2, maskLines(token));
  const [output, errors] = [fstatSync(1), fstatSync(2)];
  if (output.ino !== 0 && output.ino === errors.ino && output.dev === errors.dev) return;
  await new Promise((done) => setTimeout(done, PAUSE));
}
