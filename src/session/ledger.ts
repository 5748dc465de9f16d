/** The sessions that a step has opened or may have opened, each saved for post as soon as it is known. */
import type { HttpResponse } from '#http/send.ts';
import { mayHaveActed } from '#http/status.ts';
import { ActionError } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { sessionIn, type Client, type Session } from '#session/session.ts';
import { saveState, type SavedState } from '#session/state.ts';
import { jsonObject } from '#text/json.ts';

const MAX_SESSIONS = 20; // what ends all of them must fit into one variable
const MAX_TOKEN = 32 * 1024; // characters; a longer one that is refused is not saved

/** The ledger of one step. */
export class Ledger {
  readonly #asked: NonNullable<SavedState['asked']>;
  readonly #client: Client | undefined;
  readonly #save: (state: SavedState) => boolean;
  /** The token's own first. */
  #sessions: readonly Session[] = [];
  #saved = 0;
  #uncertain = 0;
  #underWay = false;

  /** @param ends whether the sessions end with the job; else neither token nor credential is saved */
  constructor(client: Client, ends: boolean, save = saveState) {
    this.#asked = { clientId: client.clientId, host: client.tokenUrl.host };
    this.#client = ends ? client : undefined;
    this.#save = save;
  }

  /** How many requests may have opened a session that nobody ends. */
  get uncertain(): number {
    return this.#uncertain + this.#sessions.length - this.#saved;
  }

  /** To be called before anything is asked: should the step be killed, post says so. @throws ActionError output_failed */
  begin(): void {
    this.#write(true);
  }

  /** A request leaves for the server. */
  sending(): void {
    this.#underWay = true;
  }

  /** Its answer did not come, or not whole. What was not even sent opened no session. */
  lost(sent: boolean): void {
    this.#underWay = false;
    if (sent) this.#uncertain++;
  }

  /**
   * An answer without a usable token. If it opened a session anyway, its token is masked, then saved. It counts as lost if it may hold
   * a token that is not JSON, or came from a gateway.
   * @throws ActionError output_failed
   */
  refused(response: HttpResponse, log: Log): void {
    this.#underWay = false;
    const { status, body } = response;
    const session = sessionIn(response);
    if (session && session.token.length <= MAX_TOKEN && this.#client && this.#sessions.length < MAX_SESSIONS) {
      log.mask(session.token);
      this.#sessions = [...this.#sessions, session];
      this.#write(true);
    } else if (session || mayHaveActed(status) || (status >= 200 && status < 300 && mayHoldToken(body))) this.#uncertain++;
  }

  /**
   * There is a token, and this is its session.
   * @returns false where it is to be ended, and does not fit into the state
   * @throws ActionError output_failed: the caller ends it
   */
  granted(session: Session): boolean {
    this.#underWay = false;
    const before = this.#sessions;
    if (this.#client) this.#sessions = [session, ...before];
    try {
      this.#write(false);
    } catch (error) {
      this.#sessions = before;
      throw error;
    }
    return !this.#client || this.#saved > 0;
  }

  /** The step ends without a token. A request that it did not wait for may have opened a session. */
  close(): void {
    if (this.#underWay) this.lost(true);
    try {
      this.#write(false);
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
    }
  }

  /** The session of the token is to live on, for later jobs. @throws ActionError output_failed */
  keep(): void {
    const [own, ...others] = this.#sessions;
    // A server may return the token that it had returned before.
    if (own) this.#sessions = [{ ...own, kept: true }, ...others.filter(({ token }) => token !== own.token)];
    this.#write(false);
  }

  /** As many sessions as fit. */
  #write(asking: boolean): void {
    const common = { asked: this.#asked, asking };
    let count = this.#sessions.length;
    while (count > 0 && !this.#save({ ...common, client: this.#client, sessions: this.#sessions.slice(0, count) })) count--;
    if (count === 0) this.#save(common);
    this.#saved = count;
  }
}

/** Of an answer in which no token can be read: it is neither JSON nor a page, or it names one. */
function mayHoldToken(body: string): boolean {
  return body.includes('access_token') || (!jsonObject(body) && !/^\s*</.test(body));
}
