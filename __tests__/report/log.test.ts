import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failure } from '../../src/report/error.ts';
import { hostileText, record, saidForms } from '../helpers/log.ts';

describe('Log', () => {
  test('masks the secret as given and form-encoded, before anything is printed', () => {
    expect(record('a b&c').masks).toEqual(['a b&c', 'a+b%26c']);
    expect(record('plain').masks).toEqual(['plain']);
  });

  test('an empty text is no secret', () => {
    const { log, masks } = record('');
    expect(masks).toEqual([]);
    expect(log.foreign('a text')).toBe('a text');
  });

  test('strikes secrets out of all that it prints', async () => {
    const { log, lines } = record('s3cret', 'other');
    log.info('an s3cret');
    await log.warn('scope_missing', { names: 'other' });
    await log.fail(failure('internal', { kind: 's3crets3cret' }));
    expect(lines).toEqual([
      'an ***',
      expect.stringMatching(/the answer: \*\*\*\. Keycloak/),
      expect.stringMatching(/^Unexpected \*{6}\. This/),
    ]);
    expect(lines.join()).not.toMatch(/s3cret|named in the answer: other/);
  });

  test('where one secret holds another, nothing is left of the longer', () => {
    expect(record('abc', 'abcdef').log.foreign('abcdef abc')).toBe('*** ***');
  });

  test.each(saidForms('p&ss "wörd"+é/x'))('strikes the form %s', (form) => {
    expect(record('p&ss "wörd"+é/x').log.foreign(`before ${form} after`)).toBe('before *** after');
  });

  test.each([
    ['correct horse', 'correct\thorse'],
    ['correct horse', 'correct  horse'],
    ['a: :b', 'a::b'],
  ])('cleaning does not put the secret %j together from %j', (secret, text) => {
    expect(record(secret).log.foreign(text)).toBe('***');
  });

  test('tokens and texts that are made to be slow to search: answered in a moment', () => {
    const { log } = record(...[500, 4000, 16_000].map((size) => `${'a'.repeat(size / 2)}b${'a'.repeat(size / 2 - 1)}`));
    const before = process.cpuUsage();
    for (const size of [1000, 16_000, 1024 * 1024]) log.foreign('a'.repeat(size));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000); // what other processes do does not count
    expect(log.foreign('a'.repeat(1024 * 1024))).toBe('(left out: it is too long)');
  });

  test('masks of refused answers: so many, so long, none twice; beyond it nothing that the server says', () => {
    const { log, masks } = record('s3cret');
    for (let each = 0; each < 100; each++) log.maskRefused(`token-${String(each % 90)}`);
    expect(masks).toHaveLength(1 + 24);
    expect(log.foreign('harmless')).toBe('(left out: the server sends too many tokens)');
    expect(log.repeats('harmless')).toBe(true);

    const long = record();
    for (let each = 0; each < 5; each++) long.log.maskRefused(String(each).repeat(30_000));
    expect(long.masks.map(({ length }) => length)).toEqual([30_000, 30_000]);
    long.log.mask('granted');
    expect(long.masks).toContain('granted');
  });

  test('no mask twice, whatever the form', () => {
    expect(record('a b', 'a b', 'a+b').masks).toEqual(['a b', 'a+b', 'a%2Bb']);
  });

  test('half of a surrogate pair in a token is no reason to fail', () => {
    expect(record('token-\ud800').log.foreign('token-\ud800')).toBe('***');
  });

  test('foreign: no secret in any of its forms, no line break, no workflow command, at most 201 characters', () => {
    // A star in a secret would be found in the stars that stand for it.
    const word = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(' ', ': :', '::', '\t'));
    const secret = fc
      .array(word, { maxLength: 5 })
      .map((all) => all.join(''))
      .filter((text) => text.trim().length > 3 && !text.includes('*'));
    const inputs = [secret, fc.array(fc.oneof(hostileText, fc.nat(12)), { maxLength: 6 })] as const;
    fc.assert(
      fc.property(...inputs, (given, parts) => {
        const forms = saidForms(given);
        const alike = [given.replaceAll(' ', '\t'), given.replaceAll(': :', '::')];
        const text = parts.map((part) => (typeof part === 'number' ? ([...forms, ...alike][part] ?? '') : part)).join('');
        const clean = record(given).log.foreign(text);
        for (const form of forms) expect(clean).not.toContain(form);
        expect(clean).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|::|##\[/u);
        expect(clean.length).toBeLessThanOrEqual(201);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what the runner would find in a text of base64url', () => {
  const base64 = (text: string, offset: number): string => Buffer.from(text).subarray(offset).toString('base64url');

  test.each([
    ['us', 'xxusxx', true],
    ['us', 'xxUsxx', false],
    ['a-secret', `x${base64('a-secret', 0)}x`, true],
    ['a-secret', `x${base64('a-secret', 1)}x`, true],
    ['a-secret', `x${base64('a-secret', 2).slice(0, -1)}x`, true],
    ['a-secret', base64('another-thing', 0), false],
    ['>>>???', base64('>>>???', 0), true], // with - and _
    ['a b', `x${base64('a+b', 0)}`, true], // as it is sent
    ['-----BEGIN KEY-----\nMIIEvQIBADAN\n-----END KEY-----', 'xMIIEvQIBADANx', true],
    ['.', 'abc', false],
  ])('%s in %s: %s', (secret, text, found) => {
    expect(record(secret).log.standsIn(text)).toBe(found);
    expect(record().log.standsIn(text)).toBe(false);
  });
});
