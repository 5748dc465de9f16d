/** What a status and headers say about retrying. */
import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorDetails } from '#report/error.ts';

/** From 520 on: Cloudflare, when it cannot reach the server. 529: overloaded. */
const serverErrors: readonly number[] = [408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527, 529, 530];

/** Whether the server behind a gateway may have acted although its answer was lost. */
export function mayHaveActed(status: number): boolean {
  return [504, 520, 524].includes(status);
}

/** The failure of a temporary status. */
export function transientCode(status: number): 'rate_limited' | 'server_error' | undefined {
  if (status === 429) return 'rate_limited';
  return serverErrors.includes(status) ? 'server_error' : undefined;
}

/** What the next attempt needs from an answer. */
export function detailsOf({ headers, receivedAt }: { headers: IncomingHttpHeaders; receivedAt: number }): ErrorDetails {
  const ahead = Date.parse(headers.date ?? '') - receivedAt;
  return { retryAfter: headers['retry-after'], ...(!Number.isNaN(ahead) && { ahead }) };
}
