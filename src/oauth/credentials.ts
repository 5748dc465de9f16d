/** How a client authenticates, and with what. */
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

/** The proofs of a client, as inputs name them: none of it is in a seal. Empty unless the method uses it. */
export interface Proofs {
  readonly clientSecret: string;
  /** PEM. */
  readonly privateKey: string;
  /** The path of the file with the assertion. */
  readonly clientAssertionFile: string;
  /** PEM, with its chain, and its key. Shown in TLS, whatever the method. */
  readonly clientCertificate: string;
  readonly clientCertificateKey: string;
}

/** A client, and how it proves who it is. */
export interface Credentials extends Proofs {
  readonly authMethod: AuthMethod;
  readonly tokenUrl: URL;
  /** Empty where the server finds the client by the assertion. */
  readonly clientId: string;
  /** Empty when not given. */
  readonly privateKeyId: string;
  /** Empty when not given: then the issuer, or where it is not known, what Keycloak's would be. */
  readonly assertionAudience: string;
  /** Empty where it was not given, or is a Keycloak's. */
  readonly issuer: string;
  /** What assertions the server takes, by its metadata. */
  readonly signingAlgs?: readonly string[] | undefined;
}

/** The value of the Basic scheme: both parts form-encoded first, as RFC 6749, 2.3.1 says. */
export function basicOf({ clientId, clientSecret }: Pick<Credentials, 'clientId' | 'clientSecret'>): string {
  return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
}
