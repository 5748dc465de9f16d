/**
 * Where a server that is no Keycloak has its endpoints, by its own metadata (OpenID Connect Discovery 1.0, 4; RFC 8414, 3). Read
 * only with such an `issuer`.
 */
import { failure } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { cut, onOneLine } from '#text/words.ts';
import { endpointOf, urlProblems, type Endpoints } from '#oauth/endpoint-url.ts';

/** The status and the JSON object at a URL, if one is there. */
export type Ask = (url: URL) => Promise<{ readonly status: number; readonly fields: Record<string, unknown> | undefined }>;

/**
 * Reads the metadata of `issuer`, once: the first of its two places that has any is believed.
 * @param certified whether the client shows a certificate: some servers have endpoints of their own for it (RFC 8705, 5)
 * @throws ActionError metadata_not_found, metadata_invalid
 */
export async function readMetadata(issuer: string, certified: boolean, ask: Ask, log: Pick<Log, 'repeats'>): Promise<Endpoints> {
  const places: string[] = [];
  for (const url of wellKnown(issuer)) {
    const { status, fields } = await ask(url);
    if (fields) return endpointsIn(fields, issuer, certified, log);
    places.push(`${url.href} (${String(status)})`);
  }
  throw failure('metadata_not_found', { places: places.join(', nor at ') });
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

function endpointsIn(fields: Record<string, unknown>, issuer: string, certified: boolean, log: Pick<Log, 'repeats'>): Endpoints {
  // RFC 8414, 2: the default
  const { issuer: told, token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = fields;
  // Letter by letter (RFC 8414, 3.3): another server could answer in the place of this one.
  if (told !== issuer)
    throw failure('metadata_invalid/issuer', { issuer, told: typeof told === 'string' ? cut(onOneLine(told)) : '' });
  const { host } = new URL(issuer);
  const aliases = ((certified && fields['mtls_endpoint_aliases']) || {}) as Record<string, unknown>;
  const endpoint = (name: string): URL | undefined => {
    const given = aliases[name] ?? fields[name] ?? undefined;
    const url = given === undefined ? undefined : endpointOf(given);
    // Every line about a server names its host.
    const problem = typeof url === 'object' && url.host !== host && log.repeats(url.host) ? 'secret' : url;
    if (typeof problem === 'string') throw failure('metadata_invalid/endpoint', { issuer, name, problem: urlProblems[problem] });
    return problem;
  };
  const [tokenUrl, revocationUrl] = [endpoint('token_endpoint'), endpoint('revocation_endpoint')];
  if (!tokenUrl) throw failure('metadata_invalid/no_token_endpoint', { issuer });
  const methodsTaken = Array.isArray(methods) ? methods.filter((method) => typeof method === 'string') : undefined;
  return { tokenUrl, revocationUrl, methodsTaken };
}
