/**
 * What can fail, and what a function fails with, in words.
 */
import { ActionError } from '../../src/report/error.ts';
import { explain, problemOf } from '../../src/report/explain.ts';
import { type ErrorCode, failures } from '../../src/report/texts.ts';

/** Every code. */
export const errorCodes = Object.keys(failures).filter((id) => !id.includes('/')) as ErrorCode[];

export interface Failed {
  readonly error: ActionError;
  readonly code: string;
  /** What happened. */
  readonly what: string;
  /** All that the user reads. */
  readonly message: string;
}

/** The ActionError that `run` throws; whatever else it does fails the test. */
export function failureOf(run: () => unknown): Failed {
  try {
    run();
  } catch (error) {
    if (error instanceof ActionError) return { error, code: error.code, what: problemOf(error), message: explain(error).message };
    throw error;
  }
  throw new Error('It did not fail.');
}
