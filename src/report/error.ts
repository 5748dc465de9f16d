/**
 * The one kind of failure that users are told. Its words stand in texts.ts, which is read only when something fails.
 */
import type { ErrorCode, FailureId, NoteId, ParamsOf, NoteParamsOf } from '#report/texts.ts';

/** What a failure carries beside its words. */
export interface ErrorDetails {
  /** The Retry-After header as the server sent it (RFC 9110, 10.2.3). */
  readonly retryAfter?: string | undefined;
  /** Milliseconds that the server's clock is ahead of ours, by the Date of its answer. */
  readonly ahead?: number;
}

/** What there is of an answer that did not come to its end. */
export interface BrokenOff {
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Whether the request had left, so that the server may have done what it asks. */
  readonly sent: boolean;
  /** May hold tokens: never printed. */
  readonly text: string;
}

/** A sentence that is added to a failure, with the advice that it brings. */
export interface Note {
  readonly id: NoteId;
  readonly params: object;
}

/** A failure: which of texts.ts, and what its sentences are made of; whatever a server said in it is cleaned already. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  readonly id: FailureId;
  readonly params: object;
  readonly details: ErrorDetails;
  readonly notes: Note[] = [];
  brokenOff: BrokenOff | undefined;
  /** Where several things are wrong at once: all of them, this one's kind the cause. */
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

  /** Keeps what there is of the answer. */
  broken(brokenOff: BrokenOff): this {
    this.brokenOff = brokenOff;
    return this;
  }

  /** Adds a sentence. */
  and<K extends NoteId>(id: K, params: NoteParamsOf<K>): this {
    this.notes.push({ id, params });
    return this;
  }
}

/** An input that is not valid, and what would be. It never repeats what was given: that may hold a password. */
export function invalid(name: string, problem: string): ActionError {
  return failure('input_invalid', { what: `The input \`${name}\` ${problem}` });
}

/** The failure `id` of texts.ts, with what its sentences are made of. */
export function failure<K extends FailureId>(id: K, params: ParamsOf<K>, details: ErrorDetails = {}): ActionError {
  return new ActionError(id, params, details);
}
