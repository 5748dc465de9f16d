/** What GitHub says about the run that this step is part of. */
import { readFileSync } from 'node:fs';
import { failure } from '#report/error.ts';

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Why GitHub withholds secrets from this run, or undefined where it does not: runs of Dependabot, and runs on a pull request
 * from a fork (GITHUB_EVENT_PATH), get none. Never throws.
 */
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

/** The run that this step is part of. */
export interface Run {
  /**
   * What it is called, the same for all its jobs and attempts: by the repository's id first, which outlives another name of it.
   */
  readonly names: readonly [string, ...string[]];
  /** 1 unless it was re-run; undefined where the runner does not tell. */
  readonly attempt: number | undefined;
}

/** The run that the environment names. @throws ActionError runner_missing */
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
