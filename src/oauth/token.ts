/**
 * The answer of the token endpoint: status, headers and body in, a token out. Talks to nobody.
 */
import type { HttpResponse } from '#http/send.ts';
import { failure } from '#report/error.ts';
import { isVisible, scopeOf } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';
import { prose } from '#text/words.ts';
import { endOf, expiryOf, secondsOf } from '#oauth/expiry.ts';

/**
 * A token response (RFC 6749, 5.1, and what Keycloak adds). What the server did not send, or not in its proper form, is
 * undefined.
 */
export interface Token {
  readonly accessToken: string;
  readonly tokenType: string;
  /** What the server calls it, cleaned, where that is not what RFC 6750 does; empty where it does not name it. */
  readonly calledType?: string | undefined;
  /** Seconds. */
  readonly expiresIn: number | undefined;
  /** Milliseconds since 1970, in whole seconds; never later than the truth. */
  readonly expiry: number | undefined;
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
  /** Names of fields that were there, but not in their proper form. */
  readonly ignored: readonly string[];
}

/** What an answer is read against. */
export interface Expectation {
  /** Whether a text repeats a secret. */
  readonly repeats: (text: string) => boolean;
  readonly host: string;
}

/** The fields of an answer that grants something (RFC 6749, 5.1); undefined of any other, which refusal.ts reads. */
export function grantedFields({ status, body }: Pick<HttpResponse, 'status' | 'body'>): Record<string, unknown> | undefined {
  if (status < 200 || status >= 300) return undefined;
  const fields = jsonObject(body);
  return typeof fields?.['error'] === 'string' && fields['error'] !== '' ? undefined : fields;
}

/**
 * The token that was granted.
 * @throws ActionError answer_invalid, token_invalid, token_type_unsupported
 */
export function tokenOf(fields: Record<string, unknown>, response: HttpResponse, expected: Expectation): Token {
  const { repeats } = expected;
  const { accessToken, tokenType, calledType } = credentials(fields, expected);
  const ignored: string[] = [];
  const field = <T>(name: string, parse: (value: unknown) => T | undefined): T | undefined => {
    const value = fields[name] ?? undefined;
    const parsed = value === undefined ? undefined : parse(value);
    if (value !== undefined && parsed === undefined) ignored.push(name);
    return parsed;
  };
  // What is no secret, and so not masked, repeats none.
  const told = (value: unknown): string | undefined => {
    const text = scopeOf(value);
    return text === undefined || repeats(text) ? undefined : text;
  };
  const expiresIn = field('expires_in', secondsOf);
  const refreshToken = field('refresh_token', visible);
  const refreshExpiresIn = field('refresh_expires_in', secondsOf);
  return {
    accessToken,
    tokenType,
    calledType,
    expiresIn,
    expiry: expiryOf(accessToken, expiresIn, response),
    scope: field('scope', told),
    refreshToken,
    refreshExpiresIn,
    refreshExpiry:
      refreshToken !== undefined && refreshExpiresIn !== undefined && refreshExpiresIn > 0
        ? endOf(response.sentAt, refreshExpiresIn)
        : undefined,
    idToken: field('id_token', visible),
    sessionState: field('session_state', (value) => (isVisible(value) ? told(value) : undefined)),
    notBeforePolicy: field('not-before-policy', secondsOf),
    ignored,
  };
}

function credentials(
  fields: Record<string, unknown>,
  { host }: Expectation,
): Pick<Token, 'accessToken' | 'tokenType' | 'calledType'> {
  const accessToken = visible(fields['access_token']);
  if (accessToken === undefined) {
    const given = fields['access_token'] !== undefined && fields['access_token'] !== null;
    throw failure(given ? 'token_invalid' : 'answer_invalid/no_token', { host });
  }
  const tokenType = fields['token_type'] ?? undefined;
  if (tokenType === undefined) return { accessToken, tokenType: 'Bearer', calledType: '' }; // RFC 6749, 5.1 requires it
  if (typeof tokenType === 'string' && tokenType.toLowerCase() === 'bearer')
    return { accessToken, tokenType, calledType: undefined };
  const text = typeof tokenType === 'string' ? tokenType : typeof tokenType; // an object nested deep could not be written out
  const calledType = prose(text).replaceAll('"', "'");
  // Apigee's, and its like.
  if (/^\s*bearer[\s_-]*(token\s*)?$/i.test(text)) return { accessToken, tokenType: 'Bearer', calledType };
  throw failure('token_type_unsupported', { host, calledType });
}

function visible(value: unknown): string | undefined {
  return isVisible(value) ? value : undefined;
}
