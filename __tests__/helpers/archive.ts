/**
 * The working tree as a commit of a repository of its own, and the archive of it that GitHub hands to runners.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { devNull } from 'node:os';
import { root } from './runner.ts';

/** Git without the settings of the person, and without the repository around that a hook names. */
const env = {
  PATH: process.env['PATH'],
  SystemRoot: process.env['SystemRoot'],
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
};
const person = ['-c', 'user.name=test', '-c', 'user.email=test@example.test'];

function git(folder: string, args: readonly string[]): Buffer {
  return execFileSync('git', [...person, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26 });
}

/** Makes `folder` a repository with one commit: the files of the project as they are now, committed or not. */
export function commitWorkingTree(folder: string): void {
  mkdirSync(folder, { recursive: true });
  git(folder, ['init', '--quiet', '--initial-branch=main']);
  git(folder, [`--work-tree=${root}`, 'add', '--all', '--', root]);
  git(folder, [`--work-tree=${root}`, 'commit', '--quiet', '--message=test']);
}

/** The archive of the last commit in `folder`, as GitHub makes it: by the `.gitattributes` in that commit. */
export function archiveOf(folder: string, format: 'tar' | 'tar.gz'): Buffer {
  return git(folder, ['archive', `--format=${format}`, 'HEAD']);
}

/** The files that an archive has. */
export function filesIn(archive: Buffer): string[] {
  const listed = execFileSync('tar', ['-t', '-f', '-'], { input: archive, encoding: 'utf8' });
  return listed.split(/\r?\n/).filter((path) => path !== '' && !path.endsWith('/'));
}

/** Unpacks an archive into `folder`. */
export function unpack(archive: Buffer, folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-f', '-', '-C', folder], { input: archive });
}

/** The files of the last commit in `folder`. */
export function filesOf(folder: string): string[] {
  return git(folder, ['ls-tree', '-r', '--name-only', '-z', 'HEAD']).toString().split('\0').filter(Boolean);
}
