/**
 * Reads inputs one by one, and tells all that is wrong with them at once.
 */
import { ActionError, failure } from '../report/error.ts';
import type { ErrorCode } from '../report/texts.ts';
import type { Environment } from '../runner/run.ts';
import { misspelt } from './misspelt.ts';

/** `core.getInput`. */
export type GetInput = (name: string, options: { trimWhitespace: boolean }) => string;

/** What explains other problems, too: inputs that are empty together seldom have a cause each. The first of these is told. */
const CAUSES: readonly ErrorCode[] = ['secret_withheld', 'secret_empty', 'sealed_token_missing', 'input_missing'];

/** Reads one input; what it may not hold is kept for later. */
export type Read<Name> = <T>(name: Name, parse: (given: string) => T) => T;

/**
 * Reads each of the inputs `known` with `readEach`.
 * @throws ActionError where one is misspelt or wrong: that; where more are, one with all of them
 */
export function readAll<I, Name extends string>(
  getInput: GetInput,
  known: readonly Name[],
  env: Environment,
  readEach: (read: Read<Name>) => I,
): I {
  const wrong = misspelt(known, env);
  const problems = wrong.map((names): ActionError => failure('input_invalid/misspelt', names));
  const inputs = readEach((name, parse) => {
    try {
      return parse(getInput(name, { trimWhitespace: true }));
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      // That an input is empty whose name is misspelt says nothing more.
      if (!wrong.some(({ meant }) => meant === name)) problems.push(error);
      return undefined as never; // never used: a problem is thrown below
    }
  });
  const [first, ...others] = problems;
  if (!first) return inputs;
  if (others.length === 0) throw first;
  const cause = CAUSES.map((code) => problems.find((problem) => problem.code === code)).find((problem) => problem);
  throw new ActionError(cause?.id ?? 'input_invalid/several', cause?.params ?? {}, {}, problems);
}
