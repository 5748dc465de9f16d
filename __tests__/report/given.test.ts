import { expect, test } from 'vitest';
import { type Given, reportGiven } from '../../src/report/given.ts';
import { record } from '../helpers/log.ts';

const now = Date.UTC(2026, 10, 24, 1, 2, 3);
const usual: Given = {
  clientId: 'ci',
  host: 'id.example',
  expiry: now + 1_800_000,
  scope: 'read write',
  askedAt: now + 900,
  attempts: 1,
  took: 234,
};

function lines(given: Partial<Given>, ...secrets: string[]): string[] {
  const recorded = record(...secrets);
  reportGiven({ ...usual, ...given }, recorded.log);
  return recorded.lines;
}

test('client, server, how long it is valid, what it took, and the scopes', () => {
  expect(lines({})).toEqual([
    'Access token for client ci from id.example: valid for 30 min, until 2026-11-24T01:32:03Z (1 attempt, 0.23 s).',
    'Scopes: read write',
  ]);
});

test.each<[string, Partial<Given>, RegExp]>([
  ['several attempts', { attempts: 3, took: 12_345 }, /\(3 attempts, 12\.3[45] s\)\.$/],
  ['no expiry', { expiry: undefined }, /id\.example: no expiry told \(1 attempt/],
])('%s', (_, given, said) => {
  expect(lines(given)[0]).toMatch(said);
});

test.each([undefined, ''])('no line on the scopes %j', (scope) => {
  expect(lines({ scope })).toHaveLength(1);
});

test('what others wrote is cleaned, and holds no secret', () => {
  const [client, scopes] = lines({ clientId: 'ci\n::error::s3cret', scope: 's3cret\r\n##[error]' }, 's3cret');
  expect(client).toMatch(/^Access token for client ci : :error: :\*\*\* from/);
  expect(scopes).toBe('Scopes: *** ## [error]');
});
