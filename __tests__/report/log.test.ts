import fc from 'fast-check';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { failure } from '#report/error.ts';
import { hostileText, record, saidForms } from '../helpers/log.ts';

const strike = (text: string, ...secrets: string[]): string => record(...secrets).log.strike(text);

describe('masks', () => {
  test('are the secret as given and form-encoded, before anything is printed', () => {
    expect(record('a b&c').masks).toEqual(['a b&c', 'a+b%26c']);
    expect(record('plain').masks).toEqual(['plain']);
    expect(record('').masks).toEqual([]);
  });

  test('are there once, whatever the form', () => {
    expect(record('a b', 'a b', 'a+b').masks).toEqual(['a b', 'a+b', 'a%2Bb']);
  });

  test.each<[string, string[]]>([
    ['x', ['x']],
    ['--------', ['--------']],
    ['"in quotes"', ['"in quotes"', 'in quotes']],
    ['Bearer abcdefgh', ['Bearer abcdefgh', 'abcdefgh']],
    ['Basic YTpi', ['Basic YTpi']], // too short to be masked alone
    ['-----BEGIN A KEY-----\r\n12345678\r\n\r\n1234567\n-----END A KEY-----\n', ['12345678']],
    ['\n', []],
  ])('of %j are %j', (secret, masks) => {
    expect(record(secret).masks.filter((mask) => !/[+%]/.test(mask))).toEqual(masks);
  });

  test('of a private key are its lines, and not the marks around them', () => {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const { masks } = record(pem);
    expect(masks).toEqual(expect.arrayContaining(pem.split('\n').slice(1, -2)));
    expect(masks.join()).not.toMatch(/BEGIN|\n/);
  });

  test('of refused answers: so many, so long, none twice', () => {
    const { log, masks } = record('s3cret');
    for (let each = 0; each < 100; each++) log.maskRefused(`token-${String(each % 90)}`);
    expect(masks).toHaveLength(1 + 24);
    const long = record();
    for (let each = 0; each < 5; each++) long.log.maskRefused(String(each).repeat(30_000));
    expect(long.masks.map(({ length }) => length)).toEqual([30_000, 30_000]);
    long.log.mask('granted');
    expect(long.masks).toContain('granted');
    expect([...long.log.masks]).toEqual(long.masks);
  });
});

describe('all that is printed', () => {
  test('has no secret in it', async () => {
    const { log, lines } = record('s3cret', 'other');
    log.info('an s3cret');
    await log.warn('scope_missing', { names: 'other' });
    await log.warnOf(failure('internal', { kind: 's3cret' }));
    await log.fail(failure('internal', { kind: 's3crets3cret' }));
    await log.retrying(failure('internal', { kind: 'S3CRET' }), 500, 2);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe('an ***');
    for (const line of lines) expect(line).toMatch(/\*\*\*/);
    expect(lines.join()).not.toMatch(/s3cret|answer: other/i);
  });

  test('begins no line with a command', () => {
    const { log, lines } = record();
    log.info('a\n::error::b\r\n##[group]c\u0000\u001b[31m');
    expect(lines).toEqual(['a : :error: :b ## [group]c [31m']);
  });

  test('says a failure by its name where its words cannot be made', async () => {
    const { log, lines } = record();
    await log.fail(failure('sealed_token_expired', { expiry: NaN }));
    await log.warnOf(failure('sealed_token_expired', { expiry: NaN }));
    expect(lines).toEqual(Array(2).fill('Failed: sealed_token_expired.'));
  });
});

describe('a secret is struck', () => {
  test.each(saidForms('p&ss "wörd"+é/x').filter((form) => form !== Array.from('p&ss "wörd"+é/x').reverse().join('')))(
    'in the form %s',
    (form) => {
      expect(strike(`before ${form} after`, 'p&ss "wörd"+é/x')).toMatch(/^before \*{3}=? after$/);
    },
  );

  test.each<[string, string, string]>([
    ['correct horse', 'correct\thorse', '***'],
    ['correct horse', 'the Correct-Horse, twice: CORRECTHORSE.', 'the ***, twice: ***.'],
    ['correct horse', 'c o r r e c t  h.o.r\u200bse', '***'],
    ['correct-horse-9', '{"correct":{"horse":9}}', '{"***}}'],
    ['abcdefgh', 'abcdefgabcdefgh', 'abcdefg***'],
    ['short', 'SHORT s h o r t', '*** s h o r t'], // of less than 8 letters and digits as it is
    ['$+&/!', 'not %24%2b%26%2F! nor $+&/!', 'not %***! nor ***'],
    ['a.c', 'abc a.c A.C', 'abc *** ***'],
    ['Straße-Zürich', 'STRAßE ZÜRICH', '***'],
    ['İstanbul-gate', 'x İSTANBUL gate y', 'x *** y'],
    ['passwörd密码🔑', 'passwörd密码🔑', '***🔑'],
    ['token-\ud800-abc', 'token-\ud800-abc'.toWellFormed(), '***'],
    ['a secret', 'nothing of it', 'nothing of it'],
  ])('%j in %j', (secret, text, expected) => {
    expect(strike(text, secret)).toBe(expected);
  });

  test('as a whole where one holds another, or two overlap', () => {
    expect(strike('abcdef abc', 'abc', 'abcdef')).toBe('*** ***');
    expect(strike('abcdefghijkl', 'abcdefgh', 'efghijkl')).toBe('***');
  });

  test('without a mask where it is hidden, if it is long enough to mean anything', () => {
    const { log, masks } = record();
    log.hide('hidden-value');
    log.hide('abc');
    expect(log.strike('a hidden value, abc')).toBe('a ***, abc');
    expect(masks).toEqual([]);
  });

  test('wherever it stands in whatever text', () => {
    const secret = fc.stringMatching(/^[a-z0-9]{8,20}$/);
    fc.assert(
      fc.property(
        secret,
        hostileText,
        hostileText,
        fc.constantFrom('', ' ', '-', '\u200b', '::'),
        (given, before, after, between) => {
          const text = before + Array.from(given).join(between) + after;
          fc.pre(text.length < 1000);
          expect(strike(text, given)).toContain('***');
          expect(strike(text.toUpperCase(), given).toLowerCase()).not.toContain(given);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('and found by those who ask, with every JWT', () => {
    const { log } = record('the-secret');
    expect(['the secret', 'eyJhbGciOiJub25lIn0.e30.', 'x'.repeat(65 * 1024)].map(log.repeats)).toEqual([true, true, true]);
    expect(['the secre', 'eyJ', ''].map(log.repeats)).toEqual([false, false, false]);
  });
});

describe('in a moment', () => {
  const moment = (work: () => unknown): void => {
    const before = process.cpuUsage();
    work();
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000); // what other processes do does not count
  };

  test.each(['\\', ' ', '"', '`', '-----BEGIN ', 'A1', '%', '\n'])('60,000 characters %j of a secret, and of a text', (unit) => {
    const many = unit.repeat(60_000 / unit.length);
    moment(() => {
      const { log } = record(`x${many}x`, many);
      log.info(many);
      log.info(`x${many}x`);
    });
  });

  test('tokens and texts that are made to be slow to search, of which the largest are left out', () => {
    const { log } = record(...[500, 4000, 16_000].map((size) => `${'a'.repeat(size / 2)}b${'a'.repeat(size / 2 - 1)}`));
    moment(() => {
      for (const size of [1000, 16_000, 64 * 1024]) log.strike('a'.repeat(size));
    });
    expect(log.strike('a'.repeat(1024 * 1024))).toBe('(left out: it is too long)');
    const token = 'x'.repeat(20_000);
    expect(strike(`${token}, ${token}`, token)).toBe('***, ***');
  });
});
