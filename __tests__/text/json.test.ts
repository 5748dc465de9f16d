import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compactPart, jsonObject, jsonValue } from '#text/json.ts';

test.each(['', ' ', '[]', '["a"]', 'null', '7', '"a"', 'true', '{', '{"a":1', '{} x', '<html>', "{'a':1}"])(
  '%j is no object',
  (text) => {
    expect(jsonObject(text)).toBeUndefined();
  },
);

test('any object comes back as it was; whatever else stands there is undefined, and nothing throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (text) => {
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        value = undefined;
      }
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      expect(jsonValue(text)).toEqual(value);
      expect(jsonObject(text)).toEqual(isObject ? value : undefined);
    }),
  );
});

test('`__proto__` is a field like any other', () => {
  const fields = jsonObject('{"__proto__":{"scope":"x"}}') ?? {};
  expect(fields['scope']).toBeUndefined();
  expect(Object.keys(fields)).toEqual(['__proto__']);
});

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

test('compactPart reads the header and the claims, of characters beyond ASCII too', () => {
  const token = `${encoded({ alg: 'none' })}.${encoded({ sub: 'ÿ密🔑' })}.x`;
  expect(compactPart(token, 0)).toEqual({ alg: 'none' });
  expect(compactPart(token, 1)).toEqual({ sub: 'ÿ密🔑' });
});

test.each(['', '.', '..', 'opaque', 'a.b.c', `${encoded(['a'])}.${encoded('a')}.x`])('%j has neither', (token) => {
  expect([compactPart(token, 0), compactPart(token, 1)]).toEqual([undefined, undefined]);
});
