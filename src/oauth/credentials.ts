/**
 * What a client proves itself with.
 */
import type { TimeLeft } from '#http/retry.ts';
import type { ErrorDetails } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { issuerOf } from '#oauth/keycloak.ts';
import { formEncode } from '#text/encoding.ts';

/** How (RFC 6749, 2.3.1; RFC 7523, 2.2; RFC 8705, 2); the first is the default. */
export const authMethods = [
  'client_secret_post',
  'client_secret_basic',
  'client_secret_jwt',
  'private_key_jwt',
  'github_oidc',
  'client_assertion',
  'tls_client_auth',
] as const;
/** A value of `auth_method`. */
export type AuthMethod = (typeof authMethods)[number];

/** The credentials, and what an assertion needs. */
export interface Credentials {
  readonly authMethod: AuthMethod;
  readonly tokenUrl: URL;
  /** Empty where the server finds the client by the assertion. */
  readonly clientId: string;
  /** Empty unless the method sends it. */
  readonly clientSecret: string;
  /** PEM; empty unless the method is private_key_jwt. */
  readonly privateKey: string;
  /** Empty when not given. */
  readonly privateKeyId: string;
  /** Empty when not given. */
  readonly assertionAudience: string;
  /** The path of the file with the assertion; empty unless the method is client_assertion. */
  readonly clientAssertionFile: string;
  /** PEM, with its chain, and its key; empty when not given. Shown in TLS, whatever the method. */
  readonly clientCertificate: string;
  readonly clientCertificateKey: string;
}

/** The credentials among `given`, and nothing else of it. */
export function credentialsOf(given: Credentials): Credentials {
  const { authMethod, tokenUrl, clientId, clientSecret, privateKey, privateKeyId, assertionAudience } = given;
  const { clientAssertionFile, clientCertificate, clientCertificateKey } = given;
  return {
    ...{ authMethod, tokenUrl, clientId, clientSecret, privateKey, privateKeyId, assertionAudience },
    ...{ clientAssertionFile, clientCertificate, clientCertificateKey },
  };
}

/** What of them proves the client, and so is in no seal: none of it given. */
export const noSecrets = {
  clientSecret: '',
  privateKey: '',
  clientAssertionFile: '',
  clientCertificate: '',
  clientCertificateKey: '',
};
/** What of them proves the client. */
export type Secrets = Pick<Credentials, keyof typeof noSecrets>;

/** The value of the Basic scheme: both parts form-encoded first, as RFC 6749, 2.3.1 says. */
export function basicOf({ clientId, clientSecret }: Pick<Credentials, 'clientId' | 'clientSecret'>): string {
  return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
}

/** Masks the secret in the forms in which the Basic scheme sends it, here and elsewhere. */
export function maskBasic(
  log: Pick<Log, 'mask'>,
  { clientId, clientSecret }: Pick<Credentials, 'clientId' | 'clientSecret'>,
): void {
  if (clientSecret === '') return;
  for (const form of [basicOf({ clientId, clientSecret }), Buffer.from(`${clientId}:${clientSecret}`).toString('base64')])
    log.mask(form);
}

/** The `aud` of an assertion: as given, else the realm's issuer, else (no Keycloak) the token endpoint (RFC 7523, 3). */
export function assertionAudience({ assertionAudience: given, tokenUrl }: Credentials): string {
  return given || issuerOf(tokenUrl);
}

const MAX_SKEW = 20; // seconds between two clocks that an assertion outlives at any server

/** Seconds that our clock is ahead, where an assertion may have been refused for that alone: the Date of the answer tells. */
export function skewBehindRefusal({ ahead = 0 }: ErrorDetails, authMethod: string): number | undefined {
  return /^(private_key|client_secret)_jwt$/.test(authMethod) && Math.abs(ahead) > MAX_SKEW * 1000
    ? Math.round(-ahead / 1000)
    : undefined;
}

/** What a method needs of the outside: where it masks, how long it may take, and how far the server's clock is ahead. */
export interface Attempt {
  readonly log: Log;
  readonly timeLeft: TimeLeft;
  /** Milliseconds. */
  readonly ahead?: number;
}
