/**
 * A job that outlives its tokens, which live for 10 s: sessions are counted at the end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { startCommandJob } from '../helpers/command.ts';
import { claims, endpoint } from './job.ts';
import { secret } from './realm.ts';

describe.each(inject('servers'))('$name', (server) => {
  /** Whether a refresh token is still taken: whether its session lives. */
  async function lives(refreshToken: string): Promise<boolean> {
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: 'arkane-short', client_secret: secret };
    const { status } = await fetch(endpoint(server), { method: 'POST', body: new URLSearchParams(form) });
    return status === 200;
  }

  test('every call has a token that is good, and no session is left', { timeout: 120_000 }, async () => {
    using job = await startCommandJob({ client_id: 'arkane-short', client_secret: secret, token_url: endpoint(server) });
    expect(job.main.outputs['expires_in']).toMatch(/^(9|10)$/);
    const tokens = new Set<string>();
    const refreshTokens = new Set([job.main.outputs['refresh_token'] ?? '']);
    const started = Date.now();
    while (Date.now() - started < 25_000) {
      await sleep(1500);
      const all = await Promise.all([job.call(), job.call(), job.call(['--min-validity', '3'])]);
      for (const { exitCode, stdout, stderr } of all) {
        expect(exitCode).toBe(0);
        const token = stdout.trim();
        expect(Number(claims(token)['exp']) * 1000).toBeGreaterThan(Date.now());
        tokens.add(token);
        for (const [, masked = ''] of stderr.matchAll(/^::add-mask::(.*)$/gm))
          if (claims(masked)['typ'] === 'Refresh') refreshTokens.add(masked);
      }
    }
    expect(tokens.size).toBeGreaterThanOrEqual(3);
    expect(tokens.size).toBeLessThanOrEqual(10);
    expect(refreshTokens.size).toBe(tokens.size + (tokens.has(job.main.outputs['access_token'] ?? '') ? 0 : 1));
    const { log, warnings } = await job.post();
    expect(warnings).toEqual([]);
    expect(log).toContain(`${String(refreshTokens.size)} sessions at`);
    expect(await Promise.all([...refreshTokens].map(lives))).toEqual([...refreshTokens].map(() => false));
  });
});
