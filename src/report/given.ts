/**
 * What a person wants to see at three in the morning, of a token that was given or opened.
 */
import type { Log } from './log.ts';
import { describeExpiry } from './time.ts';

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
  const told = ({ origin, pathname }: URL): string => log.foreign(origin + pathname);
  const revocation = revocationUrl ? `, revocation ${told(revocationUrl)}` : ', no revocation endpoint';
  log.info(`By the metadata of ${log.foreign(issuer)}: token ${told(tokenUrl)}${revocation}.`);
}

/** The lines in the log. */
export function reportGiven({ clientId, host, expiry, scope, askedAt, attempts, took }: Given, log: Log): void {
  const effort = `${String(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}, ${(took / 1000).toFixed(2)} s`;
  const asked = Math.floor(askedAt / 1000) * 1000; // `expiry` is in whole seconds, too
  const client = clientId && `for client ${log.foreign(clientId)} `;
  log.info(`Access token ${client}from ${host}: ${describeExpiry(expiry, asked)} (${effort}).`);
  if (scope) log.info(`Scopes: ${log.foreign(scope)}`);
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
    clientId !== undefined && `for client ${log.foreign(clientId)}`,
    host !== undefined && `from ${log.foreign(host)}`,
    attempt !== undefined && attempt !== thisAttempt && `sealed in attempt ${String(attempt)} of this run`,
  ];
  log.info(`Opened the sealed access token: ${parts.filter(Boolean).join(', ')}.`);
}
