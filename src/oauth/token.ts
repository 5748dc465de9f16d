/** Reads a token from an answer of the token endpoint. */
import type { HttpResponse } from '#http/send.ts';
import { endOf, expiryOf, secondsOf, type Expiry } from '#oauth/expiry.ts';
import { failure } from '#report/error.ts';
import { isToken, scopesOf } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';
import { quotable } from '#text/words.ts';

/** A token response (RFC 6749, 5.1, and what Keycloak adds). A field that is missing or malformed is undefined. */
export interface Token extends Expiry {
  readonly accessToken: string;
  readonly tokenType: string;
  /** The server's `token_type` if it is not Bearer; empty if it is missing. */
  readonly unusualType?: string | undefined;
  readonly scope: string | undefined;
  readonly refreshToken: string | undefined;
  /** Seconds; Keycloak sends 0 for none. */
  readonly refreshExpiresIn: number | undefined;
  /** Milliseconds since 1970, in whole seconds. */
  readonly refreshExpiry: number | undefined;
  readonly idToken: string | undefined;
  readonly sessionState: string | undefined;
  /** Seconds since 1970. */
  readonly notBeforePolicy: number | undefined;
  /** Names of malformed fields. */
  readonly ignored: readonly string[];
  /** Milliseconds since 1970. */
  readonly requestedAt: number;
}

/** Types that need a proof beside the token (RFC 9449, RFC 7800). */
const PROOF = /^\s*(mac|dpop|pop)\s*$/i;

/** The fields of a successful answer (RFC 6749, 5.1); undefined for any other, which refusal.ts reads. */
export function grantedFields({ status, body }: Pick<HttpResponse, 'status' | 'body'>): Record<string, unknown> | undefined {
  if (status < 200 || status >= 300) return undefined;
  const fields = jsonObject(body);
  return typeof fields?.['error'] === 'string' && fields['error'] !== '' ? undefined : fields;
}

/**
 * @param repeats whether a text repeats a secret
 * @throws ActionError answer_invalid, token_invalid, token_type_unsupported
 */
export function tokenOf(fields: Record<string, unknown>, response: HttpResponse, repeats: (text: string) => boolean): Token {
  const { url, sentAt, receivedAt, headers } = response;
  const ignored: string[] = [];
  const field = <T>(name: string, parse: (value: unknown) => T | undefined): T | undefined => {
    const value = fields[name] ?? undefined;
    const parsed = value === undefined ? undefined : parse(value);
    if (value !== undefined && parsed === undefined) ignored.push(name);
    return parsed;
  };
  const text = (value: unknown): string | undefined => (isToken(value) ? value : undefined);
  // These are not masked, so they must not repeat a secret.
  const harmless = (value: string | undefined): string | undefined => (value === undefined || repeats(value) ? undefined : value);
  const accessToken = accessTokenIn(fields, url);
  const refreshToken = field('refresh_token', text);
  const refreshExpiresIn = field('refresh_expires_in', secondsOf);
  return {
    accessToken,
    ...tokenTypeIn(fields, url),
    ...expiryOf(accessToken, field('expires_in', secondsOf), { sentAt, receivedAt, ...headers }),
    scope: field('scope', (value) => harmless(scopesOf(value))),
    refreshToken,
    refreshExpiresIn,
    refreshExpiry: refreshToken && (refreshExpiresIn ?? 0) > 0 ? endOf(sentAt, refreshExpiresIn ?? 0) : undefined,
    idToken: field('id_token', text),
    sessionState: field('session_state', (value) => harmless(scopesOf(value) === undefined ? undefined : text(value))),
    notBeforePolicy: field('not-before-policy', secondsOf),
    ignored,
    requestedAt: sentAt,
  };
}

function accessTokenIn({ access_token: token }: Record<string, unknown>, { host }: URL): string {
  if (isToken(token)) return token;
  throw failure(token === undefined || token === null ? 'answer_invalid/no_token' : 'token_invalid', { host });
}

/** A token that needs no proof is a bearer token, whatever its type is called. */
function tokenTypeIn({ token_type: type }: Record<string, unknown>, { host }: URL): Pick<Token, 'tokenType' | 'unusualType'> {
  if (typeof type !== 'string') return { tokenType: 'Bearer', unusualType: '' };
  if (/^bearer$/i.test(type)) return { tokenType: type };
  if (PROOF.test(type)) throw failure('token_type_unsupported', { host, name: type.trim() });
  return { tokenType: 'Bearer', unusualType: quotable(type) };
}
