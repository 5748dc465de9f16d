import { createCipheriv, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectFailure } from '../helpers/hostile-server.ts';
import { startKeycloakLike, type KeycloakLike } from '../helpers/keycloak-like.ts';
import type { StepResult } from '../helpers/runner.ts';
import { env, firstJob, handedOn, header, inAnHour, jwe, key, passing, run, sealed, secret, unseal } from '../helpers/sealing.ts';

let server: KeycloakLike;
let first: StepResult;

beforeAll(async () => {
  server = await startKeycloakLike({ secret });
  first = await firstJob(server, {}, { env: { ...env, GITHUB_REPOSITORY_ID: '77' } });
});
afterAll(() => {
  server.close();
});

const parts = ['iv', 'tag', 'ciphertext'] as const;
/** Where each part begins and ends. */
const places = { iv: [0, 16], tag: [16, 38], ciphertext: [38, undefined] } as const;
const here = { env: { ...env, GITHUB_REPOSITORY_ID: '77' } };

test.each([
  'garbage',
  'a.b.c',
  'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0....',
  '....',
  'x'.repeat(38),
  `${'x'.repeat(60)}=`,
  `${'x'.repeat(60)} x`,
  `${'x'.repeat(60)}+/`,
  'x'.repeat(100_000),
  'x'.repeat(131_000),
])('what is no sealed token: %.20s', async (sealed_token) => {
  expectFailure(await unseal({ sealed_token }), 'sealed_token_invalid');
});

test('a compact JWE of five parts', async () => {
  const made = await jwe({ exp: inAnHour });
  expectFailure(await unseal({ sealed_token: made }), 'sealed_token_invalid');
  expect((await unseal({ sealed_token: passing(made) })).exitCode).toBe(0);
});

describe.each(parts)('a change in the %s', (part) => {
  const [begin, end] = places[part];
  const at = (index: number): string => handedOn(first).slice(0, index);
  const put = (index: number, letter: string): string => at(index) + letter + handedOn(first).slice(index + 1);

  test('is noticed', async () => {
    const middle = begin + Math.floor(((end ?? handedOn(first).length) - begin) / 2);
    const changed = put(middle, handedOn(first)[middle] === 'A' ? 'B' : 'A');
    expectFailure(await unseal({ sealed_token: changed }, here), 'sealed_token_unreadable');
  });

  test('another spelling of its last letter is refused', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    // A seal whose ciphertext has bits to spare in its last letter.
    const text = part === 'ciphertext' ? await withSpareBits() : handedOn(first);
    const last = (end ?? text.length) - 1;
    const bytes = (each: string): string => Buffer.from(each.slice(begin, end), 'base64url').toString('hex');
    const others = Array.from(letters).map((letter) => text.slice(0, last) + letter + text.slice(last + 1));
    const same = others.filter((other) => other !== text && bytes(other) === bytes(text));
    expect(same).toHaveLength(part === 'iv' ? 0 : part === 'tag' ? 15 : 3); // twelve bytes are sixteen letters, to the bit
    for (const sealed_token of same.slice(0, 2)) expectFailure(await unseal({ sealed_token }, here), 'sealed_token_invalid');
  });
});

async function withSpareBits(): Promise<string> {
  for (const pad of ['', 'x', 'xx']) {
    const made = await sealed({ exp: inAnHour, pad });
    if (Buffer.from(made.slice(38), 'base64url').length % 3 === 2) return made;
  }
  throw new Error('None has.');
}

test('the wrong key, with the same message as a changed text', async () => {
  const wrong = await unseal({ sealed_token: handedOn(first), seal_key: randomBytes(32).toString('base64') }, here);
  expectFailure(wrong, 'sealed_token_unreadable');
  const changed = await unseal({ sealed_token: handedOn(first).replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) }, here);
  expect(changed.errors).toEqual(wrong.errors);
});

describe('a run', () => {
  test('is another one by its id, its server, and its repository', async () => {
    for (const other of [
      { GITHUB_RUN_ID: '4712' },
      { GITHUB_REPOSITORY_ID: '78' },
      { GITHUB_REPOSITORY_ID: '78', GITHUB_REPOSITORY: 'evil/shop' },
      { GITHUB_SERVER_URL: 'https://other.test' },
    ]) {
      const refused = await unseal({ sealed_token: handedOn(first) }, { env: { ...here.env, ...other } });
      expectFailure(refused, 'sealed_token_of_other_run');
    }
  });

  test('is the same when its repository has a new name', async () => {
    const renamed = { env: { ...here.env, GITHUB_REPOSITORY: 'acme/store' } };
    expect((await unseal({ sealed_token: handedOn(first) }, renamed)).exitCode).toBe(0);
  });

  test('is known by the name of its repository where nothing tells the id', async () => {
    const byName = { sealed_token: handedOn(await firstJob(server)) };
    expect((await unseal(byName)).exitCode).toBe(0);
    const other = await unseal(byName, { env: { ...env, GITHUB_REPOSITORY: 'evil/shop' } });
    expectFailure(other, 'sealed_token_of_other_run');
  });

  test('must be known', async () => {
    const refused = await unseal({ sealed_token: handedOn(first) }, { env: { ...env, GITHUB_RUN_ID: undefined } });
    expectFailure(refused, 'runner_missing');
  });
});

test('an expired one, with what to do', async () => {
  const refused = await unseal({ sealed_token: await sealed({ exp: 1_700_000_000 }) });
  expectFailure(refused, 'sealed_token_expired');
  expect(refused.errors[0]?.message).toContain('2023-11-14T22:13:20Z');
});

/** The header is put back, never read: what was sealed under another one is a changed text. */
describe.each([
  ['password-based', { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, new TextEncoder().encode('a passphrase')],
  ['key-wrapped', { alg: 'A256KW', enc: 'A256GCM' }, key],
  ['of another cipher', { alg: 'dir', enc: 'A128CBC-HS256' }, key],
  ['with a kid', { ...header, kid: 'x' }, key],
])('one that is %s', (_name, other, withKey) => {
  test('is refused, whole and as it would pass', async () => {
    const made = await jwe({ exp: inAnHour }, other, withKey);
    expectFailure(await unseal({ sealed_token: made }), 'sealed_token_invalid');
    const passed = await unseal({ sealed_token: passing(made) });
    expect(passed.exitCode).toBe(1);
    expect(passed.errors[0]?.message).toMatch(/#sealed_token_(unreadable|invalid)$/);
  });
});

test('a compressed one', async () => {
  const zipped = Buffer.from(JSON.stringify({ ...header, zip: 'DEF' })).toString('base64url');
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(zipped));
  const claims = JSON.stringify({ access_token: 'compressed-token', token_type: 'Bearer', aud: run, exp: inAnHour });
  const text = Buffer.concat([cipher.update(deflateRawSync(claims)), cipher.final()]);
  const made = [zipped, '', ...[iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
  expectFailure(await unseal({ sealed_token: made }), 'sealed_token_invalid');
  expectFailure(await unseal({ sealed_token: passing(made) }), 'sealed_token_unreadable');
});
