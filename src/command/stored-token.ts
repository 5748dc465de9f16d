/**
 * Prints the newest token of the folder, if it is still valid, which is what most calls come to. In dist/ a file of its own, that
 * imports nothing of the project: a call then takes hardly longer than Node itself.
 */
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const MAX_FILE = 4 * 1024 * 1024; // bytes; an answer with a token has at most 1 MiB

/** What a call asks for. */
export interface Options {
  /** `Authorization: Bearer ...`, and not the token alone. */
  readonly header: boolean;
  /** Seconds that the token must still be valid for; undefined where it was not said. */
  readonly minValidity: number | undefined;
}

/** A token as it is in the folder. */
export interface StoredToken {
  readonly token: string;
  /** Milliseconds since 1970; missing where the server did not say. */
  readonly expiry?: number | undefined;
  /** Seconds that must be left where nobody says how many. */
  readonly usual: number;
  /** The runner masks it, since main did so before this step began. */
  readonly masked?: boolean;
}

/** The options in `args`; undefined where they are not these, or ask for help. */
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

/** The newest token in `folder`, valid or not; undefined where there is none that can be printed. Their names begin with their time. */
export function tokenIn(folder: string): StoredToken | undefined {
  try {
    const names = readdirSync(join(folder, 'tokens')).filter((name) => name.endsWith('.json'));
    const stored = JSON.parse(readPlain(join(folder, 'tokens', names.sort().at(-1) ?? ''))) as StoredToken;
    return /^(?!::)[\x21-\x7e]+$/.test(stored.token) && !stored.token.includes('##[') ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a token is valid for as long as is asked for, in seconds. */
export function isValid({ expiry = 0, usual }: StoredToken, minValidity = usual): boolean {
  const left = expiry - Date.now();
  return left > 0 && left >= minValidity * 1000;
}

/** The text of a plain file that is not a link, and not too large. @throws Error */
export function readPlain(path: string): string {
  const { O_RDONLY = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>; // Windows lacks two
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
 * The lines that have the runner mask `token`, also in the form that it does not know (form-encoded). The empty one ends what
 * another program may have begun to print: a command is one only where it begins a line (ActionCommand.cs).
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
      // A pipe that is full, and that somebody set not to wait.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** The line on standard output. */
export function lineOf({ token }: StoredToken, { header }: Options): string {
  return `${header ? 'Authorization: Bearer ' : ''}${token}\n`;
}

/**
 * Masks and prints the token in the folder that the launcher names, if it is valid, and masked before.
 * @returns whether it did; else nothing was printed
 */
export function printStored([folder = '', ...args]: readonly string[]): boolean {
  const options = optionsOf(args);
  const stored = tokenIn(folder);
  if (!options || !stored?.masked || !isValid(stored, options.minValidity)) return false;
  try {
    write(2, maskLines(stored.token));
    write(1, lineOf(stored, options));
    return true;
  } catch {
    return false; // what is called then says why
  }
}
