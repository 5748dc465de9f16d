/**
 * All that the action prints goes through here: secrets are masked in the runner and struck out of every line before it is printed.
 */

/** The functions of `@actions/core` that print. */
export interface Printer {
  setSecret(secret: string): void;
  info(message: string): void;
  warning(message: string, properties: { title: string }): void;
  error(message: string, properties: { title: string }): void;
}

const MAX_FOREIGN_TEXT = 200; // characters of what a server says

/** `value` as application/x-www-form-urlencoded has it, which the runner's masks do not know. */
export function formEncode(value: string): string {
  return new URLSearchParams({ v: value }).toString().slice(2);
}

/** Every form in which a secret could come back in somebody's text. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64');
  return [
    secret,
    formEncode(secret),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    Array.from(secret).reverse().join(''),
  ];
}

/**
 * `text` on one line of at most 200 characters: control characters and the markers of workflow commands (`::`, `##[`: the
 * runner's ActionCommand.cs) are broken up with spaces, so that no two pieces join to something new.
 */
export function printable(text: string): string {
  const clean = text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/:(?=:)/g, ': ')
    .replace(/##\[/g, '## [')
    .replace(/\s+/g, ' ')
    .trim();
  return clean.length > MAX_FOREIGN_TEXT ? `${clean.slice(0, MAX_FOREIGN_TEXT)}…` : clean;
}

/** Prints, and never a secret that it was told of. */
export class Log {
  readonly #printer: Printer;
  readonly #secrets = new Set<string>();

  constructor(printer: Printer) {
    this.#printer = printer;
  }

  /**
   * Has the runner mask `secret` as given and form-encoded, and strikes it out of every later line in those and other forms.
   * An empty text is no secret. Call it before anything can print the value.
   */
  mask(secret: string): void {
    if (secret === '') return;
    for (const sent of new Set([secret, formEncode(secret)])) this.#printer.setSecret(sent);
    for (const form of formsOf(secret)) this.#secrets.add(form);
  }

  info(message: string): void {
    this.#printer.info(this.#strike(message));
  }

  warning(title: string, message: string): void {
    this.#printer.warning(this.#strike(message), { title });
  }

  error(title: string, message: string): void {
    this.#printer.error(this.#strike(message), { title });
  }

  /** What somebody else said, made fit to print: secrets struck out, then `printable`. */
  foreign(text: string): string {
    return printable(this.#strike(text));
  }

  #strike(text: string): string {
    const longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((struck, secret) => struck.replaceAll(secret, '***'), text);
  }
}
