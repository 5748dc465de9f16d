/**
 * The lines in the log of what ended, or needs no end.
 */
import type { Log } from '#report/log.ts';
import { describeUntil } from '#report/time.ts';

/** How many sessions were ended now, and how many had ended before. */
export function reportEnded(host: string, { ended, before }: Readonly<Record<'ended' | 'before', number>>, log: Log): void {
  const sessions = (count: number): string => (count === 1 ? `The session at ${host}` : `${String(count)} sessions at ${host}`);
  if (ended > 0) log.info(`${sessions(ended)} ${ended === 1 ? 'is' : 'are'} ended.`);
  if (before > 0) log.info(`${sessions(before)} had ended before.`);
}

/** That a session lives on, until a moment in milliseconds since 1970. */
export function reportKept(host: string, until: number | undefined, log: Log): void {
  log.info(`The session at ${host} lives on for later jobs, ${describeUntil(until)} or until \`end\` ends it.`);
}

/**
 * That nothing ended a token, and when it does by itself: which of the two it is counts, since the refresh token lives longer.
 * @param asked whether the server was asked to end it
 */
export function reportIrrevocable(
  host: string,
  { kind, until }: { readonly kind: 'refresh_token' | 'access_token'; readonly until?: number | undefined },
  asked: boolean,
  log: Log,
): void {
  const why = asked ? `${host} revokes no tokens of this kind` : `Nothing is ended at ${host}, since no endpoint for it is known`;
  log.info(`${why}: the ${kind.replace('_', ' ')} is valid ${describeUntil(until)}.`);
}
