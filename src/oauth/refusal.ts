/**
 * Why an answer of the token endpoint holds no token. Talks to nobody. A file of its own in dist/, read only then.
 */
import { authMethods, skewBehindRefusal, type AuthMethod } from '#oauth/credentials.ts';
import type { HttpResponse } from '#http/send.ts';
import { detailsOf, transientCode } from '#http/status.ts';
import { failure, type ActionError } from '#report/error.ts';
import { prose } from '#text/words.ts';
import type { FailureId } from '#report/texts.ts';
import { othersThanDefault } from '#oauth/environments.ts';
import { isCutOff, jsonObject } from '#text/json.ts';
import type { Expectation } from '#oauth/token.ts';

/** What the answer is read against. */
export interface Refused extends Pick<Expectation, 'host'> {
  readonly authMethod: AuthMethod;
  /** What the server takes by its metadata, where that was read. */
  readonly methodsTaken?: readonly string[] | undefined;
  /** `iss`, `sub` and `aud` of an assertion that somebody else made; empty where none was sent. */
  readonly identity: string;
}

/** Why an answer grants nothing: redirect, rate_limited, server_error, invalid_client and the other refusals, answer_invalid. */
export function refused(response: HttpResponse, expected: Refused): ActionError {
  const { status, body } = response;
  if (status >= 300 && status < 400) return redirected(response, expected);
  const fields = jsonObject(body);
  if (status < 200 || status >= 300 || fields) return refusal(response, fields, expected);
  const cutOff = status === 200 && (body === '' || isCutOff(body));
  const kind = cutOff ? 'answer_invalid/cut_off' : 'answer_invalid/no_json';
  return failure(kind, { host: expected.host, status, kind: kindOf(response) }, detailsOf(response));
}

function kindOf({ headers, body }: HttpResponse): 'nothing' | 'compressed' | 'page' | 'other' {
  if (body === '') return 'nothing';
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity') return 'compressed';
  return /^\s*</.test(body) ? 'page' : 'other';
}

/** A redirect, which is never followed. */
function redirected({ status, headers, url }: HttpResponse, { host }: Refused): ActionError {
  // A query may hold what was sent: the target is named without it. Node reads headers as Latin-1.
  const location =
    Buffer.from(headers.location ?? '', 'latin1')
      .toString()
      .split(/[?#]/, 1)[0] ?? '';
  const target = headers.location && URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  const leads = target && /^https?:$/.test(target.protocol); // another has no origin
  return failure('redirect', { host, status, where: leads ? prose(`${target.origin}${target.pathname}`) : '' });
}

/**
 * By the OAuth error code (RFC 6749, 5.2) where there is one, else by status; never by the description, in which servers differ:
 * of one that is known it says more.
 */
function refusal(response: HttpResponse, fields: Record<string, unknown> | undefined, expected: Refused): ActionError {
  const { status } = response;
  const said = (name: string): string => (typeof fields?.[name] === 'string' ? prose(fields[name]) : '');
  const error = said('error');
  const description = said('error_description');
  const quoted = [error, description && `"${description}"`].filter(Boolean).join(' ');
  const code = refusalCode(status, fields?.['error']);
  const details = detailsOf(response);
  const base = { host: expected.host, status, said: quoted };
  const realm = realmSays.find(([words]) => status >= 400 && status < 500 && words.test(description));
  if (realm) return failure(realm[1], base, details);
  const known = secretMethods.has(expected.authMethod) ? knownRefusals[`${error} ${description}`] : undefined;
  if (code !== 'invalid_client' && code !== 'unauthorized_client' && code !== 'request_refused')
    return failure(known ?? code, base, details);
  const { identity, authMethod: method, host } = expected;
  const params = { ...base, identity, method, others: othersThanDefault(host) ?? [] };
  const skew = skewBehindRefusal(details, method);
  const refusal =
    skew === undefined ? failure(known ?? code, params, details) : failure(`${code}/clock`, { ...params, skew }, details);
  const methods = methodsInstead(method, expected.methodsTaken);
  return methods.length > 0 ? refusal.and('methods_known', { methods }) : refusal;
}

/**
 * What of this action a server takes, by its metadata (RFC 8414, 2: `token_endpoint_auth_methods_supported`), where `method` is
 * not among it; else nothing.
 */
function methodsInstead(method: AuthMethod, taken: readonly string[] = []): AuthMethod[] {
  const names = new Set(taken.map((name) => (name === 'self_signed_tls_client_auth' ? 'tls_client_auth' : name)));
  // An assertion that somebody else made has no name of its own there.
  const name = method === 'github_oidc' || method === 'client_assertion' ? 'private_key_jwt' : method;
  return names.has(name) ? [] : authMethods.filter((each) => names.has(each));
}

/** What Keycloak (TokenEndpoint, ClientCredentialsGrantType) says of its realm and of users, whoever the client is. */
const realmSays = [
  [/^HTTPS required$/, 'access_denied/https_required'],
  [/^Realm not enabled$/, 'access_denied/realm_disabled'],
  [/^User '.*' disabled$/, 'unauthorized_client/user_disabled'],
] as const;

/** Every code of RFC 6749 and its kin that a token endpoint may refuse with. */
const OAUTH_ERROR =
  /^(invalid_(request|client|grant|scope|target|token|dpop_proof)|unauthorized_client|unsupported_grant_type|access_denied|insufficient_scope|server_error|temporarily_unavailable|use_dpop_nonce)$/;

const secretMethods: ReadonlySet<string> = new Set(['client_secret_post', 'client_secret_basic']);

/** What Keycloak means, of a client with a secret (asked of releases from 10 to 26). */
const knownRefusals: Readonly<Record<string, FailureId>> = {
  'unauthorized_client Invalid client secret': 'unauthorized_client/secret',
  'unauthorized_client Invalid client or Invalid client credentials': 'unauthorized_client/secret',
  'unauthorized_client Invalid client credentials': 'unauthorized_client/disabled',
  'unauthorized_client Public client not allowed to retrieve service account': 'unauthorized_client/public',
  'unauthorized_client Client not enabled to retrieve service account': 'unauthorized_client/no_service_account',
  'invalid_client Invalid client or Invalid client credentials': 'invalid_client/unknown',
  'invalid_client Invalid client credentials': 'invalid_client/unknown',
  'invalid_client INVALID_CREDENTIALS: Invalid client credentials': 'invalid_client/unknown',
  'unauthorized_client INVALID_CREDENTIALS: Invalid client credentials': 'invalid_client/unknown',
};

type RefusalCode =
  | 'invalid_client'
  | 'unauthorized_client'
  | 'invalid_scope'
  | 'request_refused'
  | 'token_type_unsupported/dpop'
  | 'endpoint_not_found'
  | 'access_denied'
  | 'answer_invalid'
  | 'rate_limited'
  | 'server_error';

function refusalCode(status: number, error: unknown): RefusalCode {
  const transient = transientCode(status);
  if (transient) return transient;
  if (error === 'invalid_client' || error === 'unauthorized_client' || error === 'invalid_scope') return error;
  if (error === 'use_dpop_nonce' || error === 'invalid_dpop_proof') return 'token_type_unsupported/dpop';
  if (status === 401) return 'invalid_client';
  if (status === 403 && !(typeof error === 'string' && OAUTH_ERROR.test(error))) return 'access_denied';
  if (status === 404 || status === 405) return 'endpoint_not_found';
  if (typeof error !== 'string' || error === '') return 'answer_invalid';
  // Keycloak answers with what is no OAuth error code ("missingNormalization", "HTTP 406 ...") where this is not its token
  // endpoint.
  return /^[a-z_]+$/.test(error) ? 'request_refused' : 'endpoint_not_found';
}
