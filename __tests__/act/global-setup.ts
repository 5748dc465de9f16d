/**
 * Before the workers start: act, and the action as a runner gets it. act copies the whole folder of an action for each use of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { toolPath } from '../helpers/tools.ts';
import { archiveOf, commitWorkingTree, unpack } from '../helpers/archive.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of act. */
    act: string;
    /** The folder of the action: the very archive that a runner fetches. */
    published: string;
  }
}

export default function setup(project: TestProject): () => void {
  project.provide('act', toolPath('act'));
  const folder = mkdtempSync(join(tmpdir(), 'act-published-'));
  const published = join(folder, 'published');
  commitWorkingTree(join(folder, 'repository'));
  unpack(archiveOf(join(folder, 'repository'), 'tar'), published);
  project.provide('published', published);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
