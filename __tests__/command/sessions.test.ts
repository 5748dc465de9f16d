import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeLock } from '../../src/command/lock.ts';
import { collectNotes, noteIn, removeFolder, sharedFailure, shareFailure } from '../../src/command/notes.ts';
import { failure } from '../../src/report/error.ts';
import type { Opener, SavedState } from '../../src/session/state.ts';
import { failureOf } from '../helpers/failures.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notes-'));
  mkdirSync(join(folder, 'sessions'));
  makeLock(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const session = { kind: 'refresh_token', token: 'abc' } as const;
const state: SavedState = {
  asked: { clientId: 'a', host: 'b' },
  asking: false,
  sessions: [session],
  opener: { clientSecret: 'x' } as Opener,
};

test('what a call leaves is found, without whom to ask and with what', async () => {
  const [first, second] = [noteIn(folder), noteIn(folder)];
  first({ asking: true });
  first(state);
  second({ asking: true });
  const { states, damaged } = await collectNotes(folder);
  expect(damaged).toBe(0);
  expect(states).toHaveLength(2);
  expect(states).toEqual(
    expect.arrayContaining([
      { asking: false, sessions: [session] },
      { asking: true, sessions: [] },
    ]),
  );
});

test('once they are collected, a call keeps its note and is told', async () => {
  await collectNotes(folder);
  expect(failureOf(() => noteIn(folder)(state)).what).toBe('The token command failed: the job has ended.');
});

test('a folder that is gone holds nothing', async () => {
  expect(await collectNotes(join(folder, 'gone'))).toEqual({ states: [], damaged: 0 });
  expect(await collectNotes(join(folder, 'gone'), true)).toEqual({ states: [], damaged: 1 });
});

test('a folder that is none, or not whole, is told of', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await collectNotes(join(folder, 'file'))).toEqual({ states: [], damaged: 1 });
  rmSync(join(folder, 'sessions'), { recursive: true });
  expect(await collectNotes(folder)).toEqual({ states: [], damaged: 1 });
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
])('a note with a %s is damaged, and no other with it', async (_, change) => {
  writeFileSync(join(folder, 'sessions', 'x.json'), JSON.stringify({ sessions: [{ ...session, ...change }] }));
  noteIn(folder)(state);
  expect(await collectNotes(folder)).toEqual({ states: [{ asking: false, sessions: [session] }], damaged: 1 });
});

test('removeFolder', () => {
  expect(removeFolder(folder)).toBeUndefined();
  expect(existsSync(folder)).toBe(false);
  expect(removeFolder(folder)).toBeUndefined();
});

test('a failure is shared with what it says, and each is another', () => {
  expect(sharedFailure(folder)).toBeUndefined();
  shareFailure(folder, failure('timeout', { host: 'a', seconds: 15 }).and('out_of_attempts', { attempts: 3, timeout: 60 }));
  const first = sharedFailure(folder);
  expect(first?.error).toMatchObject({ id: 'timeout', params: { host: 'a' }, notes: [{ id: 'out_of_attempts' }] });
  shareFailure(folder, failure('timeout', { host: 'a', seconds: 15 }));
  expect(sharedFailure(folder)?.number).not.toBe(first?.number);
});

test.each([failure('cancelled', {}), failure('command_unusable/ended', {}), failure('id_token_unavailable', {})])(
  'what is the matter of one call is not: $id',
  (error) => {
    shareFailure(folder, error);
    expect(sharedFailure(folder)).toBeUndefined();
  },
);
