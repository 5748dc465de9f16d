/**
 * The built action against a certified identity server (oidc-provider).
 */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type IdentityServer, type IdentityServerOptions, startIdentityServer } from './helpers/identity-server.ts';
import { assertUnreadable, root, runStep, type StepResult } from './helpers/runner.ts';

const methods = ['client_secret_post', 'client_secret_basic'] as const;

let server: IdentityServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options?: IdentityServerOptions): Promise<IdentityServer> {
  return (server = await startIdentityServer(options));
}

/** A step for the first client of `server`; neither its secret nor its token can be read in what it prints. */
async function step({ tokenUrl, clients: [client] }: IdentityServer, inputs: Record<string, string> = {}): Promise<StepResult> {
  const given = { client_id: client.id, client_secret: client.secret, token_url: tokenUrl, ...inputs };
  const result = await runStep({ inputs: given, secrets: [client.secret, given.client_secret] });
  const printed = result.raw.replaceAll(/^::add-mask::.*$/gm, '');
  for (const text of [printed, result.summary])
    assertUnreadable(result.outputs['access_token'] ?? '', text, 'the log or summary');
  return result;
}

function claims(jwt = ''): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

describe.each(methods)('%s', (auth_method) => {
  test.each([
    ['random', undefined],
    ['of all ASCII punctuation', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
    ['with what form encoding is about', 'a+b c&d=e%20f%zz+'],
    ['with spaces around it', '  correct horse battery staple  '],
    ['that looks like a workflow command', '::error::##[group]x'],
  ])('a secret %s', async (_, secret) => {
    const running = await start({ clients: [secret === undefined ? {} : { secret }] });
    const { exitCode, outputs, masks, errors, warnings } = await step(running, { auth_method });
    expect({ exitCode, errors, warnings }).toEqual({ exitCode: 0, errors: [], warnings: [] });
    expect(masks).toContain(running.clients[0].secret);
    expect(masks).toContain(outputs['access_token']);
    expect(claims(outputs['access_token'])).toMatchObject({ client_id: 'arkane-ci', aud: 'urn:arkane:api' });
  });

  test('a client id with a colon and other special characters', async () => {
    const running = await start({ clients: [{ id: 'team:ci/+ %' }] });
    const { exitCode, outputs } = await step(running, { auth_method });
    expect(exitCode).toBe(0);
    expect(claims(outputs['access_token'])['client_id']).toBe('team:ci/+ %');
  });

  test.each([
    ['a wrong secret', { client_secret: 'not-the-secret' }],
    ['an unknown client', { client_id: 'nobody' }],
    ['the secret of another client', { client_id: 'other' }],
  ])('%s is invalid_client, and asked once', async (_, inputs) => {
    const running = await start({ clients: [{}, { id: 'other' }] });
    const { exitCode, outputs, errors, log } = await step(running, { auth_method, ...inputs });
    expect({ exitCode, outputs }).toEqual({ exitCode: 1, outputs: {} });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.title).toBe('Invalid client');
    expect(errors[0]?.message).toMatch(/\(401\): invalid_client [^]*errors\.md#invalid_client$/);
    expect(log).not.toContain('Access token');
    expect(running.count('token')).toBe(1);
  });

  test('a secret outside of ASCII arrives as RFC 6749, appendix B has it', async () => {
    // oidc-provider holds such a secret for no client, so this server is a plain one.
    const secret = 'pässwörd-密码-🔑';
    const api = createServer((request, response) => {
      void request.toArray().then((chunks: Buffer[]) => {
        const basic = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64').toString();
        const [id = '', given = ''] = basic.split(':').map((part) => new URLSearchParams(`v=${part}`).get('v') ?? '');
        const form = new URLSearchParams(Buffer.concat(chunks).toString());
        const sent = basic ? [id, given, form.has('client_secret')] : [form.get('client_id'), form.get('client_secret'), false];
        response.end(
          JSON.stringify({
            access_token: 'a-token',
            expires_in: 60,
            scope: JSON.stringify(sent) === JSON.stringify(['ci', secret, false]) ? 'same' : 'other',
          }),
        );
      });
    });
    await new Promise<void>((done) => api.listen(0, '127.0.0.1', done));
    const token_url = `http://127.0.0.1:${String((api.address() as AddressInfo).port)}/`;
    const result = await runStep({
      inputs: { client_id: 'ci', client_secret: secret, token_url, auth_method },
      secrets: [secret],
    });
    api.close();
    expect(result.outputs['scope']).toBe('same');
    expect(result.masks).toContain(secret);
  });
});

describe('the token', () => {
  test('a JWT: its own expiry is never before the output, and no more than 2 s after it', async () => {
    const { outputs } = await step(await start({ lifetime: 90 }));
    expect(['89', '90']).toContain(outputs['expires_in']); // a second may have begun since it was issued
    expect(outputs['expiry']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const late = Number(claims(outputs['access_token'])['exp']) - Date.parse(outputs['expiry'] ?? '') / 1000;
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThanOrEqual(2);
  });

  test('an opaque one: the server knows it, with the scope and the expiry that were told', async () => {
    const running = await start({ format: 'opaque' });
    const { outputs } = await step(running, { scope: 'wallets:write wallets:read' });
    const known = await running.introspect(outputs['access_token'] ?? '');
    expect(known).toMatchObject({ active: true, client_id: 'arkane-ci', scope: outputs['scope'] });
    expect(Date.parse(outputs['expiry'] ?? '') / 1000).toBeLessThanOrEqual(known.exp ?? 0);
    expect(await running.introspect(`${outputs['access_token'] ?? ''}x`)).toEqual({ active: false });
  });

  test('every run gets a token of its own, with one request', async () => {
    const running = await start();
    const [one, other] = await Promise.all([step(running), step(running)]);
    expect(one.outputs['access_token']).toMatch(/^eyJ/);
    expect(other.outputs['access_token']).toMatch(/^eyJ/);
    expect(one.outputs['access_token']).not.toBe(other.outputs['access_token']);
    expect(running.count('token')).toBe(2);
  });

  test('the log: which server, which client, how long and until when, which scopes, how many attempts, how long it took', async () => {
    const running = await start();
    const { log, outputs } = await step(running, { scope: 'wallets:read' });
    const [first, second, ...rest] = log.split('\n').filter(Boolean);
    expect(first).toMatch(
      /^Access token for client arkane-ci from 127\.0\.0\.1:\d+: valid for \S+ \S+, until \S+Z \(1 attempt, \d+\.\d\d s\)\.$/,
    );
    expect(first).toContain(new URL(running.tokenUrl).host);
    expect(first).toContain(`until ${outputs['expiry'] ?? '?'}`);
    expect(second).toBe('Scopes: wallets:read');
    expect(rest).toEqual([]);
  });
});

describe('scope', () => {
  test('granted', async () => {
    const { exitCode, outputs, warnings } = await step(await start(), { scope: 'wallets:read  wallets:write' });
    expect({ exitCode, warnings, scope: outputs['scope'] }).toEqual({
      exitCode: 0,
      warnings: [],
      scope: 'wallets:read wallets:write',
    });
  });

  test('left out by the server: a token, and a warning that names it', async () => {
    const running = await start({ known: ['wallets:read'] });
    const { exitCode, outputs, warnings } = await step(running, { scope: 'wallets:read wallets:write' });
    expect({ exitCode, scope: outputs['scope'] }).toEqual({ exitCode: 0, scope: 'wallets:read' });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toMatch(/: wallets:write\./);
  });

  test('refused by the server: invalid_scope', async () => {
    const running = await start({ clients: [{ scope: 'wallets:read' }] });
    const { exitCode, outputs, errors } = await step(running, { scope: 'wallets:write' });
    expect({ exitCode, outputs }).toEqual({ exitCode: 1, outputs: {} });
    expect(errors.map(({ title }) => title)).toEqual(['Invalid scope']);
    expect(errors[0]?.message).toMatch(/errors\.md#invalid_scope$/);
  });
});

test('summary: true adds a table of what is public; without it there is none', async () => {
  const running = await start();
  const { summary, outputs } = await step(running, { summary: 'true', scope: 'wallets:read' });
  expect(summary).toMatch(/^<h3>Access token<\/h3>\n<table>/);
  for (const told of ['arkane-ci', new URL(running.tokenUrl).host, outputs['expiry'] ?? '?', 'wallets:read']) {
    expect(summary).toContain(`<td>${told}</td>`);
  }
  expect((await step(running)).summary).toBe('');
});

test('the server prints nothing, and close() leaves nothing open', () => {
  const helper = JSON.stringify(pathToFileURL(join(root, '__tests__/helpers/identity-server.ts')).href);
  const script = `const { startIdentityServer } = await import(${helper});
    const server = await startIdentityServer({ format: 'opaque' });
    const { active } = await server.introspect('x');
    await server.close();
    process.exitCode = active ? 1 : 42;`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 15_000,
  });
  expect({ status, stdout, stderr }).toEqual({ status: 42, stdout: '', stderr: '' });
});
