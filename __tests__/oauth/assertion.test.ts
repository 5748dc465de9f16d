import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertionAudience, withAssertion } from '../../src/client/assertion.ts';
import type { Credentials } from '../../src/oauth/credentials.ts';

const credentials: Credentials = {
  authMethod: 'private_key_jwt',
  tokenUrl: new URL('https://id.example/auth/realms/Arkane/protocol/openid-connect/token'),
  clientId: 'backend',
  clientSecret: 'a-secret',
  privateKey: 'a-key',
  privateKeyId: 'a-key-id',
  assertionAudience: '',
  clientAssertionFile: '',
  clientCertificate: '',
  clientCertificateKey: '',
};

test('withAssertion adds the assertion to the form, and nothing else of the credentials', () => {
  const request = { url: credentials.tokenUrl, headers: { a: 'b' }, form: { grant_type: 'client_credentials', scope: 'x' } };
  const before = structuredClone(request.form);
  expect(withAssertion(request, credentials, 'an.assertion.x')).toEqual({
    url: credentials.tokenUrl,
    headers: { a: 'b' },
    form: {
      grant_type: 'client_credentials',
      scope: 'x',
      client_id: 'backend',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'an.assertion.x',
    },
  });
  expect(request.form).toEqual(before);
});

describe('assertionAudience', () => {
  test.each([
    ["the realm's issuer", credentials.tokenUrl.href, 'https://id.example/auth/realms/Arkane'],
    ['the token endpoint of what is no Keycloak', 'https://id.example/oauth/token', 'https://id.example/oauth/token'],
  ])('is %s', (_, tokenUrl, audience) => {
    expect(assertionAudience({ ...credentials, tokenUrl: new URL(tokenUrl) })).toBe(audience);
  });

  test('is what was given, to the letter', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (given) => {
        expect(assertionAudience({ ...credentials, assertionAudience: given })).toBe(given);
      }),
    );
  });
});
