/**
 * Whether the clock of this runner may be why an assertion was refused.
 */
import type { ErrorDetails } from '../report/error.ts';

/** Seconds between two clocks that an assertion outlives at any server. */
const MAX_SKEW = 20;
const signedHere: ReadonlySet<string> = new Set(['private_key_jwt', 'client_secret_jwt']);

/** Seconds that our clock is ahead, where an assertion may have been refused for that alone: the Date of the answer tells. */
export function skewBehindRefusal({ ahead = 0 }: ErrorDetails, authMethod: string): number | undefined {
  return signedHere.has(authMethod) && Math.abs(ahead) > MAX_SKEW * 1000 ? Math.round(-ahead / 1000) : undefined;
}
