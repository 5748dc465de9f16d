/**
 * Finds the inputs whose names are misspelt. The runner only warns of them, and goes on without.
 */
import type { Environment } from '../runner/run.ts';
import { closest } from './suggest.ts';

export interface Misspelt {
  /** As under `with:`, in small letters. */
  readonly given: string;
  readonly meant: string;
}

/**
 * What was given under a name that is nearly one of `known`. The runner hands over each line of `with:` as `INPUT_` and its name in
 * capitals, spaces as `_` (Handler.cs, AddInputsToEnvironment), and no input of an enclosing composite action
 * (CompositeActionHandler.cs; act: step.go, mergeEnv). A job may have set such a variable itself, to hand its value on: what is
 * empty, or has the value of the right input, does no harm.
 */
export function misspelt(known: readonly string[], env: Environment): Misspelt[] {
  const valueOf = (name: string): string => env[`INPUT_${name.toUpperCase()}`]?.trim() ?? '';
  return Object.keys(env).flatMap((variable) => {
    const given = /^INPUT_([\w .-]+)$/.exec(variable)?.[1]?.toLowerCase();
    if (given === undefined || known.includes(given)) return [];
    const meant = closest(given, known);
    return meant === undefined || ['', valueOf(meant)].includes(valueOf(given)) ? [] : [{ given, meant }];
  });
}
