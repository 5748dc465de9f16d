/**
 * Holds the workflows of the project to what no linter checks.
 */
import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { textOf } from './helpers/documents.ts';
import { root } from './helpers/runner.ts';

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
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
  expect(writers.sort()).toEqual(['dist.yml commit', 'release.yml major', 'release.yml publish']);
});
