/**
 * The rules of the rooms, read from the imports, those of types included.
 */
import { readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { textOf } from './helpers/documents.ts';
import { root } from './helpers/runner.ts';

/** From the ground up: a room imports only itself and those before it; the steps, at the top of src/, import any. */
const floors = ['text', 'report', 'runner', 'http', 'server', 'client', 'token', 'session', 'seal', 'inputs', 'command', '.'];

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));

/** What a file imports: files of src/ by their names, packages as they are written. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(textOf(`src/${file}`), true, true);
  return importedFiles.map(({ fileName }) => (fileName.startsWith('.') ? posix.join(dirname(file), fileName) : fileName));
}

const imports = new Map(files.map((file) => [file, importsOf(file)]));
const room = (file: string): string => dirname(file);
/** The files that import what `pattern` says. */
const importing = (pattern: RegExp): string[] => files.filter((file) => imports.get(file)?.some((name) => pattern.test(name)));

/** A way from `file` back to itself, or undefined. */
function circle(file: string, way: readonly string[] = []): readonly string[] | undefined {
  if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
  for (const next of imports.get(file) ?? []) {
    const found = files.includes(next) ? circle(next, [...way, file]) : undefined;
    if (found) return found;
  }
  return undefined;
}

describe('src/', () => {
  test('has files, all in rooms that have a floor', () => {
    expect(files.length).toBeGreaterThan(30);
    expect([...new Set(files.map(room))].sort()).toEqual([...floors].sort());
  });

  test.each(files)('%s imports only rooms below its own, and is in no circle', (file) => {
    const above = (imports.get(file) ?? []).filter(
      (name) => files.includes(name) && floors.indexOf(room(name)) > floors.indexOf(room(file)),
    );
    expect(above).toEqual([]);
    expect(circle(file)).toBeUndefined();
  });

  test('only http/ talks to the network', () => {
    expect(importing(/^@actions\/http-client|^node:https?$|^tunnel/).map(room)).toEqual(expect.arrayContaining(['http']));
    expect(importing(/^@actions\/http-client|^node:(https?|net)$|^tunnel/).filter((file) => room(file) !== 'http')).toEqual([]);
  });

  test('only report/core.ts uses the toolkit, and only the steps, report/ and runner/ use that', () => {
    expect(importing(/@actions\/core/)).toEqual(['report/core.ts']);
    expect([...new Set(importing(/^report\/core\.ts$/).map(room))].sort()).toEqual(['.', 'report', 'runner']);
  });
});

describe('__tests__/', () => {
  /** They hold types and tables alone, wire, or stand in for what is never called. */
  const without =
    /^(main|post|unseal|end|command|index|later|request-token|client\/credentials|http\/never-called|http\/tunnel|session\/(end-request|last-resort|left-open)|seal\/outputs|inputs\/(names|rare)|client\/(clock|other-methods|client-secret-jwt)|report\/error|report\/texts)\.ts$/;

  test.each(files.filter((file) => !without.test(file)))('has a file for %s', (file) => {
    expect(readdirSync(join(root, '__tests__', room(file)))).toContain(file.replace(/^.*\//, '').replace('.ts', '.test.ts'));
  });
});
