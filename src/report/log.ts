/**
 * All that the action prints goes through here: secrets are masked in the runner and struck out of every line before it is printed.
 */
import { formEncode } from '../text/encoding.ts';
import type { ActionError } from './error.ts';
import { cut, onOneLine } from './foreign.ts';
import { formsOf, partsOf } from './secrets.ts';
import type { WarningId, WarningParamsOf } from './texts.ts';

/** The functions of `@actions/core` that print. */
export interface Printer {
  setSecret(secret: string): void;
  info(message: string): void;
  warning(message: string, properties: { title: string }): void;
  error(message: string, properties: { title: string }): void;
}

/** Prints, and never a secret that it was told of. */
export class Log {
  readonly #printer: Printer;
  /** What was masked, until a line is printed; then also every form of it. */
  readonly #parts = new Set<string>();
  #forms: readonly string[] | undefined;
  #known = false;

  constructor(printer: Printer) {
    this.#printer = printer;
  }

  /**
   * Has the runner mask `secret` as given and form-encoded, and strikes it out of every later line in those and other forms.
   * An empty text is no secret. Call it before anything can print the value.
   */
  mask(secret: string): void {
    for (const part of partsOf(secret)) {
      if (this.#parts.has(part)) continue;
      if (!this.#known) for (const sent of new Set([part, formEncode(part)])) this.#printer.setSecret(sent);
      this.#parts.add(part);
      this.#forms = undefined;
    }
  }

  /** What `work` masks is only struck out of later lines: the runner has known it since the main step, and it is printed nowhere again. */
  known(work: () => void): void {
    this.#known = true;
    try {
      work();
    } finally {
      this.#known = false;
    }
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

  /** The same, of a failure that is no more than a warning. */
  async warnOf(id: 'left_open', error: ActionError): Promise<void> {
    const { whatOf } = await import('./explain.ts');
    await this.warn(id, { what: whatOf(error) });
  }

  /** A failure that is tried again, in `wait` milliseconds. */
  async retrying(error: ActionError, wait: number, attempt: number): Promise<void> {
    const { retryLine } = await import('./explain.ts');
    this.info(retryLine(error, wait, attempt));
  }

  /** What made the step fail. Should its words not be readable, its name is told all the same. */
  async fail(error: ActionError): Promise<void> {
    const { title, message } = await import('./explain.ts').then(
      ({ explain }) => explain(error),
      () => ({ title: error.code, message: `Failed: ${error.id}.` }),
    );
    this.#printer.error(this.#strike(message), { title });
  }

  /** What somebody else said, made fit to print. Secrets are struck out twice: cleaning could put one together. */
  readonly foreign = (text: string): string => cut(this.#strike(onOneLine(this.#strike(text))));

  #strike(text: string): string {
    this.#forms ??= [...new Set([...this.#parts].flatMap(formsOf))].sort((a, b) => b.length - a.length);
    return this.#forms.reduce((struck, secret) => struck.replaceAll(secret, '***'), text);
  }
}
