/**
 * What a person wants to see at three in the morning, of a token that was given.
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
  readonly attempts: number;
  /** Milliseconds, waits included. */
  readonly took: number;
}

/** Where the credential goes, when the server itself says so (RFC 8414). */
export function reportEndpoints(
  issuer: string,
  { tokenUrl, revocationUrl }: { readonly tokenUrl: URL; readonly revocationUrl: URL | undefined },
  log: Log,
): void {
  const revocation = revocationUrl ? `, revocation ${log.foreign(revocationUrl.href)}` : ', no revocation endpoint';
  log.info(`By the metadata of ${log.foreign(issuer)}: token ${log.foreign(tokenUrl.href)}${revocation}.`);
}

/** The lines in the log. */
export function reportGiven({ clientId, host, expiry, scope, attempts, took }: Given, now: number, log: Log): void {
  const effort = `${String(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}, ${(took / 1000).toFixed(2)} s`;
  log.info(
    `Access token ${clientId ? `for client ${log.foreign(clientId)} ` : ''}from ${host}: ${describeExpiry(expiry, now)} (${effort}).`,
  );
  if (scope) log.info(`Scopes: ${log.foreign(scope)}`);
}
