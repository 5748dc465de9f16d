/**
 * The endpoints of a server, and which URLs a secret may be sent to.
 */
import { invalid } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { hasControls } from '#text/encoding.ts';

const MAX_NAME = 253; // letters of a host's name (RFC 1035, 2.3.4); every message about a server has it
const LEAST_SECRET = 8; // letters; as a mask, a shorter one would make the log unreadable

/** What cannot be seen in an address, was pasted with it, or waits to be replaced. A space may be part of a realm's name. */
const UNSEEN = /["<>`{}\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|\*{3}/;

/** The endpoints of a server, as far as they are known. */
export interface Endpoints {
  readonly tokenUrl: URL;
  /** RFC 7009; undefined where the server names none, or its metadata was not read. */
  readonly revocationUrl: URL | undefined;
  /** What the server takes as proof of a client, by its metadata; undefined where that was not read. */
  readonly methodsTaken: readonly string[] | undefined;
}

/** What is wrong with a text of control characters. */
export const CONTROL = 'has a line break or another control character inside. Give it on one line.';

/** Why nothing secret is sent to a URL. */
export const urlProblems = {
  no_url:
    'is no URL: give the whole address and nothing around it, such as https://HOST/realms/NAME/protocol/openid-connect/token',
  not_https: 'is not https: only a loopback host may use http, anywhere else the secret could be read on the way',
  user_info: 'has a user name or password in it, or a secret in its query: use `client_id` and `client_secret`',
  character: 'has a character that no address has: an invisible one, a quotation mark, or what a placeholder stands in',
  fragment: 'has a fragment (#), which RFC 6749, 3.2 does not allow',
  secret: 'repeats a secret in its host',
} as const;
type UrlProblem = keyof typeof urlProblems;

/**
 * `given` as a URL: https, or http for a loopback host alone (RFC 8252, 7.3), without user info and fragment (RFC 6749, 3.2); or
 * why not.
 */
export function endpointOf(given: unknown): URL | UrlProblem {
  // The parser of URLs drops line breaks.
  const url = typeof given === 'string' && !hasControls(given) && URL.canParse(given) ? new URL(given) : undefined;
  if (!url?.hostname || url.hostname.length > MAX_NAME) return 'no_url';
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return 'not_https';
  if (url.username || url.password || url.searchParams.has('client_secret')) return 'user_info';
  const [address = ''] = String(given).split('?');
  if (UNSEEN.test(address)) return 'character';
  return String(given).includes('#') ? 'fragment' : url;
}

/**
 * The same of an input. No error repeats it: it may hold a password.
 * @param name of the input
 * @throws ActionError input_invalid
 */
export function checkEndpoint(name: string, given: string): URL {
  if (hasControls(given)) throw invalid(name, CONTROL);
  const url = endpointOf(given);
  if (typeof url === 'string') throw invalid(name, `${urlProblems[url]}.`);
  return url;
}

/** Masks the values in the query of `url`, as written and decoded: some gateways have a key there. No message repeats a query. */
export function maskQuery(url: URL | undefined, log: Pick<Log, 'mask'>): void {
  for (const pair of url?.search.slice(1).split('&') ?? []) {
    const written = pair.slice(pair.indexOf('=') + 1); // all of it where there is no name
    const decoded = new URLSearchParams(`value=${written}`).get('value') ?? '';
    for (const value of [written, decoded]) if (value.length >= LEAST_SECRET) log.mask(value);
  }
}
