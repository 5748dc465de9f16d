/** Prints every line of the action. Secrets are masked in the runner, and struck out of each line before that. */
import { error, info, setSecret, warning } from '@actions/core';
import { formEncode } from '#text/encoding.ts';
import type { ActionError } from '#report/error.ts';
import type { WarningId, WarningParamsOf } from '#report/texts.ts';

interface Printer {
  setSecret(secret: string): void;
  info(message: string): void;
  warning(message: string, properties: { title: string }): void;
  error(message: string, properties: { title: string }): void;
}

/** Limits for masks of refused answers: each mask costs memory and a line of the log. */
const MAX_REFUSED = { masks: 24, characters: 64 * 1024 };
const MAX_TEXT = 64 * 1024; // characters
const SHORTEST_FOLDED = 8; // letters and digits

export class Log {
  readonly #printer: Printer;
  readonly #secrets = new Set<string>();
  readonly #masks = new Set<string>();
  readonly #refused = { masks: 0, characters: 0 };

  constructor(printer: Printer = { setSecret, info, warning, error }) {
    this.#printer = printer;
  }

  /** Masks `secret` in the runner and strikes it out of later lines. Call it before anything can print the value. */
  mask(secret: string): void {
    for (const part of partsOf(secret)) {
      this.#secrets.add(part);
      for (const form of new Set([part, formEncode(part)])) {
        if (!this.#masks.has(form)) this.#printer.setSecret(form);
        this.#masks.add(form);
      }
    }
  }

  /** Only strikes `secret` out: the job may print it, or the runner masks it already. */
  hide(secret: string): void {
    for (const part of partsOf(secret)) if (part.length >= 4) this.#secrets.add(part);
  }

  /** Masks a token of a refused answer, within a limit for all of them. */
  maskRefused(secret: string): void {
    this.#refused.masks += secret.split('\n').length;
    this.#refused.characters += secret.length;
    if (this.#refused.masks <= MAX_REFUSED.masks && this.#refused.characters <= MAX_REFUSED.characters) this.mask(secret);
  }

  get masks(): ReadonlySet<string> {
    return this.#masks;
  }

  info(message: string): void {
    // Text of a seal or a server may hold workflow commands.
    const line = message.replace(/[\0-\x1f\x7f]+/g, ' ').replace(/:(?=:)/g, ': ');
    this.#printer.info(this.strike(line.replace(/##\[/g, '## [')));
  }

  async warn<K extends WarningId>(id: K, params: WarningParamsOf<K>): Promise<void> {
    const { warning } = await import('#report/explain.ts');
    const { title, message } = warning(id, params);
    this.#printer.warning(this.strike(message), { title });
  }

  /** A failure that does not fail the step. */
  async warnOf(error: ActionError): Promise<void> {
    const { title, message } = await explained(error);
    this.#printer.warning(this.strike(message), { title });
  }

  /** `wait`: milliseconds. */
  async retrying(error: ActionError, wait: number, attempt: number): Promise<void> {
    const { retryLine } = await import('#report/explain.ts');
    this.info(retryLine(error, wait, attempt));
  }

  async fail(error: ActionError): Promise<void> {
    const { title, message } = await explained(error);
    this.#printer.error(this.strike(message), { title });
  }

  /** Whether `text` holds a known secret or any JWT. */
  readonly repeats = (text: string): boolean => this.strike(text) !== text || /eyJ[\w-]{10}/.test(text);

  /** Replaces known secrets by `***`, in any case; long ones also with other characters between their letters and digits. */
  strike(text: string): string {
    if (text.length > MAX_TEXT) return '(left out: it is too long)';
    const plain = lettersOf(text);
    const within = [...this.#secrets].filter((secret) => lettersOf(secret).length <= plain.length);
    const near = within.flatMap(formsOf).filter((form) => plain.includes(lettersOf(form)));
    if (near.length === 0) return text;
    const views = [fold(text, false), fold(text, true)] as const;
    const found = near.flatMap((form) => placesOf(form, views));
    let [struck, end] = ['', 0];
    for (const [from, to] of found.sort(([a], [b]) => a - b)) {
      if (from >= end) struck += `${text.slice(end, from)}***`;
      end = Math.max(end, to);
    }
    return struck + text.slice(end);
  }
}

/** The message of a failure; its name if texts.ts cannot be loaded. */
async function explained(error: ActionError): Promise<{ title: string; message: string }> {
  try {
    return (await import('#report/explain.ts')).explain(error);
  } catch {
    return { title: error.code, message: `Failed: ${error.id}.` };
  }
}

/** The secret lines of a PEM, or the text; each also without quotation marks or an HTTP scheme around it. */
function partsOf(secret: string): string[] {
  const lines = secret.toWellFormed().split(/[\r\n]+/);
  const parts = lines.length > 1 ? lines.filter((line) => line.length >= 8 && !line.startsWith('-----')) : lines;
  const cores = parts.map((part) =>
    part
      .trim()
      .replace(/^["'`]+|(?<!["'`])["'`]+$/g, '')
      .replace(/^(?:Bearer|Basic)\s+/i, ''),
  );
  return [...new Set([...parts, ...cores.filter(({ length }) => length >= 8)])].filter(Boolean);
}

/** A secret in the encodings that servers and programs use. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const forms = [secret, formEncode(secret), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  return [...new Set([...forms, bytes.toString('base64'), bytes.toString('hex')])];
}

/** Letters and digits in lower case. Sets of Unicode take V8 a millisecond to build, which few texts need. */
function lettersOf(text: string): string {
  const others = /[^\0-\x7f]/.test(text) ? new RegExp(String.raw`[^\p{L}\p{N}]+`, 'gu') : /[^a-z\d]+/gi;
  return text.replace(others, '').toLowerCase();
}

/** A text in lower case, maybe only its letters and digits, and where each of them is in the text. */
interface Folded {
  readonly text: string;
  readonly folded: string;
  readonly places: readonly number[];
}

function fold(text: string, lettersOnly: boolean): Folded {
  const pattern = lettersOnly ? new RegExp(String.raw`[\p{L}\p{N}]`, 'gu') : /[^]/gu;
  const places: number[] = [];
  let folded = '';
  for (const { 0: character, index } of text.matchAll(pattern)) {
    folded += character.toLowerCase();
    while (places.length < folded.length) places.push(index);
  }
  return { text, folded, places };
}

/** Where `form` is; a long one is found whatever is between its letters and digits. */
function placesOf(form: string, [exact, loose]: readonly [Folded, Folded]): [from: number, to: number][] {
  const letters = fold(form, true).folded;
  const [wanted, { text, folded, places }] =
    letters.length >= SHORTEST_FOLDED ? [letters, loose] : [fold(form, false).folded, exact];
  const found: [number, number][] = [];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    const last = places[at + wanted.length - 1] ?? 0;
    found.push([places[at] ?? 0, last + String.fromCodePoint(text.codePointAt(last) ?? 0).length]);
  }
  return found;
}
