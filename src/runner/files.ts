/**
 * The files that the runner reads a step's outputs and state from (FileCommandManager.cs).
 */
import { closeSync, constants, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { EOL } from 'node:os';
import { keyValue } from '../report/core.ts';
import { ActionError, failure } from '../report/error.ts';
import type { Environment } from './run.ts';

/** What a step may write. */
type CommandFile = 'GITHUB_OUTPUT' | 'GITHUB_STATE';

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
 * Tries the files before anything is asked. Without them, the toolkit would print what is secret instead (`::set-output`,
 * `::save-state`).
 * @throws ActionError runner_missing, output_failed
 */
export function requireFiles(env: Environment, names: readonly CommandFile[]): void {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw failure('runner_missing', { names: missing });
  // An empty line means nothing to the runner; it goes again at once.
  for (const name of names)
    withFile(name, (file, size) => {
      writeSync(file, EOL);
      ftruncateSync(file, size);
    });
}

/**
 * Appends all of `values` at once, or nothing: a step that fails half way leaves no token for later steps.
 * @throws ActionError output_failed
 */
export function appendTo(name: CommandFile, values: Readonly<Record<string, string>>): void {
  const text = Object.entries(values)
    .map(([key, value]) => keyValue(key, value) + EOL)
    .join('');
  withFile(name, (file) => {
    const bytes = Buffer.from(text);
    if (writeSync(file, bytes) < bytes.length) throw Object.assign(new Error(), { code: 'ENOSPC' });
  });
}

/** Only a plain file, and no link to one: a FIFO would wait for a reader, and `/dev/stdout` print what is secret. */
function withFile(name: CommandFile, use: (file: number, size: number) => void): void {
  let file: number | undefined;
  try {
    file = openSync(
      process.env[name] ?? '',
      constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
    const stats = fstatSync(file);
    if (!stats.isFile()) throw notPlain(name);
    try {
      use(file, stats.size);
    } catch (error) {
      ftruncateSync(file, stats.size);
      throw error;
    }
  } catch (error) {
    throw told(name, error as NodeJS.ErrnoException);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function notPlain(name: CommandFile): ActionError {
  return failure('output_failed/no_file', { file: name });
}

/** The failure behind what the file system threw; a mistake of ours stays what it is. */
function told(name: CommandFile, error: NodeJS.ErrnoException): Error {
  if (error instanceof ActionError || !('code' in error)) return error;
  // A link (ELOOP), a FIFO that nobody reads (ENXIO), a folder (EISDIR).
  if (['ELOOP', 'ENXIO', 'EISDIR', 'EMLINK'].includes(error.code ?? '')) return notPlain(name);
  return failure('output_failed', {
    file: name,
    reason: error.code === 'ENOENT' ? 'it is not there' : (error.code ?? error.name),
  });
}
