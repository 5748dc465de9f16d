/** Reads private keys and certificates as people paste them, and checks that they can be used. Loaded only if one is set. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { Certificate } from '#http/send.ts';
import { failure, invalid, type ActionError } from '#report/error.ts';
import { isoSeconds } from '#report/time.ts';
import { jsonObject } from '#text/json.ts';
import { pemBlocks, pemText, privatePieces } from '#text/pem.ts';

type KeyName = 'private_key' | 'client_certificate_key';

const PEM_KEY = 'give the text of the key file, which begins with `-----BEGIN PRIVATE KEY-----`.';
const PEM_CERTIFICATE = 'give the text of the file, from `-----BEGIN CERTIFICATE-----` on, not its path.';

function unusable(name: KeyName | 'client_certificate', problem: string, fix: string): ActionError {
  const code = name === 'private_key' ? 'private_key_invalid' : 'client_certificate_invalid';
  return failure(code, { problem: `\`${name}\` ${problem}`, fix });
}

/** The JWK in `text`; the JSON of a service account holds a PEM instead. */
function jwkIn(text: string): Record<string, unknown> | undefined {
  const json = jsonObject(text);
  return json?.['kty'] === undefined ? undefined : json;
}

/** The parts of a private key (PEM or JWK) that a log could show, for masking. */
export function secretPieces(text: string): string[] {
  const jwk = jwkIn(text);
  if (!jwk) return privatePieces(text);
  const members = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].map((name) => jwk[name]);
  return members.filter((value) => typeof value === 'string' && value.length >= 8) as string[];
}

/**
 * The private key for assertions, as PEM with whole lines: short lines cannot be masked. @throws ActionError private_key_invalid
 */
export function signingKey(text: string): string {
  const key = keyIn('private_key', text);
  if (algorithmOf(key) !== undefined) return pemOf(key);
  const fix = 'use RSA from 2048 bits, P-256, P-384 or Ed25519.';
  throw unusable('private_key', 'is too short, or of a kind that cannot sign.', fix);
}

/**
 * The client certificate and its key as PEM, the own certificate before its chain (RFC 8446, 4.4.2).
 * @param now milliseconds since 1970
 * @throws ActionError client_certificate_invalid
 */
export function certificateAndKey(certificate: string, keyText: string, now: number): Certificate {
  const key = keyIn('client_certificate_key', keyText);
  const problem = unusable.bind(undefined, 'client_certificate');
  const all = certificatesIn(certificate);
  if (!all) throw problem('is not a PEM certificate.', PEM_CERTIFICATE);
  const own = all.find(({ parsed }) => parsed.checkPrivateKey(key));
  if (!own) throw problem('is not the certificate of `client_certificate_key`.', 'give two that belong together.');
  const { validFromDate: from, validToDate: until } = own.parsed;
  if (now < from.getTime() || now >= until.getTime()) {
    const span = `from ${isoSeconds(from.getTime())} until ${isoSeconds(until.getTime())}`;
    throw problem(`is valid ${span}.`, "renew it, or correct the runner's clock.");
  }
  const cert = [own, ...all.filter((each) => each !== own)].map(({ pem }) => pem).join('\n');
  try {
    createSecureContext({ cert, key: pemOf(key) });
  } catch (error) {
    const { code = 'no code' } = error as NodeJS.ErrnoException;
    throw problem(`cannot be used for TLS (${code}).`, 'use a stronger key: RSA from 2048 bits or P-256, signed with SHA-256.');
  }
  return { cert, key: pemOf(key) };
}

const pemOf = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }).toString();

function keyIn(name: KeyName, text: string): KeyObject {
  const jwk = jwkIn(text);
  const pem = pemText(text);
  const block = pemBlocks(pem).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text ?? '';
  if (block.includes('OPENSSH PRIVATE KEY'))
    throw unusable(name, 'is in the format of OpenSSH.', 'convert a copy with `ssh-keygen -p -m PKCS8 -f key`, and give that.');
  if (block.includes('ENCRYPTED'))
    throw unusable(name, 'has a passphrase.', 'remove it with `openssl pkey -in key.pem -out plain.pem`, and give that file.');
  try {
    return jwk ? createPrivateKey({ key: jwk, format: 'jwk' }) : createPrivateKey(block);
  } catch {
    const isPublic = (jwk && jwk['d'] === undefined) || (block === '' && /BEGIN (?:RSA )?(?:PUBLIC|CERTIFICATE)/.test(pem));
    throw unusable(name, isPublic ? 'is public: it has no private key.' : 'cannot be read.', PEM_KEY);
  }
}

const HASHES = ['256', '384', '512'];

/** The `alg` to sign with (RFC 7518, 8037): the first the server supports, else the usual one; undefined if the key cannot sign. */
export function algorithmOf(key: KeyObject | Uint8Array, supported?: readonly string[]): string | undefined {
  const possible = algorithmsOf(key);
  return possible.find((alg) => supported?.includes(alg)) ?? possible[0];
}

function algorithmsOf(key: KeyObject | Uint8Array): string[] {
  if (key instanceof Uint8Array) return HASHES.map((size) => `HS${size}`);
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa')
    return (details?.modulusLength ?? 0) >= 2048 ? ['RS', 'PS'].flatMap((kind) => HASHES.map((size) => kind + size)) : [];
  if (type === 'ed25519') return ['EdDSA'];
  const curves: Record<string, string> = { prime256v1: 'ES256', secp384r1: 'ES384' };
  return [(type === 'ec' && curves[details?.namedCurve ?? '']) || ''].filter(Boolean);
}

/** The certificates in `ca_certificate`, one PEM each. @throws ActionError input_invalid */
export function authorities(text: string): string[] {
  const found = certificatesIn(text);
  if (found) return found.map(({ pem }) => pem);
  throw invalid('ca_certificate', 'is not a PEM certificate.', PEM_CERTIFICATE);
}

/** The certificates in a text; undefined if it has none, one that cannot be read, or anything else. */
function certificatesIn(text: string): { readonly pem: string; readonly parsed: X509Certificate }[] | undefined {
  const pem = pemText(text);
  const found = pemBlocks(pem).filter(({ label }) => label === 'CERTIFICATE');
  if (found.length === 0 || found.length < (pem.match(/-----BEGIN/g) ?? []).length) return undefined;
  try {
    return found.map((block) => {
      // With the line breaks of RFC 7468, which a variable or a shell makes spaces, or drops.
      const body = block.text.replace(/-----[A-Z ]+-----|\s/g, '').match(/.{1,64}/g) ?? [];
      const lines = ['-----BEGIN CERTIFICATE-----', ...body, '-----END CERTIFICATE-----'].join('\n');
      return { pem: lines, parsed: new X509Certificate(lines) };
    });
  } catch {
    return undefined;
  }
}
