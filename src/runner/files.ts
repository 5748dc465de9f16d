/**
 * The files that the runner reads a step's outputs and state from (FileCommandManager.cs).
 */
import { appendFileSync, closeSync, lstatSync, openSync } from 'node:fs';
import * as core from '@actions/core';
import { ActionError, failure } from '#report/error.ts';
import type { Environment } from '#runner/run.ts';

/** What a step may write. */
type CommandFile = 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY';

/**
 * An environment variable, which is how a step gets inputs and state, holds no more (MAX_ARG_STRLEN; CreateProcess): bytes on
 * Linux, characters on Windows.
 */
export const MAX_VARIABLE = process.platform === 'win32' ? 32_766 : 128 * 1024 - 1;
/** The same for people. */
export const VARIABLE_LIMIT = process.platform === 'win32' ? '32,766 characters on Windows' : '128 KiB';

/** Whether `value` fits into the environment variable `name`. */
export function fitsVariable(name: string, value: string): boolean {
  return Buffer.byteLength(`${name}=${value}`) <= MAX_VARIABLE;
}

/**
 * Sees that the files are there, since without them the toolkit prints what is secret (`::set-output`, `::save-state`).
 * @throws ActionError runner_missing, output_failed
 */
export function requireFiles(env: Environment, names: readonly CommandFile[]): void {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw failure('runner_missing', { names: missing });
  for (const name of names)
    told(name, () => {
      plain(name);
      closeSync(openSync(env[name] ?? '', 'a'));
    });
}
function plain(name: CommandFile): void {
  if (!lstatSync(process.env[name] ?? '').isFile()) throw failure('output_failed/no_file', { file: name });
}
/** Writes each of `values` by the toolkit; what later steps need most comes last, so that a disk that fills leaves none of it. */
export function appendTo(name: CommandFile, values: Readonly<Record<string, string>>): void {
  told(name, () => {
    plain(name);
    const { access_token: token, ...rest } = values;
    for (const [key, value] of Object.entries({ ...rest, ...(token !== undefined && { access_token: token }) }))
      (name === 'GITHUB_STATE' ? core.saveState : core.setOutput)(key, value);
  });
}
export function append(name: CommandFile, text: string): void {
  told(name, () => {
    plain(name);
    appendFileSync(process.env[name] ?? '', text);
  });
}
function told(name: CommandFile, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof ActionError || !(error instanceof Error && 'code' in error)) throw error;
    throw failure('output_failed', { file: name, reason: error.code === 'ENOENT' ? 'it is not there' : String(error.code) });
  }
}
