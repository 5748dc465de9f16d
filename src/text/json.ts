/** Parses JSON from others, without the message of JSON.parse: it quotes the text, which may be a token. */

export function jsonObject(text: string): Record<string, unknown> | undefined {
  const value = jsonValue(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

export function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Part 0 (header) or 1 (claims) of a JWT. Its signature is not checked. */
export function compactPart(token: string, index: 0 | 1): Record<string, unknown> | undefined {
  return jsonObject(Buffer.from(token.split('.', 2)[index] ?? '', 'base64url').toString());
}
