import { describe, expect, test } from 'vitest';
import { tokenRequest, type TokenParameters } from '../../src/oauth/token-request.ts';

const inputs: TokenParameters = { tokenUrl: new URL('https://id.example/token'), scope: [], audience: '', parameters: [] };

describe('the token request', () => {
  test('scope and audience are sent when they are given', () => {
    const given = { ...inputs, scope: ['a', 'b:c'], audience: 'urn:api' };
    expect(tokenRequest(given).form).toEqual({ grant_type: 'client_credentials', scope: 'a b:c', audience: 'urn:api' });
    expect(Object.keys(tokenRequest(inputs).form)).toEqual(['grant_type']);
  });

  test('parameters stand beside the form, as often as they are given', () => {
    const parameters: [string, string][] = [
      ['resource', 'https://a.example'],
      ['resource', 'https://b.example'],
    ];
    expect(tokenRequest({ ...inputs, parameters }).more).toEqual(parameters);
    expect(tokenRequest(inputs).more).toBeUndefined();
  });
});
