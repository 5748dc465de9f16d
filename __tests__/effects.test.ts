/**
 * What each input does to a whole step: one that is read and changes nothing is found here.
 */
import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compactPart } from '../src/text/json.ts';
import { type Authority, createAuthority, type Identity, selfSigned } from './helpers/certificates.ts';
import { ask, type Behaviour, grant, type HostileServer, reply, startHostileServer } from './helpers/hostile-server.ts';
import { startInternet } from './helpers/internet.ts';
import { textOf } from './helpers/documents.ts';
import { sessionIn } from './helpers/runner.ts';

interface Effect {
  readonly value: () => string;
  /** What is given beside it, with and without. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly answer?: Behaviour;
  readonly tls?: true;
  /** At the server of an environment. */
  readonly atHome?: true;
}

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const signed = { auth_method: 'private_key_jwt', client_secret: '', private_key: key };
const sealed = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };
const client = await selfSigned('ci');
let authority: Authority;
let identity: Identity;
beforeAll(async () => {
  authority = await createAuthority('Example Private CA');
  identity = await authority.issue();
});

const { inputs } = parse(textOf('action.yml')) as { inputs: Readonly<Record<string, unknown>> };
const proxied = { HTTPS_PROXY: 'http://127.0.0.1:1' };

/** A value of each input that must make a difference. */
const effects: Readonly<Record<string, Effect>> = {
  client_id: { value: () => 'another' },
  client_secret: { value: () => 'another-secret-41d0' },
  // Nothing listens on the proxy: the message names the host that it was to lead to.
  environment: { value: () => 'qa', beside: { token_url: '', timeout: '1' }, env: proxied },
  realm: { value: () => 'VenlyFinance', atHome: true },
  token_url: { value: () => 'http://127.0.0.1:1/token', beside: { timeout: '1' } },
  issuer: {
    value: () => 'http://127.0.0.1:1/realms/ci',
    beside: { token_url: '', environment: 'qa', timeout: '1' },
    env: proxied,
  },
  revocation_url: { value: () => 'https://id.test/revoke' },
  scope: { value: () => 'read' },
  audience: { value: () => 'urn:api' },
  parameters: { value: () => 'resource=urn:api' },
  auth_method: { value: () => 'client_secret_basic' },
  private_key: { value: () => key, beside: { ...signed, private_key: '' } },
  private_key_id: { value: () => 'a-key', beside: signed },
  assertion_audience: { value: () => 'https://issuer.test', beside: signed },
  client_assertion_file: { value: () => '/no/such/file', beside: { auth_method: 'client_assertion', client_secret: '' } },
  client_certificate: { value: () => client.cert, beside: { client_certificate_key: client.key } },
  client_certificate_key: { value: () => client.key, beside: { client_certificate: client.cert } },
  timeout: { value: () => '30', answer: reply('', 503, { 'retry-after': '100' }) },
  min_validity: { value: () => '400' },
  ca_certificate: { value: () => authority.certificate, tls: true },
  revoke: { value: () => 'false' },
  seal_key: { value: () => Buffer.alloc(32, 7).toString('base64'), env: sealed },
  summary: { value: () => 'true' },
  token_command: { value: () => 'true' },
};

/** The server of an environment: its host leads to `server`. */
async function seenAtHome(server: HostileServer, inputs: Readonly<Record<string, string>>): Promise<unknown> {
  await using internet = await startInternet({ 'login.venly.io': server.server });
  const step = { token_url: '', environment: 'venly', ca_certificate: internet.certificate, ...inputs };
  await ask(server, { inputs: step, env: { https_proxy: internet.proxy } });
  return internet.requests;
}

/** All that a step with `inputs` does that can be seen, without what is new each time. */
async function seen(
  { beside, env = {}, answer = grant(), tls, atHome }: Effect,
  inputs: Record<string, string>,
): Promise<unknown> {
  await using server = await startHostileServer(answer, tls && { identity });
  if (atHome) return await seenAtHome(server, inputs);
  const result = await ask(server, { inputs: { ...beside, ...inputs }, env });
  const { kind, clientSecret, revocationUrl } = sessionIn(result.state) ?? {};
  const told = result.errors.map(({ message }) => message.replaceAll(String(server.port), 'PORT'));
  const requests = server.received.map(({ path, headers: { authorization }, form }) => {
    const { client_assertion = '', ...fields } = Object.fromEntries(form);
    const { jti, iat, exp, ...claims } = compactPart(client_assertion, 1) ?? {};
    const { aud } = claims;
    const audience = typeof aud === 'string' ? aud.replace(String(server.port), 'PORT') : aud;
    const assertion = { ...claims, aud: audience, complete: [jti, iat, exp].every(Boolean) };
    return { path, authorization, fields, header: compactPart(client_assertion, 0), assertion };
  });
  const { exitCode, outputs, summary } = result;
  return { exitCode, told, requests, outputs: Object.keys(outputs), kind, clientSecret, revocationUrl, summary: summary !== '' };
}

describe.concurrent('what is seen of a step changes with', () => {
  test.each(Object.keys(inputs))('%s', async (name) => {
    const effect = effects[name];
    if (!effect)
      throw new Error(`${name} has no row in __tests__/effects.test.ts: add one, with a value that makes a difference.`);
    const without = await seen(effect, {});
    expect(
      await seen(effect, {}),
      `${name}: two steps alike are not alike: __tests__/effects.test.ts compares what changes`,
    ).toEqual(without);
    const changed = await seen(effect, { [name]: effect.value() });
    expect(changed, `${name} is read in src/inputs/inputs.ts, and changes nothing: use it where it belongs.`).not.toEqual(
      without,
    );
  });
});
