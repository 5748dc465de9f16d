/** The one kind of error that users see. Its words are in texts.ts, which is loaded only when something fails. */
import type { ErrorCode, FailureId, NoteId, ParamsOf, NoteParamsOf } from '#report/texts.ts';

export interface ErrorDetails {
  /** The Retry-After header as the server sent it (RFC 9110, 10.2.3). */
  readonly retryAfter?: string | undefined;
  /** Milliseconds that the server's clock is ahead of ours, by its Date header. */
  readonly ahead?: number;
  /** What another attempt may change in a refused assertion. */
  readonly again?: 'clock' | 'audience' | undefined;
  /** Whether the request was sent, so that the server may have acted. */
  readonly sent?: boolean;
}

interface Note {
  readonly id: NoteId;
  readonly params: object;
}

/** An entry of texts.ts with its parameters. What a server said is cleaned already (`words`). */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  readonly id: FailureId;
  readonly params: object;
  details: ErrorDetails;
  readonly notes: Note[] = [];
  /** All problems, if several inputs are wrong. */
  readonly all: readonly ActionError[] = [this];

  constructor(id: FailureId, params: object, details: ErrorDetails, all?: readonly ActionError[]) {
    super(id);
    this.id = id;
    this.params = params;
    this.details = details;
    if (all) this.all = all;
  }

  /** Its anchor in docs/errors.md, which is permanent. */
  get code(): ErrorCode {
    return this.id.split('/')[0] as ErrorCode;
  }

  with(details: ErrorDetails): this {
    this.details = { ...this.details, ...details };
    return this;
  }

  and<K extends NoteId>(id: K, params: NoteParamsOf<K>): this {
    this.notes.push({ id, params });
    return this;
  }
}

/**
 * An invalid input. Never repeat the value: it may hold a password.
 * @param problem the rest of a sentence that begins with the name
 */
export function invalid(name: string, problem: string, fix: string): ActionError {
  return failure('input_invalid', { problem: `\`${name}\` ${problem}`, fix });
}

export function failure<K extends FailureId>(id: K, params: ParamsOf<K>, details: ErrorDetails = {}): ActionError {
  return new ActionError(id, params, details);
}
