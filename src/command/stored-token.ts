/**
 * Prints the newest stored token if it is still valid, which most calls get. It is a file of its own in dist/ without other
 * imports, so that a call takes hardly longer than Node itself.
 */
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const MAX_FILE = 4 * 1024 * 1024; // bytes; an answer with a token has at most 1 MiB

export interface Options {
  /** Print `Authorization: Bearer ...` instead of the token alone. */
  readonly header: boolean;
  /** Seconds. */
  readonly minValidity: number | undefined;
}

export interface StoredToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiry?: number | undefined;
  /** Seconds that must be left unless the call says how many. */
  readonly usual: number;
  /** The runner masks it since before this step. */
  readonly masked?: boolean;
}

/** Undefined for `--help` and unknown options. */
export function optionsOf(args: readonly string[]): Options | undefined {
  try {
    const options = { header: { type: 'boolean' }, 'min-validity': { type: 'string' } } as const;
    const { header = false, 'min-validity': seconds } = parseArgs({ args: [...args], options }).values;
    if (seconds !== undefined && !/^\d{1,8}$/.test(seconds)) return undefined;
    return { header, minValidity: seconds === undefined ? undefined : Number(seconds) };
  } catch {
    return undefined;
  }
}

/** The newest token in `folder`, valid or not, if it can be printed. File names begin with the time. */
export function tokenIn(folder: string): StoredToken | undefined {
  try {
    const names = readdirSync(join(folder, 'tokens')).filter((name) => name.endsWith('.json'));
    const stored = JSON.parse(readPlain(join(folder, 'tokens', names.sort().at(-1) ?? ''))) as StoredToken;
    return /^(?!::)[\x21-\x7e]+$/.test(stored.token) && !stored.token.includes('##[') ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** `minValidity`: seconds. */
export function isValid({ expiry = 0, usual }: StoredToken, minValidity = usual): boolean {
  const left = expiry - Date.now();
  return left > 0 && left >= minValidity * 1000;
}

/** Reads a plain file that is neither a link nor too large. */
export function readPlain(path: string): string {
  const { O_RDONLY = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>; // Windows has only O_RDONLY
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > MAX_FILE) throw new Error();
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/**
 * The lines that mask `token`, also form-encoded, which the runner does not mask by itself. The empty line first ends what
 * another program may have begun: a command must begin a line (ActionCommand.cs).
 */
export function maskLines(token: string): string {
  const forms = new Set([token, new URLSearchParams({ v: token }).toString().slice(2)]);
  return `\n${[...forms].map((form) => `::add-mask::${form.replace(/%/g, '%25')}\n`).join('')}`;
}

/** Writes all of `text`. @throws Error of writeSync */
export function write(file: 1 | 2, text: string): void {
  for (let bytes = Buffer.from(text); bytes.length > 0;) {
    try {
      bytes = bytes.subarray(writeSync(file, bytes));
    } catch (error) {
      // A full pipe that does not block.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

export function lineOf({ token }: StoredToken, { header }: Options): string {
  return `${header ? 'Authorization: Bearer ' : ''}${token}\n`;
}

/** Masks and prints the stored token if it is valid and was masked before. @returns false if it printed nothing */
export function printStored([folder = '', ...args]: readonly string[]): boolean {
  const options = optionsOf(args);
  const stored = tokenIn(folder);
  if (!options || !stored?.masked || !isValid(stored, options.minValidity)) return false;
  try {
    write(2, maskLines(stored.token));
    write(1, lineOf(stored, options));
    return true;
  } catch {
    return false; // dist/command then says why
  }
}
