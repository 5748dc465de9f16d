/**
 * The files that the runner reads a step's outputs and state from (FileCommandManager.cs).
 */
import { failure } from '../report/error.ts';
import type { Environment } from './run.ts';

/** The function of `@actions/core` that hands on. */
export interface OutputWriter {
  setOutput(name: string, value: string): void;
}

/** An environment variable, which is how a step gets inputs and state, holds no more (MAX_ARG_STRLEN; CreateProcess): bytes on Linux, characters on Windows. */
export const MAX_VARIABLE = process.platform === 'win32' ? 32_766 : 128 * 1024 - 1;
/** The same for people. */
export const VARIABLE_LIMIT = process.platform === 'win32' ? '32,766 characters on Windows' : '128 KiB';

/** Whether `value` fits into the environment variable `name`. */
export function fitsVariable(name: string, value: string): boolean {
  return Buffer.byteLength(`${name}=${value}`) <= MAX_VARIABLE;
}

/**
 * Without these files, the toolkit would print what is secret instead (`::set-output`, `::save-state`).
 * @throws ActionError runner_missing
 */
export function requireFiles(env: Environment, names: readonly string[]): void {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw failure('runner_missing', { names: missing.join(' and ') });
}

/**
 * Writes the outputs.
 * @throws ActionError output_failed
 */
export function writeOutputs(outputs: Readonly<Record<string, string>>, core: OutputWriter): void {
  writing('GITHUB_OUTPUT', () => {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  });
}

/**
 * Runs `write`, which writes to the file that `file` is set to.
 * @throws ActionError output_failed
 */
export function writing<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code } = error as { code?: string };
    throw failure('output_failed', { file, reason: code ?? 'it is not there' });
  }
}
