/**
 * Runs the linters of workflows: actionlint, zizmor and check-jsonschema over those of the project (and its other files for
 * GitHub), and actionlint and check-jsonschema over those that the documentation shows.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Tool, toolPath } from '../__tests__/helpers/tools.ts';

const DOCUMENTED = '__tests__/workflows';
const PUBLISHED = 'org/arkane-token-action';

const actions = ['action.yml', 'unseal/action.yml', 'end/action.yml'];
const workflows = files('.github/workflows/*.yml');

function files(pattern: string, cwd = '.'): string[] {
  const found = globSync(pattern, { cwd }).sort();
  if (found.length === 0) throw new Error(`There is no ${pattern} in ${cwd}.`);
  return found;
}

function lint(tool: Tool, args: readonly string[], cwd = '.'): void {
  const { status, error, stdout, stderr } = spawnSync(toolPath(tool), args, { cwd, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}${error?.message ?? ''}`.trim());
  console.error(`${tool} found something.`);
  process.exitCode = 1;
}

/** Without shellcheck and pyflakes, which it would take from the machine, in any version. */
function actionlint(paths: readonly string[], cwd?: string): void {
  lint('actionlint', ['-shellcheck=', '-pyflakes=', ...paths], cwd);
}

function schema(name: string, paths: readonly string[], cwd?: string): void {
  lint('check-jsonschema', ['--builtin-schema', `vendor.${name}`, ...paths], cwd);
}

/**
 * A repository that holds the action and `folder`, with the published action written as a local one: actionlint then knows its
 * inputs and outputs.
 */
function repositoryOf(folder: string, paths: readonly string[]): string {
  const repository = mkdtempSync(join(tmpdir(), 'workflows-'));
  for (const sign of ['.git', '.github/workflows']) mkdirSync(join(repository, sign), { recursive: true }); // of a repository
  for (const part of ['action.yml', 'unseal', 'end', 'dist']) cpSync(part, join(repository, part), { recursive: true });
  cpSync(folder, repository, { recursive: true });
  for (const path of paths) {
    const text = readFileSync(join(folder, path), 'utf8');
    writeFileSync(join(repository, path), text.replaceAll(new RegExp(`uses: ${PUBLISHED}(/?\\w*)@\\S+`, 'g'), 'uses: .$1/'));
  }
  return repository;
}

/** The workflows in `folder`, and the composite actions that they use. */
function lintDocumented(folder: string): void {
  const all = files('{*.yml,.github/**/*.yml}', folder);
  const composites = all.filter((path) => path.endsWith('action.yml'));
  const shown = all.filter((path) => !composites.includes(path));
  const repository = repositoryOf(folder, all);
  try {
    actionlint(shown, repository);
  } finally {
    rmSync(repository, { recursive: true });
  }
  schema('github-workflows', shown, folder);
  if (composites.length > 0) schema('github-actions', composites, folder);
}

actionlint(workflows);
lint('zizmor', [
  '--offline',
  '--no-progress',
  '--quiet',
  '--persona=pedantic',
  '--config=.github/zizmor.yml',
  '.github',
  ...actions,
]);
schema('github-workflows', workflows);
schema('github-actions', actions);
schema('github-issue-forms', files('.github/ISSUE_TEMPLATE/!(config).yml'));
schema('github-issue-config', ['.github/ISSUE_TEMPLATE/config.yml']);
schema('dependabot', ['.github/dependabot.yml']);
for (const folder of [DOCUMENTED, ...files(`${DOCUMENTED}/*/`)]) lintDocumented(folder);
