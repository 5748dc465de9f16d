import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { secretsWithheld, thisRun } from '#runner/run.ts';
import { failureOf } from '../helpers/failures.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-'));
const GITHUB_EVENT_PATH = join(folder, 'event.json');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What is said of a run whose event file holds `event`. */
function withheld(event: string, env: Readonly<Record<string, string>> = {}): string | undefined {
  writeFileSync(GITHUB_EVENT_PATH, event);
  const usual = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: 'org/app', GITHUB_ACTOR: 'someone' };
  return secretsWithheld({ ...usual, GITHUB_EVENT_PATH, ...env });
}

const from = (full_name: string | null): string =>
  JSON.stringify({ pull_request: { head: { repo: full_name === null ? null : { full_name } } } });

describe('secrets are', () => {
  test.each<[string, string, Record<string, string>, string | undefined]>([
    ['given to a pull request of the repository itself', from('org/app'), {}, undefined],
    ['withheld from a fork', from('you/app'), {}, 'fork'],
    ['withheld from a fork that was deleted', from(null), {}, 'fork'],
    ['withheld from a review of a fork', from('you/app'), { GITHUB_EVENT_NAME: 'pull_request_review' }, 'fork'],
    ['given to pull_request_target', from('you/app'), { GITHUB_EVENT_NAME: 'pull_request_target' }, undefined],
    ['given to a push', from('you/app'), { GITHUB_EVENT_NAME: 'push' }, undefined],
    ['given to an event without a pull request', '{}', {}, undefined],
    ['withheld from Dependabot', '{}', { GITHUB_ACTOR: 'dependabot[bot]' }, 'dependabot'],
    ['withheld from Dependabot on a push', '{}', { GITHUB_ACTOR: 'dependabot[bot]', GITHUB_EVENT_NAME: 'push' }, 'dependabot'],
  ])('%s', (_, event, env, why) => {
    expect(withheld(event, env)).toBe(why);
  });

  test.each([
    ['is not there', { GITHUB_EVENT_PATH: join(folder, 'none') }],
    ['is a folder', { GITHUB_EVENT_PATH: folder }],
    ['is not named', { GITHUB_EVENT_PATH: '' }],
  ])('given as far as is known, when the event file %s', (_, env) => {
    expect(withheld(from('you/app'), env)).toBeUndefined();
  });

  test('given as far as is known in an empty environment', () => {
    expect(secretsWithheld({})).toBeUndefined();
  });

  test('never a reason to throw, whatever the event file holds', () => {
    const some = fc.oneof(fc.jsonValue(), fc.constantFrom(null, {}, { repo: 7 }));
    const event = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      some.map((value) => JSON.stringify({ pull_request: value })),
      some.map((head) => JSON.stringify({ pull_request: { head } })),
    );
    fc.assert(
      fc.property(event, (text) => {
        expect([undefined, 'fork']).toContain(withheld(text));
      }),
    );
  });
});

describe('thisRun', () => {
  const env = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '4711' };
  const byName = 'https://github.test/acme/shop/actions/runs/4711';

  test('is called the same in every job and attempt of the run', () => {
    expect(thisRun(env)).toEqual({ names: [byName], attempt: undefined });
    expect(thisRun({ ...env, GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'other' })).toEqual({ names: [byName], attempt: 2 });
  });

  test('is called by the id of its repository first, which a new name does not change', () => {
    const byId = 'https://github.test/repositories/77/actions/runs/4711';
    const here = { ...env, GITHUB_REPOSITORY_ID: '77' };
    expect(thisRun(here).names).toEqual([byId, byName]);
    expect(thisRun({ ...here, GITHUB_REPOSITORY: 'acme/store' }).names[0]).toBe(byId);
  });

  test.each(Object.keys(env).flatMap((name) => [undefined, ''].map((value) => ({ name, value }))))(
    'is told by no run where $name is $value',
    ({ name, value }) => {
      expect(failureOf(() => thisRun({ ...env, [name]: value })).code).toBe('runner_missing');
    },
  );
});
