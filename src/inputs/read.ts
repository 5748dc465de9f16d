/**
 * Reads the inputs of a table, and collects all that is wrong with them.
 */
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
   * Throws what is wrong. With it, inputs that there are not: the runner passes each line of `with:` as `INPUT_` and its name
   * (Handler.cs, AddInputsToEnvironment), and only warns of such. Alone they are an error where the secret would go to the default
   * server, since one of them may have meant another, or where one is a name of ours in other letters, which nobody has by chance.
   * @param serverNamed whether an input says which server it is
   * @throws ActionError the only problem, or one with all of them
   */
  throwAny(table: Table, serverNamed: boolean): void {
    const letters = (name: string): string => name.toLowerCase().replace(/[-_ ]/g, '');
    const ours = new Map(Object.keys(table).map((name) => [letters(name), name]));
    const unknown = Object.keys(process.env)
      .filter((variable) => variable.startsWith('INPUT_') && process.env[variable]?.trim())
      .map((variable) => variable.slice('INPUT_'.length).toLowerCase())
      .filter((name) => !(name in table));
    const meant = unknown.find((name) => ours.has(letters(name)));
    if (unknown.length > 0 && (this.#all.length > 0 || !serverNamed || meant !== undefined)) {
      const fix =
        meant === undefined
          ? `the inputs are ${Object.keys(table)
              .map((name) => `\`${name}\``)
              .join(', ')}.`
          : `write \`${ours.get(letters(meant)) ?? ''}\`.`;
      this.add(failure('input_unknown', { names: meant === undefined ? unknown : [meant], fix }));
    }
    const [first, ...others] = this.#all;
    if (first) throw others.length === 0 ? first : new ActionError(first.id, first.params, {}, this.#all);
  }
}
