/**
 * What GitHub says about the run that this step is part of.
 */
import { readFileSync } from 'node:fs';
import { failure } from '../report/error.ts';

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

/**
 * The address of this run, the same for all its jobs and re-runs.
 * @throws ActionError runner_missing
 */
export function runUrl(env: Environment): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  if (!server || !repository || !id) throw failure('runner_missing/run', {});
  return `${server}/${repository}/actions/runs/${id}`;
}
