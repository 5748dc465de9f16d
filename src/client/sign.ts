/**
 * The assertion that a client signs itself (RFC 7523, 3). Loads the library, so it is read only where something is signed.
 */
import { SignJWT } from 'jose/jwt/sign';
import { randomUUID, type KeyObject } from 'node:crypto';

const LIFETIME = 60; // seconds
/**
 * Seconds that an assertion claims to be older than it is: servers refuse one that is issued in their future (Keycloak from 15 s
 * on).
 */
const SET_BACK = 30;

/**
 * A fresh assertion, good for 60 s.
 * @param ahead milliseconds that the server's clock is ahead of ours
 */
export async function sign(
  clientId: string,
  audience: string,
  key: KeyObject | Uint8Array,
  header: { readonly alg: string; readonly kid?: string },
  ahead: number,
): Promise<string> {
  const now = Math.floor((Date.now() + ahead) / 1000);
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ ...header, typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(now - SET_BACK)
    .setExpirationTime(now + LIFETIME)
    .sign(key);
}
