/** The folder of the token command, readable for this user only: what main puts there, and what a call reads and adds. */
import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { launchers } from '#command/launchers.ts';
import { readPlain, type StoredToken } from '#command/stored-token.ts';
import type { Token } from '#oauth/token.ts';
import { ActionError, failure } from '#report/error.ts';
import type { Environment } from '#runner/run.ts';
import type { Request } from '#session/grant.ts';
import { saveState } from '#session/state.ts';

const USUAL = 60; // seconds that must be left of a token, or half its lifetime if that is less

/** What a call needs to request a token as main does. */
export interface Settings {
  readonly request: Request;
  /** Whether sessions end with the job. */
  readonly ends: boolean;
}

/** A new path. @throws ActionError runner_missing */
export function folderFor({ RUNNER_TEMP: temp }: Environment): string {
  if (!temp || !isAbsolute(temp)) throw failure('runner_missing', { name: 'RUNNER_TEMP' });
  return join(temp, `token-command-${randomUUID()}`);
}

/** Saves the state with the folder if it exists: post removes it. */
export function savingFolder(folder: string): typeof saveState {
  return (state) => saveState(existsSync(folder) ? { ...state, folder } : state);
}

/**
 * @param save tells post of the folder
 * @returns the path of the command, with forward slashes, which every shell takes
 * @throws ActionError command_unusable, and those of `save`
 */
export function makeFolder(folder: string, request: Request, ends: boolean, token: Token, save: () => void): string {
  const clientAssertionFile = request.clientAssertionFile && resolve(request.clientAssertionFile); // later steps can run in another directory
  const settings: Settings = { request: { ...request, clientAssertionFile, elapsed: 0 }, ends };
  try {
    onDisk(() => {
      // Not `recursive`: it reports a read-only disk as ENOENT.
      for (const each of ['', 'sessions', 'tokens']) mkdirSync(join(folder, each), { mode: 0o700 });
      writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings), { mode: 0o600, flag: 'wx' });
      for (const [each, text] of Object.entries(launchers(folder, process.env)))
        writeFileSync(join(folder, each), text, { mode: 0o700, flag: 'wx' });
    });
    storeToken(folder, { ...storedTokenOf(token), masked: true });
    const path = runnable(folder);
    save();
    return path;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true }); // it holds the credential
    throw error;
  }
}

function runnable(folder: string): string {
  const path = join(folder, process.platform === 'win32' ? 'token.cmd' : 'token');
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw failure('command_unusable/noexec', {});
  }
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

export function storedTokenOf({ accessToken: token, expiry, requestedAt }: Token): StoredToken {
  return { token, expiry, usual: expiry === undefined ? 0 : Math.min(USUAL, Math.floor((expiry - requestedAt) / 2000)) };
}

/**
 * Stores a token for all calls, in a new file: Windows cannot replace one that is being read. @throws ActionError
 * command_unusable
 */
export function storeToken(folder: string, stored: StoredToken): void {
  writeWhole(join(folder, 'tokens', `${String(Date.now()).padStart(15, '0')}-${randomUUID()}.json`), JSON.stringify(stored));
}

/** Writes the whole file or nothing. @throws ActionError command_unusable */
export function writeWhole(path: string, text: string): void {
  const unfinished = `${path}.${randomUUID()}.new`;
  onDisk(() => {
    try {
      writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx' });
      renameSync(unfinished, path);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  });
}

/** @throws ActionError command_unusable */
export function readSettings(folder: string): Settings {
  const revive = (name: string, value: unknown): unknown =>
    name.endsWith('Url') && typeof value === 'string' ? new URL(value) : value;
  return onDisk(() => JSON.parse(readPlain(join(folder, 'settings.json')), revive) as Settings);
}

export function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw diskFailure(error);
  }
}

/** An error of the file system, or of a damaged file, as a failure. */
export function diskFailure(error: unknown): ActionError {
  if (error instanceof ActionError) return error;
  const { code = 'ENOENT' } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? failure('command_unusable', {}) : failure('command_unusable/disk', { reason: code });
}
