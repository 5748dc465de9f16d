import { describe, expect, test } from 'vitest';
import { tokenRequest, type TokenParameters } from '../../src/oauth/token-request.ts';

const inputs: TokenParameters = { tokenUrl: new URL('https://id.example/token'), scope: '', audience: '', parameters: [] };

describe('the token request', () => {
  test('scope and audience are sent as written, when they are set', () => {
    const form = { grant_type: 'client_credentials', scope: 'a b:c,d', audience: 'urn:api' };
    expect(tokenRequest({ ...inputs, scope: 'a b:c,d', audience: 'urn:api' }).form).toEqual(form);
    expect(Object.keys(tokenRequest(inputs).form)).toEqual(['grant_type']);
  });

  test('parameters are beside the form, as often as they are set', () => {
    const parameters: [string, string][] = [
      ['resource', 'https://a.example'],
      ['resource', 'https://b.example'],
    ];
    expect(tokenRequest({ ...inputs, parameters }).more).toEqual(parameters);
    expect(tokenRequest(inputs).more).toBeUndefined();
  });
});
