/**
 * What a client proves itself with.
 */

/** How (RFC 6749, 2.3.1; RFC 7523, 2.2); the first is the default. */
export const authMethods = ['client_secret_post', 'client_secret_basic', 'private_key_jwt', 'github_oidc'] as const;
export type AuthMethod = (typeof authMethods)[number];

/** The credentials, and what an assertion needs. */
export interface Credentials {
  readonly authMethod: AuthMethod;
  readonly tokenUrl: URL;
  readonly clientId: string;
  /** Empty unless the method sends it. */
  readonly clientSecret: string;
  /** PEM; empty unless the method is private_key_jwt. */
  readonly privateKey: string;
  /** Empty when not given. */
  readonly privateKeyId: string;
  /** Empty when not given. */
  readonly assertionAudience: string;
}

/** The credentials among `given`, and nothing else of it. */
export function credentialsOf(given: Credentials): Credentials {
  const { authMethod, tokenUrl, clientId, clientSecret, privateKey, privateKeyId, assertionAudience } = given;
  return { authMethod, tokenUrl, clientId, clientSecret, privateKey, privateKeyId, assertionAudience };
}

/** What of them proves the client, and so is in no seal. */
export const secretNames = ['clientSecret', 'privateKey'] as const;
export type Secrets = Pick<Credentials, (typeof secretNames)[number]>;
