/** Reads inputs and collects what is wrong with them. */
import { getInput } from '@actions/core';
import { ActionError, failure } from '#report/error.ts';

/** Turns the text of the input `name` into its value. Throws an ActionError that never repeats the text: it may be a password. */
export type Parse<T> = (text: string, name: string) => T;
export type Table = Readonly<Record<string, Parse<unknown>>>;
export type ValuesOf<T extends Table> = { readonly [Name in keyof T]: ReturnType<T[Name]> };

/** Spaces around a secret may belong to it, but not the line break that `echo` adds. */
export function textOf(name: string): string {
  if (name !== 'client_secret') return getInput(name);
  const secret = getInput(name, { trimWhitespace: false }).replace(/(?<![\r\n])[\r\n]+$/, '');
  return secret.trim() === '' ? '' : secret;
}

/** Collects the problems of the inputs, to report all at once. */
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
   * Throws the problems, with unknown inputs among them.
   * @param serverNamed whether an input names the server; if not, an unknown input is always an error
   * @throws ActionError the only problem, or one that holds all
   */
  throwAny(table: Table, serverNamed: boolean): void {
    const unknown = unknownInputs(table, this.#all.length > 0 || !serverNamed);
    if (unknown) this.add(unknown);
    const [first, ...others] = this.#all;
    if (first) throw others.length === 0 ? first : new ActionError(first.id, first.params, {}, this.#all);
  }
}

/**
 * Inputs that are not in `table`: the runner passes every line of `with:` as `INPUT_NAME` (Handler.cs, AddInputsToEnvironment),
 * and
 * only warns. One that differs from ours only by `-`, `_` or a space is always an error: nobody has it by chance. `any`: so are
 * others, since one of them may have meant another server.
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
