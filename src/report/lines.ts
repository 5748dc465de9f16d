/** The log lines of a step that succeeds. */
import type { Log } from '#report/log.ts';
import { describeExpiry, describeUntil } from '#report/time.ts';
import { words } from '#text/words.ts';

export interface Report {
  readonly clientId: string;
  readonly host: string;
  /** Milliseconds since 1970; undefined where the server did not say. */
  readonly expiry: number | undefined;
  readonly scope: string | undefined;
  /** Milliseconds since 1970; the lifetime counts from then. */
  readonly requestedAt: number;
  readonly attempts: number;
  /** Milliseconds, waits included. */
  readonly took: number;
}

interface Lived {
  readonly kind: 'refresh_token' | 'access_token';
  /** Milliseconds since 1970. */
  readonly until?: number | undefined;
}

/** Where the credential will go, if the server says so itself (RFC 8414). Queries are never shown. */
export function reportEndpoints(
  issuer: string,
  { tokenUrl, revocationUrl }: { readonly tokenUrl: URL; readonly revocationUrl: URL | undefined },
  log: Log,
): void {
  const address = (url: URL): string => url.origin + words(url.pathname); // no host repeats a secret (endpoints.ts)
  log.info(
    `Metadata of ${issuer}: token ${address(tokenUrl)}, ${revocationUrl ? `revocation ${address(revocationUrl)}` : 'no revocation endpoint'}.`,
  );
}

export function reportToken({ clientId, host, expiry, scope, requestedAt, attempts, took }: Report, log: Log): void {
  const effort = `${String(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}, ${(took / 1000).toFixed(2)} s`;
  const requested = Math.floor(requestedAt / 1000) * 1000; // `expiry` is in whole seconds as well
  log.info(
    `Access token ${clientId && `for client ${clientId} `}from ${host}: ${describeExpiry(expiry, requested)} (${effort}).`,
  );
  if (scope) log.info(`Scopes: ${scope}`);
}

export function reportOpened(
  opened: Pick<Report, 'expiry'> & { clientId?: string | undefined; host?: string | undefined; attempt?: number | undefined },
  { now, attempt }: { readonly now: number; readonly attempt: number | undefined },
  log: Log,
): void {
  const parts = [
    describeExpiry(opened.expiry, now),
    opened.clientId !== undefined && `for client ${opened.clientId}`,
    opened.host !== undefined && `from ${opened.host}`,
    opened.attempt !== undefined && opened.attempt !== attempt && `sealed in attempt ${String(opened.attempt)} of this run`,
  ];
  log.info(`Opened the sealed access token: ${parts.filter(Boolean).join(', ')}.`);
}

export function reportEnded(host: string, { ended, before }: Readonly<Record<'ended' | 'before', number>>, log: Log): void {
  const sessions = (count: number): string => (count === 1 ? 'the session' : `${String(count)} sessions`);
  if (ended > 0) log.info(`Ended ${sessions(ended)} at ${host}.`);
  if (before > 0) log.info(`${before === 1 ? 'The session' : `${String(before)} sessions`} at ${host} had ended already.`);
}

/** APIs that only check the signature accept a revoked JWT until it expires. */
export function reportRevoked({ until }: Lived, log: Log): void {
  if (until !== undefined) log.info(`An API that only checks signatures takes the revoked token ${describeUntil(until)}.`);
}

export function reportKept(host: string, until: number | undefined, log: Log): void {
  log.info(`The session at ${host} stays open for later jobs, ${describeUntil(until)} or until \`end\` ends it.`);
}

/** Says why the token is not revoked, and when it expires: the refresh token if there is one, since it lives longer. */
export function reportUnending(host: string, why: keyof typeof unending, { kind, until }: Lived, log: Log): void {
  log.info(`${unending[why](host)}: the ${kind.replace('_', ' ')} is valid ${describeUntil(until)}.`);
}

const unending = {
  no_endpoint: (host: string): string => `The token is not revoked at ${host}, since no revocation endpoint is known`,
  unsupported: (host: string): string => `The token is not revoked: ${host} revokes no tokens of this type`,
  shared: (host: string): string =>
    `The token is not revoked: ${host} returned one that it had issued before, which others may use`,
};
