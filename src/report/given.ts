/**
 * What a person wants to see at three in the morning, of a token that was given or opened.
 */
import type { Log } from '#report/log.ts';
import { describeExpiry, describeUntil } from '#report/time.ts';

/** What is told. */
export interface Given {
  readonly clientId: string;
  readonly host: string;
  /** Milliseconds since 1970; undefined where the server did not tell. */
  readonly expiry: number | undefined;
  readonly scope: string | undefined;
  /** Milliseconds since 1970; what the token is valid for counts from then. */
  readonly askedAt: number;
  readonly attempts: number;
  /** Milliseconds, waits included. */
  readonly took: number;
}

/** Where the credential goes, when the server itself says so (RFC 8414). A query is in no message. */
export function reportEndpoints(
  issuer: string,
  { tokenUrl, revocationUrl }: { readonly tokenUrl: URL; readonly revocationUrl: URL | undefined },
  log: Log,
): void {
  const told = ({ origin, pathname }: URL): string => origin + pathname;
  const revocation = revocationUrl ? `, revocation ${told(revocationUrl)}` : ', no revocation endpoint';
  log.info(`By the metadata of ${issuer}: token ${told(tokenUrl)}${revocation}.`);
}

/** The lines in the log. */
export function reportGiven({ clientId, host, expiry, scope, askedAt, attempts, took }: Given, log: Log): void {
  const effort = `${String(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}, ${(took / 1000).toFixed(2)} s`;
  const asked = Math.floor(askedAt / 1000) * 1000; // `expiry` is in whole seconds, too
  const client = clientId && `for client ${clientId} `;
  log.info(`Access token ${client}from ${host}: ${describeExpiry(expiry, asked)} (${effort}).`);
  if (scope) log.info(`Scopes: ${scope}`);
}

/** That nothing will end the token, and when it ends by itself. */
export function reportUnending(
  {
    expiry,
    refreshToken,
    refreshExpiry,
  }: {
    readonly expiry: number | undefined;
    readonly refreshToken: string | undefined;
    readonly refreshExpiry: number | undefined;
  },
  { tokenUrl }: { readonly tokenUrl: URL },
  log: Log,
): void {
  const refresh = refreshToken === undefined ? '' : `, the refresh token ${describeUntil(refreshExpiry)}`;
  log.info(
    `Nothing ends it at ${tokenUrl.host}, since no endpoint for it is known; the access token is valid ${describeUntil(expiry)}${refresh}.`,
  );
}

/** What is told of a sealed token. */
interface Opened extends Partial<Pick<Given, 'clientId' | 'host'>>, Pick<Given, 'expiry'> {
  /** The attempt of the run in which it was sealed, and the one that this is. */
  readonly attempt?: number | undefined;
  readonly thisAttempt: number | undefined;
}

/** The line in the log. */
export function reportOpened({ clientId, host, expiry, attempt, thisAttempt }: Opened, now: number, log: Log): void {
  const parts = [
    describeExpiry(expiry, now),
    clientId !== undefined && `for client ${clientId}`,
    host !== undefined && `from ${host}`,
    attempt !== undefined && attempt !== thisAttempt && `sealed in attempt ${String(attempt)} of this run`,
  ];
  log.info(`Opened the sealed access token: ${parts.filter(Boolean).join(', ')}.`);
}
