import { describe, expect, test } from 'vitest';
import { checkEndpoint, endpointOf } from '../../src/server/endpoint.ts';
import { failureOf } from '../helpers/failures.ts';

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

test('checkEndpoint names the input, and never its value', () => {
  const { code, message } = failureOf(() => checkEndpoint('issuer', 'https://me:hunter2@id.example'));
  expect([code, message]).toEqual(['input_invalid', expect.stringMatching(/^The input `issuer` has a user name/)]);
  expect(message).not.toContain('hunter2');
});
