/**
 * An assertion that somebody else made, from a file: a Kubernetes service account's token, a SPIFFE SVID (RFC 7523, 2.2).
 */
import { failure } from '../report/error.ts';
import type { Log } from '../report/log.ts';
import { compactPart } from '../text/json.ts';
import { readShort } from './short-file.ts';

const MAX_SIZE = 64 * 1024; // bytes; an assertion has a few thousand

/**
 * Reads the assertion anew, since whoever made it replaces it before it expires, and masks it.
 * @param now milliseconds since 1970
 * @throws ActionError client_assertion_invalid
 */
export async function readAssertion(file: string, log: Log, now: number): Promise<string> {
  const read = await readShort(file, MAX_SIZE);
  if (typeof read !== 'string') throw failure(`client_assertion_invalid/${read.problem}`, { file, reason: read.reason });
  const assertion = read.trim();
  if (assertion === '') throw failure('client_assertion_invalid/empty', { file });
  // First of all a JWT: a path that is wrong by a letter must not send a private key or a password to anybody.
  const claims = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(assertion) && compactPart(assertion, 0) && compactPart(assertion, 1);
  if (!claims) throw failure('client_assertion_invalid', { file });
  log.mask(assertion);
  const { exp } = claims;
  if (typeof exp === 'number' && exp * 1000 <= now)
    throw failure('client_assertion_invalid/expired', { file, expiry: exp * 1000 });
  return assertion;
}
