/**
 * Whether the clock of this runner may be why an assertion was refused.
 */
import type { ErrorDetails } from '../report/error.ts';

/** Seconds between two clocks that an assertion outlives at any server. */
const MAX_SKEW = 20;
const signedHere: ReadonlySet<string> = new Set(['private_key_jwt', 'client_secret_jwt']);

/** Whether an assertion may have been refused for its time alone: the Date of the answer tells. */
export function refusedForItsTime({ ahead = 0 }: ErrorDetails, authMethod: string): boolean {
  return signedHere.has(authMethod) && Math.abs(ahead) > MAX_SKEW * 1000;
}
