/** Parses JSON from others. JSON.parse's own message is dropped: it quotes the text, and so perhaps a token. */

/** The object that `text` is, or undefined. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  const value = jsonValue(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

/** The JSON value that `text` is, or undefined. */
export function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Part `index` of a compact JWS or JWE: 0 its header, 1 the claims of a JWT, whose signature is not checked here. */
export function compactPart(token: string, index: 0 | 1): Record<string, unknown> | undefined {
  return jsonObject(Buffer.from(token.split('.', 2)[index] ?? '', 'base64url').toString());
}
