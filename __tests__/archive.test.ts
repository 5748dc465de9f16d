/**
 * The two archives of a commit: what a runner fetches for every job, and what a release carries.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { archiveOf, commitWorkingTree, filesIn, filesOf } from './helpers/archive.ts';
import { textOf } from './helpers/documents.ts';

/** Bytes, packed. */
const LIMIT = 76_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
  commitWorkingTree(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('what a runner fetches for every job', () => {
  test('is what runs, and what says what that is', () => {
    const all = filesOf(folder);
    const folders = ['dist/', ...all.flatMap((path) => /^[^/]+\/(?=action\.yml$)/.exec(path) ?? [])];
    expect(folders).toContain('unseal/');
    const files = ['action.yml', 'action-types.yml', 'CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md'];
    const wanted = all.filter((path) => files.includes(path) || folders.some((start) => path.startsWith(start)));
    expect(wanted).toEqual(expect.arrayContaining(files));
    expect(filesIn(archiveOf(folder, 'tar')).sort()).toEqual(wanted.sort());
  });

  test('has every file that an action starts', () => {
    const files = filesIn(archiveOf(folder, 'tar'));
    for (const action of files.filter((path) => path.endsWith('action.yml'))) {
      const { runs } = parse(textOf(action)) as { runs: { main: string; post?: string } };
      for (const file of [runs.main, runs.post].filter((path) => path !== undefined))
        expect(files).toContain(join(dirname(action), file).replaceAll('\\', '/'));
    }
  });

  test(`takes at most ${String(LIMIT)} bytes`, () => {
    expect(archiveOf(folder, 'tar.gz').length).toBeLessThanOrEqual(LIMIT);
  });
});

// It runs on Linux alone.
test.runIf(process.platform === 'linux')('a release carries its sources: every file of the tag', () => {
  const steps = (parse(textOf('.github/workflows/release.yml')) as Workflow).jobs.publish.steps;
  const script = steps.find(({ name }) => name === 'Pack the sources')?.run ?? '';
  const env = { PATH: process.env['PATH'], HOME: folder, GITHUB_REF_NAME: 'v1.2.3' };
  const clone = join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', folder, clone], { env });
  mkdirSync(join(clone, 'release'), { recursive: true });
  execFileSync('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd: clone, env });
  const packed = filesIn(gunzipSync(readFileSync(join(clone, 'release/arkane-token-action-v1.2.3.tar.gz'))));
  expect(packed.sort()).toEqual(
    filesOf(folder)
      .map((path) => `arkane-token-action-v1.2.3/${path}`)
      .sort(),
  );
  expect(packed).toContain('arkane-token-action-v1.2.3/package-lock.json');
});

interface Workflow {
  readonly jobs: { readonly publish: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] } };
}
