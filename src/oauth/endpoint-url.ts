/** The endpoints of a server, and which URLs a secret may be sent to. */
import { invalid } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { hasControls } from '#text/encoding.ts';

const MAX_NAME = 253; // letters of a host's name (RFC 1035, 2.3.4); every message about a server has it
const LEAST_SECRET = 8; // letters; shorter masks would make the log unreadable

/** Invisible characters that get pasted along, quotation marks, and the characters of placeholders. */
const UNSEEN = /["<>`{}\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|\*{3}/;

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

export interface Server {
  /** Undefined if the metadata of `issuer` must be read. */
  readonly tokenUrl: URL | undefined;
  /** RFC 7009. */
  readonly revocationUrl: URL | undefined;
  /** Empty if the token endpoint is known. */
  readonly issuer: string;
  readonly clientCertificate: string;
  /** Seconds for all attempts. */
  readonly timeout: number;
}

export interface Endpoints {
  readonly tokenUrl: URL;
  /** RFC 7009. */
  readonly revocationUrl: URL | undefined;
  /** `token_endpoint_auth_methods_supported`; undefined without metadata. */
  readonly authMethods?: readonly string[] | undefined;
  /** `token_endpoint_auth_signing_alg_values_supported`. */
  readonly signingAlgs?: readonly string[] | undefined;
}

/** An https URL, or http for a loopback host (RFC 8252, 7.3), without user info or fragment (RFC 6749, 3.2); or the problem. */
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

/** The URL in the input `name`. @throws ActionError input_invalid */
export function checkEndpoint(value: string, name: string): URL {
  const url = endpointOf(value);
  if (typeof url === 'string') {
    const [problem, fix] = urlProblems[url];
    throw invalid(name, problem, fix);
  }
  return url;
}

/** Masks the values in the query of `url`, raw and decoded: some gateways have a key there. */
export function maskQuery(url: URL | undefined, log: Pick<Log, 'mask'>): void {
  for (const pair of url?.search.slice(1).split('&') ?? []) {
    const written = pair.slice(pair.indexOf('=') + 1); // all of it without a name
    const decoded = new URLSearchParams(`value=${written}`).get('value') ?? '';
    for (const value of [written, decoded]) if (value.length >= LEAST_SECRET) log.mask(value);
  }
}
