/**
 * The key of private_key_jwt: whether it can be used, and the assertion that is signed with it (RFC 7523, 3).
 */
import { createPrivateKey, randomUUID, type KeyObject } from 'node:crypto';
import { assertionAudience, type Credentials } from './client-auth.ts';
import { ActionError } from './errors.ts';
import type { AuthMethod } from './input-values.ts';

const LIFETIME = 60; // seconds
const NEW_KEY = '`openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out key.pem`';

/**
 * The PEM that assertions are signed with, where `method` needs one; else an empty text.
 * @throws ActionError private_key_invalid
 */
export function privateKey(given: string, method: AuthMethod): string {
  if (method !== 'private_key_jwt') return '';
  const wrong = (what: string, fix: string): ActionError =>
    new ActionError('private_key_invalid', `The input \`private_key\` ${what}.`, { fix });
  if (given === '') throw wrong('is empty', `Make a key with ${NEW_KEY}, register it with the client, and give its text.`);
  if (/BEGIN (PUBLIC|RSA PUBLIC|CERTIFICATE)/.test(given))
    throw wrong('is public', 'Give the text of key.pem, which begins with -----BEGIN PRIVATE KEY-----.');
  if (/ENCRYPTED/.test(given))
    throw wrong(
      'has a passphrase',
      'Take it away with `openssl pkey -in key.pem -out plain.pem`, and give the text of plain.pem.',
    );
  let key: KeyObject;
  try {
    key = createPrivateKey(given);
  } catch {
    throw wrong(
      'cannot be read',
      `Give the whole text of the PEM file with its line breaks; \`openssl pkey -in key.pem -noout\` tells whether it is sound.`,
    );
  }
  if (algorithmOf(key) === undefined)
    throw wrong(
      'is too short, or of a kind that is not used here (RSA from 2048 bits, P-256, P-384, Ed25519)',
      `Make one with ${NEW_KEY}.`,
    );
  // In its one canonical form: a PEM may be folded so that its lines are too short to be masked.
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
