/**
 * All that the action prints goes through here: secrets are masked in the runner and struck out of every line before it is
 * printed.
 */
import { formEncode } from '../text/encoding.ts';
import type { ActionError } from './error.ts';
import { cut, LEFT_OUT, MAX_SEARCHED, onOneLine, TOO_LONG, TOO_MANY } from './foreign.ts';
import { canBeRead, coreOf, formsInBase64url, partsOf, Secret, withoutJwts } from './secrets.ts';
import type { WarningId, WarningParamsOf } from './texts.ts';

/** The functions of `@actions/core` that print. */
interface Printer {
  setSecret(secret: string): void;
  info(message: string): void;
  warning(message: string, properties: { title: string }): void;
  error(message: string, properties: { title: string }): void;
}

/** What is wrong with the inputs or the job, and not on the way to the server. */
const MENDABLE = /^(input_|secret_|seal|private_key_|id_token_unavailable|runner_missing)/;

/**
 * Characters and number of the masks of answers that hold no token: what a server sends there costs memory, and lines of the log.
 */
const MAX_REFUSED = { characters: 64 * 1024, masks: 24 } as const;

/** Prints, and never a secret that it was told of. */
export class Log {
  readonly #printer: Printer;
  /** What was masked and is struck. */
  readonly #secrets = new Map<string, Secret>();
  /** Every mask that the runner has. */
  readonly #sent = new Set<string>();
  #known = false;
  readonly #refused = { characters: 0, masks: 0 };

  constructor(printer: Printer) {
    this.#printer = printer;
  }

  /**
   * Has the runner mask `secret` as given and form-encoded, and strikes it out of every later line in those and other forms.
   * An empty text is no secret. Call it before anything can print the value.
   */
  mask(secret: string): void {
    for (const part of new Set(partsOf(secret.toWellFormed()).flatMap((each) => [each, coreOf(each)]))) {
      for (const form of [part, formEncode(part)]) {
        if (this.#sent.has(form)) continue;
        this.#sent.add(form);
        if (!this.#known) this.#printer.setSecret(form);
      }
      // One that is longer than any text that is printed cannot be in it.
      if (this.#secrets.has(part) || part.length > MAX_SEARCHED) continue;
      this.#secrets.set(part, new Secret(part));
    }
  }

  /**
   * What `work` masks is only struck out of later lines: the runner has known it since the main step, and it is printed nowhere
   * again.
   */
  known(work: () => void): void {
    this.#known = true;
    try {
      work();
    } finally {
      this.#known = false;
    }
  }

  /**
   * Strikes `text` out of every later line of its own, without a mask: the job may well print it. One of a few letters would hit
   * others.
   */
  hide(text: string): void {
    if (text.length < 4 || text.length > MAX_SEARCHED || this.#secrets.has(text)) return;
    this.#secrets.set(text, new Secret(text));
  }

  /**
   * Masks what stands in an answer that is refused, up to a limit for all of them; beyond it, nothing that a server says is
   * printed.
   */
  maskRefused(secret: string): void {
    for (const part of partsOf(secret)) {
      if (this.#sent.has(part) || this.#overwhelmed()) continue;
      this.#refused.characters += part.length;
      this.#refused.masks += 1;
      if (!this.#overwhelmed()) this.mask(part);
    }
  }

  #overwhelmed(): boolean {
    return this.#refused.characters > MAX_REFUSED.characters || this.#refused.masks > MAX_REFUSED.masks;
  }

  info(message: string): void {
    this.#printer.info(this.#strike(message));
  }

  /** A warning of texts.ts. */
  async warn<K extends WarningId>(id: K, params: WarningParamsOf<K>): Promise<void> {
    const { warning } = await import('./explain.ts');
    const { title, message } = warning(id, params);
    this.#printer.warning(this.#strike(message), { title });
  }

  /** A failure to end a session, which is no more than a warning: with what to do, where the workflow can mend it. */
  async warnOf(error: ActionError): Promise<void> {
    const { explain, whatOf } = await import('./explain.ts');
    const what = MENDABLE.test(error.code) ? explain(error).message : whatOf(error);
    const known = !MENDABLE.test(error.code) || error.notes.some(({ id }) => id === 'left_open');
    await this.warn(known ? 'left_open' : 'nothing_ended', { what });
  }

  /** A failure that is tried again, in `wait` milliseconds. */
  async retrying(error: ActionError, wait: number, attempt: number): Promise<void> {
    const { retryLine } = await import('./explain.ts');
    this.info(retryLine(error, wait, attempt));
  }

  /** What made the step fail. Should its words not be readable, its name is told all the same. */
  async fail(error: ActionError): Promise<void> {
    const { title, message } = await import('./explain.ts')
      .then(({ explain }) => explain(error))
      .catch(() => ({ title: error.code, message: `Failed: ${error.id}.` }));
    this.#printer.error(this.#strike(message), { title });
  }

  /** What somebody else said, made fit to print. Secrets are struck out twice: cleaning could put one together. */
  readonly foreign = (text: string): string => {
    if (this.#overwhelmed()) return TOO_MANY;
    if (text.length > MAX_SEARCHED) return TOO_LONG;
    const plain = withoutJwts(this.#strike(onOneLine(this.#strike(text.toWellFormed()))));
    return this.#finds(plain) ? LEFT_OUT : cut(plain);
  };

  /** Whether `text` repeats a secret, in whatever form. */
  readonly repeats = (text: string): boolean =>
    this.#overwhelmed() || text.length > MAX_SEARCHED || withoutJwts(this.#strike(text)) !== text || this.#finds(text);

  #finds(text: string): boolean {
    return canBeRead(this.#within(text), text);
  }

  /**
   * Whether the runner finds in `text`, which is base64url, something that was masked here: it drops an output of the job then.
   */
  readonly standsIn = (text: string): boolean => [...this.#sent].flatMap(formsInBase64url).some((form) => text.includes(form));

  #strike(text: string): string {
    const forms = this.#within(text).flatMap((secret) => secret.forms);
    return forms.sort((a, b) => b.length - a.length).reduce((struck, form) => struck.replaceAll(form, '***'), text);
  }

  /** The secrets that `text` is long enough to hold. */
  #within({ length }: string): Secret[] {
    return [...this.#secrets.values()].filter(({ least }) => least <= length);
  }
}
