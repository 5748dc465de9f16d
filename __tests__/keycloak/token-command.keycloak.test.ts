/**
 * A job that outlives its tokens, which live for 10 s: sessions are counted at the end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { startCommandJob } from '../helpers/command.ts';
import { claims, endpoint, sessionsOf } from './job.ts';
import { secret } from './realm.ts';

describe.each(inject('servers'))('$name', (server) => {
  test('every call has a token that is good, and no session is left', { timeout: 120_000 }, async () => {
    using job = await startCommandJob({ client_id: 'arkane-short', client_secret: secret, token_url: endpoint(server) });
    expect(job.main.outputs['expires_in']).toMatch(/^(9|10)$/);
    const tokens = new Set<string>();
    const started = Date.now();
    while (Date.now() - started < 25_000) {
      await sleep(1500);
      const all = await Promise.all([job.call(), job.call(), job.call(['--min-validity', '3'])]);
      for (const { exitCode, stdout } of all) {
        expect(exitCode).toBe(0);
        const token = stdout.trim();
        expect(Number(claims(token)['exp']) * 1000).toBeGreaterThan(Date.now());
        tokens.add(token);
      }
    }
    expect(tokens.size).toBeGreaterThanOrEqual(3);
    expect(tokens.size).toBeLessThanOrEqual(10);
    const sessions = tokens.size + (tokens.has(job.main.outputs['access_token'] ?? '') ? 0 : 1);
    expect(await sessionsOf(server, 'arkane-short')).toBe(sessions);
    const { log, warnings } = await job.post();
    expect(warnings).toEqual([]);
    expect(log).toContain(`Ended ${String(sessions)} sessions at`);
    expect(await sessionsOf(server, 'arkane-short')).toBe(0);
  });
});
