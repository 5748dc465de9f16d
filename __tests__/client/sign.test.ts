import { jwtVerify } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { sign } from '../../src/client/sign.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

test.each([
  ['a key', pair.privateKey, pair.publicKey, 'ES256'],
  ['a secret', Buffer.from('secret'), Buffer.from('secret'), 'HS256'],
])('by %s: an assertion good for 60 s, with an id of its own', async (_, key, verifier, alg) => {
  const options = { issuer: 'ci', subject: 'ci', audience: 'https://id.example', requiredClaims: ['jti', 'iat'] };
  const signed = await Promise.all([1, 2].map(() => sign('ci', 'https://id.example', key, { alg, kid: 'k' }, 0)));
  const all = await Promise.all(signed.map((jwt) => jwtVerify(jwt, verifier, options)));
  expect(all.map(({ protectedHeader }) => protectedHeader)).toEqual(all.map(() => ({ alg, kid: 'k', typ: 'JWT' })));
  expect(all.map(({ payload: { exp = 0, iat = 0 } }) => exp - iat)).toEqual([90, 90]);
  expect(new Set(all.map(({ payload }) => payload.jti)).size).toBe(2);
});
