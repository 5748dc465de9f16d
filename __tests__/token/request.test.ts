import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authenticate } from '../../src/client/authenticate.ts';
import { maskBasic } from '../../src/client/client-secret.ts';
import type { Credentials } from '../../src/client/credentials.ts';
import type { FormRequest } from '../../src/http/send.ts';
import type { Inputs } from '../../src/inputs/inputs.ts';
import { Log } from '../../src/report/log.ts';
import { tokenRequest, type TokenParameters } from '../../src/token/request.ts';

const inputs: Inputs & Credentials & TokenParameters = {
  clientId: 'team:ci',
  clientSecret: 'a b&c=%é',
  tokenUrl: new URL('https://id.example/token'),
  scope: [],
  audience: '',
  authMethod: 'client_secret_post',
  privateKey: '',
  privateKeyId: '',
  assertionAudience: '',
  issuer: '',
  parameters: [],
  clientAssertionFile: '',
  clientCertificate: '',
  clientCertificateKey: '',
  revoke: 'auto',
  sealKey: undefined,
  timeout: 60,
  minValidity: 0,
  caCertificates: [],
  summary: false,
};

const ignore = (): void => undefined;
const log = new Log({ setSecret: ignore, info: ignore, warning: ignore, error: ignore });
const build = (given: typeof inputs): Promise<FormRequest> =>
  authenticate(tokenRequest(given), given, { log, timeLeft: () => 1000 });

/** What a server reads from the header (RFC 6749, 2.3.1). */
function decodedBasic(header = ''): [string, string] {
  const [id = '', secret = ''] = Buffer.from(header.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  const decoded = (part: string): string => new URLSearchParams(`v=${part}`).get('v') ?? '';
  return [decoded(id), decoded(secret)];
}

describe('the token request', () => {
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
  });

  test.each(['client_secret_post', 'client_secret_basic', 'tls_client_auth'] as const)(
    'a client certificate goes with the request by any method: %s',
    async (authMethod) => {
      const given = { ...inputs, authMethod, clientCertificate: 'C', clientCertificateKey: 'K' };
      expect((await build(given)).certificate).toEqual({ cert: 'C', key: 'K' });
      expect((await build({ ...given, clientCertificate: '' })).certificate).toBeUndefined();
    },
  );

  test('tls_client_auth: the form has the id and nothing secret', async () => {
    const { form, headers } = await build({ ...inputs, authMethod: 'tls_client_auth', clientCertificate: 'C' });
    expect({ form, headers }).toEqual({ form: { grant_type: 'client_credentials', client_id: 'team:ci' }, headers: {} });
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
  const masks: string[] = [];
  const log = new Log({ setSecret: (secret) => void masks.push(secret), info: ignore, warning: ignore, error: ignore });
  maskBasic(log, inputs);
  const { headers } = await build({ ...inputs, authMethod: 'client_secret_basic' });
  const header = headers['authorization'];
  expect(masks).toContain(header?.replace('Basic ', ''));
});
