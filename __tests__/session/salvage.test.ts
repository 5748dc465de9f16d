import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { salvage } from '../../src/session/salvage.ts';

const sentAt = 1_000_000;

describe('salvage', () => {
  test.each<[string, string, object | undefined]>([
    [
      'both tokens',
      '{"access_token":"a","refresh_token":"r","refresh_expires_in":60}',
      { kind: 'refresh_token', token: 'r', until: sentAt + 60_000 },
    ],
    ['an access token', '{"access_token":"a","expires_in":5}', { kind: 'access_token', token: 'a', until: sentAt + 5_000 }],
    ...['1e300', '1e999', '1e14', '"1e300"', '[9e20]', '-5', 'null', '{}', '[{"toString":1}]', 'true', '"1e3"', '4e9'].map(
      (lifetime): [string, string, object] => [
        `a lifetime of ${lifetime}, which is none`,
        `{"access_token":"a","expires_in":${lifetime}}`,
        { kind: 'access_token', token: 'a', until: undefined },
      ],
    ),
    ['a lifetime as text', '{"access_token":"a","expires_in":"5"}', { kind: 'access_token', token: 'a', until: sentAt + 5_000 }],
    ['no lifetime', '{"access_token":"a"}', { kind: 'access_token', token: 'a', until: undefined }],
    [
      'a refresh token of two lines',
      '{"access_token":"a","refresh_token":"r\\nx"}',
      { kind: 'access_token', token: 'a', until: undefined },
    ],
    [
      'JSON that was cut off after a token',
      '{"access_token":"a","refresh_tok',
      { kind: 'access_token', token: 'a', until: undefined },
    ],
    [
      'JSON that was cut off after the other',
      '{"access_token":"a", "refresh_token" : "r", "x',
      { kind: 'refresh_token', token: 'r', until: undefined },
    ],
    [
      'an answer with its headers',
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"access_token":"a"}',
      { kind: 'access_token', token: 'a', until: undefined },
    ],
    ['a token that was cut off', '{"access_token":"a', undefined],
    ['a token with an escape in JSON that was cut off', '{"access_token":"a\\u0062c","x', undefined],
    ['a token of 32 KiB and one', JSON.stringify({ access_token: 'x'.repeat(32 * 1024 + 1) }), undefined],
    ['a token with a space', '{"access_token":"a b"}', undefined],
    ['tokens that are no texts', '{"access_token":7,"refresh_token":["r"]}', undefined],
    ['nothing', '', undefined],
    ['a page', '<html>access_token</html>', undefined],
  ])('%s', (_, text, session) => {
    expect(salvage(text, sentAt)).toEqual(session);
  });

  test('whatever comes, a token is one line of visible ASCII', () => {
    const piece = fc.constantFrom('"access_token"', '"refresh_token"', ':', '"', 'eyJ', '\\', '\n', '{', '}', ' ', 'é');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (parts) => {
        expect(salvage(parts.join(''), sentAt)?.token ?? 'none').toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });
});
