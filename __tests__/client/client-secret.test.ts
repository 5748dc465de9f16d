import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authenticate } from '../../src/client/authenticate.ts';
import { maskBasic } from '../../src/client/client-secret.ts';
import type { Credentials } from '../../src/client/credentials.ts';
import type { FormRequest } from '../../src/http/send.ts';
import { tokenRequest, type TokenParameters } from '../../src/token/request.ts';
import { record } from '../helpers/log.ts';

const inputs = {
  clientId: 'team:ci',
  clientSecret: 'a b&c=%é',
  tokenUrl: new URL('https://id.example/token'),
  scope: [],
  audience: '',
  authMethod: 'client_secret_post',
  privateKey: '',
  privateKeyId: '',
  assertionAudience: '',
} satisfies Credentials & TokenParameters;

const build = (given: Credentials & TokenParameters): Promise<FormRequest> =>
  authenticate(tokenRequest(given), given, { log: record().log, timeLeft: () => 1000 });

/** What a server reads from the header (RFC 6749, 2.3.1). */
function decodedBasic(header = ''): [string, string] {
  const [id = '', secret = ''] = Buffer.from(header.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  const decoded = (part: string): string => new URLSearchParams(`v=${part}`).get('v') ?? '';
  return [decoded(id), decoded(secret)];
}

describe('the request of a client with a secret', () => {
  test('client_secret_post: the secret stands in the form, and nowhere else', async () => {
    expect(await build(inputs)).toEqual({
      url: inputs.tokenUrl,
      headers: {},
      form: { grant_type: 'client_credentials', client_id: 'team:ci', client_secret: 'a b&c=%é' },
    });
  });

  test('client_secret_basic: the secret stands in the header, and nowhere else', async () => {
    expect(await build({ ...inputs, authMethod: 'client_secret_basic' })).toEqual({
      url: inputs.tokenUrl,
      headers: { authorization: `Basic ${Buffer.from('team%3Aci:a+b%26c%3D%25%C3%A9').toString('base64')}` },
      form: { grant_type: 'client_credentials' },
    });
  });

  test('any id and secret arrive as they are, by both methods', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, text, async (clientId, clientSecret) => {
        const credentials = { ...inputs, clientId, clientSecret };
        const { headers } = await build({ ...credentials, authMethod: 'client_secret_basic' });
        expect(decodedBasic(headers['authorization'])).toEqual([clientId, clientSecret]);
        expect(headers['authorization']).toMatch(/^Basic [A-Za-z0-9+/]+=*$/);
        const sent = new URLSearchParams(new URLSearchParams((await build(credentials)).form).toString());
        expect([sent.get('client_id'), sent.get('client_secret')]).toEqual([clientId, clientSecret]);
      }),
    );
  });
});

test('maskBasic masks what the Basic header has', async () => {
  const { log, masks } = record();
  maskBasic(log, inputs);
  const { headers } = await build({ ...inputs, authMethod: 'client_secret_basic' });
  const header = headers['authorization'];
  expect(masks).toContain(header?.replace('Basic ', ''));
});

test('maskBasic masks what others would send, too, and nothing where there is no secret', () => {
  const { log, masks } = record();
  maskBasic(log, { ...inputs, clientSecret: '' });
  expect(masks).toEqual([]);
  maskBasic(log, inputs);
  expect(masks).toContain(Buffer.from('team:ci:a b&c=%é').toString('base64'));
});
