/**
 * JSON from strangers: an object, or nothing. JSON.parse's own message quotes the text, and so a token: it is dropped.
 */

/** The object that `text` is, or undefined. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The fields of an answer; of JSON that was cut off, the texts that are there to their ends and need no decoding. */
export function fieldsIn(answer: string): Record<string, unknown> {
  return (
    jsonObject(answer) ??
    Object.fromEntries(Array.from(answer.matchAll(/"(\w+)"\s*:\s*"([^"\\]+)"/g), ([, name = '', text]) => [name, text]))
  );
}

/** Part `index` of a compact JWS or JWE: 0 its header, 1 the claims of a JWT, whose signature is not checked here. */
export function compactPart(token: string, index: 0 | 1): Record<string, unknown> | undefined {
  return jsonObject(Buffer.from(token.split('.', 2)[index] ?? '', 'base64url').toString());
}

/** Whether `text` begins as a JSON object and ends in the middle of it. */
export function isCutOff(text: string): boolean {
  if (!/^\s*\{/.test(text) || jsonObject(text)) return false;
  // Without its strings, but for one that does not end. It matches at every quote, so that no text is gone through twice.
  const rest = text.replace(/"(?:[^"\\]|\\[^]?)*("?)/g, (_, end: string) => (end ? '' : '"'));
  const count = (brackets: RegExp): number => rest.match(brackets)?.length ?? 0;
  return rest.includes('"') || count(/[{[]/g) > count(/[}\]]/g);
}
