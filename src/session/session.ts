/** A session on the server, and the client that opened it. */
import type { Credentials } from '#oauth/credentials.ts';
import type { Endpoints } from '#oauth/endpoint-url.ts';
import { endpointBeside } from '#oauth/keycloak.ts';
import { endOf, expiryOf, secondsOf } from '#oauth/expiry.ts';
import type { HttpResponse } from '#http/send.ts';
import { LAST_DATE } from '#report/time.ts';
import { isToken } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';

/** A session by its refresh token, or without one by its access token. */
export interface Session {
  readonly token: string;
  readonly kind: 'refresh_token' | 'access_token';
  /** Milliseconds since 1970 when it expires, if known. */
  readonly until?: number | undefined;
  /** For later jobs: not ended by post. */
  readonly kept?: boolean | undefined;
  /** The token was issued before and others may use it: never revoked. */
  readonly shared?: boolean | undefined;
}

/** The client, with everything needed to end its sessions. */
export interface Client extends Credentials, Pick<Endpoints, 'tokenUrl' | 'revocationUrl'> {
  /** PEM, one certificate each. */
  readonly caCertificates: readonly string[];
}

/** How the end of a session went; `unsupported`: the server does not revoke such tokens. */
export type Ending = 'ended' | 'had ended' | 'unsupported';

/** Picks the client, and no other secret, since it is saved. */
export function clientOf(all: Client): Client {
  const { authMethod, tokenUrl, revocationUrl, clientId, clientSecret, privateKey, privateKeyId, signingAlgs } = all;
  const { assertionAudience, issuer, clientAssertionFile, clientCertificate, clientCertificateKey, caCertificates } = all;
  return {
    ...{ authMethod, tokenUrl, revocationUrl, clientId, clientSecret, privateKey, privateKeyId, signingAlgs },
    ...{ assertionAudience, issuer, clientAssertionFile, clientCertificate, clientCertificateKey, caCertificates },
  };
}

/** The session that an answer opened, granted or refused. The refresh token counts, since it lives longest. */
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

/** Checks a value from a file or a seal that others may have written. */
export function isSession(value: unknown): value is Session {
  const { token, kind, until = 0 } = (value ?? {}) as Partial<Session>;
  const known = kind === 'refresh_token' || kind === 'access_token';
  return isToken(token) && known && typeof until === 'number' && Math.abs(until) <= LAST_DATE;
}

export function canEnd({ tokenUrl, revocationUrl }: Pick<Endpoints, 'tokenUrl' | 'revocationUrl'>): boolean {
  return (endpointBeside(tokenUrl, 'logout') ?? revocationUrl) !== undefined;
}

/** For messages about a session that stays open. */
export function whatStaysOpen({ until: end }: Session, { clientId, tokenUrl }: Pick<Client, 'clientId' | 'tokenUrl'>) {
  return { clientId, host: tokenUrl.host, end };
}
