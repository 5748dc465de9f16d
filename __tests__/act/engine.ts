/**
 * act in host mode: runs a workflow of __tests__/ in a folder that looks like a user's repository.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { root } from '../helpers/runner.ts';

/** act gives steps a terminal, where GitHub does not: some programs colour what they print. */
const COLOUR = /\u001B\[[\d;]*m/g;

/** Milliseconds after which a run has failed. */
const PATIENCE = 40_000;

export interface Run {
  /** Where it is, in __tests__/; `workflows` unless told otherwise. */
  readonly folder?: string;
  /** A file there, or a folder with the files of a repository, whose workflow has the name of the folder. */
  readonly workflow: string;
  /** What starts it; `push` unless told otherwise. */
  readonly event?: string;
  readonly vars?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** The environment of the runner, which its steps have, too. */
  readonly env?: Readonly<Record<string, string>>;
  /** A certificate authority that Node and curl trust on the runner; PEM, empty for none. */
  readonly trust: string;
  /** What differs from the file in this run. */
  readonly change?: (workflow: string) => string;
  /** Cancels the run (SIGINT) when this settles. */
  readonly cancel?: Promise<unknown>;
}

export interface Ran {
  readonly exitCode: number | null;
  /** As act printed it, stdout and stderr. */
  readonly log: string;
  /** What ended, in order: `job: Success - Main step`. A step that is skipped is not there. */
  readonly steps: readonly string[];
}

/** Runs a workflow in acme/shop. Leaves nothing behind, neither files nor processes. */
export async function runWorkflow(run: Run): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'act-'));
  try {
    const workflow = prepareRepository(join(folder, 'repository'), run);
    const secrets = save(join(folder, 'secrets.yml'), run.secrets);
    const vars = save(join(folder, 'vars.yml'), run.vars);
    return await start(folder, [run.event ?? 'push', '-W', workflow, '--secret-file', secrets, '--var-file', vars], run);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Values as act reads them, multi-line ones too: JSON is YAML. Readable by this user alone. */
function save(path: string, values: Readonly<Record<string, string>> = {}): string {
  writeFileSync(path, JSON.stringify(values), { mode: 0o600 });
  return path;
}

/** @returns the path of the workflow in it */
function prepareRepository(folder: string, { workflow: name, change, folder: from = 'workflows' }: Run): string {
  const source = join(root, '__tests__', from, name);
  const isFolder = !name.endsWith('.yml');
  const workflow = `.github/workflows/${isFolder ? `${name}.yml` : name}`;
  mkdirSync(join(folder, dirname(workflow)), { recursive: true });
  cpSync(source, isFolder ? folder : join(folder, workflow), { recursive: true });
  if (change) {
    const path = join(folder, workflow);
    const text = readFileSync(path, 'utf8');
    const changed = change(text);
    if (changed === text) throw new Error('Nothing was changed.');
    writeFileSync(path, changed);
  }
  cpSync(join(root, '__tests__/act/repository'), folder, { recursive: true });
  // The project's own workflow runs in the project's own repository.
  if (name === 'own.yml') cpSync(inject('published'), folder, { recursive: true });
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder,
      env: cleanEnv(folder),
    });
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  git('commit', '--quiet', '--allow-empty', '--message=test');
  return workflow;
}

/** Without the variables of this machine, which would reach the steps. act runs the `node` of the PATH: the one that runs the tests. */
function cleanEnv(folder: string): Record<string, string> {
  return {
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    TMPDIR: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    ACT_DISABLE_VERSION_CHECK: '1',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

/** The environment of the runner: act itself has it, and so have its steps. */
function runnerEnv(folder: string, { env, trust }: Run): Record<string, string> {
  const bundle = join(folder, 'trusted.pem');
  if (trust) writeFileSync(bundle, trust);
  return {
    ...cleanEnv(folder),
    ...(trust && { NODE_EXTRA_CA_CERTS: bundle, CURL_CA_BUNDLE: bundle, GIT_SSL_CAINFO: bundle, SSL_CERT_FILE: bundle }),
    ...env,
  };
}

async function start(folder: string, args: readonly string[], run: Run): Promise<Ran> {
  const fixed = ['-P', 'ubuntu-latest=-self-hosted', '--pull=false', '--action-offline-mode', '--no-cache-server'];
  const local = ['--local-repository', `org/arkane-token-action@v1=${inject('published')}`];
  const child = spawn(inject('act'), [...args, ...fixed, ...local], {
    cwd: join(folder, 'repository'),
    env: runnerEnv(folder, run),
    detached: true, // a process group of its own, so that all of it can be killed
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  void run.cancel?.then(() => child.kill('SIGINT'));
  const late = AbortSignal.timeout(PATIENCE);
  late.onabort = () => child.kill('SIGINT'); // so that act ends the processes of its steps
  const killer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), PATIENCE + 10_000);
  const exitCode = await new Promise<number | null>((done, failed) => child.once('close', done).once('error', failed));
  clearTimeout(killer);
  const log = Buffer.concat(chunks).toString().replaceAll(COLOUR, '');
  if (late.aborted) throw new Error(`${run.workflow} did not end:\n${log}`);
  const ended = log.matchAll(/^\[[^/]+\/(\S+) *\] +\S+ +((?:Success|Failure) - (?:Main|Post) .*?)(?: \[[^\]]+\])?$/gm);
  return { exitCode, log, steps: Array.from(ended, ([, job = '', what = '']) => `${job}: ${what}`) };
}
