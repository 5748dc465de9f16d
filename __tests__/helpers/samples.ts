/**
 * What the sentences of each failure, note and warning may be made of: a new one is not complete without.
 */
import { ActionError } from '../../src/report/error.ts';
import type { FailureId, NoteId, NoteParamsOf, ParamsOf, Refusal, WarningId, WarningParamsOf } from '../../src/report/texts.ts';

const host = 'id.example';
const named = { name: 'client_secret' };
const asked: Refusal = { host, status: 401, said: 'invalid_client "No such thing."', method: 'client_secret_post' };
const silent = { host, status: 403, said: '' };
const broken = { host: 'id.example:8443', reason: 'ECONNRESET' };
const certificate = { host, reason: 'CERT_HAS_EXPIRED', shown: 'issued to "a" by "b", valid until Nov 24 01:02:03 2026 GMT' };
const short = { left: 60, asked: 300 };
const mistake = { problem: '`timeout` is not a whole number of seconds.', fix: 'Give a number from 1 to 3600, without a unit.' };
const idToken = { status: 403, said: "Can't issue it." };
const realm = { host, status: 404, said: 'Realm does not exist', realm: 'arkane' };
const expiry = 1_700_000_000_000;

export const failureSamples: { readonly [K in FailureId]: ParamsOf<K> } = {
  input_missing: named,
  secret_empty: named,
  secret_withheld: named,
  'secret_withheld/fork': named,
  'secret_withheld/dependabot': named,
  input_invalid: mistake,
  input_unknown: { names: ['client-id'], fix: 'Write `client_id`.' },
  private_key_invalid: {
    problem: '`private_key` has a passphrase.',
    fix: 'Remove it with `openssl pkey -in key.pem -out plain.pem`.',
  },
  client_certificate_invalid: { problem: '`client_certificate` is not a PEM certificate.', fix: 'Give the text of the file.' },
  client_certificate_refused: { ...broken, reason: 'certificate required' },
  client_assertion_invalid: { problem: 'The file of `client_assertion_file` is not there.' },
  metadata_not_found: { places: ['https://id.example/a/.well-known/openid-configuration', 'https://id.example/b'] },
  metadata_invalid: {},
  'metadata_invalid/issuer': { issuer: 'https://id.example', actual: 'https://other.example' },
  'metadata_invalid/endpoint': { issuer: 'https://id.example', name: 'token_endpoint', problem: 'is not https.' },
  'metadata_invalid/no_token_endpoint': { issuer: 'https://id.example' },
  id_token_unavailable: {},
  'id_token_unavailable/fork': {},
  id_token_refused: idToken,
  'id_token_refused/passing': { status: 200, said: '' },
  runner_missing: { name: 'GITHUB_OUTPUT' },
  output_failed: { name: 'GITHUB_OUTPUT', reason: 'ENOSPC' },
  'output_failed/denied': { name: 'GITHUB_OUTPUT', reason: 'EACCES' },
  'output_failed/no_file': { name: 'GITHUB_STATE' },
  cancelled: {},
  proxy_invalid: { variable: 'https_proxy' },
  proxy_refused: { host, proxy: 'proxy:3128', status: '407' },
  proxy_unreachable: { host, proxy: 'proxy:3128' },
  host_not_found: { host, reason: 'ENOTFOUND' },
  connection_refused: broken,
  connection_failed: broken,
  timeout: { host, seconds: 15 },
  certificate_untrusted: certificate,
  'certificate_untrusted/incomplete': { ...certificate, shown: '' },
  certificate_expired: certificate,
  certificate_wrong_host: certificate,
  tls_failed: { ...broken, reason: 'protocol version' },
  redirect: { host, status: 302, where: 'https://id.example/elsewhere' },
  'redirect/nowhere': { host, status: 302 },
  'redirect/login': { host, status: 302, where: 'https://id.example/login' },
  answer_too_large: { host },
  answer_invalid: { host, status: 400, said: '"Authorization field missing"' },
  'answer_invalid/no_json': { host, status: 200, said: '"Sign in to Example"' },
  'answer_invalid/cut_off': { host, status: 200 },
  'answer_invalid/http': { host, rule: 'HPE_STRICT' },
  'answer_invalid/interim': { host, status: 101 },
  'answer_invalid/no_token': { host },
  token_invalid: { host },
  token_type_unsupported: { host, name: 'mac' },
  'token_type_unsupported/dpop': asked,
  token_expired: {},
  'token_expired/early': {},
  token_too_short: short,
  'token_too_short/command': short,
  'token_too_short/late': short,
  'token_too_short/unknown': {},
  token_too_large: { size: 140_000, limit: '128 KiB' },
  seal_masked: { name: 'sealed_token', tries: 100 },
  seal_key_invalid: {},
  sealed_token_missing: {},
  'sealed_token_missing/session': {},
  sealed_token_invalid: { name: 'sealed_session' },
  sealed_token_unreadable: { name: 'sealed_session' },
  sealed_token_of_other_run: { name: 'sealed_token' },
  sealed_session_other_server: { host },
  sealed_token_expired: { expiry },
  invalid_client: asked,
  'invalid_client/unknown': asked,
  'invalid_client/method': asked,
  'invalid_client/status': { host, status: 401, said: '"Bad credentials"' },
  unauthorized_client: asked,
  'unauthorized_client/grant': asked,
  'unauthorized_client/secret': asked,
  'unauthorized_client/disabled': asked,
  'unauthorized_client/public': asked,
  'unauthorized_client/no_service_account': asked,
  'unauthorized_client/user_disabled': asked,
  invalid_scope: asked,
  'invalid_scope/missing': asked,
  'invalid_scope/commas': asked,
  request_refused: asked,
  'request_refused/client_id': asked,
  'request_refused/grant': asked,
  'request_refused/target': asked,
  endpoint_not_found: silent,
  'endpoint_not_found/realm': realm,
  'endpoint_not_found/known_realms': { ...realm, known: ['Arkane', 'VenlyFinance'] },
  'endpoint_not_found/api': asked,
  access_denied: silent,
  'access_denied/https_required': asked,
  'access_denied/realm_disabled': asked,
  rate_limited: { host, status: 429, said: '' },
  'rate_limited/id_token': { status: 429, said: '' },
  'rate_limited/metadata': { host, status: 429 },
  server_error: { host, status: 503, said: '"Down for maintenance"' },
  'server_error/id_token': { status: 500, said: '' },
  'server_error/metadata': { host, status: 500 },
  command_unusable: {},
  'command_unusable/noexec': {},
  'command_unusable/ended': {},
  'command_unusable/disk': { reason: 'ENOSPC' },
  'command_unusable/busy': { seconds: 70 },
  'command_unusable/unprintable': { reason: 'EPIPE' },
  'command_unusable/options': { options: '--what' },
  internal: { kind: 'RangeError at index.js:12' },
};

const open = { clientId: 'ci', host, end: expiry };
const limit = { timeout: 60, limit: undefined };
export const noteSamples: { readonly [K in NoteId]: NoteParamsOf<K> } = {
  methods_known: { methods: ['private_key_jwt'] },
  asks_to_wait: { ...limit, seconds: 3600 },
  out_of_attempts: { ...limit, attempts: 3 },
  clock: { skew: 300 },
  odd_value: { name: 'client_secret', looks: 'has quotation marks around it' },
  form_encoded: {},
  left_open: open,
  may_be_open: { ...open, count: 2 },
  ended: {},
};
export const warningSamples: { readonly [K in WarningId]: WarningParamsOf<K> } = {
  environment_ignored: {},
  scope_missing: { names: 'a b' },
  audience_missing: { asked: 'urn:api', found: '' },
  part_ignored: { names: ['scope'] },
  clocks_differ: { skew: -90 },
  token_type_unusual: { name: 'BearerToken' },
  lost_answers: { ...open, count: 1 },
  ended_early: open,
  state_damaged: {},
  no_summary: {},
  not_ended: { ...open, limit: '128 KiB' },
  sealed_ends: {},
  left_open: {
    problem: 'id.example takes no connections (ECONNREFUSED). The session at id.example stays open until it expires.',
  },
  call_stopped: { ...open, count: 1 },
  many_left_open: { ...open, count: 30, end: undefined },
  notes_damaged: { count: 2 },
  folder_left: { reason: 'EACCES' },
};

export const failureIds = Object.keys(failureSamples) as FailureId[];
export const noteIds = Object.keys(noteSamples) as NoteId[];
export const warningIds = Object.keys(warningSamples) as WarningId[];

/** A failure as its sample has it. */
export const sampleOf = (id: FailureId, more: object = {}): ActionError =>
  new ActionError(id, { ...failureSamples[id], ...more }, {});

/** Those that only a Keycloak can bring about: refusal.ts asks first whether the server is one. */
export const keycloakOnly: ReadonlySet<FailureId> = new Set([
  'invalid_client/unknown',
  'invalid_client/method',
  'unauthorized_client',
  'unauthorized_client/secret',
  'unauthorized_client/disabled',
  'unauthorized_client/public',
  'unauthorized_client/no_service_account',
  'unauthorized_client/user_disabled',
  'endpoint_not_found/realm',
  'endpoint_not_found/known_realms',
  'access_denied/https_required',
  'access_denied/realm_disabled',
]);
