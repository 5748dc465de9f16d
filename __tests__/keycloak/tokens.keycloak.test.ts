import { randomBytes } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { runStep, sessionIn } from '../helpers/runner.ts';
import { claims, endpoint, job, main } from './job.ts';
import { lifespan, specialSecrets } from './realm.ts';
import { allowed, isBefore } from './versions.ts';

const methods = ['client_secret_post', 'client_secret_basic'];
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const special = Object.entries(specialSecrets);

describe.each(inject('servers'))('$name', (server) => {
  describe.each(methods)('%s', (auth_method) => {
    test('a token and all that comes with it', async () => {
      const before = Date.now();
      const { outputs, log, state } = await job(server, { auth_method });
      const withSession = isBefore(server, '12');
      expect(outputs).toEqual({
        access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
        expiry: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
        expires_in: expect.stringMatching(/^(300|299)$/) as string,
        scope: expect.stringMatching(/^(email profile|profile email)$/) as string,
        not_before_policy: '0',
        ...(withSession
          ? {
              token_type: 'bearer',
              refresh_token: expect.any(String) as string,
              refresh_expires_in: expect.stringMatching(/^(1800|1799)$/) as string,
              refresh_expiry: expect.any(String) as string,
              session_state: expect.stringMatching(UUID) as string,
            }
          : { token_type: 'Bearer', refresh_expires_in: '0' }),
      });
      const token = claims(outputs['access_token']);
      expect(token).toMatchObject({ azp: 'arkane-backend' });
      const expiry = Date.parse(outputs['expiry'] ?? '');
      expect(expiry).toBeLessThanOrEqual(Number(token['exp']) * 1000);
      expect(expiry).toBeGreaterThan(before + (lifespan - 3) * 1000);
      expect(log).toMatch(/valid for (5 min|4 min 5\d s),/);
      const kind = withSession ? 'refresh_token' : 'access_token';
      expect(sessionIn(state)).toMatchObject({ kind, token: outputs[kind] });
    });

    test('a refresh token and its session', async () => {
      const { outputs, masks } = await job(server, { auth_method, client_id: 'arkane-refresh' });
      // One second less where it came round between two of the server's looks at its clock.
      expect(['1800', '1799']).toContain(outputs['refresh_expires_in']);
      expect(masks).toContain(outputs['refresh_token']);
      expect(claims(outputs['refresh_token'])).toMatchObject({ typ: 'Refresh', azp: 'arkane-refresh' });
      const left = Date.parse(outputs['refresh_expiry'] ?? '') - Date.now();
      expect(left).toBeGreaterThan(1_790_000);
      expect(left).toBeLessThanOrEqual(1_800_000);
      expect(outputs['session_state']).not.toBe('');
      expect(allowed(server, { '10': true, '26': false })).toContain(UUID.test(outputs['session_state'] ?? ''));
    });

    test('openid: the ID token is masked, and an output', async () => {
      const { outputs, masks } = await job(server, { auth_method, scope: 'openid' });
      expect(outputs['scope']?.split(' ').sort()).toEqual(['email', 'openid', 'profile']);
      const idTokens = masks.filter((mask) => mask.startsWith('eyJ') && claims(mask)['typ'] === 'ID');
      expect(idTokens).toHaveLength(1);
      expect(outputs['id_token']).toBe(idTokens[0]);
    });

    test('scopes in any order, and an audience, which Keycloak does not read', async () => {
      const { exitCode, warnings, outputs } = await main(server, {
        auth_method,
        scope: 'profile  email',
        audience: 'urn:some:api',
      });
      expect(exitCode).toBe(0);
      expect(warnings.map(({ title }) => title)).toEqual(['Audience missing']);
      expect(outputs['scope']?.split(' ').sort()).toEqual(['email', 'profile']);
    });
  });

  test.each(special)('a secret with special characters, in the form: %s', async (name, client_secret) => {
    const { masks } = await job(server, { client_id: `arkane-${name}`, client_secret });
    expect(masks).toContain(client_secret);
  });

  // RFC 6749, 2.3.1 wants them form-encoded, which older generations do not undo.
  test.each(special)('a secret with special characters, in the Basic scheme: %s', async (name, client_secret) => {
    const inputs = { auth_method: 'client_secret_basic', client_id: `arkane-${name}`, client_secret };
    const { exitCode, errors, masks } = await main(server, inputs);
    expect(masks).toContain(client_secret);
    expect(allowed(server, { '10': 1, '20': 0 })).toContain(exitCode);
    expect(errors).toHaveLength(exitCode ?? -1);
    for (const { message } of errors) {
      expect(message).toContain('(401): unauthorized_client');
      expect(message).toContain('`auth_method: client_secret_post`');
      expect(message).toMatch(/#unauthorized_client$/);
    }
  });

  test('a real token is sealed for a later job and opened there', async () => {
    const seal_key = randomBytes(32).toString('base64');
    const env = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };
    const { outputs } = await job(server, { seal_key }, env);
    const inputs = { seal_key, sealed_token: outputs['sealed_token'] ?? '' };
    const later = await runStep({ entry: 'unseal', inputs, env, secrets: [seal_key] });
    expect(later.outputs).toMatchObject({ access_token: outputs['access_token'], expiry: outputs['expiry'] });
  });

  test('a token that is not valid for long enough', async () => {
    const { errors, outputs } = await main(server, { min_validity: String(lifespan + 1) });
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/#token_too_short$/)]);
    expect(outputs).toEqual({});
  });

  test('20 jobs at once have 20 different tokens', async () => {
    const jobs = await Promise.all(Array.from({ length: 20 }, () => job(server, { token_url: endpoint(server) })));
    expect(new Set(jobs.map(({ outputs }) => outputs['access_token'])).size).toBe(20);
  });
});
