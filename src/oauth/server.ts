/**
 * A server as the inputs name it, and what is known of it.
 */

/** Which server, and how long it may be asked. */
export interface Server {
  /** Undefined where the metadata of `issuer` has it. */
  readonly tokenUrl: URL | undefined;
  /** RFC 7009; undefined where it was not given. */
  readonly revocationUrl: URL | undefined;
  /** Whose metadata must be read; empty where the token endpoint is known. */
  readonly issuer: string;
  readonly clientCertificate: string;
  /** Seconds, in all. */
  readonly timeout: number;
}

/** The endpoints of a server, and what its metadata says of clients. */
export interface Endpoints {
  readonly tokenUrl: URL;
  /** RFC 7009; undefined where none is known. */
  readonly revocationUrl: URL | undefined;
  /** `token_endpoint_auth_methods_supported`; undefined where the metadata was not read. */
  readonly authMethods?: readonly string[] | undefined;
  /** `token_endpoint_auth_signing_alg_values_supported`; undefined where it is not said. */
  readonly signingAlgs?: readonly string[] | undefined;
}
