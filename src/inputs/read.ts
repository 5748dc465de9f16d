/** Reads the inputs of a table, and collects all that is wrong with them. */
import { getInput } from '@actions/core';
import { ActionError, failure } from '#report/error.ts';

/** What the text of the input `name` becomes. Throws an ActionError, which never repeats it: it may hold a password. */
export type Parse<T> = (text: string, name: string) => T;
/** The inputs of an action file. */
export type Table = Readonly<Record<string, Parse<unknown>>>;
/** What they become. */
export type ValuesOf<T extends Table> = { readonly [Name in keyof T]: ReturnType<T[Name]> };

/** The text of an input; spaces around a secret may belong to it, but not the line break that `echo` leaves at its end. */
export function textOf(name: string): string {
  if (name !== 'client_secret') return getInput(name);
  const secret = getInput(name, { trimWhitespace: false }).replace(/(?<![\r\n])[\r\n]+$/, '');
  return secret.trim() === '' ? '' : secret;
}

/** What is wrong with the inputs of a step. */
export class Problems {
  readonly #all: ActionError[] = [];

  add(problem: ActionError): void {
    this.#all.push(problem);
  }

  /** Returns undefined if `work` throws. Nobody uses it: `throwAny` follows. */
  try<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      this.add(error);
      return undefined as never;
    }
  }

  read<T extends Table>(table: T): ValuesOf<T> {
    const entries = Object.entries(table).map(([name, parse]) => [name, this.try(() => parse(textOf(name), name))]);
    return Object.fromEntries(entries) as ValuesOf<T>;
  }

  /**
   * Throws the problems. Adds unknown inputs if there are others; one that differs from ours only by `-`, `_`, a space or case
   * is always an error: nobody has it by chance.
   * @param serverNamed whether an input names the server; if not, any unknown input is an error: it could name another
   * server
   * @throws ActionError the only problem, or one that holds all
   */
  throwAny(table: Table, serverNamed: boolean): void {
    const letters = (name: string): string => name.toLowerCase().replace(/[-_ ]/g, '');
    const ours = new Map(Object.keys(table).map((name) => [letters(name), name]));
    const unknown = unknownInputs(table);
    const misspelt = unknown.filter((name) => ours.has(letters(name)));
    const right = misspelt.map((name) => ours.get(letters(name)) ?? '');
    // That the right name is empty follows from it.
    const others = this.#all.filter(({ id, params }) => !EMPTY.test(id) || !right.includes((params as { name: string }).name));
    const fix = misspelt.length > 0 ? `write ${listed(right)}.` : `the inputs are ${listed(Object.keys(table))}.`;
    if (misspelt.length > 0 || (unknown.length > 0 && (others.length > 0 || !serverNamed)))
      others.unshift(failure('input_unknown', { names: misspelt.length > 0 ? misspelt : unknown, fix }));
    const [first, ...more] = others;
    if (first) throw more.length === 0 ? first : new ActionError(first.id, first.params, {}, others);
  }
}

const EMPTY = /^(input_missing|secret_|sealed_token_missing)/;

/** Names as they are under `with:`. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** The runner passes each line of `with:` as `INPUT_NAME` (Handler.cs), and only warns of unknown ones. */
function unknownInputs(table: Table): string[] {
  return Object.keys(process.env)
    .filter((variable) => variable.startsWith('INPUT_') && process.env[variable]?.trim())
    .map((variable) => variable.slice('INPUT_'.length).toLowerCase())
    .filter((name) => !(name in table));
}
