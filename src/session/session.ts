/** A session on the server: what names it, who opened it, and whether it can be ended. */
import type { Credentials } from '#oauth/credentials.ts';
import type { Endpoints } from '#oauth/endpoint-url.ts';
import { endpointBeside } from '#oauth/keycloak.ts';
import { endOf, expiryOf, secondsOf } from '#oauth/expiry.ts';
import type { HttpResponse } from '#http/send.ts';
import { isToken } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';

const MAX_DATE = 8.64e15; // milliseconds (ECMA-262, 21.4.1.1)

/** What names a session to the server: its refresh token, or where there is none its access token. */
export interface Session {
  readonly token: string;
  readonly kind: 'refresh_token' | 'access_token';
  /** Milliseconds since 1970; when it ends by itself, if the server said. */
  readonly until?: number | undefined;
  /** It is to live on, for later jobs. */
  readonly kept?: boolean | undefined;
  /** The server had issued the token before: others may use it, so it is not revoked. */
  readonly shared?: boolean | undefined;
}

/** The client that opened a session, with everything needed to end it. */
export interface Client extends Credentials, Pick<Endpoints, 'tokenUrl' | 'revocationUrl'> {
  /** PEM certificates, one an entry. */
  readonly caCertificates: readonly string[];
}

/** How a session came to its end, or that the server revokes no such tokens. */
export type Ending = 'ended' | 'had ended' | 'unsupported';

/** The client in `all`, and nothing else of it. */
export function clientOf(all: Client): Client {
  const { authMethod, tokenUrl, revocationUrl, clientId, clientSecret, privateKey, privateKeyId, signingAlgs } = all;
  const { assertionAudience, issuer, clientAssertionFile, clientCertificate, clientCertificateKey, caCertificates } = all;
  return {
    ...{ authMethod, tokenUrl, revocationUrl, clientId, clientSecret, privateKey, privateKeyId, signingAlgs },
    ...{ assertionAudience, issuer, clientAssertionFile, clientCertificate, clientCertificateKey, caCertificates },
  };
}

/** The session that an answer opened, granted or refused. With a refresh token that is the one to end: it lives longest. */
export function sessionIn({ body, sentAt, receivedAt, headers }: HttpResponse): Session | undefined {
  const fields = jsonObject(body) ?? {};
  const tokenIn = (name: string): string | undefined => (isToken(fields[name]) ? fields[name] : undefined);
  const refreshToken = tokenIn('refresh_token');
  const lifetime = secondsOf(fields['refresh_expires_in']) ?? 0;
  if (refreshToken !== undefined)
    return { kind: 'refresh_token', token: refreshToken, until: lifetime > 0 ? endOf(sentAt, lifetime) : undefined };
  const accessToken = tokenIn('access_token');
  if (accessToken === undefined) return undefined;
  const { expiry, shared } = expiryOf(accessToken, secondsOf(fields['expires_in']), { sentAt, receivedAt, ...headers });
  return { kind: 'access_token', token: accessToken, until: expiry, ...(shared && { shared }) };
}

/** Whether `value`, from a file or a seal that somebody else may have written, is a session. */
export function isSession(value: unknown): value is Session {
  const { token, kind, until = 0 } = (value ?? {}) as Partial<Session>;
  const known = kind === 'refresh_token' || kind === 'access_token';
  return isToken(token) && known && typeof until === 'number' && Math.abs(until) <= MAX_DATE;
}

/** Whether a session of this server can be ended. */
export function canEnd({ tokenUrl, revocationUrl }: Pick<Endpoints, 'tokenUrl' | 'revocationUrl'>): boolean {
  return (endpointBeside(tokenUrl, 'logout') ?? revocationUrl) !== undefined;
}

/** What is said of a session that stays open: whose it is, where, and until when. */
export function whatStaysOpen({ until: end }: Session, { clientId, tokenUrl }: Pick<Client, 'clientId' | 'tokenUrl'>) {
  return { clientId, host: tokenUrl.host, end };
}
