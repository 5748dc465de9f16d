/**
 * All that the action prints goes through here: secrets are masked in the runner and struck out of every line before it is
 * printed.
 */
import { formEncode } from '#text/encoding.ts';
import type { ActionError } from '#report/error.ts';
import type { WarningId, WarningParamsOf } from '#report/texts.ts';

/** The functions of `@actions/core` that print. */
interface Printer {
  setSecret(secret: string): void;
  info(message: string): void;
  warning(message: string, properties: { title: string }): void;
  error(message: string, properties: { title: string }): void;
}

/** What is wrong with the inputs or the job, and not on the way to the server. */
const MENDABLE = /^(input_|secret_|seal|private_key_|id_token_unavailable|runner_missing)/;
/** Masks of answers that hold no token, and their characters: they cost memory, and lines of the log. */
const MAX_REFUSED = { masks: 24, characters: 64 * 1024 };

/** Prints, and never a secret that it was told of. */
export class Log {
  readonly #printer: Printer;
  readonly #secrets = new Set<string>();
  readonly #masks = new Set<string>();
  readonly #refused = { masks: 0, characters: 0 };

  constructor(printer: Printer) {
    this.#printer = printer;
  }

  /** Has the runner mask `secret`, and strikes it out of every later line. Call it before anything can print the value. */
  mask(secret: string): void {
    for (const part of partsOf(secret)) {
      this.#secrets.add(part);
      for (const form of new Set([part, formEncode(part)])) {
        if (!this.#masks.has(form)) this.#printer.setSecret(form);
        this.#masks.add(form);
      }
    }
  }

  /** Strikes `secret` out of every later line alone: the job may well print it, or the runner masks it already. */
  hide(secret: string): void {
    for (const part of partsOf(secret)) if (part.length >= 4) this.#secrets.add(part);
  }

  /** Masks what stands in an answer that is refused, up to a limit for all of them. */
  maskRefused(secret: string): void {
    this.#refused.masks++;
    this.#refused.characters += secret.length;
    if (this.#refused.masks <= MAX_REFUSED.masks && this.#refused.characters <= MAX_REFUSED.characters) this.mask(secret);
  }

  /** What the runner was told to mask. */
  get masks(): ReadonlySet<string> {
    return this.#masks;
  }

  info(message: string): void {
    // What a seal or a server brought may hold commands.
    this.#printer.info(
      this.strike(message)
        .replace(/[\0-\x1f\x7f]+/g, ' ')
        .replace(/:(?=:)/g, ': ')
        .replace(/##\[/g, '## ['),
    );
  }

  /** A warning of texts.ts. */
  async warn<K extends WarningId>(id: K, params: WarningParamsOf<K>): Promise<void> {
    const { warning } = await import('#report/explain.ts');
    const { title, message } = warning(id, params);
    this.#printer.warning(this.strike(message), { title });
  }

  /** A failure to end a session, which is no more than a warning: with what to do, where the workflow can mend it. */
  async warnOf(error: ActionError): Promise<void> {
    const { explain, whatOf } = await import('#report/explain.ts');
    const what = MENDABLE.test(error.code) ? explain(error).message : whatOf(error);
    const known = !MENDABLE.test(error.code) || error.notes.some(({ id }) => id === 'left_open');
    await this.warn(known ? 'left_open' : 'nothing_ended', { what });
  }

  /** A failure that is tried again, in `wait` milliseconds. */
  async retrying(error: ActionError, wait: number, attempt: number): Promise<void> {
    const { retryLine } = await import('#report/explain.ts');
    this.info(retryLine(error, wait, attempt));
  }

  /** What made the step fail. Should its words not be readable, its name is told all the same. */
  async fail(error: ActionError): Promise<void> {
    const { title, message } = await import('#report/explain.ts')
      .then(({ explain }) => explain(error))
      .catch(() => ({ title: error.code, message: `Failed: ${error.id}.` }));
    this.#printer.error(this.strike(message), { title });
  }

  /** Whether `text` repeats a secret, or holds somebody's JWT. */
  readonly repeats = (text: string): boolean => this.strike(text) !== text || /eyJ[\w-]{10}/.test(text);

  /** `text` without the secrets that it repeats. */
  strike(text: string): string {
    const within = [...this.#secrets].filter((secret) => secret.length <= text.length);
    const lower = text.toLowerCase();
    const found = within.flatMap(formsOf).filter((form) => lower.includes(form.toLowerCase()));
    const forms = [...new Set(found)].sort((a, b) => b.length - a.length);
    return forms.length === 0 ? text : text.replace(new RegExp(forms.map(RegExp.escape).join('|'), 'gi'), '***');
  }
}

/** Of a text of several lines (PEM), those that tell something; without the quotation marks or scheme that were saved with it. */
function partsOf(secret: string): string[] {
  const lines = secret.toWellFormed().split(/[\r\n]+/);
  const parts = lines.length > 1 ? lines.filter((line) => line.length >= 8 && !line.startsWith('-----')) : lines;
  const cores = parts.map((part) => part.trim().replace(/^["'`]+|["'`]+$|^(Bearer|Basic)\s+/gi, ''));
  return [...new Set([...parts, ...cores.filter(({ length }) => length >= 8)])].filter(Boolean);
}

/** The forms in which a secret is sent, and in which programs pass it on. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const escaped = [formEncode(secret), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  return [secret, ...escaped, bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')];
}
