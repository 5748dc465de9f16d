/**
 * The files of the repository as texts, and which of them its users read.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runner.ts';

export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** The README, and the pages that it leads to. */
export const documents: readonly string[] = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
