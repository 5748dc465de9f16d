/** Records which sessions a step opened or may have opened, and saves each at once for post. */
import type { HttpResponse } from '#http/send.ts';
import { mayHaveActed } from '#http/status.ts';
import { ActionError } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { sessionIn, type Client, type Session } from '#session/session.ts';
import { saveState, type SavedState } from '#session/state.ts';
import { jsonObject } from '#text/json.ts';

const MAX_SESSIONS = 20; // all must fit into one variable
const MAX_TOKEN = 32 * 1024; // characters; a longer one that is refused is not saved

export class Ledger {
  readonly #asked: NonNullable<SavedState['asked']>;
  readonly #client: Client | undefined;
  readonly #save: (state: SavedState) => boolean;
  /** The token's own first. */
  #sessions: readonly Session[] = [];
  #saved = 0;
  #uncertain = 0;
  #underWay = false;

  /** @param ends whether sessions end with the job; otherwise no token or credential is saved */
  constructor(client: Client, ends: boolean, save = saveState) {
    this.#asked = { clientId: client.clientId, host: client.tokenUrl.host };
    this.#client = ends ? client : undefined;
    this.#save = save;
  }

  /** How many requests may have opened a session that nothing ends. */
  get uncertain(): number {
    return this.#uncertain + this.#sessions.length - this.#saved;
  }

  /** Call it before the first request: if the step is then killed, post says so. @throws ActionError output_failed */
  begin(): void {
    this.#write(true);
  }

  sending(): void {
    this.#underWay = true;
  }

  /** No complete answer came. A request that was not sent opened no session. */
  lost(sent: boolean): void {
    this.#underWay = false;
    if (sent) this.#uncertain++;
  }

  /**
   * An answer without a usable token. If it opened a session, that is masked and saved. It counts as lost if it came from a
   * gateway, or may hold a token that is not JSON.
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
   * @returns false if the session should end with the job, but does not fit into the state
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

  /** No request follows: saves what is known. One that was cancelled may have opened a session. */
  close(): void {
    if (this.#underWay) this.lost(true);
    try {
      this.#write(false);
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
    }
  }

  /** Saves the state once more. @throws ActionError output_failed */
  save(): void {
    this.#write(false);
  }

  /** Leaves the session of the token to later jobs. @throws ActionError output_failed */
  keep(): void {
    const [own, ...others] = this.#sessions;
    // The server may have returned the same token before.
    if (own) this.#sessions = [{ ...own, kept: true }, ...others.filter(({ token }) => token !== own.token)];
    this.#write(false);
  }

  /** Saves as many sessions as fit. */
  #write(asking: boolean): void {
    const common = { asked: this.#asked, asking };
    let count = this.#sessions.length;
    while (count > 0 && !this.#save({ ...common, client: this.#client, sessions: this.#sessions.slice(0, count) })) count--;
    if (count === 0) this.#save(common);
    this.#saved = count;
  }
}

/** Neither JSON nor a page, or it mentions a token. */
function mayHoldToken(body: string): boolean {
  return body.includes('access_token') || (!jsonObject(body) && !/^\s*</.test(body));
}
