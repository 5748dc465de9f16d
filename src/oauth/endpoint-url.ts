/** The endpoints of a server, and which URLs a secret may be sent to. */
import { invalid } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { hasControls } from '#text/encoding.ts';

const MAX_NAME = 253; // letters of a host's name (RFC 1035, 2.3.4); every message about a server has it
const LEAST_SECRET = 8; // letters; as a mask, a shorter one would make the log unreadable

/** What is pasted with an address and cannot be seen, quotation marks, and what a placeholder is made of. */
const UNSEEN = /["<>`{}\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|\*{3}/;

/** What is wrong with a URL, and what to do. */
export const urlProblems = {
  no_url: ['is not a URL.', 'give the whole address and nothing around it, such as `https://HOST/oauth/token`.'],
  not_https: [
    'is not https.',
    'use https. For a service container, add `ports:` to it and use `http://localhost:PORT`: http is for localhost only.',
  ],
  user_info: ['has a password in it.', 'use `client_id` and `client_secret` instead.'],
  character: ['has a character that no address has.', 'type the address anew, without quotation marks or placeholders.'],
  fragment: ['has a fragment (`#`).', 'remove it, with all that follows.'],
  secret: ['repeats a secret in its host.', 'check the metadata of the server.'],
} as const;
export type UrlProblem = keyof typeof urlProblems;

/** Which server, and how long it may be asked. */
export interface Server {
  /** Undefined where the metadata of `issuer` has it. */
  readonly tokenUrl: URL | undefined;
  /** RFC 7009; undefined where it was not given. */
  readonly revocationUrl: URL | undefined;
  /** Whose metadata must be read; empty where the token endpoint is known. */
  readonly issuer: string;
  readonly clientCertificate: string;
  /** Seconds, in all. */
  readonly timeout: number;
}

/** The endpoints of a server, and what its metadata says of clients. */
export interface Endpoints {
  readonly tokenUrl: URL;
  /** RFC 7009; undefined where none is known. */
  readonly revocationUrl: URL | undefined;
  /** `token_endpoint_auth_methods_supported`; undefined where the metadata was not read. */
  readonly authMethods?: readonly string[] | undefined;
  /** `token_endpoint_auth_signing_alg_values_supported`; undefined where it is not said. */
  readonly signingAlgs?: readonly string[] | undefined;
}

/**
 * `value` as a URL: https, or http for a loopback host (RFC 8252, 7.3), without user info and fragment (RFC 6749, 3.2); or why not.
 */
export function endpointOf(value: unknown): URL | UrlProblem {
  // The parser of URLs drops line breaks.
  const url = typeof value === 'string' && !hasControls(value) ? URL.parse(value) : undefined;
  if (!url?.hostname || url.hostname.length > MAX_NAME) return 'no_url';
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return 'not_https';
  if (url.username || url.password || url.searchParams.has('client_secret')) return 'user_info';
  const [address = ''] = String(value).split('?');
  if (UNSEEN.test(address)) return 'character';
  return String(value).includes('#') ? 'fragment' : url;
}

/** The same of an input. @throws ActionError input_invalid */
export function checkEndpoint(value: string, name: string): URL {
  const url = endpointOf(value);
  if (typeof url === 'string') {
    const [problem, fix] = urlProblems[url];
    throw invalid(name, problem, fix);
  }
  return url;
}

/** Masks the values in the query of `url`, as written and decoded: some gateways have a key there. No message repeats a query. */
export function maskQuery(url: URL | undefined, log: Pick<Log, 'mask'>): void {
  for (const pair of url?.search.slice(1).split('&') ?? []) {
    const written = pair.slice(pair.indexOf('=') + 1); // all of it if it has no name
    const decoded = new URLSearchParams(`value=${written}`).get('value') ?? '';
    for (const value of [written, decoded]) if (value.length >= LEAST_SECRET) log.mask(value);
  }
}
