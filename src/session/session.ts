/**
 * A session on the server. Talks to nobody.
 */
import type { Endpoints } from '#oauth/endpoint-url.ts';
import { endpointBeside } from '#oauth/keycloak.ts';
import { isVisible } from '#text/encoding.ts';
import { fieldsIn } from '#text/json.ts';
import { endOf, secondsOf } from '#oauth/expiry.ts';
import type { Token } from '#oauth/token.ts';

const MAX_TOKEN = 32 * 1024; // characters; what is longer is not sent back

/** What names a session to the server: its refresh token, or where there is none its access token. */
export interface Session {
  readonly token: string;
  readonly kind: 'refresh_token' | 'access_token';
  /** Milliseconds since 1970; when the token ends by itself, if the server told. */
  readonly until?: number | undefined;
  /** It is to live on, for later jobs. */
  readonly kept?: boolean;
}

/** How a session came to its end, or that it cannot be ended. */
export type Ending = 'ended' | 'had ended' | 'irrevocable';

/** Where a server ends sessions: beside a Keycloak's token endpoint, or where any other says (RFC 7009). */
export type SessionEndpoints = Pick<Endpoints, 'tokenUrl' | 'revocationUrl'>;

/** The session that came with `token`. With a refresh token that is the one to end: it would live longest. */
export function sessionOf({ accessToken, expiry, refreshToken, refreshExpiry }: Token): Session {
  return refreshToken === undefined
    ? { kind: 'access_token', token: accessToken, until: expiry }
    : { kind: 'refresh_token', token: refreshToken, until: refreshExpiry };
}

/**
 * The same of an answer that was refused or broken off, as far as its token can be read and sent back safely.
 * @param sentAt when the request was sent, milliseconds since 1970
 */
export function sessionIn(answer: string, sentAt: number): Session | undefined {
  const fields = fieldsIn(answer);
  const usable = (name: string): string | undefined => {
    const token = fields[name];
    return isVisible(token) && token.length <= MAX_TOKEN ? token : undefined;
  };
  const end = (name: string): number | undefined => {
    const lifetime = secondsOf(fields[name]) ?? 0;
    return lifetime > 0 ? endOf(sentAt, lifetime) : undefined;
  };
  const [refreshToken, accessToken] = [usable('refresh_token'), usable('access_token')];
  if (refreshToken !== undefined) return { kind: 'refresh_token', token: refreshToken, until: end('refresh_expires_in') };
  return accessToken === undefined ? undefined : { kind: 'access_token', token: accessToken, until: end('expires_in') };
}

/** Whether a session that this server opened can be ended. */
export function canEnd({ tokenUrl, revocationUrl }: SessionEndpoints): boolean {
  return (endpointBeside(tokenUrl, 'logout') ?? revocationUrl) !== undefined;
}

/** What is told of a session that stays open: whose it is, where, and until when. */
export function leftOpen({ until: end }: Session, { clientId, tokenUrl }: { readonly clientId: string; readonly tokenUrl: URL }) {
  return { clientId, host: tokenUrl.host, end };
}
