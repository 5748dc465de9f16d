import { describe, expect, test } from 'vitest';
import { checkEndpoint, endpointOf } from '../../src/server/endpoint.ts';
import { failureOf } from '../helpers/failures.ts';

describe('checkEndpoint', () => {
  test.each([
    'https://id.example/token',
    'https://id.example:8443/realms/a/protocol/openid-connect/token?x=1',
    'http://localhost/t',
    'http://127.0.0.1:8080/t',
    'http://127.1.2.3/t',
    'http://[::1]:1/t',
  ])('takes %s', (given) => {
    expect(checkEndpoint('token_url', given).href).toBe(new URL(given).href);
  });

  test.each([
    ['no url', /is no URL/],
    ['/token', /is no URL/],
    ['http://id.example/t', /is not https/],
    ['http://127.0.0.1.evil.example/t', /is not https/],
    ['http://localhost.evil.example/t', /is not https/],
    ['ftp://id.example/t', /is not https/],
    ['file:///etc/passwd', /is no URL/],
    ['https://user:hunter2@id.example/t', /user name or password/],
    ['https://id.example/t#hunter2', /fragment/],
    ['https://id.example/t#', /fragment/],
    ['https://id.example/\nhunter2', /line break/],
  ])('refuses %j, and does not repeat it', (given, said) => {
    const { code, message } = failureOf(() => checkEndpoint('token_url', given));
    expect(code).toBe('input_invalid');
    expect(message).toMatch(said);
    expect(message).not.toMatch(/hunter2|evil/);
  });
});

describe('endpointOf', () => {
  test.each(['https://id.example/t?x=1', 'http://localhost:8080/t', 'http://127.0.0.1/t', 'http://[::1]:80/t'])('%s', (given) => {
    expect(endpointOf(given)).toEqual(new URL(given));
  });

  test.each([
    [
      'no_url',
      ['', 'id.example/t', 'https://', '/t', 'https://id.example/\nt', null, undefined, 7, {}, ['https://id.example/t']],
    ],
    ['not_https', ['http://id.example/t', 'http://localhost.example/t', 'http://127.0.0.1.example/', 'ftp://localhost/t']],
    ['user_info', ['https://u@id.example/t', 'https://:p@id.example/t']],
    ['fragment', ['https://id.example/t#', 'https://id.example/t#x']],
  ])('%s', (problem, given) => {
    expect(given.map(endpointOf)).toEqual(given.map(() => problem));
  });
});
