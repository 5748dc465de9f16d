/** The one kind of failure that users see. Its words are in texts.ts, which is read only when something fails. */
import type { ErrorCode, FailureId, NoteId, ParamsOf, NoteParamsOf } from '#report/texts.ts';

/** What a failure carries beside its words. */
export interface ErrorDetails {
  /** The Retry-After header as the server sent it (RFC 9110, 10.2.3). */
  readonly retryAfter?: string | undefined;
  /** Milliseconds that the server's clock is ahead of ours, by the Date of its answer. */
  readonly ahead?: number;
  /** What of a refused assertion may be mended by another attempt: its times, or its audience. */
  readonly again?: 'clock' | 'audience' | undefined;
  /** Whether the request had left, so that the server may have done what it asks. */
  readonly sent?: boolean;
}

/** A sentence that is added to a failure. */
interface Note {
  readonly id: NoteId;
  readonly params: object;
}

/** A failure: an entry of texts.ts, and what its sentences are made of. Whatever a server said in it is cleaned already. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  readonly id: FailureId;
  readonly params: object;
  details: ErrorDetails;
  readonly notes: Note[] = [];
  /** Where several inputs are wrong at once: all of them. */
  readonly all: readonly ActionError[] = [this];

  constructor(id: FailureId, params: object, details: ErrorDetails, all?: readonly ActionError[]) {
    super(id);
    this.id = id;
    this.params = params;
    this.details = details;
    if (all) this.all = all;
  }

  /** Its stable name, and its anchor in docs/errors.md. */
  get code(): ErrorCode {
    return this.id.split('/')[0] as ErrorCode;
  }

  /** Adds details. */
  with(details: ErrorDetails): this {
    this.details = { ...this.details, ...details };
    return this;
  }

  /** Adds a sentence. */
  and<K extends NoteId>(id: K, params: NoteParamsOf<K>): this {
    this.notes.push({ id, params });
    return this;
  }
}

/**
 * An input that is not valid. It never repeats the value: that may hold a password.
 * @param problem the rest of the sentence that begins with the name of the input
 * @param fix what to do, a sentence
 */
export function invalid(name: string, problem: string, fix: string): ActionError {
  return failure('input_invalid', { problem: `\`${name}\` ${problem}`, fix });
}

/** The failure `id` of texts.ts, with what its sentences are made of. */
export function failure<K extends FailureId>(id: K, params: ParamsOf<K>, details: ErrorDetails = {}): ActionError {
  return new ActionError(id, params, details);
}
