/**
 * The realm of Venly's present API beside Arkane's: tokens of 5 minutes without a refresh token, of which nothing is left after the job.
 */
import { randomBytes } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import type { StepResult } from '../helpers/runner.ts';
import { claims, end, endpoint, type Inputs, job, lives, main, post, realmUrl } from './job.ts';
import { financeRealm, lifespan, secret } from './realm.ts';

const client_id = 'venly-backend';
const own = inject('servers').filter(({ bin }) => bin !== undefined); // others may not have the realm

describe.each(own)('VenlyFinance at $name', (server) => {
  const ways: readonly (readonly [string, Inputs])[] = [
    ['token_url', { token_url: endpoint(server, 'token', financeRealm) }],
    ['issuer', { token_url: '', issuer: realmUrl(server, financeRealm) }],
  ];
  const alive = (of: StepResult): Promise<boolean> => lives(server, client_id, of, financeRealm);

  test.each(ways)('by its %s: 5 minutes, no refresh token, and nothing is left after post', async (_, inputs) => {
    const first = await job(server, { client_id, ...inputs });
    const { outputs } = first;
    expect(claims(outputs['access_token'])).toMatchObject({ iss: realmUrl(server, financeRealm), azp: client_id });
    expect(['300', '299']).toContain(outputs['expires_in']);
    expect(outputs).not.toHaveProperty('refresh_token');
    expect(await alive(first)).toBe(true);
    await post(first);
    expect(await alive(first)).toBe(false);
  });

  test('min_validity: 240 is met, more than the lifetime is not', async () => {
    const [[, inputs] = ['', {}]] = ways;
    await job(server, { client_id, ...inputs, min_validity: '240' });
    const { exitCode, errors } = await main(server, { client_id, ...inputs, min_validity: String(lifespan + 1) });
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/#token_too_short$/)]);
    expect(exitCode).toBe(1);
  });

  test.each(ways)('a sealed token by its %s outlives its job, and a last job ends it', async (name, inputs) => {
    const sealing = { seal_key: randomBytes(32).toString('base64') };
    const run = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };
    const first = await job(server, { client_id, ...inputs, ...sealing }, run);
    await post(first);
    expect(await alive(first)).toBe(true);
    await end(first, { ...sealing, client_secret: secret, [name]: inputs[name] ?? '' }, run);
    expect(await alive(first)).toBe(false);
  });

  test('each realm knows its own clients alone', async () => {
    for (const [client, realm] of [
      [client_id, 'Arkane'],
      ['arkane-backend', financeRealm],
    ] as const) {
      const { exitCode, errors } = await main(server, { client_id: client, token_url: endpoint(server, 'token', realm) });
      expect(errors).toHaveLength(1);
      expect(exitCode).toBe(1);
    }
  });
});
