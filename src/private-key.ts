/**
 * The assertion of private_key_jwt (RFC 7523, 3): a JWT that the client signs itself.
 */
import { createPrivateKey, randomUUID, type KeyObject } from 'node:crypto';
import { assertionAudience, type Credentials } from './client-auth.ts';

const LIFETIME = 60; // seconds

/** The `alg` (RFC 7518; RFC 8037) by kind of key, or undefined where the key is none that is signed with here. */
export function algorithmOf(key: KeyObject): string | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa') return (details?.modulusLength ?? 0) >= 2048 ? 'RS256' : undefined;
  if (type === 'ed25519') return 'EdDSA';
  const curves: Record<string, string> = { prime256v1: 'ES256', secp384r1: 'ES384' };
  return type === 'ec' ? curves[details?.namedCurve ?? ''] : undefined;
}

/** Signs a fresh assertion, good for 60 s. The key was checked when the inputs were read. */
export async function signAssertion(credentials: Credentials): Promise<string> {
  const { SignJWT } = await import('jose/jwt/sign'); // a chunk of its own, read only here
  const key = createPrivateKey(credentials.privateKey);
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({
      alg: algorithmOf(key) ?? '',
      typ: 'JWT',
      ...(credentials.privateKeyId && { kid: credentials.privateKeyId }),
    })
    .setIssuer(credentials.clientId)
    .setSubject(credentials.clientId)
    .setAudience(assertionAudience(credentials))
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME)
    .sign(key);
}
