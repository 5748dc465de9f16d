/**
 * The folder of the command: what main lays down there, and what a call finds and leaves. Nobody but this user may read it.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Inputs } from '#inputs/inputs.ts';
import { ActionError, failure } from '#report/error.ts';
import type { Environment } from '#runner/run.ts';
import type { Endpoints } from '#oauth/endpoint-url.ts';
import { saveState } from '#session/state.ts';
import type { Token } from '#oauth/token.ts';
import { readPlain, type StoredToken } from '#command/stored-token.ts';

const USUAL = 60; // seconds that a token must still be good for, where it lives twice as long

/** What a call has to know to ask for a token as main does. */
export interface Settings {
  readonly inputs: Inputs & Endpoints;
  /** Whether its sessions end with the job. */
  readonly ends: boolean;
  /** Of main's own environment: by which way it went. */
  readonly env: Environment;
}

/** How the way to the server is told in the environment, which a later step need not have. */
const WAY = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'] as const;

/**
 * A path for a folder of this step alone.
 * @throws ActionError runner_missing
 */
export function folderFor({ RUNNER_TEMP: temp }: Environment): string {
  if (!temp || !isAbsolute(temp)) throw failure('runner_missing/temp', {});
  return join(temp, `token-command-${randomUUID()}`);
}

/** Saves the state with the folder of the command, once that is there: post removes it. */
export function keepingFolder(folder: string): typeof saveState {
  return (state) => saveState(existsSync(folder) ? { ...state, folder } : state);
}

/**
 * Makes `folder`, with all that a call needs.
 * @returns the path of the command
 * @throws ActionError command_unusable
 */
export function makeFolder(folder: string, inputs: Inputs & Endpoints, ends: boolean, token: Token, askedAt: number): string {
  const env = Object.fromEntries(WAY.map((name) => [name, process.env[name] ?? ''])); // an empty one is none
  const clientAssertionFile = inputs.clientAssertionFile && resolve(inputs.clientAssertionFile); // a later step may be elsewhere
  const settings: Settings = { inputs: { ...inputs, sealKey: undefined, clientAssertionFile }, ends, env };
  const call = [process.execPath, resolve(process.argv[1] ?? '', '../../command/index.js'), folder];
  const files = {
    'settings.json': JSON.stringify(settings),
    token: `#!/bin/sh\nexec ${call.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')} "$@"\n`,
    'token.cmd': `@${call.map((word) => `"${word.replaceAll('%', '%%')}"`).join(' ')} %*\r\n`, // Windows starts only what has such a name
  };
  onDisk(() => {
    mkdirSync(join(folder, 'sessions'), { recursive: true, mode: 0o700 });
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(folder, name), text, { mode: name.startsWith('token') ? 0o700 : 0o600, flag: 'wx' });
  });
  storeToken(folder, storedTokenOf(token, askedAt));
  return join(folder, process.platform === 'win32' ? 'token.cmd' : 'token');
}

/** `token` for the folder. */
export function storedTokenOf({ accessToken: token, expiry }: Token, askedAt: number): StoredToken {
  return { token, expiry, usual: expiry === undefined ? 0 : Math.min(USUAL, Math.floor((expiry - askedAt) / 2000)) };
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
  const revive = (name: string, value: unknown): unknown =>
    name.endsWith('Url') && typeof value === 'string' ? new URL(value) : value;
  return onDisk(() => JSON.parse(readPlain(join(folder, 'settings.json')), revive) as Settings);
}

/**
 * Says what the file system says in our words.
 * @throws ActionError command_unusable
 */
export function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ActionError) throw error;
    const { code = 'ENOENT' } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' ? failure('command_unusable', {}) : failure('command_unusable/disk', { reason: code });
  }
}
