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

  /** What `work` returns; where it throws, undefined, which is never used: `throwAny` follows. */
  try<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      this.add(error);
      return undefined as never;
    }
  }

  /** Reads all inputs of `table`. */
  read<T extends Table>(table: T): ValuesOf<T> {
    const entries = Object.entries(table).map(([name, parse]) => [name, this.try(() => parse(textOf(name), name))]);
    return Object.fromEntries(entries) as ValuesOf<T>;
  }

  /**
   * Throws what is wrong, and names inputs that do not exist beside it.
   * @param serverNamed whether an input says which server it is; otherwise an unknown input alone is wrong as well
   * @throws ActionError the only problem, or one with all of them
   */
  throwAny(table: Table, serverNamed: boolean): void {
    const unknown = unknownInputs(table, this.#all.length > 0 || !serverNamed);
    if (unknown) this.add(unknown);
    const [first, ...others] = this.#all;
    if (first) throw others.length === 0 ? first : new ActionError(first.id, first.params, {}, this.#all);
  }
}

/**
 * Inputs that are not in `table`: the runner passes each line of `with:` as `INPUT_` and its name (Handler.cs,
 * AddInputsToEnvironment), and only warns of these. A name of ours but for `-`, `_` or a space is always an error: nobody has it by
 * chance. `any`: others are errors too, since one of them may have meant another server than the default.
 */
function unknownInputs(table: Table, any: boolean): ActionError | undefined {
  const letters = (name: string): string => name.toLowerCase().replace(/[-_ ]/g, '');
  const ours = new Map(Object.keys(table).map((name) => [letters(name), name]));
  const unknown = Object.keys(process.env)
    .filter((variable) => variable.startsWith('INPUT_') && process.env[variable]?.trim())
    .map((variable) => variable.slice('INPUT_'.length).toLowerCase())
    .filter((name) => !(name in table));
  for (const name of unknown) {
    const meant = ours.get(letters(name));
    if (meant !== undefined) return failure('input_unknown', { names: [name], fix: `write \`${meant}\`.` });
  }
  if (!any || unknown.length === 0) return undefined;
  return failure('input_unknown', { names: unknown, fix: `the inputs are ${listed(Object.keys(table))}.` });
}

/** Names as they stand under `with:`. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
