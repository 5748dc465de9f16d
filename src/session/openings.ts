/**
 * The sessions that a step has opened or may have opened, each saved for post as soon as it is known.
 */
import { mayHaveActed } from '../http/status.ts';
import type { HttpResponse } from '../http/send.ts';
import { ActionError } from '../report/error.ts';
import type { Log } from '../report/log.ts';
import { salvage } from './salvage.ts';
import type { Lifetimes, Session } from './session.ts';
import { saveState, type Opener, type SavedState } from './state.ts';

const MAX_SESSIONS = 20; // what ends all of them must fit into one variable

/**
 * When sessions end: with the job, by themselves since nobody wants it otherwise, or by themselves since the server tells no way.
 */
export type SessionsEnd = 'with the job' | 'never' | 'unknown';

/** The openings of one step. */
export class Openings {
  readonly #asked: NonNullable<SavedState['asked']>;
  readonly #ends: SessionsEnd;
  readonly #opener: Opener | undefined;
  readonly #keep: typeof saveState;
  /** None or one. */
  #granted: readonly Session[] = [];
  /** Of answers that were refused. */
  #refused: readonly Session[] = [];
  /** How many of both fit into the state. */
  #saved = 0;
  #unread = 0;
  #underWay = false;
  #unending: Lifetimes | undefined;

  constructor(opener: Opener, ends: SessionsEnd, keep = saveState) {
    this.#keep = keep;
    this.#asked = { clientId: opener.clientId, host: opener.tokenUrl.host };
    this.#ends = ends;
    this.#opener = ends === 'with the job' ? opener : undefined;
  }

  /** How many attempts may have opened a session that nobody can end: their answers could not be read. */
  get unread(): number {
    const refusedSaved = Math.max(0, this.#saved - this.#granted.length);
    return this.#unread + this.#refused.length - refusedSaved;
  }

  /**
   * To be called before anything is asked: should the step be killed, post tells.
   * @throws ActionError output_failed
   */
  asking(): void {
    this.#save(true);
  }

  /** A request leaves for the server. */
  sending(): void {
    this.#underWay = true;
  }

  /**
   * An attempt that failed, with its answer or what there was of it. What is saved of it is masked first.
   * @throws ActionError output_failed
   */
  failed({ brokenOff }: ActionError, response: HttpResponse | undefined, log: Log): void {
    this.#underWay = false;
    const text = response?.body ?? brokenOff?.text ?? '';
    const session = salvage(text, response?.sentAt ?? brokenOff?.sentAt ?? Date.now());
    if (session && this.#opener && this.#refused.length < MAX_SESSIONS) {
      log.mask(session.token);
      this.#refused = [...this.#refused, session];
      this.#save(true);
    } else if (session || (response ? grantedUnread(response) : brokenOff?.sent)) {
      this.#unread++;
    }
  }

  /** An attempt that the step did not wait for. */
  leftBehind(): void {
    if (this.#underWay) this.#unread++;
  }

  /** All has been asked, and there is no token. What cannot be saved is unread, and told. */
  settle(): void {
    try {
      this.#save(false);
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
    }
  }

  /**
   * All has been asked, and there is a token.
   * @returns false where its session is to be ended, and does not fit into the state
   * @throws ActionError output_failed
   */
  granted(session: Session, unending: Lifetimes): boolean {
    if (this.#opener) this.#granted = [session];
    this.#unending = unending;
    try {
      this.#save(false);
    } catch (error) {
      this.#granted = []; // whoever called ends it
      throw error;
    }
    return !this.#opener || this.#saved > 0;
  }

  /**
   * The session of the token is to live on, for later jobs.
   * @throws ActionError output_failed
   */
  keep(): void {
    const tokens = this.#granted.map(({ token }) => token);
    this.#granted = this.#granted.map((session) => ({ ...session, kept: true }));
    // A server may give a token that it had kept again and again.
    this.#refused = this.#refused.filter(({ token }) => !tokens.includes(token));
    this.#save(false);
  }

  /** As many sessions as fit, the one of the token first of all. */
  #save(asking: boolean): void {
    const common = { asked: this.#asked, asking };
    if (!this.#opener) {
      this.#keep({ ...common, ...(this.#ends === 'unknown' && this.#unending && { unending: this.#unending }) });
      return;
    }
    const sessions = [...this.#granted, ...this.#refused];
    for (let count = sessions.length; count > 0; count--) {
      if (!this.#keep({ ...common, opener: this.#opener, sessions: sessions.slice(0, count) })) continue;
      this.#saved = count;
      return;
    }
    this.#keep(common);
    this.#saved = 0;
  }
}

/** A session may have been opened, though no token can be read in the answer: it may be compressed, or in another form than JSON. */
function grantedUnread({ status, body }: HttpResponse): boolean {
  return mayHaveActed(status) || (status >= 200 && status < 300 && (!/^\s*</.test(body) || body.includes('access_token')));
}
