/**
 * Finds the session in an answer that was refused or broken off: the server may have opened it all the same.
 */
import { isVisible } from '../text/encoding.ts';
import { jsonObject } from '../text/json.ts';
import { endOf, secondsOf } from '../token/expiry.ts';
import type { Session } from './session.ts';

const MAX_TOKEN = 32 * 1024; // characters; what is longer is not sent back
const KINDS = ['refresh_token', 'access_token'] as const;

/**
 * The session whose token can be read in `text` and sent back safely; undefined where there is none.
 * @param sentAt when the request was sent, milliseconds since 1970
 */
export function salvage(text: string, sentAt: number): Session | undefined {
  const fields = jsonObject(text);
  for (const kind of KINDS) {
    const token = fields ? fields[kind] : whole(text, kind);
    if (!isVisible(token) || token.length > MAX_TOKEN) continue;
    const lifetime = secondsOf(fields?.[kind === 'refresh_token' ? 'refresh_expires_in' : 'expires_in']) ?? 0;
    return { kind, token, until: lifetime > 0 ? endOf(sentAt, lifetime) : undefined };
  }
  return undefined;
}

/** Of JSON that was cut off, a text that is there to its end and needs no decoding. */
function whole(text: string, name: string): string | undefined {
  return new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]+)"`).exec(text)?.[1];
}
