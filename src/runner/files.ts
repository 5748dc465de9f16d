/** The files that the runner reads a step's outputs and state from (FileCommandManager.cs). */
import { saveState, setOutput } from '@actions/core';
import { closeSync, lstatSync, openSync } from 'node:fs';
import { ActionError, failure } from '#report/error.ts';

/** The environment variable that names such a file. */
type CommandFile = 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY';

/**
 * What an environment variable holds, which is how a step gets inputs and state (MAX_ARG_STRLEN; CreateProcess): bytes on Linux,
 * characters on Windows.
 */
export const MAX_VARIABLE = process.platform === 'win32' ? 32_766 : 128 * 1024 - 1;
/** The same for people. */
export const VARIABLE_LIMIT = process.platform === 'win32' ? '32,766 characters on Windows' : '128 KiB';

/** Whether `value` fits into the environment variable `name`. */
export function fitsVariable(name: string, value: string): boolean {
  return Buffer.byteLength(`${name}=${value}`) <= MAX_VARIABLE;
}

/**
 * Sees that the file is there and can be written, since without it the toolkit prints what is secret (`::set-output`, `::save-state`).
 * It is opened and closed, and nothing is written.
 * @throws ActionError runner_missing, output_failed
 */
export function requireFile(name: CommandFile): void {
  const path = process.env[name];
  if (!path) throw failure('runner_missing', { name });
  onFile(name, () => {
    if (!lstatSync(path).isFile()) throw failure('output_failed/no_file', { name });
    closeSync(openSync(path, 'a'));
  });
}

/**
 * Sets outputs. `access_token` is the last, so that a disk that fills leaves none.
 * @throws ActionError runner_missing, output_failed
 */
export function writeOutputs({ access_token, ...others }: Readonly<Record<string, string>>): void {
  requireFile('GITHUB_OUTPUT');
  onFile('GITHUB_OUTPUT', () => {
    for (const [name, value] of Object.entries(others)) setOutput(name, value);
    if (access_token !== undefined) setOutput('access_token', access_token);
  });
}

/** Saves a value for post. @throws ActionError runner_missing, output_failed */
export function writeState(name: string, value: string): void {
  requireFile('GITHUB_STATE');
  onFile('GITHUB_STATE', () => {
    saveState(name, value);
  });
}

function onFile(name: CommandFile, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof ActionError || !(error instanceof Error && 'code' in error)) throw error;
    const reason = String(error.code);
    throw failure(/^(EACCES|EPERM)$/.test(reason) ? 'output_failed/denied' : 'output_failed', { name, reason });
  }
}
