/** The files that pass a step's outputs and state to the runner (FileCommandManager.cs). */
import { saveState, setOutput } from '@actions/core';
import { closeSync, lstatSync, openSync } from 'node:fs';
import { ActionError, failure } from '#report/error.ts';

/** The variable that names such a file. */
type CommandFile = 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY';

/**
 * The size limit of an environment variable, which passes inputs and state to a step: bytes on Linux (MAX_ARG_STRLEN), characters
 * on Windows (CreateProcess).
 */
export const MAX_VARIABLE = process.platform === 'win32' ? 32_766 : 128 * 1024 - 1;
export const VARIABLE_LIMIT = process.platform === 'win32' ? '32,766 characters on Windows' : '128 KiB';

export function fitsVariable(name: string, value: string): boolean {
  return Buffer.byteLength(`${name}=${value}`) <= MAX_VARIABLE;
}

/**
 * Checks that the file can be written: otherwise the toolkit prints secrets (`::set-output`, `::save-state`).
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

/** Sets outputs, `access_token` last: a full disk leaves no token. @throws ActionError runner_missing, output_failed */
export function writeOutputs({ access_token, ...others }: Readonly<Record<string, string>>): void {
  requireFile('GITHUB_OUTPUT');
  onFile('GITHUB_OUTPUT', () => {
    for (const [name, value] of Object.entries(others)) setOutput(name, value);
    if (access_token !== undefined) setOutput('access_token', access_token);
  });
}

/** @throws ActionError runner_missing, output_failed */
export function writeState(name: string, value: string): void {
  requireFile('GITHUB_STATE');
  onFile('GITHUB_STATE', saveState.bind(undefined, name, value));
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
