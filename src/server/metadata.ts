/**
 * Where a server that is no Keycloak has its endpoints, by its own metadata (OpenID Connect Discovery 1.0, 4; RFC 8414, 3). Read
 * only with such an `issuer`.
 */
import type { FailureId } from '../report/texts.ts';
import type { endpointOf, Endpoints } from './endpoint.ts';

/** What the metadata is read with. */
export interface Reader {
  /** The status and the JSON object at a URL, if one is there. */
  ask(url: URL): Promise<{ readonly status: number; readonly fields: Record<string, unknown> | undefined }>;
  readonly endpointOf: typeof endpointOf;
  /** Cleans what a server says. */
  readonly clean: (text: string) => string;
  /** Whether a text repeats a secret. */
  readonly repeats: (text: string) => boolean;
}

/** A failure of texts.ts. */
export interface Problem {
  readonly id: FailureId;
  readonly params: object;
}

/**
 * Reads the metadata of `issuer`, once: the first of its two places that has any is believed.
 * @param certified whether the client shows a certificate: some servers have endpoints of their own for it (RFC 8705, 5)
 */
export async function readMetadata(issuer: string, certified: boolean, reader: Reader): Promise<Endpoints | Problem> {
  const places: string[] = [];
  for (const url of wellKnown(issuer)) {
    const { status, fields } = await reader.ask(url);
    if (fields) return endpointsIn(fields, issuer, certified, reader);
    places.push(`${url.href} (${String(status)})`);
  }
  return { id: 'metadata_not_found', params: { places: places.join(', nor at ') } };
}

/** With a path in the issuer, OpenID Connect has its name after that path, and RFC 8414 (3.1) between host and path. */
export function wellKnown(issuer: string): [URL, URL] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    new URL(`${origin}${path}/.well-known/openid-configuration`),
    new URL(`${origin}/.well-known/oauth-authorization-server${path}`),
  ];
}

function endpointsIn(
  fields: Record<string, unknown>,
  issuer: string,
  certified: boolean,
  { endpointOf, clean, repeats }: Reader,
): Endpoints | Problem {
  const { issuer: told, token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = fields; // RFC 8414, 2: the default
  // Letter by letter (RFC 8414, 3.3): another server could answer in the place of this one.
  if (told !== issuer)
    return { id: 'metadata_invalid/issuer', params: { issuer, told: typeof told === 'string' ? clean(told) : '' } };
  const { host } = new URL(issuer);
  const aliases = (certified && fields['mtls_endpoint_aliases']) || {};
  const found: { [name: string]: URL | undefined } = {};
  for (const name of ['token_endpoint', 'revocation_endpoint']) {
    const given = (aliases as Record<string, unknown>)[name] ?? fields[name] ?? undefined;
    const url = given === undefined ? undefined : endpointOf(given);
    // Every line about a server names its host.
    const problem = typeof url === 'object' && url.host !== host && repeats(url.host) ? 'secret' : url;
    if (typeof problem === 'string') return { id: 'metadata_invalid/endpoint', params: { issuer, name, problem } };
    found[name] = problem;
  }
  const { token_endpoint: tokenUrl, revocation_endpoint: revocationUrl } = found;
  if (!tokenUrl) return { id: 'metadata_invalid/no_token_endpoint', params: { issuer } };
  const methodsTaken = Array.isArray(methods) ? methods.filter((method) => typeof method === 'string') : undefined;
  return { tokenUrl, revocationUrl, methodsTaken };
}
