/**
 * Before the workers start: act, and the action as it is published. act copies the whole folder of an action for each use of it.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { toolPath } from '../../scripts/tools.ts';
import { root } from '../helpers/runner.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of act. */
    act: string;
    /** The folder of the action, with what the runner reads of it and nothing else. */
    published: string;
  }
}

export default function setup(project: TestProject): () => void {
  project.provide('act', toolPath('act'));
  const published = mkdtempSync(join(tmpdir(), 'act-published-'));
  for (const part of ['action.yml', 'unseal', 'end', 'dist'])
    cpSync(join(root, part), join(published, part), { recursive: true });
  project.provide('published', published);
  return () => {
    rmSync(published, { recursive: true, force: true });
  };
}
