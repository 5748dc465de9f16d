/**
 * The one kind of failure that is told to the user. What it means stands in catalogue.ts.
 */
import type { ErrorCode } from './catalogue.ts';

const DOCS = 'https://github.com/org/arkane-token-action/blob/v1/docs/errors.md';

/** Where docs/errors.md tells more. */
export function readOn(anchor: string): string {
  return `${DOCS}#${anchor}`;
}

/** What a failure may say beyond the catalogue. */
export interface ErrorDetails {
  /** Replaces the catalogue's reason, where more is known. */
  readonly why?: string;
  /** Replaces the catalogue's advice, where more is known. */
  readonly fix?: string;
  /** The Retry-After header as the server sent it (RFC 9110, 10.2.3). */
  readonly retryAfter?: string | undefined;
}

/** A failure: its stable code, and one sentence on what happened, in which whatever a server said is cleaned already. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  readonly code: ErrorCode;
  readonly what: string;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, what: string, details: ErrorDetails = {}) {
    super(what);
    this.code = code;
    this.what = what;
    this.details = details;
  }

  /** Where docs/errors.md tells more of it. */
  get link(): string {
    return readOn(this.code);
  }

  /** The same failure, with another sentence on what happened, and other details where they are given. */
  retold(what: string, details: ErrorDetails = {}): ActionError {
    return new ActionError(this.code, what, { ...this.details, ...details });
  }
}
