/**
 * Finds the inputs whose names are misspelt. The runner only warns of them, and goes on without.
 */
import type { Environment } from '../runner/run.ts';
import { environments } from '../server/environments.ts';
import { closest } from './suggest.ts';

/** An input that there is not, and the one that it stands for. */
interface Misspelt {
  /** As under `with:`, in small letters. */
  readonly given: string;
  readonly meant: string;
}

/** What others call an input. Such a word may stand for anything, so it counts only where nothing says what it would. */
const synonyms = {
  environment: /^env$/,
  token_url: /^(url|(token)?endpoint|(auth)?server(url)?|host|domain)$/,
  issuer: /^realm(url)?$/,
  client_id: /^(id|user(name)?)$/,
  client_secret: /^(secret|password)$/,
};
/** One of them says which server; `environment` always has a value. */
const SERVER = ['environment', 'token_url', 'issuer'];
const UNSAID = ['', Object.keys(environments)[0]];

/**
 * What was given under a name that is nearly one of `known`, or a synonym. The runner hands over each line of `with:` as `INPUT_`
 * and its name in capitals, spaces as `_` (Handler.cs, AddInputsToEnvironment), and no input of an enclosing composite action
 * (CompositeActionHandler.cs; act: step.go, mergeEnv). A job may have set such a variable itself, to hand its value on: what is
 * empty, or has the value of the right input, does no harm.
 */
export function misspelt(known: readonly string[], env: Environment): Misspelt[] {
  const valueOf = (name: string): string => env[`INPUT_${name.toUpperCase()}`]?.trim() ?? '';
  const unsaid = (name: string): boolean => UNSAID.includes(valueOf(name));
  const synonymOf = (given: string): string | undefined =>
    Object.entries(synonyms).find(
      ([name, words]) =>
        words.test(given.replace(/[-_]/g, '')) && known.includes(name) && (SERVER.includes(name) ? SERVER : [name]).every(unsaid),
    )?.[0];
  return Object.keys(env).flatMap((variable) => {
    const given = /^INPUT_([\w .-]+)$/.exec(variable)?.[1]?.toLowerCase();
    if (given === undefined || known.includes(given)) return [];
    const meant = closest(given, known) ?? synonymOf(given);
    return meant === undefined || ['', valueOf(meant)].includes(valueOf(given)) ? [] : [{ given, meant }];
  });
}
