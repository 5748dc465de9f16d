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

/** A text of several lines (PEM) is masked line by line: not the lines that say what it is, nor a rest too short to tell anything. */
function partsOf(secret: string): string[] {
  if (!/[\r\n]/.test(secret)) return secret === '' ? [] : [secret];
  return secret.split(/[\r\n]+/).filter((line) => line.length >= 8 && !line.startsWith('-----'));
}

/** Every form in which a secret could come back in somebody's text. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const escaped = [formEncode(secret), encodeURIComponent(secret)];
  const html = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return [
    secret,
    ...escaped,
    ...escaped.map((form) => form.replace(/%../g, (escape) => escape.toLowerCase())),
    JSON.stringify(secret).slice(1, -1),
    html,
    ...['&#39;', '&#x27;', '&apos;'].map((quote) => html.replace(/"/g, '&quot;').replace(/'/g, quote)),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
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
  return cut(onOneLine(text));
}

function onOneLine(text: string): string {
  return text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/:(?=:)/g, ': ')
    .replace(/##\[/g, '## [')
    .replace(/\s+/g, ' ')
    .trim();
}

function cut(text: string): string {
  if (text.length <= MAX_FOREIGN_TEXT) return text;
  return `${text.slice(0, MAX_FOREIGN_TEXT).replace(/[\ud800-\udbff]$/, '')}…`; // no half of a surrogate pair
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
    for (const part of partsOf(secret)) {
      for (const sent of new Set([part, formEncode(part)])) this.#printer.setSecret(sent);
      // Also as `printable` would leave it: some text was cleaned before it comes here.
      for (const form of formsOf(part)) for (const seen of [form, onOneLine(form)]) if (seen !== '') this.#secrets.add(seen);
    }
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

  /** What somebody else said, made fit to print. Secrets are struck out twice: cleaning could put one together. */
  readonly foreign = (text: string): string => cut(this.#strike(onOneLine(this.#strike(text))));

  #strike(text: string): string {
    const longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((struck, secret) => struck.replaceAll(secret, '***'), text);
  }
}
