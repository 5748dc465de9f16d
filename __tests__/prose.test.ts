/**
 * Holds what people read to what can be counted of plain English: words, long sentences, tics, and names that need an explanation.
 */
import { globSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { documents, textOf } from './helpers/documents.ts';
import { root } from './helpers/runner.ts';

const MOST = { readme: 1_900, docs: 13_000, sentence: 30, tics: 15 };

const TIC = /\b(?:is no|are no|whoever|stands|may have a|in the place of)\b|, too\b/gi;

/** Names of our own making, which a reader would have to be told; in any number and case. */
const OWN_NAME = /^(?:given|told|openers?|openings?|salvage|standsIn|bare|readings?|rare|shapes?|spent)$/i;
/** `ended` is plain English for a count, but says nothing as the name of a file; `later` says nothing as that of a folder. */
const OWN_FILE = /(?:^|\/)(?:ended\.ts$|later\/)/;

/** As `wc -w` counts. */
const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const withoutCode = (markdown: string): string => markdown.replace(/^( *)```.*?^\1```$/gms, '');
const tics = (text: string): string[] => text.match(TIC) ?? [];

/** The paragraphs and list items of a page, without headings, tables, quoted output and what is generated. */
function paragraphs(markdown: string): string[] {
  return withoutCode(markdown)
    .replace(/<!-- (\w+) -->.*?<!-- \/\1 -->/gs, '')
    .replace(/^(?:#|\||>|<!--).*$/gm, '\n')
    .split(/\n\s*\n|\n(?= *(?:[-*]|\d+\.) )/);
}

/** The sentences of a text that are too long; code and addresses count as no words. */
function longSentences(text: string): string[] {
  const plain = text.replace(/`[^`]*`/g, '`').replace(/\]\([^)]*\)/g, ']');
  return plain
    .split(/[.!?][)"'*_]*\s+/)
    .filter((sentence) => words(sentence).filter((word) => /[\p{L}\p{N}]/u.test(word)).length > MOST.sentence)
    .map((sentence) => sentence.trim());
}

/** Every text in a YAML file. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : [];
}

/** The names and the comments of a source. */
function read(source: string): { readonly names: string[]; readonly comments: string[] } {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest);
  const names = new Set<string>();
  const ranges = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) names.add(node.text);
    const around = [
      ...(ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(source, node.getEnd()) ?? []),
    ];
    for (const { pos, end } of around) ranges.set(pos, end);
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return { names: [...names], comments: Array.from(ranges, ([pos, end]) => source.slice(pos, end)) };
}

describe('what is counted', () => {
  const long = `One ${'word '.repeat(MOST.sentence - 1)}more.`;

  test('words, as wc -w does', () => {
    expect(words(' | `a b` |\n\n- c ')).toHaveLength(6);
  });

  test('sentences, of prose alone', () => {
    expect(longSentences(`Short. ${long} Short.`)).toHaveLength(1);
    expect(longSentences(long.replace('One ', ''))).toEqual([]);
    expect(longSentences(`Code: ${'`name`, '.repeat(40)}.`)).toEqual([]);
    const page = `# ${long}\n\n| ${long} |\n\n> ${long}\n\n\`\`\`sh\n${long}\n\`\`\`\n\n<!-- list -->\n\n${long}\n\n<!-- /list -->\n`;
    expect(paragraphs(page).flatMap(longSentences)).toEqual([]);
    expect(paragraphs(`${page}\n- Short\n- ${long}\n- Short\n`).flatMap(longSentences)).toHaveLength(1);
  });

  test('tics', () => {
    expect(tics('It is no key, whoever stands there, too. It may have a name, in the place of none. There are no more.')).toEqual(
      ['is no', 'whoever', 'stands', ', too', 'may have a', 'in the place of', 'are no'],
    );
    expect(tics('It is not, and standstill, together.')).toEqual([]);
  });

  test('names and comments of a source, and no texts', () => {
    const source = `/** First. */\nfunction told(given: Shape) { return { spent: given.bare /* second */, text: 'rare // no' }; } // third\n// last`;
    const { names, comments } = read(source);
    expect(names.filter((name) => OWN_NAME.test(name))).toEqual(['told', 'given', 'Shape', 'spent', 'bare']);
    expect(comments.sort()).toEqual(['/* second */', '/** First. */', '// last', '// third']);
    for (const name of ['bearer', 'spending', 'isGiven', 'shapeless']) expect(name).not.toMatch(OWN_NAME);
    expect(['src/report/ended.ts', 'src/later/a.ts'].filter((file) => OWN_FILE.test(file))).toHaveLength(2);
  });
});

describe('pages', () => {
  const pages = documents.filter((name) => name !== 'README.md');

  test(`README.md has at most ${String(MOST.readme)} words`, () => {
    expect(words(textOf('README.md')).length).toBeLessThanOrEqual(MOST.readme);
  });

  test(`docs/ has at most ${String(MOST.docs)} words`, () => {
    const counts = Object.fromEntries(pages.map((page) => [page, words(textOf(page)).length]));
    const sum = Object.values(counts).reduce((all, count) => all + count, 0);
    expect(sum, JSON.stringify(counts)).toBeLessThanOrEqual(MOST.docs);
  });

  test(`README.md and docs/ have at most ${String(MOST.tics)} tics`, () => {
    const found = documents.flatMap((page) => tics(withoutCode(textOf(page))).map((tic) => `${page}: ${tic}`));
    expect(found.length, found.join('\n')).toBeLessThanOrEqual(MOST.tics);
  });

  const others = [
    'AGENTS.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    '__tests__/README.md',
    '.github/pull_request_template.md',
  ];
  test.each([...documents, ...others])(`%s has no sentence of over ${String(MOST.sentence)} words`, (page) => {
    expect(paragraphs(textOf(page)).flatMap(longSentences)).toEqual([]);
  });

  const forms = globSync(['{,*/}action.yml', '.github/ISSUE_TEMPLATE/*.yml'], { cwd: root }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  test.each(forms)(`%s has none either`, (form) => {
    const found = textsIn(parse(textOf(form)));
    expect(found.length).toBeGreaterThan(2);
    expect(found.flatMap(longSentences)).toEqual([]);
  });
});

describe('src/', () => {
  const files = globSync('src/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));

  test('has files, whose names say what is in them', () => {
    expect(files.length).toBeGreaterThan(30);
    const odd = files.filter((file) => OWN_FILE.test(file) || file.split(/[/.]/).some((part) => OWN_NAME.test(part)));
    expect(odd).toEqual([]);
  });

  test.each(files)('%s has names of the field, and comments without tics', (file) => {
    const { names, comments } = read(textOf(file));
    expect(names.filter((name) => OWN_NAME.test(name))).toEqual([]);
    expect(comments.filter((comment) => tics(comment).length > 0)).toEqual([]);
  });
});
