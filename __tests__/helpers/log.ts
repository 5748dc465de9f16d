/**
 * A log that keeps what it prints, and texts that are hostile to one.
 */
import fc from 'fast-check';
import { Log } from '../../src/report/log.ts';

interface Recorded {
  readonly log: Log;
  readonly masks: string[];
  /** The messages, whatever their kind. */
  readonly lines: string[];
}

/** A log that was told of `secrets`. */
export function record(...secrets: string[]): Recorded {
  const [masks, lines]: [string[], string[]] = [[], []];
  const print = (message: string): void => void lines.push(message);
  const log = new Log({ setSecret: (secret) => void masks.push(secret), info: print, warning: print, error: print });
  for (const secret of secrets) log.mask(secret);
  return { log, masks, lines };
}

/** The forms in which a server could say a secret. */
export function saidForms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase()), // some servers write it so
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    Array.from(secret).reverse().join(''),
  ];
}

const anything = fc.string({ unit: 'binary', maxLength: 400 });
/** What a workflow command or a log line is made of, so that pieces of it meet. */
const pieces = fc.array(fc.constantFrom(':', '::', '#', '##', '[', 'error', '\n', '\r', '\u2028', '\u0000', '\u200b', ' ', 'x'));
export const hostileText = fc.oneof(
  anything,
  pieces.map((all) => all.join('')),
);
