/**
 * Which HTTP statuses may be gone a moment later.
 */

/** Whether the server behind may have done what was asked, although no answer of its own came: a gateway lost it on the way. */
export function mayHaveActed(status: number): boolean {
  return [504, 520, 524].includes(status);
}

/** The failure that such a status tells of; undefined for all others. */
export function transientCode(status: number): 'rate_limited' | 'server_error' | undefined {
  if (status === 429) return 'rate_limited';
  return [408, 425, 500, 502, 503, 504].includes(status) ? 'server_error' : undefined;
}
