/**
 * Private keys and certificates, as people have them (PEM, whatever else stands in it), and whether they can be used. Read only
 * where one is given.
 */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Secrets } from '#oauth/credentials.ts';
import type { Problems } from '#inputs/read.ts';
import { failure, invalid, type ActionError } from '#report/error.ts';
import { isoSeconds } from '#report/time.ts';
import { pemBlocks, pemText } from '#text/pem.ts';

export { privatePieces } from '#text/pem.ts';

type Given = Readonly<Record<'private_key' | 'client_assertion_file' | 'client_certificate' | 'client_certificate_key', string>>;

const unusable = (code: 'private_key_invalid' | 'client_certificate_invalid', name: string, problem: string): ActionError =>
  failure(code, { what: `The input \`${name}\` ${problem}.` });

/** What of `given` is used, in its one canonical form: a key may be folded so that its lines are too short to be masked. */
export function usable(given: Given, problems: Problems): Omit<Secrets, 'clientSecret'> {
  const { private_key: key, client_assertion_file: file, client_certificate: certificate } = given;
  const privateKey = key && problems.try(() => signingKey(key));
  const clientCertificateKey =
    (certificate || given.client_certificate_key) &&
    problems.try(() => keyIn('client_certificate_key', given.client_certificate_key));
  return {
    privateKey: privateKey && pemOf(privateKey),
    clientAssertionFile: file && problems.try(() => path(file)),
    clientCertificate: clientCertificateKey ? problems.try(() => chainOf(certificate, clientCertificateKey, Date.now())) : '',
    clientCertificateKey: clientCertificateKey ? pemOf(clientCertificateKey) : '',
  };
}

const pemOf = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }).toString();

function keyIn(name: 'private_key' | 'client_certificate_key', given: string): KeyObject {
  const code = name === 'private_key' ? 'private_key_invalid' : 'client_certificate_invalid';
  const text = pemText(given);
  const pem = pemBlocks(text).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text ?? '';
  if (pem.includes('ENCRYPTED'))
    throw unusable(code, name, 'has a passphrase: take it away with `openssl pkey -in key.pem -out plain.pem`');
  try {
    return createPrivateKey(pem);
  } catch {
    throw unusable(
      code,
      name,
      /BEGIN (RSA )?(PUBLIC|CERTIFICATE)/.test(text) && !text.includes(' PRIVATE KEY-----') ? 'is public' : 'cannot be read',
    );
  }
}

function signingKey(given: string): KeyObject {
  const key = keyIn('private_key', given);
  if (algorithmOf(key) !== undefined) return key;
  throw unusable(
    'private_key_invalid',
    'private_key',
    'is too short, or of a kind that is not used here (RSA from 2048 bits, P-256, P-384, Ed25519)',
  );
}

/** The `alg` (RFC 7518; RFC 8037) by kind of key, or undefined where the key is none that is signed with here. */
export function algorithmOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string | undefined {
  if (type === 'rsa') return (details?.modulusLength ?? 0) >= 2048 ? 'RS256' : undefined;
  if (type === 'ed25519') return 'EdDSA';
  const curves: Record<string, string> = { prime256v1: 'ES256', secp384r1: 'ES384' };
  return type === 'ec' ? curves[details?.namedCurve ?? ''] : undefined;
}

/** The certificate of `key` and the chain beside it, the client's own first, as TLS wants it (RFC 8446, 4.4.2). */
function chainOf(given: string, key: KeyObject, now: number): string {
  const problem = (what: string): ActionError => unusable('client_certificate_invalid', 'client_certificate', what);
  if (given === '') throw failure('input_missing', { name: 'client_certificate' });
  const certificates = certificatesIn(given);
  if (!certificates) throw problem('is no PEM certificate');
  const own = certificates.find(({ parsed }) => parsed.checkPrivateKey(key));
  if (!own) throw problem('has no certificate of `client_certificate_key`');
  const { validFromDate: from, validToDate: until } = own.parsed;
  if (now < from.getTime() || now >= until.getTime())
    throw problem(`is valid from ${isoSeconds(from.getTime())} until ${isoSeconds(until.getTime())}, and not now`);
  const pem = [own, ...certificates.filter((each) => each !== own)].map((each) => each.pem).join('\n');
  try {
    createSecureContext({ cert: pem, key: pemOf(key) });
  } catch (error) {
    throw problem(`cannot be used for TLS (${(error as NodeJS.ErrnoException).code ?? 'no code'}): it may be too weak`);
  }
  return pem;
}

/** PEM certificates to be trusted, one an entry. */
export function authorities(given: string, problems: Problems): string[] {
  return problems.try(() => {
    const found = certificatesIn(given);
    if (found) return found.map(({ pem }) => pem);
    throw invalid('ca_certificate', 'is no PEM certificate. Give its text, from -----BEGIN CERTIFICATE----- on, not a path.');
  });
}

/** Every certificate of a text; undefined where there is none, or one that cannot be read, or something else than certificates. */
function certificatesIn(given: string): { readonly pem: string; readonly parsed: X509Certificate }[] | undefined {
  const text = pemText(given);
  const found = pemBlocks(text).filter(({ label }) => label === 'CERTIFICATE');
  if (found.length === 0 || found.length < (text.match(/-----BEGIN/g) ?? []).length) return undefined;
  try {
    return found.map((block) => {
      // With the line breaks of RFC 7468, which a variable or a shell makes spaces, or drops.
      const body = block.text.replace(/-----[A-Z ]+-----|\s/g, '').match(/.{1,64}/g) ?? [];
      const pem = ['-----BEGIN CERTIFICATE-----', ...body, '-----END CERTIFICATE-----'].join('\n');
      return { pem, parsed: new X509Certificate(pem) };
    });
  } catch {
    return undefined;
  }
}

/** The path of the file with the assertion, from the root, since post may run in another folder. */
function path(given: string): string {
  // The message about a file that is not there tells its path.
  if (/\bey[\w-]{8,}\.[\w-]+\./.test(given))
    throw invalid('client_assertion_file', 'is a JWT. Give the path of the file that holds it.');
  return resolve(given);
}
