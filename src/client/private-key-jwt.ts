/**
 * The key of private_key_jwt: whether it can be used, and the assertion that is signed with it (RFC 7523, 3).
 */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { failure } from '../report/error.ts';
import { pemBlocks, pemText } from '../text/pem.ts';
import { signed, type Signing } from './assertion.ts';
import type { Credentials } from './credentials.ts';

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

/** Signs a fresh assertion, good for 60 s, and masks it. The key was checked when the inputs were read. */
export async function signAssertion(credentials: Credentials, signing: Signing): Promise<string> {
  const key = createPrivateKey(credentials.privateKey);
  const kid = credentials.privateKeyId && { kid: credentials.privateKeyId };
  return signed(credentials, key, { alg: algorithmOf(key) ?? '', ...kid }, signing);
}
