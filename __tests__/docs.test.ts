/**
 * Holds docs/errors.md to the catalogue, and every link of the documents to what it points to.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { authMethods } from '../src/oauth/credentials.ts';
import { explain } from '../src/report/explain.ts';
import { warnings } from '../src/report/texts.ts';
import { documents, textOf } from './helpers/documents.ts';
import { root } from './helpers/runner.ts';
import { errorCodes } from './helpers/failures.ts';
import { failureIds, sampleOf, warningIds } from './helpers/samples.ts';

const withoutCode = (markdown: string): string => markdown.replace(/^```.*?^```$/gms, '');

describe('docs/errors.md', () => {
  const page = textOf('docs/errors.md');
  const [, ...parts] = page.split(/^## /m);
  const sections = new Map(parts.map((part) => [part.split('\n')[0] ?? '', part]));

  test('has a section for each code, and the warnings', () => {
    const advice = 'each failure of src/report/texts.ts needs a section in docs/errors.md, and npm run format lists it';
    expect([...sections.keys()].sort(), advice).toEqual([...errorCodes.map((code) => `\`${code}\``), 'Warnings'].sort());
  });

  test('has a section for each warning, where its link leads', () => {
    const documented = [...(sections.get('Warnings') ?? '').matchAll(/^### (.+)$/gm)].map(([, heading = '']) => slug(heading));
    expect(documented.sort()).toEqual(warningIds.map((id) => warnings[id].section).sort());
  });

  test.each(failureIds)('%s: the section says what the message does not', (id) => {
    const error = sampleOf(id);
    const section = sections.get(`\`${error.code}\``) ?? '';
    const said = explain(error).message.split(/\n(?:Fix: )?|(?<=[.?]) /);
    for (const sentence of said.filter((each) => each.split(' ').length > 3))
      expect(section.toLowerCase()).not.toContain(sentence.toLowerCase().replace(/\.$/, ''));
    expect(section.split('\n').filter(Boolean).length).toBeGreaterThan(1);
  });

  test('tells what to change in Keycloak for each way to prove who the client is', () => {
    for (const name of [...authMethods, '_Signed JWT_', '**Federated subject**'])
      expect(sections.get('`invalid_client`')).toContain(name);
  });

  test('is short: 4,500 words, 20 a sentence', () => {
    const words = (text: string): string[] => text.match(/[^\s|]*[\p{L}\p{N}][^\s|]*/gu) ?? [];
    const text = withoutCode(page).replace(/\]\([^)]*\)/g, ']');
    expect(words(text).length).toBeLessThanOrEqual(4500);
    const sentences = text
      .replace(/<!-- list -->.*<!-- \/list -->/s, '')
      .split(/(?<=[.?:;]["*)]*)\s|\n/)
      .filter((line) => !line.startsWith('|'));
    expect(sentences.filter((sentence) => words(sentence).length > 20)).toEqual([]);
  });
});

/** The anchor that GitHub gives a heading. */
function slug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function anchors(file: string): string[] {
  return [...withoutCode(textOf(file)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slug(heading));
}

const all = ['AGENTS.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...documents];

const links = all.flatMap((file) =>
  [...withoutCode(textOf(file)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => ({ file, target })),
);

describe('links', () => {
  test('are found', () => {
    expect(links.length).toBeGreaterThan(errorCodes.length);
  });

  test.each(links)('$file: $target', ({ file, target }) => {
    const [path = '', anchor] = target.split('#');
    const full = path === '' ? join(root, file) : resolve(root, dirname(file), path);
    expect(existsSync(full), full).toBe(true);
    if (anchor !== undefined) expect(anchors(full.slice(root.length + 1))).toContain(anchor);
  });
});

test('the rooms that CONTRIBUTING.md names are all of src/', () => {
  const named = [...textOf('CONTRIBUTING.md').matchAll(/^\| `src\/([a-z.-]+)\/?`/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual(readdirSync(join(root, 'src')).sort());
});
