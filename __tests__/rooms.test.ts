/**
 * The rules of the rooms, read from the imports, those of types included.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { textOf } from './helpers/documents.ts';
import { root } from './helpers/runner.ts';

/** From the ground up: a room imports only itself and those before it; `.` is index.ts, which starts the steps. */
const floors = ['text', 'report', 'runner', 'http', 'seal', 'oauth', 'inputs', 'session', 'command', 'steps', '.'];

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));

/** What a file imports: files of src/ by their names, packages as they are written. */
const imports = new Map(
  files.map((file) => [
    file,
    ts.preProcessFile(textOf(`src/${file}`), true, true).importedFiles.map(({ fileName }) => fileName.replace(/^#/, '')),
  ]),
);
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

  test.each(files)('%s imports only rooms below its own, by `#`, and is in no circle', (file) => {
    const found = imports.get(file) ?? [];
    expect(found.filter((name) => name.startsWith('.') || (name.endsWith('.ts') && !files.includes(name)))).toEqual([]);
    expect(found.filter((name) => files.includes(name) && floors.indexOf(room(name)) > floors.indexOf(room(file)))).toEqual([]);
    expect(circle(file)).toBeUndefined();
  });

  test('only http/ talks to the network, and only http/ask.ts sends', () => {
    const network = importing(/^@actions\/http-client|^node:(https?|http2|net|dgram)$|^tunnel|^undici/);
    expect([...new Set(network.map(room))]).toEqual(['http']);
    const sending = /import (?!type)[^;]*\bsend\b[^;]*from '#http\/send\.ts'/;
    expect(files.filter((file) => sending.test(textOf(`src/${file}`)))).toEqual(['http/ask.ts']);
    expect(importing(/^http\/(send|ask)\.ts$/).length).toBeGreaterThan(3);
    for (const file of files) expect(textOf(`src/${file}`), file).not.toMatch(/\bfetch\(|new WebSocket/);
  });

  test('each function of the toolkit is used in one place', () => {
    expect(importing(/^@actions\/core/).sort()).toEqual([
      ...['inputs/read.ts', 'report/log.ts', 'report/summary.ts', 'runner/files.ts', 'steps/post.ts'],
    ]);
    for (const file of files) expect(textOf(`src/${file}`), file).not.toMatch(/console\.|process\.stdout\.write\((?!'')/);
  });

  test('nothing starts a program', () => {
    expect(importing(/^node:(child_process|worker_threads|vm|cluster)$/)).toEqual([]);
  });
});

describe('__tests__/', () => {
  /** They hold types and tables alone, or wire. */
  const without = /^(index|steps\/\w+|oauth\/credentials|report\/error)\.ts$/;
  /** What has its tests in the file of another. */
  const beside: Readonly<Record<string, string>> = {
    'inputs/proofs.ts': 'inputs/inputs.test.ts',
    'inputs/read.ts': 'inputs/inputs.test.ts',
    'oauth/answer-words.ts': 'oauth/refusal.test.ts',
    'oauth/assertion.ts': 'oauth/private-key-jwt.test.ts',
    'oauth/metadata.ts': 'oauth/endpoints.test.ts',
    'session/end-request.ts': 'session/end.test.ts',
    'session/grant.ts': 'answers.test.ts',
  };

  test.each(files.filter((file) => !without.test(file)))('has a file for %s', (file) => {
    expect(existsSync(join(root, '__tests__', beside[file] ?? file.replace('.ts', '.test.ts')))).toBe(true);
  });

  test('names no file of src/ that is not there', () => {
    expect(Object.keys(beside).filter((file) => !files.includes(file))).toEqual([]);
  });
});
