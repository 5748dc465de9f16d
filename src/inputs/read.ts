/**
 * Reads the inputs of a table, and tells all that is wrong with them at once.
 */
import { getInput } from '#report/core.ts';
import { ActionError, failure } from '#report/error.ts';
import type { ErrorCode } from '#report/texts.ts';

/** What the text of the input `name` becomes. Throws an ActionError, which never repeats it: it may hold a password. */
export type Parse<T> = (given: string, name: string) => T;
/** The inputs of an action file. */
export type Table = Readonly<Record<string, Parse<unknown>>>;
/** What they become. */
export type ValuesOf<T extends Table> = { readonly [Name in keyof T]: ReturnType<T[Name]> };

/** What explains other problems, too: inputs that are empty together seldom have a cause each. The first of these is told. */
const CAUSES: readonly ErrorCode[] = ['secret_withheld', 'secret_empty', 'sealed_token_missing', 'input_missing'];

/** The text of an input; of a secret, spaces around it may belong to it, but not the line break that `echo` leaves at its end. */
export const textOf = (name: string): string =>
  name === 'client_secret'
    ? getInput(name, { trimWhitespace: false }).replace(/[\r\n]+$/, '')
    : getInput(name, { trimWhitespace: true });

/** What is wrong. */
export class Problems {
  readonly #all: ActionError[] = [];

  /** What `work` gives; where it throws, undefined, which is never used: `throwAny` follows. */
  try<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      this.#all.push(error);
      return undefined as never;
    }
  }

  /** Reads all inputs of `table`. */
  read<T extends Table>(table: T): ValuesOf<T> {
    return Object.fromEntries(
      Object.entries(table).map(([name, parse]) => [name, this.try(() => parse(textOf(name), name))]),
    ) as ValuesOf<T>;
  }

  /**
   * Throws what is wrong, if anything is; with it, inputs that there are not. The runner hands over each line of `with:` as
   * `INPUT_` and its name (Handler.cs, AddInputsToEnvironment), none of an enclosing composite action, and only warns of these.
   * @param complete whether they may be passed over, since all that counts was given
   * @throws ActionError the only problem, or one with all of them
   */
  throwAny(table: Table, complete = true): void {
    const given = Object.keys(process.env).filter((variable) => variable.startsWith('INPUT_') && process.env[variable]?.trim());
    const unknown = given.map((variable) => variable.slice('INPUT_'.length).toLowerCase()).filter((name) => !(name in table));
    if (unknown.length > 0 && (this.#all.length > 0 || !complete))
      this.#all.push(failure('input_invalid', { what: told(unknown, table) }));
    const [first, ...others] = this.#all;
    if (!first) return;
    if (others.length === 0) throw first;
    const cause = CAUSES.map((code) => this.#all.find((problem) => problem.code === code)).find(Boolean);
    throw new ActionError(cause?.id ?? 'input_invalid/several', cause?.params ?? {}, {}, this.#all);
  }
}

function told(unknown: readonly string[], table: Table): string {
  return `\`with:\` has \`${unknown.join('`, `')}\`, which is no input, so nothing was sent. There are \`${Object.keys(table).join('`, `')}\`.`;
}
