/**
 * Whatever a text is encoded in, and however often, it is found under it; and that takes no time.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_SEARCHED } from '../../src/report/foreign.ts';
import { bare, readings } from '../../src/text/decode.ts';
import { encodings } from '../helpers/encodings.ts';

type Encode = (text: string) => string;
/** What can be peeled off layer by layer; other encodings are looked for in their own form. */
const layers: Readonly<Record<string, Encode>> = Object.fromEntries(
  Object.entries(encodings).filter(
    ([name]) => !/backwards|capitals|spaced|spaces|colons|zero-width|full-width|accents|lines|base64|hex/.test(name),
  ),
);
const visible = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 12 });
/** No encoding of its own, and letters enough to be known again. */
const secret = visible.filter((text) => readings(text).length === 1 && bare(text).length >= 8);

describe.each(Object.entries(layers))('%s', (_, encode) => {
  test('any text is found, inside of other text', () => {
    fc.assert(
      fc.property(secret, (text) => {
        expect(readings(`before ${encode(text)} after`).some((reading) => bare(reading).includes(bare(text)))).toBe(true);
      }),
    );
  });
});

test('two layers of any two kinds', () => {
  const layer = fc.constantFrom(...Object.entries(layers).filter(([name]) => !/twice|three|then/.test(name)));
  fc.assert(
    fc.property(secret, layer, layer, (text, [, first], [, second]) => {
      expect(readings(second(first(text))).some((reading) => bare(reading).includes(bare(text)))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('whatever the text: a bounded number of readings, the text first', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const found = readings(text);
      expect(found[0]).toBe(text);
      expect(found.length).toBeLessThanOrEqual(53);
    }),
  );
});

test.each([
  ['plain words stay as they are', 'Invalid client or Invalid client credentials: 100 % of AT&T, C:\\x'],
  ['long words are no base64', 'internationalization of counterrevolutionaries'],
])('%s', (_, text) => {
  expect(
    readings(text)
      .slice(1)
      .every((reading) => reading.length >= text.length - 2),
  ).toBe(true);
});

test.each(['%', '\\', '&', '%25', '&amp;', '&#38;', '\\u005c', 'a', 'eyJ', '\0', '%u', '&#', 'QUFB'])(
  'as much of %j as is searched is read in a moment',
  (unit) => {
    const before = process.cpuUsage();
    readings(unit.repeat(MAX_SEARCHED / unit.length));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500); // what other processes do does not count
  },
);
