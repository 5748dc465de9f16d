/**
 * Holds every failure and warning to its size and its form, and each code to its name.
 */
import { describe, expect, test } from 'vitest';
import { authMethods } from '../../src/oauth/credentials.ts';
import { explain, problemOf, warning } from '../../src/report/explain.ts';
import { DOCS, failures, notes, warnings, type FailureId } from '../../src/report/texts.ts';
import { errorCodes } from '../helpers/failures.ts';
import {
  failureIds,
  failureSamples,
  keycloakOnly,
  noteIds,
  noteSamples,
  sampleOf,
  warningIds,
  warningSamples,
} from '../helpers/samples.ts';

/** Links, and what somebody else said: they do not count. */
const ASIDE = /https:\/\/\S+|: invalid_client|"[^"]*"|issued to .*(?=\.$)/gm;
const wordsOf = (text: string): string[] => text.replace(ASIDE, '').match(/\S*[\p{L}\p{N}]\S*/gu) ?? [];

/** What only a programmer has a use for, or nobody has filled in. */
const UNFIT = /undefined|\[object|\bNaN\b|\bnull\b|=>| {2}|\.\.|\(\)|(?<!\{)\{\w+(:\w+)?\}/;
/** What a person need not read: words that say nothing, or what a server said in other words. */
const EMPTY = /Most likely|in the step that uses this action|\bis no\b|too\.|0\.0 s|\d{3,} s\b/;

function expectMessage(message: string, code: string, mistakes = 1): void {
  const lines = message.split('\n');
  expect(lines).toHaveLength(2 * mistakes + 1);
  expect(lines.at(-1)).toBe(`More causes: ${DOCS}#${code}`);
  for (const [index, line] of lines.slice(0, -1).entries())
    expect(line).toMatch(index % 2 === 0 ? /^\S.*\."?$/ : /^Fix: [a-z`].*[.]$/);
  expect(message).not.toMatch(UNFIT);
  expect(message).not.toMatch(EMPTY);
}

test('each failure, note and warning has a sample', () => {
  expect(failureIds.sort()).toEqual(Object.keys(failures).sort());
  expect(noteIds.sort()).toEqual(Object.keys(notes).sort());
  expect(warningIds.sort()).toEqual(Object.keys(warnings).sort());
});

describe.each(failureIds)('%s', (id) => {
  const error = sampleOf(id);
  const { title, message } = explain(error);

  test('is problem, fix and link', () => {
    expectMessage(message, error.code);
  });

  test('has 40 words at most, its problem 15', () => {
    expect(wordsOf(message).length, message).toBeLessThanOrEqual(40);
    expect(wordsOf(problemOf(error)).length, problemOf(error)).toBeLessThanOrEqual(15);
  });

  test('has a title of four words, which the message does not repeat', () => {
    expect(title).toMatch(/^[A-Z]\S*( \S+){1,3}$|^[A-Z]\w+$/);
    expect(title).not.toMatch(/\.$/);
    expect(message.toLowerCase()).not.toContain(title.toLowerCase());
  });
});

describe.each(warningIds)('the warning %s', (id) => {
  const { title, message } = warning(id, warningSamples[id] as never);

  test('is problem, fix if there is one, and link, in 40 words', () => {
    const lines = message.split('\n');
    expect(lines.at(-1)).toBe(`More: ${DOCS}#${warnings[id].section}`);
    expect(lines).toHaveLength('fix' in warnings[id] ? 3 : 2);
    expect(message).not.toMatch(UNFIT);
    expect(message).not.toMatch(EMPTY);
    expect(wordsOf(message).length, message).toBeLessThanOrEqual(40);
  });

  test('has a title of four words', () => {
    expect(title).toMatch(/^[A-Z]\S*( \S+){0,3}$/);
  });
});

/** Failures of a client that was refused, in whose words the method counts. */
const refusals = failureIds.filter((id) => 'method' in failureSamples[id]);

test.each(authMethods.flatMap((method) => [true, false].map((keycloak) => ({ method, keycloak }))))(
  'a refused client with $method, at a Keycloak: $keycloak, still has 40 words',
  ({ method, keycloak }) => {
    for (const id of refusals) {
      const { message } = explain(sampleOf(id, { method, keycloak, byDefault: keycloak }));
      expectMessage(message, id.split('/')[0] ?? '');
      expect(wordsOf(message).length, message).toBeLessThanOrEqual(40);
    }
  },
);

test.each(noteIds)('the note %s fits beside a failure in 45 words, and on its line', (id) => {
  const error = sampleOf('invalid_client', { method: 'client_secret_basic' }).and(id, noteSamples[id]);
  if (id === 'left_open') return;
  const { message } = explain(error);
  expectMessage(message, 'invalid_client');
  expect(wordsOf(message).length, message).toBeLessThanOrEqual(45);
});

test.each(failureIds.filter((id) => !keycloakOnly.has(id)))(
  '%s has no word of a Keycloak, which the server need not be',
  (id) => {
    for (const method of authMethods)
      expect(explain(sampleOf(id, { method })).message).not.toMatch(
        /keycloak|\brealms?\b|service account|keys tab|admin console/i,
      );
  },
);

test('nor has a warning or a note', () => {
  const texts = [
    ...warningIds.map((id) => warning(id, warningSamples[id] as never).message),
    ...noteIds.map((id) => explain(sampleOf('invalid_client').and(id, noteSamples[id])).message),
  ];
  for (const text of texts) expect(text).not.toMatch(/keycloak|\brealms?\b|service account|keys tab/i);
});

test('codes are stable: links in logs and documents point at them', () => {
  const stable =
    'input_missing secret_empty secret_withheld input_invalid private_key_invalid client_certificate_invalid client_certificate_refused client_assertion_invalid metadata_not_found metadata_invalid id_token_unavailable id_token_refused runner_missing output_failed cancelled proxy_invalid proxy_refused proxy_unreachable host_not_found connection_refused connection_failed timeout certificate_untrusted certificate_expired certificate_wrong_host tls_failed redirect answer_too_large answer_invalid token_invalid token_type_unsupported token_expired token_too_short token_too_large seal_masked seal_key_invalid sealed_token_missing sealed_token_invalid sealed_token_unreadable sealed_token_of_other_run sealed_token_expired invalid_client unauthorized_client invalid_scope request_refused endpoint_not_found access_denied rate_limited server_error command_unusable internal';
  expect(errorCodes).toEqual(expect.arrayContaining(stable.split(' ')));
});

test('a variant belongs to a code', () => {
  const codes: readonly string[] = errorCodes;
  expect(failureIds.filter((id: FailureId) => !codes.includes(id.split('/')[0] ?? ''))).toEqual([]);
});
