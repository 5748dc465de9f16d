import { lineOf, isGood, maskLines, monotonic, optionsOf, tokenIn, write, type Given, type Options } from './command/given.ts';
import { diskFailure, givenOf, publish, readSettings, type Settings } from './command/folder.ts';
import { exclusively } from './command/lock.ts';
import { noteIn, sharedFailure, shareFailure } from './command/notes.ts';
import { fstatSync, readFileSync } from 'node:fs';
import { ActionError, failure } from './report/error.ts';
import type { Log } from './report/log.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Endpoints } from './server/endpoint.ts';
import type { Ends } from './session/openings.ts';
import type { saveState } from './session/state.ts';
import type { Token } from './token/response.ts';
import { checkValidity } from './token/validity.ts';

/** Asks for a token as main does. Main has it, and gives it: what it is made of is in its own part of dist/. */
type Request = (
  asked: Inputs & Endpoints,
  ends: Ends,
  keep: typeof saveState,
  log: Log,
  cancelled: AbortSignal,
) => Promise<{ token: Token; askedAt: number }>;

/**
 * Milliseconds from the mask of a fresh token on standard error to the token on standard output: the runner reads the two side by
 * side (ProcessInvoker.cs), and takes what it read of standard error first. Two such readers on a machine with four times more work than
 * processors were up to 80 ms apart.
 */
const PAUSE = 200;

/**
 * What the command does where the token in its folder is not good any more: asks for a fresh one, or waits for another call that
 * does, and prints it. Nothing else is ever on standard output.
 */
export async function printToken(log: Log, cancelled: AbortSignal, request: Request): Promise<void> {
  const [folder = '', ...args] = process.argv.slice(2);
  const options = optionsOf(args);
  if (!options) {
    await help(args, log);
    return;
  }
  const settings = readSettings(folder);
  const ask = async (): Promise<Given> => {
    const inputs = { ...settings.inputs, caCertificates: [...settings.inputs.caCertificates, ...takeTheWay(settings.env)] };
    const { token, askedAt } = await request(inputs, settings.ends, noteIn(folder), log, cancelled);
    return givenOf(token, askedAt);
  };
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
function lives(given: Given): boolean {
  return given.expiry === undefined || isGood(given, 0);
}

/** The token of this call: one that is good, one that another call got while this one waited, or a fresh one. */
async function obtain(folder: string, { minValidity }: Options, timeout: number, ask: () => Promise<Given>): Promise<Given> {
  const start = monotonic();
  const failed = sharedFailure(folder)?.number;
  let told: Given | undefined;
  const given = await exclusively<Given>(folder, {
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
        publish(folder, fresh);
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
function takeTheWay({ NODE_EXTRA_CA_CERTS: extra, ...proxies }: Settings['env']): string[] {
  Object.assign(process.env, proxies);
  if (!extra || process.env['NODE_EXTRA_CA_CERTS'] === extra) return [];
  try {
    return [readFileSync(extra, 'utf8')];
  } catch {
    return []; // as Node itself does
  }
}

/** Has the runner mask the token, and gives it the time to read that, where it reads what follows by another stream. */
async function masked({ token }: Given): Promise<void> {
  write(2, maskLines(token));
  const [output, errors] = [fstatSync(1), fstatSync(2)];
  if (output.ino !== 0 && output.ino === errors.ino && output.dev === errors.dev) return;
  await new Promise((done) => setTimeout(done, PAUSE));
}
