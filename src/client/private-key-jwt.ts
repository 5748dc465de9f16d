/**
 * The key of private_key_jwt: whether it can be used, and the assertion that is signed with it (RFC 7523, 3).
 */
import { createPrivateKey, randomUUID, type KeyObject } from 'node:crypto';
import { failure, type ErrorDetails } from '../report/error.ts';
import type { Log } from '../report/log.ts';
import { pemBlocks, pemText } from '../text/pem.ts';
import { assertionAudience } from './assertion.ts';
import type { Credentials } from './credentials.ts';

const LIFETIME = 60; // seconds
/** Seconds that an assertion claims to be older than it is: servers refuse one that is issued in their future (Keycloak from 15 s on). */
const SET_BACK = 30;
/** Seconds between two clocks that an assertion outlives at any server. */
const MAX_SKEW = 20;

/**
 * The private key in `given` (PEM, whatever else it holds) in its one canonical form: it may be folded so that its lines are too
 * short to be masked.
 * @throws ActionError private_key_invalid
 */
export function usablePrivateKey(given: string): string {
  if (given === '') throw failure('private_key_invalid/empty', {});
  const text = pemText(given);
  const pem = pemBlocks(text).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text;
  if (pem === undefined && /BEGIN (PUBLIC|RSA PUBLIC|CERTIFICATE)/.test(text) && !text.includes(' PRIVATE KEY-----'))
    throw failure('private_key_invalid/public', {});
  if (pem?.includes('ENCRYPTED')) throw failure('private_key_invalid/encrypted', {});
  let key: KeyObject;
  try {
    key = createPrivateKey(pem ?? '');
  } catch {
    throw failure('private_key_invalid/unreadable', {});
  }
  if (algorithmOf(key) === undefined) throw failure('private_key_invalid/weak', {});
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** The `alg` (RFC 7518; RFC 8037) by kind of key, or undefined where the key is none that is signed with here. */
function algorithmOf(key: KeyObject): string | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa') return (details?.modulusLength ?? 0) >= 2048 ? 'RS256' : undefined;
  if (type === 'ed25519') return 'EdDSA';
  const curves: Record<string, string> = { prime256v1: 'ES256', secp384r1: 'ES384' };
  return type === 'ec' ? curves[details?.namedCurve ?? ''] : undefined;
}

/**
 * Signs a fresh assertion, good for 60 s, and masks it. The key was checked when the inputs were read.
 * @param ahead milliseconds that the server's clock is ahead of ours
 */
export async function signAssertion(
  credentials: Credentials,
  { log, ahead = 0 }: { readonly log: Log; readonly ahead?: number },
): Promise<string> {
  const { SignJWT } = await import('jose/jwt/sign'); // a chunk of its own, read only here
  const key = createPrivateKey(credentials.privateKey);
  const now = Math.floor((Date.now() + ahead) / 1000);
  const assertion = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({
      alg: algorithmOf(key) ?? '',
      typ: 'JWT',
      ...(credentials.privateKeyId && { kid: credentials.privateKeyId }),
    })
    .setIssuer(credentials.clientId)
    .setSubject(credentials.clientId)
    .setAudience(assertionAudience(credentials))
    .setIssuedAt(now - SET_BACK)
    .setExpirationTime(now + LIFETIME)
    .sign(key);
  log.mask(assertion);
  return assertion;
}

/** Whether an assertion may have been refused for its time alone: the Date of the answer tells. */
export function refusedForItsTime({ ahead = 0 }: ErrorDetails, authMethod: string): boolean {
  return authMethod === 'private_key_jwt' && Math.abs(ahead) > MAX_SKEW * 1000;
}
