/**
 * Holds the workflows of the project to what no linter checks.
 */
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { textOf } from './helpers/documents.ts';
import { root, runStep } from './helpers/runner.ts';

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly { readonly run?: string }[];
}
interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflow = (file: string): Workflow => parse(textOf(file)) as Workflow;
const files = globSync('.github/workflows/*.yml', { cwd: root });

describe.each(files)('%s', (file) => {
  test('uses what is pinned, with its version', () => {
    for (const [, used] of textOf(file).matchAll(/^\s*(?:- )?uses: (.*)$/gm))
      expect(used).toMatch(/^\.\/|@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('gives no job a right that it does not ask for', () => {
    expect(workflow(file).permissions).toEqual({});
    for (const job of Object.values(workflow(file).jobs)) expect(job.permissions).toBeDefined();
  });
});

test('each action has one version, by one SHA', () => {
  const pins = files.flatMap((file) => Array.from(textOf(file).matchAll(/uses: ([\w-]+\/[\w-]+)\S*@(\S+ # \S+)/g)));
  const byAction = Map.groupBy(pins, ([, action = '']) => action);
  expect(byAction.size).toBeGreaterThan(3);
  for (const [action, uses] of byAction) expect([action, new Set(uses.map(([, , pin]) => pin)).size]).toEqual([action, 1]);
});

test('Required waits for every other job', () => {
  const { jobs } = workflow('.github/workflows/ci.yml');
  expect([jobs['required']?.needs ?? [], 'required'].flat().sort()).toEqual(Object.keys(jobs).sort());
});

test('what can write to the repository is known', () => {
  const writers = files.flatMap((file) =>
    Object.entries(workflow(file).jobs).flatMap(([name, { permissions }]) =>
      permissions?.['contents'] === 'write' ? [`${file.replace(/.*\//, '')} ${name}`] : [],
    ),
  );
  expect(writers.sort()).toEqual(['release.yml major', 'release.yml publish']);
});

test('what a pull request starts can write nothing but its report', () => {
  for (const file of files.filter((name) => /^ {2}pull_request/m.test(textOf(name))))
    for (const { permissions } of Object.values(workflow(file).jobs))
      expect([
        file,
        Object.entries(permissions ?? {}).filter(([right, value]) => value !== 'read' && right !== 'security-events'),
      ]).toEqual([file, []]);
  expect(files.filter((file) => /pull_request_target|workflow_run/.test(textOf(file)))).toEqual([]);
});

test('images are pinned by digest', () => {
  const images = files.flatMap((file) => Array.from(textOf(file).matchAll(/^ +image: (.*)$/gm), ([, image]) => image));
  expect(images.length).toBeGreaterThan(0);
  for (const image of images) expect(image).toMatch(/^[\w./-]+:[\w.]+@sha256:[0-9a-f]{64}$/);
});

// Its scripts, as the runner runs them, and the action between them.
describe.runIf(process.platform === 'linux')('end-to-end.yml on this machine', () => {
  const { token, later } = workflow('.github/workflows/end-to-end.yml').jobs;
  const folder = mkdtempSync(join(tmpdir(), 'end-to-end-'));
  let server = 0; // its process group
  afterAll(() => {
    process.kill(-server);
    rmSync(folder, { recursive: true });
  });

  /** Runs the step that has a script with `part` in it. */
  async function script(job: Job | undefined, part: string, env: Readonly<Record<string, string>> = {}) {
    const output = join(folder, 'output');
    writeFileSync(output, '');
    const text = job?.steps?.find(({ run }) => run?.includes(part))?.run ?? 'exit 9';
    const all = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, RUNNER_TEMP: folder, GITHUB_OUTPUT: output, ...env };
    const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', text], { cwd: root, env: all, detached: true, stdio: 'ignore' });
    server ||= child.pid ?? 0;
    const status = await new Promise((done) => child.once('exit', done));
    const lines = readFileSync(output, 'utf8').trim().split('\n');
    return { status, outputs: Object.fromEntries(lines.map((line) => line.split(/=(.*)/).slice(0, 2) as [string, string])) };
  }

  test('gets two tokens and no third, and finds that of the first job in the second', async () => {
    const { status, outputs: inputs } = await script(token, 'startIdentityServer');
    expect(status).toBe(0);
    const arkane = await runStep({ inputs });
    const sealed = await runStep({ inputs });
    const wrong = await runStep({ inputs: { ...inputs, client_secret: 'a-secret-that-the-server-does-not-know' } });
    const post = await runStep({ entry: 'post', state: arkane.state });
    const TOKEN = sealed.outputs['access_token'] ?? '';
    const { expiry: EXPIRY = '', access_token = '' } = arkane.outputs;
    const outcome = { WRONG_OUTCOME: wrong.exitCode === 1 ? 'failure' : 'success', WRONG_TOKEN: '' };
    const first = { TOKEN: access_token, EXPIRY, SEALED_TOKEN: TOKEN, ...outcome };
    const checked = await script(token, 'fingerprint=', first);
    expect(checked.status).toBe(0);
    for (const spoilt of [
      { TOKEN: '' },
      { SEALED_TOKEN: access_token },
      { EXPIRY: '2026-01-01T00:00:00Z' },
      { WRONG_TOKEN: 'x' },
    ])
      expect([spoilt, (await script(token, 'fingerprint=', { ...first, ...spoilt })).status]).toEqual([spoilt, 1]);

    writeFileSync(join(folder, 'gh'), '#!/bin/sh\nprintf %s "$LOG"\n', { mode: 0o755 });
    const LOG = [arkane.log, sealed.log, wrong.log, 'The token is ***.', post.log].join('\n');
    const second = { TOKEN, FINGERPRINT: checked.outputs['fingerprint'] ?? '', LOG };
    expect((await script(later, 'gh api', second)).status).toBe(0);
    for (const spoilt of [{ TOKEN: access_token }, { LOG: LOG + TOKEN }, { LOG: LOG.replaceAll('Ended', 'Kept') }])
      expect([spoilt, (await script(later, 'gh api', { ...second, ...spoilt })).status]).toEqual([spoilt, 1]);
  });
});
