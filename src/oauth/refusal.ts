/** Explains an answer of the token endpoint that has no token. Loaded only then. */
import type { HttpResponse } from '#http/send.ts';
import { detailsOf, transientCode } from '#http/status.ts';
import { errorIn, saidIn } from '#oauth/answer-words.ts';
import { hints } from '#oauth/credential-hints.ts';
import { authMethods, type AuthMethod, type Credentials } from '#oauth/credentials.ts';
import { environmentAt, isDefaultHost, realms } from '#oauth/environments.ts';
import { isKeycloak, issuerOf } from '#oauth/keycloak.ts';
import { failure, type ActionError, type ErrorDetails } from '#report/error.ts';
import type { FailureId, Refusal } from '#report/texts.ts';
import { formEncode } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';
import { words } from '#text/words.ts';

type Asserted = Pick<Credentials, 'authMethod' | 'tokenUrl' | 'assertionAudience' | 'issuer'>;

export interface Asked extends Pick<Credentials, 'clientId' | 'clientSecret'>, Asserted {
  readonly scope: string;
  /** The server's `token_endpoint_auth_methods_supported`. */
  readonly authMethods?: readonly string[] | undefined;
  /** `iss`, `sub` and `aud` of an assertion from elsewhere, else empty. */
  readonly identity: string;
}

/** The failure of an answer, with what another attempt may change. */
export function refused(response: HttpResponse, asked: Asked): ActionError {
  const { status, url } = response;
  const { error, description } = errorIn(jsonObject(response.body));
  const keycloak = isKeycloak(asked.tokenUrl);
  const id = byCode(status, keycloak, error, description, asked) ?? byStatus(response);
  const base = { host: url.host, status, said: saidIn(response) };
  const details = { ...detailsOf(response), ...(CLIENT.test(id) && againWith(response, error, asked)) };
  if (id === 'redirect') return redirected(response, base);
  if (id === 'endpoint_not_found/realm') return realmNotFound(url, base);
  const { authMethod: method, identity, clientId, clientSecret } = asked;
  const byDefault = isDefaultHost(url.host);
  const params: Refusal = { ...base, method, keycloak, byDefault, ...(CLIENT.test(id) && { identity }) };
  const refusal = withClock(failure(id, params as never, details));
  const compared = COMPARED.has(id);
  if (compared) for (const hint of hints(asked)) refusal.and('odd_value', hint);
  if (compared && method === 'client_secret_basic' && [clientId, clientSecret].some((value) => formEncode(value) !== value))
    refusal.and('form_encoded', {});
  const methods = compared || id === 'request_refused' ? methodsInstead(method, asked.authMethods) : [];
  return methods.length > 0 ? refusal.and('methods_known', { methods }) : refusal;
}

const CLIENT = /^(invalid_client|unauthorized_client|request_refused$|access_denied$)/;
/** Client failures without a known cause: id and secret must be compared. */
const COMPARED: ReadonlySet<FailureId> = new Set([
  'invalid_client',
  'invalid_client/unknown',
  'invalid_client/status',
  'unauthorized_client',
  'unauthorized_client/secret',
]);

type Meaning = readonly [server: 'keycloak' | 'other' | 'any', error: RegExp, says: RegExp, how: RegExp, FailureId];
const ANY = /(?:)/;
const UNAUTHORIZED = /^unauthorized_client$/;
const SECRET = /^client_secret_(post|basic) /;
/** Keycloak's error for a client; which of the two depends on its version. */
const EITHER = /^(invalid|unauthorized)_client$/;

/**
 * What an answer means, by its OAuth error (RFC 6749, 5.2; RFC 6750, 3.1; RFC 8707, 2; RFC 9449, 5 and 8), its description, and
 * the request; the first row that fits. The descriptions are of Keycloak 10 to 26.
 */
const meanings: readonly Meaning[] = [
  ['any', /^(temporarily_unavailable|server_error)$/, ANY, ANY, 'server_error'],
  ['any', /^unknown_error$/, /retry|again/i, ANY, 'server_error'],
  ['keycloak', ANY, /^HTTPS required$/, ANY, 'access_denied/https_required'],
  ['keycloak', ANY, /^Realm not enabled$/, ANY, 'access_denied/realm_disabled'],
  ['keycloak', ANY, /^User '.*' disabled$/, ANY, 'unauthorized_client/user_disabled'],
  ['keycloak', /^Realm does not exist$/, ANY, ANY, 'endpoint_not_found/realm'],
  ['keycloak', EITHER, /^Public client not allowed/, ANY, 'unauthorized_client/public'],
  ['keycloak', EITHER, /^Client not enabled to retrieve service account/, ANY, 'unauthorized_client/no_service_account'],
  ['keycloak', EITHER, /client_assertion\w* is missing/, SECRET, 'invalid_client/method'],
  ['keycloak', UNAUTHORIZED, /^Invalid client (secret|or Invalid client credentials)$/, SECRET, 'unauthorized_client/secret'],
  ['keycloak', UNAUTHORIZED, /^Invalid client credentials$/, SECRET, 'unauthorized_client/disabled'],
  ['keycloak', EITHER, /Invalid client credentials$/, SECRET, 'invalid_client/unknown'],
  ['keycloak', UNAUTHORIZED, ANY, ANY, 'unauthorized_client'],
  ['other', UNAUTHORIZED, ANY, ANY, 'unauthorized_client/grant'],
  ['other', /^invalid_client$/, /grant type/i, ANY, 'unauthorized_client/grant'],
  ['other', /^invalid_request$/, ANY, /^(client_assertion|github_oidc) without client_id/, 'request_refused/client_id'],
  ['any', /^invalid_client$/, ANY, ANY, 'invalid_client'],
  ['any', /^invalid_scope$/, ANY, /without scope/, 'invalid_scope/missing'],
  ['other', /^invalid_scope$/, ANY, /several scopes/, 'invalid_scope/commas'],
  ['any', /^invalid_scope$/, ANY, ANY, 'invalid_scope'],
  ['any', /^unsupported_grant_type$/, ANY, ANY, 'request_refused/grant'],
  ['any', /^invalid_target$/, ANY, ANY, 'request_refused/target'],
  ['any', /^(use_dpop_nonce|invalid_dpop_proof)$/, ANY, ANY, 'token_type_unsupported/dpop'],
  ['any', /^(invalid_token|insufficient_scope)$/, ANY, SECRET, 'endpoint_not_found/api'],
  ['any', /^(invalid_(request|grant|token)|insufficient_scope|access_denied)$/, ANY, ANY, 'request_refused'],
];

/** By the OAuth error; undefined without one, or if a gateway may have sent it. */
function byCode(status: number, keycloak: boolean, error: string, description: string, asked: Asked): FailureId | undefined {
  const transient = transientCode(status);
  if (transient && status !== 500) return transient;
  const { authMethod, clientId, scope } = asked;
  const how = `${authMethod} ${clientId ? '' : 'without client_id'} ${scope ? '' : 'without scope'}${/[ ,]/.test(scope) ? 'several scopes' : ''}`;
  const [, , , , id] =
    meanings.find(
      ([server, errors, says, methods]) =>
        (server === 'any' || (server === 'keycloak') === keycloak) &&
        errors.test(error) &&
        says.test(description) &&
        methods.test(how),
    ) ?? [];
  if (id || transient) return id ?? transient;
  // At other paths, Keycloak's `error` is not an OAuth code ("missingNormalization", "HTTP 406 ...").
  if (keycloak && /[A-Z ]/.test(error)) return 'endpoint_not_found';
  return error && (status < 300 || (status === 400 && /^[a-z_]+$/.test(error))) ? 'request_refused' : undefined;
}

/** By the status, which does not say whose fault it is. */
function byStatus({ status, body }: HttpResponse): FailureId {
  if (status >= 200 && status < 300)
    return body.trim() === '' || /^\s*\{/.test(body) ? 'answer_invalid/cut_off' : 'answer_invalid/no_json';
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 401) return 'invalid_client/status';
  if (status === 403) return 'access_denied';
  return [404, 405, 415].includes(status) ? 'endpoint_not_found' : 'answer_invalid';
}

/** A redirect is never followed. Its target is shown without query and `;` parameters, which may repeat a secret. */
function redirected({ headers, url }: HttpResponse, base: { readonly host: string; readonly status: number }): ActionError {
  const location = Buffer.from(headers.location ?? '', 'latin1').toString(); // as Node reads headers
  const [address = ''] = location.split(/[?#;]/, 1);
  const target = address === '' ? undefined : URL.parse(address, url.href);
  if (!target || !/^https?:$/.test(target.protocol)) return failure('redirect/nowhere', base);
  const where = target.origin === url.origin ? url.origin + words(target.pathname) : words(target.origin + target.pathname);
  const login = /(log|sign)[-_]?(in|on)|saml|sso/i.test(target.pathname) && !target.pathname.endsWith('/token');
  return failure(login ? 'redirect/login' : 'redirect', { ...base, where });
}

function realmNotFound({ host, pathname }: URL, base: { readonly status: number }): ActionError {
  const [, name = ''] = /\/realms\/([^/]+)/.exec(pathname) ?? [];
  const params = { ...base, host, realm: name };
  return environmentAt(host) === undefined
    ? failure('endpoint_not_found/realm', params)
    : failure('endpoint_not_found/known_realms', { ...params, known: realms });
}

/** The methods that the server supports (RFC 8414, 2), if `method` is not one of them. */
function methodsInstead(method: AuthMethod, taken: readonly string[] = []): AuthMethod[] {
  const names = new Set(taken.map((name) => (name === 'self_signed_tls_client_auth' ? 'tls_client_auth' : name)));
  // Metadata lists an assertion from elsewhere as this.
  const name = method === 'github_oidc' || method === 'client_assertion' ? 'private_key_jwt' : method;
  return names.has(name) ? [] : authMethods.filter((each) => names.has(each));
}

const MAX_SKEW = 20_000; // milliseconds; every server accepts an assertion despite less

/**
 * What may help a refused assertion: the server's time, or the endpoint's URL as audience, which some servers want.
 * @param error the OAuth error
 */
export function againWith(response: HttpResponse, error: string, asserted: Asserted): Pick<ErrorDetails, 'again'> {
  const { authMethod, tokenUrl, assertionAudience, issuer } = asserted;
  if (!/_jwt$/.test(authMethod)) return {};
  const { ahead = 0 } = detailsOf(response);
  if (Math.abs(ahead) > MAX_SKEW) return { again: 'clock' };
  const refusesClient = error === 'invalid_client' || response.status === 401 || response.status === 403;
  const other = assertionAudience === '' && (issuer || issuerOf(tokenUrl)) !== response.url.href;
  return refusesClient && other && !isKeycloak(tokenUrl) ? { again: 'audience' } : {};
}

/** Adds how far apart the clocks are, if that may be the cause. */
export function withClock(error: ActionError): ActionError {
  const { again, ahead = 0 } = error.details;
  return again === 'clock' ? error.and('clock', { skew: Math.round(-ahead / 1000) }) : error;
}
