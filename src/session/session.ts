/**
 * A session on the server. Talks to nobody.
 */
import type { Endpoints } from '../server/endpoint.ts';
import { endpointBeside } from '../server/keycloak.ts';
import type { Token } from '../token/response.ts';

/** What names a session to the server: its refresh token, or where there is none its access token. */
export interface Session {
  readonly token: string;
  readonly kind: 'refresh_token' | 'access_token';
  /** Milliseconds since 1970; when the token ends by itself, if the server told. */
  readonly until?: number | undefined;
  /** It is to live on, for later jobs. */
  readonly kept?: boolean;
}

/** Milliseconds since 1970; undefined where the server did not tell. */
export interface Lifetimes {
  readonly accessToken?: number | undefined;
  /** Missing where there is no refresh token, null where its end is not told. */
  readonly refreshToken?: number | null;
}

/** How a session came to its end, or that it cannot be ended. */
export type Ending = 'ended' | 'had ended' | 'irrevocable';

/** The session that came with `token`. With a refresh token that is the one to end: it would live longest. */
export function sessionOf({ accessToken, expiry, refreshToken, refreshExpiry }: Token): Session {
  return refreshToken === undefined
    ? { kind: 'access_token', token: accessToken, until: expiry }
    : { kind: 'refresh_token', token: refreshToken, until: refreshExpiry };
}

/** When what came with `token` ends by itself. */
export function lifetimesOf({ expiry, refreshToken, refreshExpiry }: Token): Lifetimes {
  return { accessToken: expiry, ...(refreshToken !== undefined && { refreshToken: refreshExpiry ?? null }) };
}

/** Where a server ends sessions: beside a Keycloak's token endpoint, or where any other says (RFC 7009). */
export type SessionEndpoints = Pick<Endpoints, 'tokenUrl' | 'revocationUrl'>;

/** Whether a session that this server opened can be ended. */
export function canEnd({ tokenUrl, revocationUrl }: SessionEndpoints): boolean {
  return (endpointBeside(tokenUrl, 'logout') ?? revocationUrl) !== undefined;
}
