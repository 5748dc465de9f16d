import { fstatSync, readFileSync } from 'node:fs';
import { maskBasic } from './client/client-secret.ts';
import { diskFailure, storedTokenOf, storeToken, readSettings, type Settings } from './command/folder.ts';
import {
  isGood,
  lineOf,
  maskLines,
  monotonic,
  optionsOf,
  tokenIn,
  write,
  type StoredToken,
  type Options,
} from './command/stored-token.ts';
import { exclusively } from './command/lock.ts';
import { noteIn, sharedFailure, shareFailure } from './command/notes.ts';
import { checkProxy } from './http/proxy.ts';
import { trustAlso } from './http/trust.ts';
import { ActionError, failure } from './report/error.ts';
import { reportGiven } from './report/given.ts';
import type { Log } from './report/log.ts';
import { lostAnswers, requestToken, type Server } from './request-token.ts';
import { maskQuery } from './server/endpoint.ts';
import * as lastResort from './session/last-resort.ts';
import { Openings } from './session/openings.ts';
import { openerOf, type saveState } from './session/state.ts';
import { checkValidity } from './token/validity.ts';

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
    await help(args, log);
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

async function help(args: readonly string[], log: Log): Promise<void> {
  if (!args.includes('--help')) throw failure('command_unusable/options', { given: log.foreign(args.join(' ')) });
  const { USAGE } = await import('./report/explain.ts');
  write(1, USAGE);
}

/** One that came while a call waited is its own, even where it is shorter than the call asks for: another would be, too. */
function lives(given: StoredToken): boolean {
  return given.expiry === undefined || isGood(given, 0);
}

/** The token of this call: one that is good, one that another call got while this one waited, or a fresh one. */
async function obtain(
  folder: string,
  { minValidity }: Options,
  timeout: number,
  ask: () => Promise<StoredToken>,
): Promise<StoredToken> {
  const start = monotonic();
  const failed = sharedFailure(folder)?.number;
  let told: StoredToken | undefined;
  const given = await exclusively<StoredToken>(folder, {
    ready: () => {
      const there = tokenIn(folder);
      if (there && (isGood(there, minValidity) || (there.since > start && lives(there)))) return there;
      const shared = sharedFailure(folder);
      if (shared && shared.number !== failed) throw shared.error;
      return undefined;
    },
    work: async () => {
      try {
        const fresh = await ask();
        await masked(fresh);
        told = fresh;
        storeToken(folder, fresh);
        return fresh;
      } catch (error) {
        if (error instanceof ActionError) shareFailure(folder, error);
        throw error;
      }
    },
    patience: timeout * 1000 + 10_000,
    late: () => failure('command_unusable/busy', { seconds: timeout + 10 }),
  }).catch((error: unknown) => {
    throw error instanceof Error && 'syscall' in error ? diskFailure(error) : error;
  });
  if (given !== told) await masked(given);
  return given;
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
  log.known(() => {
    for (const secret of [inputs.clientSecret, inputs.privateKey, inputs.clientCertificateKey]) log.mask(secret);
    maskBasic(log, inputs);
    maskQuery(inputs.tokenUrl, log);
    checkProxy(inputs.tokenUrl, process.env, log);
  });
  for (const [, value] of inputs.parameters) log.hide(value);
  await trustAlso(caCertificates);
  const server: Server = { ...inputs, caCertificates, spent: 0 };
  const opener = openerOf(server);
  const openings = new Openings(opener, ends, keep);
  const { token, response, given } = await requestToken(server, opener, openings, {
    log,
    cancelled,
    lastResort: () => Promise.resolve(lastResort),
  });
  reportGiven(given, log);
  if (openings.unread > 0) await log.warn('lost_answers', lostAnswers(server, openings, log, token));
  return storedTokenOf(token, response.sentAt);
}

/** Has the runner mask the token, and gives it the time to read that, where it reads what follows by another stream. */
async function masked({ token }: StoredToken): Promise<void> {
  write(2, maskLines(token));
  const [output, errors] = [fstatSync(1), fstatSync(2)];
  if (output.ino !== 0 && output.ino === errors.ino && output.dev === errors.dev) return;
  await new Promise((done) => setTimeout(done, PAUSE));
}
