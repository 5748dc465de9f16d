import { randomBytes } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { sessionIn, type StepResult } from '../helpers/runner.ts';
import { end, endedOne, endpoint, job, lives, main, post, sessionsOf } from './job.ts';
import { secret } from './realm.ts';

const clients = [
  ['with a refresh token', 'arkane-refresh'],
  ['without one', 'arkane-audience'],
] as const;
const sealing = { seal_key: randomBytes(32).toString('base64') };
const run = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };

describe.each(inject('servers'))('$name', (server) => {
  describe.each(clients)('%s', (_, client_id) => {
    const alive = (of: StepResult): Promise<boolean> => lives(server, client_id, of);

    test.each(['client_secret_post', 'client_secret_basic'])(
      'the session ends with its job, and it alone: %s',
      async (auth_method) => {
        const [first, second] = [await job(server, { client_id, auth_method }), await job(server, { client_id, auth_method })];
        expect([await alive(first), await alive(second)]).toEqual([true, true]);
        expect((await post(first)).log).toMatch(endedOne);
        expect([await alive(first), await alive(second)]).toEqual([false, true]);
        await post(second);
        expect(await alive(second)).toBe(false);
      },
    );

    // Keycloak takes both.
    test.each(['/', '?from=ci'])('a token URL that ends in %s', async (ending) => {
      const only = await job(server, { client_id, token_url: endpoint(server) + ending });
      await post(only);
      expect(await alive(only)).toBe(false);
    });

    test('ending it twice is no warning', async () => {
      const only = await job(server, { client_id });
      await post(only);
      expect((await post(only)).log).toMatch(/^Ended the session| had ended already\./m);
      expect(await alive(only)).toBe(false);
    });

    test.each([
      ['auto', {}, false],
      ['auto', sealing, true],
      ['true', sealing, false],
      ['false', {}, true],
    ])('revoke: %s with %o leaves it alive: %s', async (revoke, inputs, left) => {
      const only = await main(server, { client_id, revoke, ...inputs }, run);
      const dead = revoke === 'true' ? [expect.stringMatching(/sealed token|later jobs/i) as string] : [];
      expect({ exitCode: only.exitCode, warnings: only.warnings.map(({ message }) => message) }).toEqual({
        exitCode: 0,
        warnings: dead,
      });
      await post(only);
      expect(await alive(only)).toBe(left);
    });

    test('a last job ends the session of a sealed token, and it alone', async () => {
      const [first, second] = [
        await job(server, { client_id, ...sealing }, run),
        await job(server, { client_id, ...sealing }, run),
      ];
      for (const each of [first, second]) await post(each);
      expect([await alive(first), await alive(second)]).toEqual([true, true]);
      expect((await end(first, { ...sealing, client_secret: secret, token_url: endpoint(server) }, run)).log).toMatch(endedOne);
      expect([await alive(first), await alive(second)]).toEqual([false, true]);
      await end(second, { ...sealing, client_secret: secret, token_url: endpoint(server) }, run);
    });

    test.each(['client_secret_basic'])('by a last job, too: %s', async (auth_method) => {
      const only = await job(server, { client_id, auth_method, ...sealing }, run);
      await end(only, { ...sealing, client_secret: secret, token_url: endpoint(server) }, run);
      expect(await alive(only)).toBe(false);
    });

    test('20 jobs at once: 20 tokens, each session ended by its own job alone', async () => {
      const jobs = await Promise.all(Array.from({ length: 20 }, () => job(server, { client_id })));
      for (const name of ['access_token', 'refresh_token']) {
        const tokens = jobs.flatMap(({ outputs }) => outputs[name] ?? []);
        expect(new Set(tokens).size).toBe(tokens.length);
      }
      const odd = (_: unknown, index: number): boolean => index % 2 === 1;
      await Promise.all(jobs.filter(odd).map(post));
      expect(await Promise.all(jobs.map(alive))).toEqual(jobs.map((_, index) => index % 2 === 0));
      await Promise.all(jobs.map(post));
      expect(await Promise.all(jobs.map(alive))).toEqual(jobs.map(() => false));
    });
  });

  test('the admin API counts one session a job, and none after post', async () => {
    const jobs = await Promise.all(Array.from({ length: 5 }, () => job(server, { client_id: 'arkane-counted-post' })));
    expect(await sessionsOf(server, 'arkane-counted-post')).toBe(5);
    for (const each of jobs.slice(1)) await post(each);
    expect(await sessionsOf(server, 'arkane-counted-post')).toBe(1);
    await Promise.all(jobs.map(post));
    expect(await sessionsOf(server, 'arkane-counted-post')).toBe(0);
  });

  test('the session also ends when the job failed after the token was there', async () => {
    const failed = await main(server, { client_id: 'arkane-refresh', min_validity: '999' });
    expect(failed.exitCode).toBe(1);
    const kept = { ...failed, outputs: { refresh_token: sessionIn(failed.state)?.token ?? '' } };
    expect(await lives(server, 'arkane-refresh', kept)).toBe(true);
    await post(failed);
    expect(await lives(server, 'arkane-refresh', kept)).toBe(false);
  });
});
