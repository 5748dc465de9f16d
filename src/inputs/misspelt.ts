/**
 * Finds the inputs whose names are misspelt. The runner only warns of them, and goes on without.
 */
import type { Environment } from '../runner/run.ts';
import { environmentAt, environments } from '../server/environments.ts';
import { unset } from './names.ts';
import { closest } from './suggest.ts';

/** An input that there is not, and the one that it stands for. */
interface Misspelt {
  /** As under `with:`, in small letters. */
  readonly given: string;
  readonly meant: string;
}

/**
 * What others call an input, without case, `-` and `_`. Such a word may stand for anything, so it counts only where nothing says
 * what it would.
 */
const synonyms = {
  environment: /^(arkane|venly)?env(ironment)?(name)?$/,
  token_url:
    /^(keycloak|(arkane|venly|keycloak|oidc|oauth2?|auth|sso|idp|login|access)?(token)?(ur[il]|endpoint|server|authority|domain|host(name)?)(ur[il])?)$/,
  issuer: /^(keycloak|oidc)?(realm|iss(uer)?)(ur[il]|name)?$/,
  client_id: /^(id|user(name)?)$/,
  client_secret: /^(secret|password)$/,
  audience: /^(api)?aud(ience)?$/,
  auth_method: /^(client)?auth(entication)?(method|type)$/,
  parameters: /^(extra)?params?$/,
  client_certificate: /^(client|tls)cert$/,
  timeout: /^timeout(in)?s(ec(ond)?s?)?$/,
  min_validity: /^min(imum)?(valid(ity)?|ttl)(seconds)?$/,
  revoke: /^(revoke(token|session)|logout)$/,
};
/** One of them says which server; `environment` always has a value. */
const SERVER = ['environment', 'token_url', 'issuer'];
const [, ...others] = Object.keys(environments); // but the default
/** A token endpoint, a realm, or metadata: whatever it is called, it is not for the default server. */
const ADDRESS = /^https?:\/\/.+(\/realms\/.|\/token\/?$|\/\.well-known\/)/i;

/**
 * What was given under a name that is nearly one of `known`, or a synonym. The runner hands over each line of `with:` as `INPUT_`
 * and its name in capitals, spaces as `_` (Handler.cs, AddInputsToEnvironment), and no input of an enclosing composite action
 * (CompositeActionHandler.cs; act: step.go, mergeEnv). A job may have set such a variable itself, to hand its value on: what is
 * empty, or has the value of the right input, does no harm.
 */
export function misspelt(known: readonly string[], env: Environment): Misspelt[] {
  const valueOf = (name: string): string => env[`INPUT_${name.toUpperCase()}`]?.trim() ?? '';
  const unsaid = (name: string): boolean => unset.includes(valueOf(name));
  const free = (name: string): boolean => known.includes(name) && (SERVER.includes(name) ? SERVER : [name]).every(unsaid);
  const synonymOf = (given: string): string | undefined =>
    Object.entries(synonyms).find(([name, words]) => words.test(given.replace(/[-_. ]/g, '')) && free(name))?.[0] ??
    (free('token_url') && isAnother(valueOf(given)) ? 'token_url' : undefined);
  return Object.keys(env).flatMap((variable) => {
    const given = /^INPUT_([\w .-]+)$/.exec(variable)?.[1]?.toLowerCase();
    if (given === undefined || known.includes(given)) return [];
    const meant = closest(given, known) ?? synonymOf(given);
    return meant === undefined || ['', valueOf(meant)].includes(valueOf(given)) ? [] : [{ given, meant }];
  });
}

/** Whether `value` is the address of another server than the default one. */
function isAnother(value: string): boolean {
  const host = URL.canParse(value) ? environmentAt(new URL(value).hostname) : undefined;
  return host === undefined ? ADDRESS.test(value) : others.includes(host);
}
