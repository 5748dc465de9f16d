import { execFileSync, execSync, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { textOf } from './helpers/documents.ts';
import { root } from './helpers/runner.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a script in `folder`. */
function run(script: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/action' };
  return spawnSync(process.execPath, [join(root, 'scripts', script), ...args], { cwd: folder, encoding: 'utf8', env });
}

describe('scripts/release-notes.mjs', () => {
  const changelog = `# Changelog

[Semantic](https://semver.org)

## [Unreleased]

- Not yet.

## [1.2.3] - 2026-11-24

### Added

- One ([docs/errors.md](docs/errors.md#one), [elsewhere](https://example.test/), [here](#added)).

## [1.2.2] - 2026-11-01

- Another.

## [1.2.1] - 2026-10-01
`;
  const write = (version: string): void => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }));
    writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
  };

  test('prints the section of the tag and no other, with links that hold on the page of a release', () => {
    write('1.2.3');
    expect(run('release-notes.mjs', ['v1.2.3'])).toMatchObject({
      status: 0,
      stdout: `### Added

- One ([docs/errors.md](https://github.test/acme/action/blob/v1.2.3/docs/errors.md#one), [elsewhere](https://example.test/), [here](#added)).
`,
    });
  });

  test.each([
    ['a tag that is not the version', '1.2.3', 'v1.2.2', 'The tag is v1.2.2, and the version in package.json is 1.2.3.'],
    ['no tag', '1.2.3', '', 'The tag is , and'],
    ['no section', '1.2', 'v1.2', 'CHANGELOG.md has no section [1.2]'],
    ['an empty section', '1.2.1', 'v1.2.1', 'CHANGELOG.md has no section [1.2.1], or nothing in it.'],
  ])('%s fails', (_, version, tag, message) => {
    write(version);
    const { status, stdout, stderr } = run('release-notes.mjs', [tag]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
  });
});

test('the list of packages of a release names what is in dist/, and nothing else', () => {
  const command = /npm sbom .*(?= >)/.exec(textOf('.github/workflows/release.yml'))?.[0] ?? '';
  const { components } = JSON.parse(execSync(command, { cwd: root, encoding: 'utf8' })) as { components: { purl: string }[] };
  const listed = components.map(({ purl }) => decodeURIComponent(purl).replace('pkg:npm/', ''));
  const [standIns, others] = [/^@arkane-token-action\//, /^(?!@arkane-token-action\/)/].map((kind) =>
    listed.filter((name) => kind.test(name)),
  );
  const licenses = textOf('dist/lib/licenses.txt').matchAll(/^(\S+)\n(\d\S*), /gm);
  expect(others?.sort()).toEqual(Array.from(licenses, ([, name, version]) => `${name ?? ''}@${version ?? ''}`));
  const folders = globSync('stand-ins/*', { cwd: root }).map((folder) => `@arkane-token-action/${basename(folder)}@1.0.0`);
  expect(standIns?.sort()).toEqual(folders.sort());
});

// It runs on Linux alone.
describe.runIf(process.platform === 'linux')('the step of release.yml that moves v1', () => {
  interface Workflow {
    readonly jobs: { readonly major: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] } };
  }
  const { jobs } = parse(textOf('.github/workflows/release.yml')) as Workflow;
  const script = jobs.major.steps.find(({ name }) => name?.startsWith('Move v1'))?.run ?? '';
  // Nothing of the repository or the settings around: a test that runs in a hook must not write to what is under test.
  const env = (more = {}): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: folder, ...more });
  const person = ['-c', 'user.name=test', '-c', 'user.email=test@example.test'];
  const git = (...args: string[]): string =>
    execFileSync('git', [...person, ...args], { cwd: join(folder, 'clone'), env: env(), encoding: 'utf8', stdio: 'pipe' }).trim();

  /** Runs the step for a new tag, in a clone of a repository; tells to which of the tags v1 and v2 point then. */
  function release(tag: string): string[] {
    git('commit', '--allow-empty', '--message', tag);
    git('tag', '--annotate', '--message', tag, tag);
    git('push', '--quiet', 'origin', tag);
    const PATH = [join(folder, 'bin'), process.env['PATH']].join(delimiter);
    const options = { cwd: join(folder, 'clone'), env: env({ PATH, GITHUB_REF_NAME: tag }), stdio: 'pipe' } as const;
    execFileSync('bash', ['-e', '-o', 'pipefail', '-c', script], options);
    return git('ls-remote', '--tags', 'origin', 'v1', 'v2')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [commit = '', ref = ''] = line.split('\t');
        return `${ref.replace('refs/tags/', '')} is ${git('log', '-1', '--format=%s', commit)}`;
      });
  }

  test('moves it for the newest release of its major alone', () => {
    for (const name of ['bin', 'origin', 'clone']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'bin/gh'), '#!/bin/sh\n', { mode: 0o755 });
    git('init', '--quiet', '--bare', join(folder, 'origin'));
    git('init', '--quiet');
    git('remote', 'add', 'origin', join(folder, 'origin'));
    expect(release('v1.2.0')).toEqual(['v1 is v1.2.0']);
    expect(release('v1.10.0')).toEqual(['v1 is v1.10.0']);
    expect(release('v1.9.1')).toEqual(['v1 is v1.10.0']);
    git('tag', 'v1.11.0-rc.1');
    expect(release('v1.10.1')).toEqual(['v1 is v1.10.1']);
    expect(release('v2.0.0')).toEqual(['v1 is v1.10.1', 'v2 is v2.0.0']);
    expect(release('v1.10.2')).toEqual(['v1 is v1.10.2', 'v2 is v2.0.0']);
  });
});
