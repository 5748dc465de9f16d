/**
 * Why an answer of the token endpoint holds no token. Talks to nobody.
 */
import type { ErrorCode } from './catalogue.ts';
import { ActionError, type ErrorDetails } from './errors.ts';
import type { AuthMethod } from './input-values.ts';
import { transientCode } from './retry.ts';
import type { HttpResponse } from './send.ts';

/** What the answer is read against. */
export interface Expectation {
  /** Cleans what a server says. */
  readonly clean: (text: string) => string;
  readonly host: string;
  readonly authMethod: AuthMethod;
  /** `iss`, `sub` and `aud` of the ID token that was sent; empty where none was. */
  readonly identity: string;
}

/** A redirect, which is never followed. */
export function redirected({ status, headers, url }: HttpResponse, { clean, host }: Expectation): ActionError {
  // Cleaned before it is parsed, too: the parser writes a secret in a form of its own (`"` as %22, a host in lower case). Node reads
  // headers as Latin-1.
  const location = clean(Buffer.from(headers.location ?? '', 'latin1').toString());
  const target = location !== '' && URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  // A query may hold what was sent: the target is named without it.
  const where = target ? `to ${clean(`${target.origin}${target.pathname}`)}` : 'to nowhere';
  return new ActionError('redirect', `${host} answered ${String(status)}, a redirect ${where}.`);
}

/** By the OAuth error code (RFC 6749, 5.2) where there is one, else by status; never by the description, in which servers differ. */
export function refusal(
  { status, headers }: HttpResponse,
  fields: Record<string, unknown> | undefined,
  expected: Expectation,
): ActionError {
  const said = (name: string): string => (typeof fields?.[name] === 'string' ? expected.clean(fields[name]) : '');
  const error = said('error');
  const description = said('error_description');
  const quoted = [error, description && `"${description}"`].filter(Boolean).join(' ');
  const code = refusalCode(status, fields?.['error']);
  const refused = code === 'invalid_client' || code === 'unauthorized_client' || code === 'request_refused';
  return new ActionError(
    code,
    `${expected.host} answered ${String(status)}${quoted && `: ${quoted}`}.${refused && expected.identity ? ` The ID token has ${expected.identity}.` : ''}`,
    {
      retryAfter: headers['retry-after'],
      ...(refused && hints[expected.authMethod]),
    },
  );
}

/** What is known of a refused client beyond the catalogue, by its method. */
const hints: Partial<Record<AuthMethod, ErrorDetails>> = {
  client_secret_basic: {
    fix: 'Compare `client_id`, `client_secret` and `environment` with the credentials that you were given; older Keycloak refuses special characters in a secret that is sent this way, so try `auth_method: client_secret_post`.',
  },
  private_key_jwt: {
    why: 'Most likely the key or certificate registered with this client is not that of `private_key`, the server expects another `assertion_audience`, or it is an older Keycloak, which takes only RSA keys by certificate.',
    fix: 'Compare the key under Keys of the client, `private_key_id` and `assertion_audience` with what is sent.',
  },
  github_oidc: {
    why: 'Most likely one of them is not what the client or its identity provider is set up for (upper and lower case, and a slash at the end, count), or the server is a Keycloak older than 26.6, which takes no such token.',
    fix: 'Have the administrator compare them with the federated credential of the client; `assertion_audience` sets `aud`.',
  },
};

function refusalCode(status: number, error: unknown): ErrorCode {
  const transient = transientCode(status);
  if (transient) return transient;
  if (error === 'invalid_client' || error === 'unauthorized_client' || error === 'invalid_scope') return error;
  if (status === 401) return 'invalid_client';
  if (status === 403 && (typeof error !== 'string' || error === '')) return 'access_denied';
  if (status === 404 || status === 405) return 'endpoint_not_found';
  if (typeof error !== 'string' || error === '') return 'answer_invalid';
  // Keycloak answers with what is no OAuth error code ("missingNormalization", "HTTP 406 ...") where this is not its token endpoint.
  return /^[a-z_]+$/.test(error) ? 'request_refused' : 'endpoint_not_found';
}
