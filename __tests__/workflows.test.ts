/**
 * Holds the workflows that act runs to the documents: each recipe is there, word for word.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents, textOf } from './helpers/documents.ts';
import { root } from './helpers/runner.ts';

const folder = join(root, '__tests__/workflows');

/** The YAML blocks of the documents that use the action, and all of docs/long-jobs.md; `place` is the document and the line. */
const blocks = documents.flatMap((document) => {
  const text = textOf(document);
  return Array.from(text.matchAll(/^```ya?ml\n(.*?)^```$/gms), ({ 1: block = '', index }) => ({
    place: `${document}:${String(text.slice(0, index).split('\n').length + 1)}`,
    block,
  })).filter(({ block }) => document === 'docs/long-jobs.md' || /\buses: org\/arkane-token-action\b/.test(block));
});

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  );

/** Whether `block` is the file, if it is a whole one, or is in it, with every line indented alike. */
function isIn(block: string, file: string): boolean {
  const text = readFileSync(join(folder, file), 'utf8');
  const [, path] = /^# (\.\S+)\n/.exec(block) ?? [];
  if (path !== undefined) return file.endsWith(`/${path}`) && text === block;
  if (/^jobs:/m.test(block)) return text === block;
  return [0, 2, 4, 6, 8].some((indent) => `\n${text}`.includes(`\n${block.replaceAll(/^(?=.)/gm, ' '.repeat(indent))}`));
}

describe('every recipe of the documents is in a file of __tests__/workflows/', () => {
  test('of which there are many', () => {
    expect(blocks.length).toBeGreaterThan(12);
  });

  test.each(blocks)('$place', ({ place, block }) => {
    const found = files.some((file) => isIn(block, file));
    expect(found, `The block at ${place} is in no file of __tests__/workflows/ word for word:\n${block}`).toBe(true);
  });
});

describe('__tests__/workflows/', () => {
  const recipes = readdirSync(folder); // a folder has the files of one repository

  // The action's own repository uses it in a form that no document shows: `uses: ./`.
  test.each(recipes.filter((recipe) => recipe !== 'own.yml'))('%s has a recipe of the documents', (recipe) => {
    const own = files.filter((file) => file === recipe || file.startsWith(`${recipe}/`));
    expect(blocks.some(({ block }) => own.some((file) => isIn(block, file)))).toBe(true);
  });

  test.each(recipes)('%s is run by act', (recipe) => {
    const suites = ['act', 'keycloak'].flatMap((place) =>
      readdirSync(join(root, '__tests__', place))
        .filter((name) => /\.(act|keycloak)\.test\.ts$/.test(name))
        .map((name) => textOf(`__tests__/${place}/${name}`)),
    );
    expect(suites.join('\n')).toContain(`'${recipe}'`);
  });
});
