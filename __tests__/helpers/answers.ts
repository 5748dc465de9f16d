/**
 * Answers of a token endpoint as they are read, without a server.
 */
import type { HttpResponse } from '../../src/http/send.ts';
import { refused } from '../../src/oauth/refusal.ts';
import { grantedFields, type Token, tokenOf } from '../../src/oauth/token.ts';
import { failureOf, type Failed } from './failures.ts';

/** When every request was sent. */
export const sentAt = Date.UTC(2026, 10, 24, 1, 2, 3, 456);
type Refused = Parameters<typeof refused>[1];
interface Expectation {
  readonly repeats: (text: string) => boolean;
}
export const expected: Expectation & Refused = {
  repeats: () => false,
  tokenUrl: new URL('https://id.example/token'),
  authMethod: 'client_secret_post',
  clientId: 'ci',
  clientSecret: 'a-secret',
  assertionAudience: '',
  issuer: '',
  scope: '',
  identity: '',
};

/** An answer with `body`, as it is where it is text. */
export function answer(body: unknown, more: Partial<HttpResponse> = {}): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    url: new URL('https://id.example/token'),
    status: 200,
    headers: {},
    body: text,
    sentAt,
    receivedAt: sentAt + 50,
    ...more,
  };
}

/** Reads an answer as the main step does. */
export function parseResponse(response: HttpResponse, against: Expectation & Refused): Token {
  const fields = grantedFields(response);
  if (!fields) throw refused(response, against);
  return tokenOf(fields, response, against.repeats);
}

/** What is wrong with an answer that holds no token. */
export const refusedBy = (response: HttpResponse, more: Partial<Refused> = {}): Failed =>
  failureOf(() => parseResponse(response, { ...expected, ...more }));
