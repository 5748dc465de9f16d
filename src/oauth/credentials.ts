/** How a client authenticates, and with what. */
import { formEncode } from '#text/encoding.ts';

/** Values of `auth_method` (RFC 6749, 2.3.1; RFC 7523, 2.2; RFC 8705, 2); the first is the default. */
export const authMethods = [
  'client_secret_post',
  'client_secret_basic',
  'client_secret_jwt',
  'private_key_jwt',
  'github_oidc',
  'client_assertion',
  'tls_client_auth',
] as const;
export type AuthMethod = (typeof authMethods)[number];

/** What a client proves itself with, as in the inputs; never sealed. Empty unless the method uses it. */
export interface Proofs {
  readonly clientSecret: string;
  /** PEM. */
  readonly privateKey: string;
  readonly clientAssertionFile: string;
  /** PEM, with its chain, and its key. Shown in TLS, whatever the method. */
  readonly clientCertificate: string;
  readonly clientCertificateKey: string;
}

export interface Credentials extends Proofs {
  readonly authMethod: AuthMethod;
  readonly tokenUrl: URL;
  /** Empty where the server finds the client by the assertion. */
  readonly clientId: string;
  readonly privateKeyId: string;
  /** If empty, the issuer is used, or if that is unknown, what Keycloak's would be. */
  readonly assertionAudience: string;
  /** Empty if not set, or if it is a Keycloak realm. */
  readonly issuer: string;
  /** The server's `token_endpoint_auth_signing_alg_values_supported`. */
  readonly signingAlgs?: readonly string[] | undefined;
}

/** The Basic scheme's credentials: both parts are form-encoded first (RFC 6749, 2.3.1). */
export function basicOf({ clientId, clientSecret }: Pick<Credentials, 'clientId' | 'clientSecret'>): string {
  return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
}
