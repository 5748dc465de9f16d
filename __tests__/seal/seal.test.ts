import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Log } from '#report/log.ts';
import { open, seal } from '#seal/seal.ts';
import { failureOf } from '../helpers/failures.ts';
import { expectFailure } from '../helpers/hostile-server.ts';
import { startKeycloakLike, type KeycloakLike } from '../helpers/keycloak-like.ts';
import { jobOutput, runStep } from '../helpers/runner.ts';
import { env, firstJob, handedOn, key, run, secret, sealKey, unseal } from '../helpers/sealing.ts';

let server: KeycloakLike;

beforeAll(async () => {
  server = await startKeycloakLike({ secret });
});
afterAll(() => {
  server.close();
});

/** A token as Keycloak writes it: a JWT of about 1,100 letters. */
const jwt = ['{"alg":"RS256","typ":"JWT","kid":"', '{"exp":1795000000,"iss":"https://login.arkane.network/auth/realms/Arkane"}']
  .map((part, index) => Buffer.concat([Buffer.from(part), randomBytes([30, 450][index] ?? 0)]).toString('base64url'))
  .concat(randomBytes(256).toString('base64url'))
  .join('.');

/** `count` seals of one token, by a step that has masked `masked`. */
function seals(count: number, masked: readonly string[] = []): string[] {
  const log = new Log({ setSecret: String, info: String, warning: String, error: String });
  for (const each of masked) log.mask(each);
  const sealing = { key, run: { names: [run] as const, attempt: 1 }, masks: log.masks };
  const claims = { access_token: jwt, token_type: 'Bearer', scope: 'view:wallets', client_id: 'shop-deploy', host: 'id.example' };
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const all = Array.from({ length: count }, () => seal('sealed_token', claims, exp, sealing));
  expect(open('sealed_token', all[0] ?? '', key, sealing.run)).toMatchObject({ ...claims, exp, aud: run });
  return all;
}

describe('200 seals of one token', () => {
  let all: string[];
  beforeAll(() => {
    all = seals(200);
  });
  const pieces = (text: string): string[] => Array.from({ length: text.length - 2 }, (_, at) => text.slice(at, at + 3));

  test('are letters and digits of base64url alone', () => {
    for (const each of all) expect(each).toMatch(/^[\w-]{1500,2200}$/);
  });

  test('share no piece of three letters, at one place or anywhere', () => {
    const atPlaces = Map.groupBy(
      all.flatMap((text) => pieces(text).map((piece, at) => `${String(at)} ${piece}`)),
      String,
    );
    const anywhere = Map.groupBy(
      all.flatMap((text) => [...new Set(pieces(text))]),
      String,
    );
    const most = (groups: ReadonlyMap<string, readonly string[]>): number =>
      Array.from(groups.values()).reduce((longest, { length }) => Math.max(longest, length), 0);
    expect(most(atPlaces)).toBeLessThan(8);
    expect(most(anywhere)).toBeLessThan(25);
  });

  test.each([
    /eyJ/,
    /\beyJ[\w-]+\.[\w-]*\./,
    /\bey[a-zA-Z0-9]{17,}\.ey[a-zA-Z0-9/\\_-]{17,}\.(?:[a-zA-Z0-9/\\_-]{10,}={0,2})?/, // gitleaks: jwt
    /\bZXlK(?:aGJHY2lPaU|aGRYUW|aGNIVWlPaU|b1pXRmtaWE)[\w/\\+-]{40,}/, // gitleaks: jwt-base64
    /\b(?:eyJ|ewogI|e30)[A-Za-z0-9_-]{10,}/,
    /[\w-]+\.[\w-]+\.[\w-]+/,
    /[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+/, // a compact JWE
    /\bbearer\s+\S+/i,
    /authorization:/i,
    /\bgh[pousr]_[A-Za-z0-9]{36}/,
    /\bgithub_pat_\w{82}/,
    /\bAKIA[0-9A-Z]{16}\b/,
  ])('match no pattern for what was never registered: %s', (pattern) => {
    expect(all.filter((each) => pattern.test(each))).toEqual([]);
  });
});

describe('short secrets', () => {
  const dropped = (all: readonly string[], mask: string): number =>
    all.filter((each) => jobOutput(each, [mask]) === undefined).length;

  // One letter or digit stands in any text. Two stand in a third of all seals of this size, wherever; the header had `ci` in all of them.
  test.each([
    ['.', 0, 0],
    ['0', 40, 40],
    ['1', 40, 40],
    ['ci', 3, 29],
    ['us', 3, 29],
    ['80', 3, 29],
    ['eyJ', 0, 0],
    ['dev', 0, 4],
  ])('that other steps masked: %s stands in %i to %i of 40', (mask, least, most) => {
    const found = dropped(seals(40), mask);
    expect(found).toBeGreaterThanOrEqual(least);
    expect(found).toBeLessThanOrEqual(most);
  });

  test.each([['us'], ['80'], ['dev'], ['a b'], ['us', '80'], ['Zürich'], ['passw']])(
    'that this step masked stand in none of 40: %o',
    (...masked) => {
      const all = seals(40, masked);
      for (const mask of masked) expect(dropped(all, mask)).toBe(0);
    },
  );

  // Of masks that are no base64url themselves, three letters of base64 stand in any text of this size.
  test.each([0, 1, 2])('are found in base64 from their byte %i on', (offset) => {
    const ascii = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index));
    const masks = new Set(ascii.map((letter) => `${'%'.repeat(offset)}${letter}%%`));
    const run = { names: ['a-run'] as const, attempt: 1 };
    expect(failureOf(() => seal('sealed_token', { pad: 'x'.repeat(60_000) }, undefined, { key, run, masks })).code).toBe(
      'seal_masked',
    );
  });

  test('a client secret of two letters', async () => {
    const short = await startKeycloakLike({ secret: 'us', accessToken: jwt });
    const jobs = await Promise.all(Array.from({ length: 12 }, () => firstJob(short, { client_secret: 'us' }, { secrets: [] })));
    for (const job of jobs) expect(handedOn(job)).toBe(job.outputs['sealed_token']);
    expect((await unseal({ sealed_token: handedOn(jobs[0] ?? expect.fail()) })).outputs['access_token']).toBe(jwt);
    short.close();
  });

  test('a client secret of one letter: the step fails, and its session is ended', async () => {
    const short = await startKeycloakLike({ secret: 'Q' });
    const refused = await firstJob(short, { client_secret: 'Q' }, { secrets: [] });
    expectFailure(refused, 'seal_masked');
    await runStep({ entry: 'post', state: refused.state });
    expect(short.open.size).toBe(0);
    short.close();
  });
});

describe('seal_key is checked before any request', () => {
  test.each([
    'correct horse battery',
    'short',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    randomBytes(32).toString('hex'),
    `${sealKey}x`,
    '*'.repeat(43),
    Buffer.alloc(32).toString('base64'),
    Buffer.alloc(32, 7).toString('base64url'),
    Buffer.alloc(32, 0xff).toString('base64'),
  ])('%s', async (seal_key) => {
    const before = server.requests.length;
    const refused = await firstJob(server, { seal_key });
    expectFailure(refused, 'seal_key_invalid');
    expect(refused.errors[0]?.message).toContain('openssl rand');
    expect(server.requests).toHaveLength(before);
    const later = await unseal({ seal_key, sealed_token: 'x' });
    expectFailure(later, 'seal_key_invalid');
  });

  test('without the name of the run there is no request either', async () => {
    const before = server.requests.length;
    expectFailure(await firstJob(server, {}, { env: {} }), 'runner_missing');
    expect(server.requests).toHaveLength(before);
  });
});

test('revoke: true gives later jobs a dead token, and a warning', async () => {
  const [ending, living, alone] = await Promise.all([
    firstJob(server, { revoke: 'true' }),
    firstJob(server),
    firstJob(server, { revoke: 'true', seal_key: '' }, { env }),
  ]);
  expect(ending.exitCode).toBe(0);
  expect(ending.warnings.map(({ message }) => message)).toEqual([expect.stringMatching(/`revoke: true`/) as string]);
  expect([...living.warnings, ...alone.warnings]).toEqual([]);
});
