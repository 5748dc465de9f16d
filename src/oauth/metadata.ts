/** Reads the endpoints of a server from its metadata (OpenID Connect Discovery 1.0, 4; RFC 8414, 3). Not needed for Keycloak. */
import { ask, type Context } from '#http/ask.ts';
import { transientCode } from '#http/status.ts';
import { endpointOf, urlProblems, type Endpoints, type Server } from '#oauth/endpoint-url.ts';
import { failure } from '#report/error.ts';
import { reportEndpoints } from '#report/lines.ts';
import type { Log } from '#report/log.ts';
import { jsonObject } from '#text/json.ts';
import { words } from '#text/words.ts';

const MAX_ISSUER = 200; // characters

type Metadata = Readonly<Record<string, unknown>>;

/**
 * The endpoints, and the milliseconds it took to find them. The second document is read only if the first is missing, or lacks a
 * revocation endpoint that is needed.
 * @throws ActionError metadata_not_found, metadata_invalid, rate_limited, server_error, and those of send.ts
 */
export async function readMetadata(server: Server, context: Context): Promise<Endpoints & { readonly elapsed: number }> {
  const { revocationUrl, issuer, timeout } = server;
  let elapsed = 0;
  const documents: Metadata[] = [];
  for (const url of wellKnown(issuer)) {
    const limits = { timeout, elapsed, ...(documents.length > 0 && { maxAttempts: 1 }) };
    const read = ask(
      { make: () => ({ url, headers: {} }), read: ({ status, body }) => metadataIn(url, status, body) },
      limits,
      context,
    );
    const { value, took } = await (documents.length > 0 ? read.catch(() => ({ value: undefined, took: 0 })) : read);
    elapsed = Math.max(elapsed, took);
    if (value?.['issuer'] === issuer || (value && documents.length === 0)) documents.push(value);
    if (documents.some((each) => each['revocation_endpoint']) || (documents.length > 0 && revocationUrl)) break;
  }
  if (documents.length === 0) throw failure('metadata_not_found', { places: wellKnown(issuer).map(({ href }) => href) });
  const found = endpointsIn(Object.assign({}, ...documents.toReversed()) as Metadata, server, context.log);
  reportEndpoints(issuer, found, context.log);
  return { ...found, elapsed };
}

/** OpenID Connect puts its name after the path of the issuer, RFC 8414 (3.1) between host and path. */
export function wellKnown(issuer: string): [URL, URL] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    new URL(`${origin}${path}/.well-known/openid-configuration`),
    new URL(`${origin}/.well-known/oauth-authorization-server${path}`),
  ];
}

/** Undefined for a page, and for a redirect, which is not followed. */
function metadataIn({ host }: URL, status: number, body: string): Metadata | undefined {
  const transient = transientCode(status);
  if (transient) throw failure(`${transient}/metadata`, { host, status });
  return status === 200 ? jsonObject(body) : undefined;
}

function endpointsIn(fields: Metadata, { issuer, clientCertificate, revocationUrl }: Server, log: Log): Endpoints {
  const { issuer: actual, token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = fields; // RFC 8414, 2: the default
  // Letter by letter (RFC 8414, 3.3): otherwise another server could answer for this one.
  if (actual !== issuer)
    throw failure('metadata_invalid/issuer', { issuer, actual: typeof actual === 'string' ? addressOf(actual, issuer) : '' });
  // Some servers have endpoints of their own for clients that show a certificate (RFC 8705, 5).
  const aliases = ((clientCertificate && fields['mtls_endpoint_aliases']) || {}) as Metadata;
  const endpoint = (name: string): URL | undefined => {
    const value = aliases[name] ?? fields[name] ?? undefined;
    if (value === undefined) return undefined;
    const url = endpointOf(value);
    // Messages show the host.
    const problem = typeof url === 'object' && url.host !== new URL(issuer).host && log.repeats(url.host) ? 'secret' : url;
    if (typeof problem === 'string')
      throw failure('metadata_invalid/endpoint', { issuer, name, problem: urlProblems[problem][0] });
    return problem;
  };
  const tokenUrl = endpoint('token_endpoint');
  if (!tokenUrl) throw failure('metadata_invalid/no_token_endpoint', { issuer });
  return {
    tokenUrl,
    revocationUrl: revocationUrl ?? endpoint('revocation_endpoint'),
    authMethods: textsIn(methods),
    signingAlgs: textsIn(fields['token_endpoint_auth_signing_alg_values_supported']),
  };
}

/** An address as words, since an earlier run may have sent the server a secret; the parts that `issuer` has as they are. */
function addressOf(text: string, issuer: string): string {
  const known = new Set(issuer.split('/'));
  if (text.length > MAX_ISSUER) return words(text);
  return text
    .split('/')
    .map((part) => (known.has(part) ? part : words(part)))
    .join('/');
}

function textsIn(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
}
