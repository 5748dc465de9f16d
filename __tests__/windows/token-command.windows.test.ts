/**
 * The token command on Windows, as later steps call it there.
 */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startKeycloakLike } from '../helpers/keycloak-like.ts';
import { root, type StepOptions } from '../helpers/runner.ts';
import { cmdStep, folderOnD, inCmd, mainAt, run, secret, windowsStep, windowsTest } from './windows.ts';

const FRESH = '--min-validity 900'; // seconds that main's token is not good for, but those after it

/** A job that has a token command, in a RUNNER_TEMP of any letters. */
async function startJob(options: StepOptions = {}) {
  const folder = folderOnD();
  const server = await startKeycloakLike({ secret });
  server.onGrant = (response, granted) => {
    response.end(JSON.stringify({ ...granted, expires_in: 600 }));
    server.onGrant = undefined;
  };
  const env = { ...options.env, RUNNER_TEMP: folder.path };
  const main = await mainAt(server.tokenUrl, { token_command: 'true' }, { ...options, env });
  expect(main).toMatchObject({ exitCode: 0, errors: [] });
  return {
    temp: folder.path,
    env: { TOKEN_COMMAND: main.outputs['token_command'] ?? '' },
    server,
    fresh: () => server.granted[2] ?? 'no fresh token', // after main's two
    /** Ends the job: it logs out all sessions, and nothing is left in RUNNER_TEMP. */
    post: async (sessions: number) => {
      expect(server.open.size).toBe(sessions);
      const post = await windowsStep({ entry: 'post', state: main.state, env: { RUNNER_TEMP: folder.path } });
      expect(post).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
      expect([...server.open]).toEqual([]);
      expect(readdirSync(folder.path)).toEqual([]);
    },
    [Symbol.dispose]: () => {
      server.close();
      folder[Symbol.dispose]();
    },
  };
}

windowsTest('its path has slashes, which bash takes, too', async () => {
  using job = await startJob();
  expect(job.env.TOKEN_COMMAND).toMatch(/^D:\/a\/it é 用户 & \w+\/token-command-[-0-9a-f]+\/token\.cmd$/);
  await job.post(1);
});

windowsTest('it prints a token in cmd', async () => {
  using job = await startJob();
  const lines = [`for /f "delims=" %%t in ('call "%TOKEN_COMMAND%" ${FRESH}') do set "TOKEN=%%t"`, 'echo %TOKEN%'];
  const { stdout, stderr } = await cmdStep(job.temp, lines, job.env);
  expect(stdout).toBe(`${job.fresh()}\r\n`);
  expect(stderr).toContain(`::add-mask::${job.fresh()}\n`);
  await job.post(2);
});

windowsTest('it prints a token to a program that starts it by its path, such as PowerShell', async () => {
  using job = await startJob();
  const path = job.env.TOKEN_COMMAND.replaceAll('/', '\\');
  expect(await inCmd(`"${path}" ${FRESH}`, {})).toMatchObject({ exitCode: 0, stdout: `${job.fresh()}\n` });
  const header = await inCmd(`"${path}" --header "--min-validity=600"`, {});
  expect(header).toMatchObject({ exitCode: 0, stdout: `Authorization: Bearer ${job.fresh()}\n` });
  expect(header.stderr).toContain(`\n::add-mask::${job.fresh()}\n`);
  await job.post(2);
});

windowsTest('it runs by the NODE_OPTIONS of main, not those of the step that calls it', async () => {
  using job = await startJob({ env: { NODE_OPTIONS: '--title="a & b 100%^"' } });
  const called = await inCmd('"%TOKEN_COMMAND%"', { ...job.env, NODE_OPTIONS: '-r dd-trace/ci/init' });
  expect(called).toMatchObject({ exitCode: 0 });
  await job.post(1);
});

windowsTest('it is found where the path of the action has percent signs', async () => {
  using folder = folderOnD('%SystemRoot% 100% ');
  cpSync(join(root, 'dist'), folder.path, { recursive: true });
  using job = await startJob({ run: (entry) => run({ ...entry, path: join(folder.path, 'main/index.js') }) });
  expect(await inCmd('"%TOKEN_COMMAND%"', job.env)).toMatchObject({ exitCode: 0 });
  await job.post(1);
});

windowsTest('its failure is an exit code, and leaves standard output empty', async () => {
  using job = await startJob();
  const called = await inCmd('"%TOKEN_COMMAND%" --min-validity 3600', job.env);
  expect(called).toMatchObject({ exitCode: 1, stdout: '' });
  expect(called.stderr).toMatch(/^::error .*#token_too_short$/m);
  await job.post(2);
});

windowsTest('eight calls at once share one fresh token', async () => {
  using job = await startJob();
  const called = await Promise.all(Array.from({ length: 8 }, () => inCmd(`"%TOKEN_COMMAND%" ${FRESH}`, job.env)));
  expect(called.map(({ stdout }) => stdout)).toEqual(Array<string>(8).fill(`${job.fresh()}\n`));
  await job.post(2);
});

windowsTest('a reader that holds the files of its folder open keeps no call from a fresh token', async () => {
  using job = await startJob();
  const entries = readdirSync(job.temp, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map(({ parentPath, name }) => join(parentPath, name));
  expect(await inCmd(`"%TOKEN_COMMAND%" ${FRESH}`, job.env, files)).toMatchObject({ exitCode: 0, stdout: `${job.fresh()}\n` });
  await job.post(2);
});
