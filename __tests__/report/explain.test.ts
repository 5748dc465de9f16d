import { describe, expect, test } from 'vitest';
import { authMethods } from '../../src/oauth/credentials.ts';
import { ActionError, failure } from '../../src/report/error.ts';
import { explain, retryLine, warning, whatOf } from '../../src/report/explain.ts';
import {
  DOCS,
  failures,
  notes,
  type FailureId,
  type NoteId,
  type NoteParamsOf,
  type ParamsOf,
  type WarningId,
  type WarningParamsOf,
} from '../../src/report/texts.ts';
import { errorCodes, warningTitles } from '../helpers/failures.ts';

/** The failures whose sentences are made of something. */
type Told = { [K in FailureId]: ParamsOf<K> extends Record<string, never> ? never : K }[FailureId];

const named = { name: 'client_id' };
const refused: ParamsOf<'invalid_client'> = { host: 'id.example', status: 401, said: 'invalid_client "No."' };
const clock = { ...refused, skew: 300 };
const connection = { host: 'id.example:8443', reason: 'ECONNRESET' };
const certificate = { host: 'id.example', reason: 'CERT_HAS_EXPIRED', shown: ': it was issued to "a" by "b", valid until c' };
const file = { file: '/var/run/secrets/token' };
const short = { left: 60, asked: 300 };

const params: { readonly [K in Told]: ParamsOf<K> } = {
  input_missing: named,
  secret_empty: named,
  secret_withheld: named,
  'secret_withheld/fork': named,
  'secret_withheld/dependabot': named,
  'input_invalid/line_break': named,
  'input_invalid/secret_unused': { method: 'github_oidc' },
  'input_invalid/no_url': named,
  'input_invalid/not_https': named,
  'input_invalid/user_info': named,
  'input_invalid/fragment': named,
  'input_invalid/character': named,
  'input_invalid/method_missing': { name: 'client_assertion_file', method: 'client_assertion' },
  'input_invalid/parameter': { line: 2 },
  'input_invalid/parameter_own': { field: 'scope' },
  'client_certificate_invalid/expired': { from: 0, until: 1_700_000_000_000 },
  'client_certificate_invalid/unusable': { reason: 'ERR_SSL_EE_KEY_TOO_SMALL' },
  client_certificate_refused: connection,
  client_assertion_invalid: file,
  'client_assertion_invalid/missing': file,
  'client_assertion_invalid/empty': file,
  'client_assertion_invalid/unreadable': { ...file, reason: 'EACCES' },
  'client_assertion_invalid/too_large': file,
  'client_assertion_invalid/expired': { ...file, expiry: 1_700_000_000_000 },
  metadata_not_found: { places: 'https://id.example/a (404), nor at https://id.example/b (404)' },
  'metadata_invalid/issuer': { issuer: 'https://id.example', told: '' },
  'metadata_invalid/endpoint': { issuer: 'https://id.example', name: 'token_endpoint', problem: 'not_https' },
  'metadata_invalid/no_token_endpoint': { issuer: 'https://id.example' },
  'rate_limited/metadata': { host: 'id.example', status: 429 },
  'server_error/metadata': { host: 'id.example', status: 500 },
  'input_invalid/misspelt': { given: 'token-url', meant: 'token_url' },
  'input_invalid/no_issuer': { kind: 'endpoint', realm: 'https://id.example/realms/ci', environment: undefined },
  'input_invalid/key_unused': { method: 'client_secret_post' },
  'input_invalid/environment': { hosts: [['qa', 'login-qa.arkane.network']] },
  'input_invalid/environment_like': { nearest: 'qa', names: ['production', 'qa'] },
  'input_invalid/no_endpoint': { kind: 'host', origin: 'https://id.example', right: undefined, environment: undefined },
  'input_invalid/range': { name: 'timeout', least: 1, most: 3600 },
  'input_invalid/value': { name: 'revoke', values: ['auto', 'true', 'false'] },
  'input_invalid/seconds': { name: 'timeout', least: 1, most: 3600 },
  'input_invalid/old_node': { version: 'v24.1.0' },
  id_token_refused: { status: 403 },
  'id_token_refused/passing': { status: 403, said: "Can't issue it." },
  runner_missing: { names: ['GITHUB_OUTPUT', 'GITHUB_STATE'] },
  output_failed: { file: 'GITHUB_OUTPUT', reason: 'ENOSPC' },
  'output_failed/no_file': { file: 'GITHUB_STATE' },
  proxy_invalid: { variable: 'https_proxy' },
  proxy_refused: { host: 'id.example', proxy: 'proxy:3128', status: '407' },
  'proxy_refused/http': { host: 'id.example', proxy: 'proxy:3128', status: '103' },
  proxy_unreachable: { host: 'id.example', proxy: 'proxy:3128' },
  host_not_found: connection,
  connection_refused: connection,
  connection_failed: connection,
  timeout: { host: 'id.example', seconds: 15 },
  certificate_untrusted: certificate,
  'certificate_untrusted/no_intermediate': certificate,
  'certificate_untrusted/no_root': certificate,
  'certificate_untrusted/purpose': certificate,
  'certificate_untrusted/issuer': certificate,
  'certificate_untrusted/revoked': certificate,
  'certificate_untrusted/refused': certificate,
  certificate_expired: certificate,
  certificate_wrong_host: { ...certificate, shown: '' },
  tls_failed: { ...connection, reason: 'protocol version' },
  'tls_failed/passing': { ...connection, reason: 'internal error' },
  redirect: { host: 'id.example', status: 302, where: '' },
  answer_too_large: { host: 'id.example' },
  answer_invalid: refused,
  'answer_invalid/no_json': { host: 'id.example', status: 200, kind: 'page' },
  'answer_invalid/cut_off': { host: 'id.example', status: 200, kind: 'nothing' },
  'answer_invalid/http': { host: 'id.example', rule: 'HPE_STRICT' },
  'answer_invalid/interim': { host: 'id.example', status: 101 },
  'answer_invalid/no_token': { host: 'id.example' },
  token_invalid: { host: 'id.example' },
  token_type_unsupported: { host: 'id.example', calledType: 'DPoP' },
  'token_type_unsupported/dpop': refused,
  token_too_short: short,
  'token_too_short/barely': short,
  'token_too_short/late': short,
  'token_too_short/command': short,
  'command_unusable/disk': { reason: 'ENOSPC' },
  'command_unusable/busy': { seconds: 70 },
  'command_unusable/unprintable': { reason: 'EPIPE' },
  'command_unusable/options': { given: '--what' },
  token_too_large: { size: 140_000, limit: '128 KiB' },
  seal_masked: { name: 'sealed_token', tries: 100 },
  sealed_token_invalid: { name: 'sealed_session' },
  sealed_token_unreadable: { name: 'sealed_session' },
  sealed_token_of_other_run: { name: 'sealed_token' },
  sealed_token_expired: { expiry: 1_700_000_000_000 },
  invalid_client: refused,
  'invalid_client/unknown': refused,
  unauthorized_client: refused,
  'invalid_client/clock': clock,
  'unauthorized_client/clock': clock,
  'request_refused/clock': clock,
  'unauthorized_client/user_disabled': refused,
  'access_denied/https_required': refused,
  'access_denied/realm_disabled': refused,
  'unauthorized_client/secret': refused,
  'unauthorized_client/disabled': refused,
  'unauthorized_client/public': refused,
  'unauthorized_client/no_service_account': refused,
  invalid_scope: refused,
  request_refused: refused,
  endpoint_not_found: refused,
  access_denied: refused,
  rate_limited: refused,
  server_error: { ...refused, said: '' },
  'rate_limited/id_token': { status: 429 },
  'server_error/id_token': { status: 500 },
  internal: { kind: 'RangeError' },
};

const limit = { timeout: 60, limit: undefined };
const noteParams: { readonly [K in NoteId]: NoteParamsOf<K> } = {
  asks_to_wait: { ...limit, seconds: 3600, left: 50 },
  out_of_attempts: { ...limit, attempts: 3 },
  left_open: { clientId: 'ci', host: 'id.example', end: undefined },
  may_be_open: { clientId: 'ci', host: 'id.example', count: 2 },
  ended: {},
  swapped: {},
  methods_known: { methods: ['private_key_jwt'] },
  odd_shape: { name: 'client_secret', shapes: ['around/quote', 'bearer'] },
};
const warningParams: { readonly [K in WarningId]: WarningParamsOf<K> } = {
  scope_missing: { names: 'a b' },
  audience_missing: { asked: 'urn:api', found: '' },
  no_expiry: {},
  part_ignored: { names: ['scope'] },
  clocks_differ: { skew: -90 },
  token_type_unusual: { name: 'BearerToken' },
  no_summary: {},
  not_ended: { clientId: 'ci', host: 'id.example', end: 1_700_000_000_000, limit: '128 KiB' },
  lost_answers: { clientId: 'ci', host: 'id.example', count: 1, end: 1_700_000_000_000 },
  ended_early: { clientId: 'ci', host: 'id.example' },
  state_damaged: {},
  sealed_ends: {},
  nothing_ended: { what: 'The input `sealed_session` is empty. https://docs.test/errors.md#sealed_token_missing' },
  left_open: { what: 'It broke.' },
  many_left_open: { clientId: 'ci', host: 'id.example', count: 30, end: undefined },
  call_stopped: { clientId: 'ci', host: 'id.example', count: 1 },
  notes_damaged: { count: 2 },
  folder_left: { reason: 'EACCES' },
};

const ids = Object.keys(failures) as FailureId[];
const made = (id: FailureId, more: object = {}): ActionError =>
  new ActionError(id, { ...(params as Partial<Record<FailureId, object>>)[id], ...more }, {});

/** Sentences of one line, with nothing that only a programmer has a use for. */
function expectSentences(text: string): void {
  expect(text).not.toMatch(/undefined|\[object|\bNaN\b|\bnull\b|=>| {2}|[\r\n]|\.\.|\(\)/);
  expect(text).toMatch(/^\S.*\S$/);
}

describe('every failure and variant', () => {
  test.each(ids)('%s says what happened, why, what to do and where to read on', (id) => {
    const error = made(id);
    const { title, message } = explain(error);
    expectSentences(message);
    expect(title).toMatch(/^\S.{5,}[^.]$/);
    expect(message.endsWith(` ${DOCS}#${error.code}`)).toBe(true);
    // Of an input that is not valid, a variant says what; the bare one is never told.
    if (id !== 'input_invalid' && id !== 'input_invalid/several') expect(whatOf(error)).toMatch(/^\S.{9,}\.$/);
    expect(message.startsWith(whatOf(error))).toBe(true);
    expect(message.length).toBeGreaterThan(whatOf(error).length + `${DOCS}#${error.code} `.length);
  });

  test.each(
    authMethods.flatMap((method) => ids.filter((id) => params[id as Told] === refused).map((id) => [id, method] as const)),
  )('%s with %s, and with an ID token', (id, method) => {
    expectSentences(explain(made(id, { method })).message);
    const { message } = explain(made(id, { method, identity: 'iss "https://a", sub "b", aud "c"' }));
    expectSentences(message);
    expect(message).toContain(
      `The ${method === 'client_assertion' ? 'assertion' : 'ID token'} has iss "https://a", sub "b", aud "c".`,
    );
  });

  test('a variant takes from its code what it does not say itself', () => {
    const [fork, withheld] = [explain(made('secret_withheld/fork')), explain(made('secret_withheld'))];
    expect(fork.title).toBe(withheld.title);
    expect(fork.message).toContain('GitHub gives no repository secrets to such runs.');
    expect(fork.message).toContain('Skip the job there with `if:');
    expect(fork.message).not.toContain('or run it on an event that has secrets');
  });

  test('the codes are those of the failures, without variants', () => {
    expect([...errorCodes].sort()).toEqual([...new Set(ids.map((id) => made(id).code))].sort());
  });
});

describe('notes', () => {
  const busy = (): ActionError => failure('rate_limited', { ...refused, status: 429, said: '' });
  const usual = 'Raise `timeout`, or ask for fewer tokens.';

  test.each(Object.keys(noteParams) as NoteId[])('%s is told after what happened', (id) => {
    const { message } = explain(busy().and(id, noteParams[id]));
    expectSentences(message);
    expect(message).toMatch(/^id\.example answered 429\. \S/);
    expect(message.includes(usual)).toBe(!('fix' in notes[id]));
  });

  test('the advice of a note is given in place of that of the failure', () => {
    const error = busy().and('asks_to_wait', noteParams.asks_to_wait);
    expect(explain(error).message).toBe(
      'id.example answered 429. It asks to wait 3600 s, which is beyond the `timeout` of 60 s. The server asks for fewer requests: too many jobs ask for a token at once. ' +
        `Raise \`timeout\` above that, or run the job again later. ${DOCS}#rate_limited`,
    );
  });

  test('with several, all are told in their order, and the last advice is given', () => {
    const error = busy().and('asks_to_wait', noteParams.asks_to_wait).and('left_open', noteParams.left_open);
    const { message } = explain(error);
    expect(message).toMatch(/answered 429\. It asks to wait .* The session of client ci at id\.example is left open/);
    expect(message).toContain('Raise `timeout` above that');
    expect(message).not.toContain(usual);
  });
});

test('several failures at once: all that happened, in order, with the advice and the anchor of the cause', () => {
  const problems = [made('input_invalid/scope'), made('secret_empty'), made('input_invalid/seconds')];
  const { title, message } = explain(new ActionError('secret_empty', { name: 'client_secret' }, {}, problems));
  expect(title).toBe('A secret is empty');
  expect(message.startsWith(`${problems.map(whatOf).join('\n')}\n`)).toBe(true);
  expect(message).toContain('Compare the name with Settings');
  expect(message.endsWith(`${DOCS}#secret_empty`)).toBe(true);

  const same = explain(
    new ActionError('input_invalid/several', {}, {}, [made('input_invalid/scope'), made('input_invalid/seconds')]),
  );
  expect(same).toMatchObject({ title: 'An input is not valid' });
  expect(same.message).toMatch(
    /3600\. Give it without a unit\.\nCorrect them in the step that uses this action\. https:\S+#input_invalid$/,
  );
});

test('retryLine says what happened and when it is tried again, without advice', () => {
  expect(retryLine(failure('connection_failed', connection), 1449, 2)).toBe(
    'The connection to id.example:8443 broke (ECONNRESET). Trying again in 1.4 s (attempt 2).',
  );
});

test.each(Object.keys(warningParams) as WarningId[])('the warning %s has a title and sentences', (id) => {
  const { title, message } = warning(id, warningParams[id] as never);
  expectSentences(message);
  expect(message).toMatch(/[.]$|errors\.md#[\w-]+$/);
  expect(
    warningTitles.filter((each) => each === title),
    'its anchor in docs/errors.md',
  ).toEqual([title]);
});
