/**
 * Sets of characters. V8 makes those of Unicode when it reads their pattern, which takes longer than all the rest of a start: so
 * only where a text has more than ASCII.
 */

/** Control characters (`\p{Cc}`). */
export function hasControls(text: string): boolean {
  return /[\0-\x1f\x7f-\x9f]/.test(text);
}

/** A pattern for each text: `ascii` where it is that alone, else `unicode`, which means the same and more. */
export function patternFor(ascii: RegExp, unicode: string): (text: string) => RegExp {
  let made: RegExp | undefined;
  return (text) => (/^[\0-\x7f]*$/.test(text) ? ascii : (made ??= new RegExp(unicode, `${ascii.flags}u`)));
}
