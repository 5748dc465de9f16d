/**
 * The sessions that a step has opened or may have opened, each saved for post as soon as it is known.
 */
import { mayHaveActed } from '#http/status.ts';
import type { HttpResponse } from '#http/send.ts';
import { ActionError } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { sessionIn, type Session } from '#session/session.ts';
import { saveState, type Opener, type SavedState } from '#session/state.ts';

const MAX_SESSIONS = 20; // what ends all of them must fit into one variable

/** The openings of one step. */
export class Openings {
  readonly #asked: NonNullable<SavedState['asked']>;
  readonly #opener: Opener | undefined;
  readonly #write: typeof saveState;
  /** That of the token first. */
  #sessions: readonly Session[] = [];
  #saved = 0;
  #lost = 0;
  #underWay = false;

  /** @param end whether the sessions end with the job; else neither token nor credential is saved */
  constructor(opener: Opener, end: boolean, write = saveState) {
    this.#asked = { clientId: opener.clientId, host: opener.tokenUrl.host };
    this.#opener = end ? opener : undefined;
    this.#write = write;
  }

  /** How many attempts may have opened a session that nobody can end. */
  get unread(): number {
    return this.#lost + this.#sessions.length - this.#saved;
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
    const session = sessionIn(response?.body ?? brokenOff?.text ?? '', response?.sentAt ?? brokenOff?.sentAt ?? 0);
    if (session && this.#opener && this.#sessions.length < MAX_SESSIONS) {
      log.mask(session.token);
      this.#sessions = [...this.#sessions, session];
      this.#save(true);
      if (!response && session.kind === 'access_token') this.#lost++; // its refresh token may have been cut off
    } else if (session || (response ? grantedUnread(response) : brokenOff?.sent)) this.#lost++;
  }

  /** An attempt that the step did not wait for. */
  leftBehind(): void {
    if (this.#underWay) this.#lost++;
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
   * @throws ActionError output_failed: whoever called ends it
   */
  granted(session: Session): boolean {
    const before = this.#sessions;
    if (this.#opener) this.#sessions = [session, ...before];
    try {
      this.#save(false);
    } catch (error) {
      this.#sessions = before;
      throw error;
    }
    return !this.#opener || this.#saved > 0;
  }

  /**
   * The session of the token is to live on, for later jobs.
   * @throws ActionError output_failed
   */
  keep(): void {
    const [own, ...others] = this.#sessions;
    // A server may give a token that it had kept again and again.
    if (own) this.#sessions = [{ ...own, kept: true }, ...others.filter(({ token }) => token !== own.token)];
    this.#save(false);
  }

  /** As many sessions as fit. */
  #save(asking: boolean): void {
    const common = { asked: this.#asked, asking };
    let count = this.#sessions.length;
    while (count > 0 && !this.#write({ ...common, opener: this.#opener, sessions: this.#sessions.slice(0, count) })) count--;
    if (count === 0) this.#write(common);
    this.#saved = count;
  }
}

/** A session may have been opened, though no token can be read in the answer: it may be compressed, or in another form than JSON. */
function grantedUnread({ status, body }: HttpResponse): boolean {
  return mayHaveActed(status) || (status >= 200 && status < 300 && (!/^\s*</.test(body) || body.includes('access_token')));
}
