/** What GitHub says about this run. */
import { readFileSync } from 'node:fs';
import { failure } from '#report/error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Why GitHub gives this run no secrets, if so: Dependabot, or a pull request from a fork (GITHUB_EVENT_PATH). Never throws. */
export function secretsWithheld(env: Environment): 'dependabot' | 'fork' | undefined {
  if (env['GITHUB_ACTOR'] === 'dependabot[bot]') return 'dependabot';
  if (!env['GITHUB_EVENT_NAME']?.startsWith('pull_request') || env['GITHUB_EVENT_NAME'] === 'pull_request_target')
    return undefined;
  try {
    const { pull_request: pullRequest } = JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8')) as {
      pull_request?: { head?: { repo?: { full_name?: string } | null } };
    };
    // A fork that was deleted has no `repo`.
    return pullRequest && pullRequest.head?.repo?.full_name !== env['GITHUB_REPOSITORY'] ? 'fork' : undefined;
  } catch {
    return undefined;
  }
}

export interface Run {
  /** Its URL, the same for all jobs and attempts: with the id of the repository first, which survives a rename. */
  readonly names: readonly [string, ...string[]];
  /** 1 unless re-run; undefined if the runner does not say. */
  readonly attempt: number | undefined;
}

/** @throws ActionError runner_missing */
export function thisRun(env: Environment): Run {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_REPOSITORY_ID: number, GITHUB_RUN_ID: id } = env;
  if (!server || !repository || !id) {
    const name = ['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'].find((each) => !env[each]) ?? '';
    throw failure('runner_missing', { name });
  }
  const byName = `${server}/${repository}/actions/runs/${id}`;
  return {
    names: number ? [`${server}/repositories/${number}/actions/runs/${id}`, byName] : [byName],
    attempt: Number(env['GITHUB_RUN_ATTEMPT']) || undefined,
  };
}
