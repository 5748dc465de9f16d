/**
 * Where the server has its endpoints: known from the inputs, or by its metadata.
 */
import type { Outside } from '#http/ask.ts';

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

/**
 * The endpoints, and the milliseconds that it took to know them.
 * @throws ActionError those of metadata.ts
 */
export async function findEndpoints(server: Server, outside: Outside): Promise<Endpoints & { readonly elapsed: number }> {
  const { tokenUrl, revocationUrl } = server;
  if (tokenUrl) return { tokenUrl, revocationUrl, elapsed: 0 };
  const { readMetadata } = await import('#oauth/metadata.ts');
  return readMetadata(server, outside);
}
