/**
 * The token command, called as a later step calls it: whole processes, a real server.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CommandJob, startCommandJob } from './helpers/command.ts';
import { type KeycloakLike, startKeycloakLike } from './helpers/keycloak-like.ts';
import { assertUnreadable, runStep } from './helpers/runner.ts';

const secret = 'a-secret-of-the-token-command';
let server: KeycloakLike | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** A job at a server whose tokens live for `expiresIn` seconds. */
async function job(expiresIn = 1800, inputs: Readonly<Record<string, string>> = {}): Promise<CommandJob & { server: KeycloakLike }> {
  server = await startKeycloakLike({ secret, expiresIn });
  const given = { client_id: 'arkane-ci', client_secret: secret, token_url: server.tokenUrl, ...inputs };
  return Object.assign(await startCommandJob(given), { server });
}

const accessTokens = ({ granted }: KeycloakLike): string[] => granted.filter((token) => token.startsWith('access-'));

/** Whatever is asked for must end in the post step. */
async function expectEnded(each: CommandJob & { server: KeycloakLike }, sessions: number): Promise<void> {
  const { log, warnings } = await each.post();
  expect(warnings).toEqual([]);
  expect(log).toContain(sessions === 1 ? 'The session at' : `${String(sessions)} sessions at`);
  expect([...each.server.open]).toEqual([]);
}

/** The token in the folder becomes one that has expired. */
function expire({ folder }: CommandJob): void {
  const path = join(folder, 'token.json');
  const given = JSON.parse(readFileSync(path, 'utf8')) as { expiry: number };
  writeFileSync(path, JSON.stringify({ ...given, expiry: Date.now() - 1000 }));
}

describe('a token that is good', () => {
  test('is given again, with its mask before it, and nothing is asked', async () => {
    using each = await job();
    const token = each.main.outputs['access_token'] ?? '';
    expect(await each.call()).toMatchObject({ exitCode: 0, stdout: `${token}\n`, stderr: `::add-mask::${token}\n` });
    expect(await each.call(['--header'])).toMatchObject({ exitCode: 0, stdout: `Authorization: Bearer ${token}\n` });
    expect(await each.call(['--min-validity', '900'])).toMatchObject({ exitCode: 0, stdout: `${token}\n` });
    expect(await each.call(['--min-validity=0', '--header'])).toMatchObject({ exitCode: 0 });
    expect(each.server.requests).toEqual(['token']);
    await expectEnded(each, 1);
  });
});

describe('a token that is not', () => {
  test('is followed by a fresh one, which is masked, kept, and ended with the job', async () => {
    using each = await job();
    expire(each);
    const first = await each.call();
    const [, fresh = ''] = accessTokens(each.server);
    expect(first).toMatchObject({ exitCode: 0, stdout: `${fresh}\n` });
    expect(first.stderr).toContain(`::add-mask::${fresh}\n`);
    expect(first.stderr).toMatch(/^Access token for client arkane-ci from 127\.0\.0\.1:\d+: valid for 30 min, /m);
    expect(first.stderr).not.toContain(secret);
    expect(await each.call()).toMatchObject({ exitCode: 0, stdout: `${fresh}\n`, stderr: `::add-mask::${fresh}\n` });
    expect(each.server.requests).toEqual(['token', 'token']);
    await expectEnded(each, 2);
  });
});
