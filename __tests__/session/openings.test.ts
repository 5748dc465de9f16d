import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { failure } from '../../src/report/error.ts';
import { Openings, type SessionsEnd } from '../../src/session/ledger.ts';
import { loadState, type Opener, type SavedState } from '../../src/session/state.ts';
import { answer } from '../helpers/answers.ts';
import { record } from '../helpers/log.ts';
import { keyValues } from '../helpers/runner.ts';

const { log, masks } = record();
const opener: Opener = {
  clientId: 'ci',
  clientSecret: 'a-secret',
  tokenUrl: new URL('https://id.example/realms/a/protocol/openid-connect/token'),
  authMethod: 'client_secret_post',
  privateKey: '',
  privateKeyId: '',
  assertionAudience: '',
  clientAssertionFile: '',
  clientCertificate: '',
  clientCertificateKey: '',
  caCertificates: [],
  revocationUrl: undefined,
};
const asked = { clientId: 'ci', host: 'id.example' };
const refused = failure('answer_too_large', { host: 'id.example' });
const session = (token: string) => ({ kind: 'refresh_token', token }) as const;

const folder = mkdtempSync(join(tmpdir(), 'openings-'));
const file = join(folder, 'state');
process.env['GITHUB_STATE'] = file;
beforeEach(() => {
  writeFileSync(file, '');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const saved = (): SavedState => loadState((name) => keyValues(readFileSync(file, 'utf8'))[name] ?? '');
const answered = (token: string, status = 503) => answer({ refresh_token: token }, { status });

test('before a request there is the word that one is on its way, and after it none', () => {
  const openings = new Openings(opener, 'with the job');
  openings.asking();
  expect(saved()).toEqual({ asked, asking: true });
  openings.settle();
  expect(saved()).toEqual({ asked, asking: false });
});

test('each session is saved as soon as it is known, that of the token first', () => {
  const openings = new Openings(opener, 'with the job');
  openings.failed(refused, answered('first'), log);
  expect(saved()).toMatchObject({ asking: true, sessions: [session('first')] });
  openings.failed(refused, answered('second'), log);
  expect(openings.granted(session('granted'), {})).toBe(true);
  expect(saved()).toMatchObject({ asking: false, sessions: ['granted', 'first', 'second'].map((token) => ({ token })) });
  openings.keep();
  expect(saved().sessions?.map(({ token, kept }) => [token, kept])).toEqual([
    ['granted', true],
    ['first', undefined],
    ['second', undefined],
  ]);
  expect(openings.unread).toBe(0);
  expect(masks.some((mask) => mask.includes('first'))).toBe(true); // debug logging prints what is saved
});

test.each<SessionsEnd>(['never', 'unknown'])('where none is to be ended (%s), no token and no credential is saved', (ends) => {
  const openings = new Openings(opener, ends);
  openings.asking();
  openings.failed(refused, answered('first'), log);
  expect(openings.granted(session('granted'), { accessToken: 7 })).toBe(true);
  expect(saved()).toEqual({ asked, asking: false, ...(ends === 'unknown' && { unending: { accessToken: 7 } }) });
  expect(readFileSync(file, 'utf8')).not.toMatch(/a-secret|"first"|"granted"/);
  expect(openings.unread).toBe(1);
});

test.each([
  ['401', answer('', { status: 401 }), 0],
  ['503 with a page', answer('<html>', { status: 503 }), 0],
  ['504 with a page', answer('<html>', { status: 504 }), 1],
  ['200 with nothing', answer(''), 1],
  ['200 with a page', answer('<html>'), 0],
  ['200 with half an object', answer('{"access_t'), 1],
  ['200 with what is compressed', answer('\u001f\ufffd\b', { headers: { 'content-encoding': 'gzip' } }), 1],
  ['200 with a form', answer('access_token=x&expires_in=300'), 1],
  ['200 with XML', answer('<oauth><access_token>x</access_token></oauth>'), 1],
  ['200 with JSON in UTF-16', answer('\ufffd\ufffd{\0"\0a\0'), 1],
])('%s may have opened a session: %s', (_, response, unread) => {
  const openings = new Openings(opener, 'with the job');
  openings.failed(refused, response, log);
  expect(openings.unread).toBe(unread);
});

test.each([
  [true, 1],
  [false, 0],
])('without an answer it counts whether the request had left: %s', (sent, unread) => {
  const openings = new Openings(opener, 'with the job');
  openings.failed(failure('connection_failed', { host: 'h', reason: 'r' }).broken({ sentAt: 0, sent, text: '' }), undefined, log);
  expect(openings.unread).toBe(unread);
});

test.each([true, false])('one that was left behind counts where its request had left: %s', (sent) => {
  const openings = new Openings(opener, 'with the job');
  if (sent) openings.sending();
  openings.leftBehind();
  expect(openings.unread).toBe(sent ? 1 : 0);
});

test('one that was left behind counts no request that had failed before', () => {
  const openings = new Openings(opener, 'with the job');
  openings.sending();
  openings.failed(refused, answer('', { status: 401 }), log);
  openings.leftBehind();
  expect(openings.unread).toBe(0);
});

test('what can be saved no more is counted', () => {
  const openings = new Openings(opener, 'with the job');
  openings.failed(refused, answered('first'), log);
  rmSync(file);
  expect(() => {
    openings.failed(refused, answered('second'), log);
  }).toThrow('output_failed');
  openings.settle();
  expect(openings.unread).toBe(1);
  expect(() => openings.granted(session('granted'), {})).toThrow('output_failed');
  expect(openings.unread).toBe(1);
});

test('a token that is to live on is not ended because another answer had it, too', () => {
  const openings = new Openings(opener, 'with the job');
  for (const token of ['same', 'another', 'same']) openings.failed(refused, answered(token), log);
  openings.granted(session('same'), {});
  openings.keep();
  expect(saved().sessions).toMatchObject([{ token: 'same', kept: true }, { token: 'another' }]);
  expect(openings.unread).toBe(0);
});

test('as many are kept as fit, and the others are counted', () => {
  const openings = new Openings(opener, 'with the job');
  for (let number = 0; number < 30; number++) openings.failed(refused, answered(`${String(number)}-`.padEnd(30_000, 'x')), log);
  expect(openings.granted(session('granted'), {})).toBe(true);
  expect(saved().sessions?.[0]?.token).toBe('granted');
  expect((saved().sessions?.length ?? 0) - 1 + openings.unread).toBe(30);
  expect(saved().sessions?.length).toBeGreaterThan(3);
});

test('a session that does not fit is told', () => {
  const openings = new Openings(opener, 'with the job');
  expect(openings.granted(session('t'.repeat(140_000)), {})).toBe(false);
  expect(saved()).toEqual({ asked, asking: false });
});
