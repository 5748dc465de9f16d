/**
 * Which URLs a secret may be sent to.
 */
import { failure } from '../report/error.ts';

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
