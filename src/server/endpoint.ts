/**
 * Which URLs a secret may be sent to.
 */
import { failure } from '../report/error.ts';
import type { Log } from '../report/log.ts';

const LEAST_SECRET = 8; // letters; as a mask, a shorter one would make the log unreadable

/**
 * `given` as a URL: https, or http for a loopback host alone (RFC 8252, 7.3), without user info and fragment. No error repeats it: it may
 * hold a password.
 * @param name of the input
 * @throws ActionError input_invalid
 */
export function checkEndpoint(name: string, given: string): URL {
  if (/\p{Cc}/u.test(given)) throw failure('input_invalid/line_break', { name }); // the parser of URLs drops line breaks
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url?.hostname) throw failure('input_invalid/no_url', {});
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) throw failure('input_invalid/not_https', {});
  if (url.username || url.password) throw failure('input_invalid/user_info', {});
  if (given.includes('#')) throw failure('input_invalid/fragment', {});
  return url;
}

/** Masks the values in the query of `url`, as written and decoded: some gateways have a key there. No message repeats a query. */
export function maskQuery({ search }: URL, log: Log): void {
  for (const pair of search.slice(1).split('&')) {
    const written = pair.slice(pair.indexOf('=') + 1); // all of it where there is no name
    const decoded = new URLSearchParams(`value=${written}`).get('value') ?? '';
    for (const value of [written, decoded]) if (value.length >= LEAST_SECRET) log.mask(value);
  }
}
