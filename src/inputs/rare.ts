/**
 * What the inputs may hold that few workflows give: as in values.ts, a function each. A file of its own in dist/, read only where
 * one is given, or a method that needs one.
 */
import { resolve } from 'node:path';
import { usableCertificate, usableCertificateKey } from '../client/certificate.ts';
import type { AuthMethod } from '../client/credentials.ts';
import { usablePrivateKey } from '../client/private-key-jwt.ts';
import { failure } from '../report/error.ts';
import { secretsWithheld, type Environment } from '../runner/run.ts';
import { checkEndpoint } from '../server/endpoint.ts';
import { issuerOf, tokenEndpointOf } from '../server/keycloak.ts';
import { certificatesIn } from '../text/certificates.ts';
import { mistaken } from './mistaken.ts';
import { requireSecret, oneLine } from './values.ts';

export { privatePieces } from '../text/pem.ts';

/** Of the token request (RFC 6749, 4.4.2; RFC 7521, 4.2): never among `parameters`. */
const OWN_FIELDS: readonly string[] = [
  'grant_type',
  'scope',
  'audience',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
];

/** The key of `private_key_jwt`; what takes no key must not leave one lying about unused. */
export function privateKey(text: string, method: AuthMethod | undefined, env: Environment): string {
  if (method === 'private_key_jwt')
    return usablePrivateKey(secretsWithheld(env) ? requireSecret('private_key', text, env) : text);
  if (text !== '' && method !== undefined) throw failure('input_invalid/key_unused', { method });
  return '';
}

/** The path of the file with the assertion, from the root, since post may run in another folder. */
export function assertionFile(given: string, method: AuthMethod | undefined): string {
  if (method !== 'client_assertion') return '';
  if (given === '') throw failure('input_missing', { name: 'client_assertion_file' });
  // The message about a file that is not there tells its path.
  if (/\bey[\w-]{8,}\.[\w-]+\./.test(given)) throw failure('input_invalid/no_path', {});
  return resolve(oneLine('client_assertion_file', given));
}

/** A Keycloak's realm by its token endpoint; any other server by its issuer, whose metadata must be read. */
export function issuer(given: string, alsoTokenUrl: boolean): { readonly tokenUrl: URL | undefined; readonly issuer: string } {
  if (alsoTokenUrl) throw failure('input_invalid/two_servers', {});
  const url = checkEndpoint('issuer', given);
  if (given.includes('?') || url.pathname.includes('/.well-known/')) throw failure('input_invalid/issuer', {});
  const path = /^(.*\/realms\/[^/]+)\/protocol(?:\/|$)/.exec(url.pathname)?.[1];
  const tokenUrl = tokenEndpointOf(path === undefined ? url : new URL(`${url.origin}${path}`));
  const wrong = tokenUrl && mistaken(tokenUrl, tokenUrl.href);
  if (tokenUrl && (wrong ?? path) !== undefined) {
    const realm = issuerOf(new URL(wrong?.right ?? tokenUrl));
    throw failure('input_invalid/no_issuer', { kind: wrong?.kind ?? 'endpoint', realm, environment: wrong?.environment });
  }
  return { tokenUrl, issuer: tokenUrl ? '' : given };
}

/** Form fields, a line each; what the action sends itself is none. No error repeats a value. */
export function parameters(given: string): [name: string, value: string][] {
  const lines = given.split(/\r?\n/).map((line) => line.trim());
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(line) ?? [];
    if (OWN_FIELDS.includes(name.trim().toLowerCase())) throw failure('input_invalid/parameter_own', { field: name.trim() });
    // RFC 6749, 8.2
    if (!/^[\w.-]+$/.test(name)) throw failure('input_invalid/parameter', { line: index + 1 });
    return [[name, oneLine('parameters', value)]];
  });
}

/**
 * PEM certificates, one an entry.
 * @throws ActionError input_invalid
 */
export function caCertificates(given: string): string[] {
  if (given === '') return [];
  const found = certificatesIn(given);
  if (!found) throw failure('input_invalid/certificate', {});
  return found.map(({ pem }) => pem);
}

/** The key of the client certificate, needed where there is one. */
export function certificateKey(key: string, certificate: string, env: Environment): string {
  if (key === '' && certificate === '') return '';
  return usableCertificateKey(requireSecret('client_certificate_key', key, env));
}

/** The client certificate. A key that cannot be used (undefined) is a problem of its own. */
export function certificate(text: string, key: string | undefined, method: AuthMethod | undefined): string {
  if (text === '' && (key || method === 'tls_client_auth')) throw failure('input_missing', { name: 'client_certificate' });
  return text === '' || key === undefined ? '' : usableCertificate(text, key, Date.now());
}
