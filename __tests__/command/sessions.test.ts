import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unlessAsking } from '../../src/command/lock.ts';
import { collectSessions, isOurFolder, removeFolder, saveSessionIn } from '../../src/command/sessions.ts';
import type { Client } from '../../src/session/session.ts';
import type { SavedState } from '../../src/session/state.ts';
import { failureOf } from '../helpers/failures.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sessions-'));
  mkdirSync(join(folder, 'sessions'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const session = { kind: 'refresh_token', token: 'abc' } as const;
const state: SavedState = {
  asked: { clientId: 'a', host: 'b' },
  asking: false,
  sessions: [session],
  client: { clientSecret: 'x' } as Client,
};

test('what calls leave is found, without whom to ask and with what', async () => {
  const [first, second] = [saveSessionIn(folder), saveSessionIn(folder)];
  first({ asking: true });
  first(state);
  second({ asking: true });
  const { states, damaged } = await collectSessions(folder);
  expect(damaged).toBe(0);
  expect(states).toHaveLength(2);
  expect(states).toEqual(
    expect.arrayContaining([
      { asking: false, sessions: [session] },
      { asking: true, sessions: [] },
    ]),
  );
});

test('of two files of one asking the newer counts: the call was killed between them', async () => {
  // In whatever order the folder is read.
  for (const [name, asking] of [
    ['one.9', true],
    ['one.10', false],
    ['two.1', true],
    ['two.2', false],
  ] as const)
    writeFileSync(join(folder, 'sessions', `${name}.json`), JSON.stringify({ asking, sessions: [session] }));
  const newer = { asking: false, sessions: [session] };
  expect(await collectSessions(folder)).toEqual({ states: [newer, newer], damaged: 0 });
});

test('no file is renamed onto another, the one before goes, and none holds a credential', () => {
  const save = saveSessionIn(folder);
  save({ asking: true });
  const before = readdirSync(join(folder, 'sessions'));
  save(state);
  const after = readdirSync(join(folder, 'sessions'));
  expect(readFileSync(join(folder, 'sessions', after[0] ?? ''), 'utf8')).not.toContain('clientSecret');
  expect([before, after].map(({ length }) => length)).toEqual([1, 1]);
  expect(after).not.toEqual(before);
});

test('once they are collected, a call keeps its session and fails', async () => {
  await collectSessions(folder);
  expect(failureOf(() => saveSessionIn(folder)(state)).error.id).toBe('command_unusable/ended');
  expect(readdirSync(join(folder, 'sessions'))).toHaveLength(1);
});

test('a call that asks is waited for; one that was killed is not', async () => {
  const asking = unlessAsking(folder, async () => {
    await new Promise((done) => setTimeout(done, 300));
    return saveSessionIn(folder)(state);
  }).catch(() => 'ended');
  expect((await collectSessions(folder)).states).toHaveLength(1);
  expect(await asking).toBe('ended');
  writeFileSync(join(folder, 'lock'), '');
  utimesSync(join(folder, 'lock'), 0, 0);
  const started = performance.now();
  await collectSessions(folder);
  expect(performance.now() - started).toBeLessThan(2000);
});

test('a folder that is gone, none, a link or not whole is damaged', async () => {
  writeFileSync(join(folder, 'file'), '');
  const whole = join(folder, 'whole');
  mkdirSync(join(whole, 'sessions'), { recursive: true });
  symlinkSync(whole, join(folder, 'link'));
  rmSync(join(folder, 'sessions'), { recursive: true });
  symlinkSync(join(whole, 'sessions'), join(folder, 'sessions'));
  for (const name of ['gone', 'file', 'link', '.'])
    expect([name, await collectSessions(join(folder, name))]).toEqual([name, { states: [], damaged: 1 }]);
  expect(await collectSessions(whole)).toEqual({ states: [], damaged: 0 });
});

test.each<[string, object]>([
  ['token that is a number', { token: 1234 }],
  ['token in a list', { token: ['abc'] }],
  ['token of two lines', { token: 'a\nb' }],
  ['kind that is none', { kind: 'constructor' }],
  ['kind that is no text', { kind: { toString: 1 } }],
  ['end that is no date', { until: 1e300 }],
  ['end that is text', { until: 'soon' }],
  ['end that is null', { until: null }],
])('a file with a %s is damaged, and no other with it', async (_, change) => {
  writeFileSync(join(folder, 'sessions', 'x.json'), JSON.stringify({ sessions: [{ ...session, ...change }] }));
  saveSessionIn(folder)(state);
  expect(await collectSessions(folder)).toEqual({ states: [{ asking: false, sessions: [session] }], damaged: 1 });
});

describe('isOurFolder', () => {
  const id = 'token-command-12345678-90ab-cdef-1234-567890abcdef';
  test.each<[string, string | undefined, boolean]>([
    [`/t/${id}`, '/t', true],
    [`/t/${id}`, '/t/', true],
    [`/t/../t/${id}`, '/t', true],
    [`/t/${id}/..`, '/t', false],
    [`/t/${id}/${id}`, '/t', false],
    [`/t/x-${id}`, '/t', false],
    [`/t/${id}0`, '/t', false],
    ['/t/precious', '/t', false],
    [`/home/${id}`, '/t', false],
    [`/t/${id}`, undefined, false],
    [`/t/${id}`, '', false],
    ['', '/t', false],
  ])('%s in %j', (path, RUNNER_TEMP, expected) => {
    expect(isOurFolder(path, { RUNNER_TEMP })).toBe(expected);
  });
});

describe('removeFolder', () => {
  test('removes it, and finds that it is gone', () => {
    expect([removeFolder(folder), existsSync(folder), removeFolder(folder)]).toEqual([undefined, false, undefined]);
  });

  test('leaves a link, and what it leads to', () => {
    symlinkSync(join(folder, 'sessions'), join(folder, 'link'));
    expect(removeFolder(join(folder, 'link'))).toBe('not a folder');
    expect(readdirSync(folder).sort()).toEqual(['link', 'sessions']);
  });
});
