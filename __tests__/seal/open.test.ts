import { createCipheriv, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { expectFailure } from '../helpers/hostile-server.ts';
import { env, handedOn, key, run, sealed, startJobs } from '../helpers/sealing.ts';

const { server, first, unseal } = await startJobs();
afterAll(() => {
  server.close();
});

const inAnHour = Math.floor(Date.now() / 1000) + 3600;

describe('unseal refuses', () => {
  test('an empty input, and shows the lines that wire it', async () => {
    const refused = await unseal({ sealed_token: '' });
    expectFailure(refused, 'sealed_token_missing');
    expect(refused.errors[0]?.message).toContain('sealed_token: ${{ steps.arkane.outputs.sealed_token }}');
    expect(refused.errors[0]?.message).toContain('Skip output');
  });

  test.each([
    'garbage',
    'a.b.c',
    'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0....',
    '....',
    'x'.repeat(100_000),
    'x'.repeat(131_000),
  ])('what is no sealed token: %.20s', async (sealed_token) => {
    expectFailure(await unseal({ sealed_token }), 'sealed_token_invalid');
  });

  test.each([0, 1, 2, 3, 4])('a change in part %i', async (part) => {
    const parts = handedOn(first).split('.');
    const text = parts[part] ?? '';
    const at = Math.floor(text.length / 2);
    parts[part] = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    const refused = await unseal({ sealed_token: parts.join('.') });
    expectFailure(refused, part < 2 ? 'sealed_token_invalid' : 'sealed_token_unreadable');
  });

  test('the wrong key, with the same message as a changed text', async () => {
    const wrong = await unseal({ sealed_token: handedOn(first), seal_key: randomBytes(32).toString('base64') });
    expectFailure(wrong, 'sealed_token_unreadable');
    const [header, , iv, text, tag] = handedOn(first).split('.');
    const changed = await unseal({
      sealed_token: [header, '', iv, text, tag?.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))].join('.'),
    });
    expect(changed.errors).toEqual(wrong.errors);
  });

  test("another run's", async () => {
    for (const other of [
      { GITHUB_RUN_ID: '4712' },
      { GITHUB_REPOSITORY: 'evil/shop' },
      { GITHUB_SERVER_URL: 'https://other.test' },
    ]) {
      expectFailure(await unseal({ sealed_token: handedOn(first) }, { env: { ...env, ...other } }), 'sealed_token_of_other_run');
    }
    expectFailure(
      await unseal({ sealed_token: handedOn(first) }, { env: { ...env, GITHUB_RUN_ID: undefined } }),
      'runner_missing',
    );
  });

  test('an expired one, with what to do', async () => {
    const refused = await unseal({ sealed_token: await sealed({ exp: 1_700_000_000 }) });
    expectFailure(refused, 'sealed_token_expired');
    expect(refused.errors[0]?.message).toContain('2023-11-14T22:13:20Z');
    expect(refused.errors[0]?.message).toContain('Re-run all jobs');
  });

  test('one with too little left', async () => {
    expectFailure(await unseal({ sealed_token: handedOn(first), min_validity: '1801' }), 'token_too_short', 'Re-run all jobs');
  });

  test('a token that could write other outputs', async () => {
    expectFailure(await unseal({ sealed_token: await sealed({ access_token: 'a\nb', exp: inAnHour }) }), 'sealed_token_invalid');
    expectFailure(await unseal({ sealed_token: await sealed({ access_token: 7, exp: inAnHour }) }), 'sealed_token_invalid');
  });

  test.each([
    ['key-wrapped', { alg: 'A256KW', enc: 'A256GCM' }, key],
    ['password-based', { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, new TextEncoder().encode('a passphrase')],
    ['of another cipher', { alg: 'dir', enc: 'A128CBC-HS256' }, key],
    ['with a kid', { alg: 'dir', enc: 'A256GCM', kid: 'x' }, key],
  ])('one that is %s', async (_name, header, withKey) => {
    expectFailure(await unseal({ sealed_token: await sealed({ exp: inAnHour }, header, withKey) }), 'sealed_token_invalid');
  });

  test('a compressed one', async () => {
    const header = Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' })).toString('base64url');
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header));
    const claims = JSON.stringify({ access_token: 'compressed-token', token_type: 'Bearer', aud: run, exp: inAnHour });
    const text = Buffer.concat([cipher.update(deflateRawSync(claims)), cipher.final()]);
    const made = [header, '', ...[iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
    expectFailure(await unseal({ sealed_token: made }), 'sealed_token_invalid');
  });
});

test('a seal made by hand with any JOSE tool opens', async () => {
  const opened = await unseal({ sealed_token: await sealed({ exp: inAnHour }) });
  expect(opened.outputs).toMatchObject({ access_token: 'hand-made-token-123', token_type: 'Bearer' });
  expect(opened.outputs).not.toHaveProperty('scope');
});
