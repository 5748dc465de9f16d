import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { Ledger } from '../../src/session/ledger.ts';
import { loadState, type SavedState } from '../../src/session/state.ts';
import { answer } from '../helpers/answers.ts';
import { clientAt } from '../helpers/client.ts';
import { record } from '../helpers/log.ts';
import { keyValues } from '../helpers/runner.ts';

const { log, masks } = record();
const client = clientAt('https://id.example/realms/a/protocol/openid-connect/token');
const asked = { clientId: 'ci', host: 'id.example' };
const session = (token: string) => ({ kind: 'refresh_token', token }) as const;

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
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

test('before a request it says that one is on its way, and after it not', () => {
  const ledger = new Ledger(client, true);
  ledger.begin();
  expect(saved()).toEqual({ asked, asking: true });
  ledger.close();
  expect(saved()).toEqual({ asked, asking: false });
});

test('each session is saved as soon as it is known, that of the token first', () => {
  const ledger = new Ledger(client, true);
  ledger.refused(answered('first'), log);
  expect(saved()).toMatchObject({ asking: true, client, sessions: [session('first')] });
  ledger.refused(answered('second'), log);
  expect(ledger.granted(session('granted'))).toBe(true);
  expect(saved()).toMatchObject({ asking: false, sessions: ['granted', 'first', 'second'].map((token) => ({ token })) });
  ledger.keep();
  expect(saved().sessions?.map(({ token, kept }) => [token, kept])).toEqual([
    ['granted', true],
    ['first', undefined],
    ['second', undefined],
  ]);
  expect(ledger.uncertain).toBe(0);
  expect(masks).toEqual(['first', 'second']); // debug logging prints what is saved
});

test('where none is to be ended, no token and no credential is saved', () => {
  const ledger = new Ledger(client, false);
  ledger.begin();
  ledger.refused(answered('first'), log);
  expect(ledger.granted(session('granted'))).toBe(true);
  expect(saved()).toEqual({ asked, asking: false });
  expect(readFileSync(file, 'utf8')).not.toMatch(/a-secret|"first"|"granted"/);
  expect(ledger.uncertain).toBe(1);
});

test.each([
  ['401', answer('', { status: 401 }), 0],
  ['503 with a page', answer('<html>', { status: 503 }), 0],
  ['504 with a page', answer('<html>', { status: 504 }), 1],
  ['520', answer('', { status: 520 }), 1],
  ['200 with nothing', answer(''), 1],
  ['200 with a page', answer(' <html>'), 0],
  ['200 with a whole object', answer('{"error":"x"}'), 0],
  ['200 with a token that is too large to be kept', answer({ access_token: 'a'.repeat(40_000) }), 1],
  ['200 with half an object', answer('{"access_t'), 1],
  ['200 with what is compressed', answer('\u001f\ufffd\b'), 1],
  ['200 with a form', answer('access_token=x&expires_in=300'), 1],
  ['200 with the token alone', answer('a-token'), 1],
  ['200 with JSON in JSON', answer(JSON.stringify(JSON.stringify({ access_token: 'x' }))), 1],
  ['200 with JSON in UTF-16', answer('\ufffd\ufffd{\0"\0a\0'), 1],
])('%s may have opened a session: %s', (_, response, uncertain) => {
  const ledger = new Ledger(client, true);
  ledger.sending();
  ledger.refused(response, log);
  expect(ledger.uncertain).toBe(uncertain);
});

test('a request whose answer was lost, or that the step did not wait for, is counted', () => {
  const ledger = new Ledger(client, true);
  ledger.close();
  expect(ledger.uncertain).toBe(0); // nothing had left
  ledger.sending();
  ledger.lost(false);
  expect(ledger.uncertain).toBe(0);
  ledger.sending();
  ledger.lost(true);
  ledger.close();
  expect(ledger.uncertain).toBe(1);
  ledger.sending();
  ledger.close();
  expect(ledger.uncertain).toBe(2);
  ledger.sending();
  ledger.refused(answer('', { status: 401 }), log);
  ledger.close();
  expect(ledger.uncertain).toBe(2);
});

test('what can be saved no more is counted', () => {
  const ledger = new Ledger(client, true);
  ledger.refused(answered('first'), log);
  rmSync(file);
  expect(() => {
    ledger.refused(answered('second'), log);
  }).toThrow('output_failed');
  ledger.close();
  expect(ledger.uncertain).toBe(1);
  expect(() => ledger.granted(session('granted'))).toThrow('output_failed');
  expect(ledger.uncertain).toBe(1);
});

test('a token that is to live on is not ended because another answer had it, too', () => {
  const ledger = new Ledger(client, true);
  for (const token of ['same', 'another', 'same']) ledger.refused(answered(token), log);
  ledger.granted(session('same'));
  ledger.keep();
  expect(saved().sessions).toMatchObject([{ token: 'same', kept: true }, { token: 'another' }]);
  expect(ledger.uncertain).toBe(0);
});

test('as many are saved as fit, and the others are counted', () => {
  const ledger = new Ledger(client, true);
  for (let number = 0; number < 30; number++) ledger.refused(answered(`${String(number)}-`.padEnd(30_000, 'x')), log);
  expect(ledger.granted(session('granted'))).toBe(true);
  expect(saved().sessions?.[0]?.token).toBe('granted');
  expect((saved().sessions?.length ?? 0) - 1 + ledger.uncertain).toBe(30);
  expect(saved().sessions?.length).toBeGreaterThan(3);
});

test('a session that does not fit is told to the caller', () => {
  const ledger = new Ledger(client, true);
  expect(ledger.granted(session('t'.repeat(140_000)))).toBe(false);
  expect(saved()).toEqual({ asked, asking: false });
});
