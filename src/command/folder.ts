/**
 * The folder of the command: what main lays down there, and what a call finds and leaves. Nobody but this user may read it.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Inputs } from '../inputs/inputs.ts';
import { ActionError, failure } from '../report/error.ts';
import type { Environment } from '../runner/run.ts';
import type { Endpoints } from '../server/endpoint.ts';
import type { SessionsEnd } from '../session/openings.ts';
import { saveState } from '../session/state.ts';
import type { Token } from '../token/response.ts';
import { monotonic, readPlain, type StoredToken } from './stored-token.ts';
import { launchersOf } from './launchers.ts';
import { makeLock } from './lock.ts';

const USUAL = 60; // seconds that a token must still be good for, where it lives twice as long

/** What a call has to know to ask for a token as main does. */
export interface Settings {
  readonly inputs: Inputs & Endpoints;
  readonly ends: SessionsEnd;
  /** Of main's own environment: by which way it went. */
  readonly env: Environment;
}

/** How the way to the server is told in the environment, which a later step need not have. */
const WAY = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'] as const;

/**
 * A path for a folder of this step alone.
 * @throws ActionError runner_missing
 */
export function folderFor(env: Environment): string {
  const { RUNNER_TEMP: temp } = env;
  if (!temp || !isAbsolute(temp)) throw failure('runner_missing/temp', {});
  return join(temp, `token-command-${randomUUID()}`);
}

/** Saves the state with the folder of the command, which post removes. */
export function keepingFolder(folder: string): typeof saveState {
  return (state) => saveState({ ...state, folder, made: existsSync(folder) });
}

/**
 * Makes `folder`, with all that a call needs.
 * @returns the path of the command
 * @throws ActionError command_unusable
 */
export function makeFolder(folder: string, inputs: Inputs & Endpoints, ends: SessionsEnd, token: Token, askedAt: number): string {
  // An empty one is none.
  const env = Object.fromEntries(WAY.map((name) => [name, process.env[name] ?? '']));
  // The seal is main's business, and a later step may be in another folder.
  const clientAssertionFile = inputs.clientAssertionFile && resolve(inputs.clientAssertionFile);
  const settings: Settings = { inputs: { ...inputs, sealKey: undefined, clientAssertionFile }, ends, env };
  onDisk(() => {
    mkdirSync(folder, { mode: 0o700 });
    mkdirSync(join(folder, 'sessions'), { mode: 0o700 });
    makeLock(folder);
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings), { mode: 0o600, flag: 'wx' });
    const launchers = launchersOf(process.execPath, resolve(process.argv[1] ?? '', '../../command/index.js'), folder);
    for (const [name, text] of Object.entries(launchers)) writeFileSync(join(folder, name), text, { mode: 0o700, flag: 'wx' });
  });
  storeToken(folder, storedTokenOf(token, askedAt));
  return join(folder, process.platform === 'win32' ? 'token.cmd' : 'token');
}

/** `token` for the folder. Its time is counted by both clocks from here. */
export function storedTokenOf({ accessToken: token, expiry }: Token, askedAt: number): StoredToken {
  const since = monotonic();
  if (expiry === undefined) return { token, since, usual: 0 };
  const half = Math.floor((expiry - askedAt) / 2000);
  return { token, expiry, ends: since + expiry - Date.now(), since, usual: Math.min(USUAL, half) };
}

/**
 * Puts a token where all calls find it.
 * @throws ActionError command_unusable
 */
export function storeToken(folder: string, given: StoredToken): void {
  writeWhole(join(folder, 'token.json'), JSON.stringify(given));
}

/**
 * Writes all of `text` or nothing: who reads sees the old file or the new one.
 * @throws ActionError command_unusable
 */
export function writeWhole(path: string, text: string): void {
  const other = `${path}.${randomUUID()}.new`;
  onDisk(() => {
    try {
      writeFileSync(other, text, { mode: 0o600, flag: 'wx' });
      renameSync(other, path);
    } catch (error) {
      rmSync(other, { force: true });
      throw error;
    }
  });
}

/**
 * What main laid down.
 * @throws ActionError command_unusable where it is gone
 */
export function readSettings(folder: string): Settings {
  return onDisk(
    () =>
      JSON.parse(readPlain(join(folder, 'settings.json')), (name, value: unknown) =>
        name.endsWith('Url') && typeof value === 'string' ? new URL(value) : value,
      ) as Settings,
  );
}

/**
 * Says what the file system says in our words.
 * @throws ActionError command_unusable
 */
function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ActionError ? error : diskFailure(error);
  }
}

/** The failure behind what the file system threw. */
export function diskFailure(error: unknown): ActionError {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined || code === 'ENOENT'
    ? failure('command_unusable', {})
    : failure('command_unusable/disk', { reason: code });
}
