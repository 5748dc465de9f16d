/**
 * The assertion that a client signs itself (RFC 7523, 3). A chunk of its own with the library: it imports nothing that others need.
 */
import { SignJWT } from 'jose/jwt/sign';
import { randomUUID, type KeyObject } from 'node:crypto';

const LIFETIME = 60; // seconds

/** A fresh assertion, good for 60 s. */
export async function sign(
  clientId: string,
  audience: string,
  key: KeyObject | Uint8Array,
  header: { readonly alg: string; readonly kid?: string },
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ ...header, typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME)
    .sign(key);
}
