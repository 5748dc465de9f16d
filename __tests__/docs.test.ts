/**
 * Holds docs/errors.md to the catalogue, and every link of the documents to what it points to.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explain, whatOf } from '../src/report/explain.ts';
import { ActionError } from '../src/report/error.ts';
import { authMethods } from '../src/oauth/credentials.ts';
import { documents, textOf } from './helpers/documents.ts';
import { root } from './helpers/runner.ts';
import { errorCodes, warningTitles } from './helpers/failures.ts';

const withoutCode = (markdown: string): string => markdown.replace(/^```.*?^```$/gms, '');

describe('docs/errors.md', () => {
  const [, ...parts] = textOf('docs/errors.md').split(/^## /m);
  const sections = new Map(parts.map((part) => [part.split('\n')[0] ?? '', part]));

  test('has a section for each code, and the warnings', () => {
    const advice = 'each failure of src/report/texts.ts needs a section in docs/errors.md, and npm run format lists it';
    expect([...sections.keys()].sort(), advice).toEqual([...errorCodes.map((code) => `\`${code}\``), 'Warnings'].sort());
  });

  test.each(errorCodes)('%s: its title, something to do, and the link in its message', (code) => {
    const error = new ActionError(code, { expiry: 0, names: [] }, {});
    const { title, message } = explain(error);
    const section = sections.get(`\`${code}\``);
    expect(section, 'npm run format writes its title').toContain(`**${title}.**`);
    expect(section, `the section in docs/errors.md needs a line that begins with "Do"`).toMatch(/^Do\b/m);
    expect(message.startsWith(whatOf(error))).toBe(true);
    expect(message).toMatch(new RegExp(`\\. https://.*/docs/errors\\.md#${code}$`));
  });

  test('tells what to change in Keycloak for each way to prove who the client is', () => {
    const section = ['`invalid_client`', '`unauthorized_client`'].map((name) => sections.get(name)).join('\n');
    for (const name of [...authMethods.slice(1), '_Signed JWT_', '**Federated subject**']) expect(section).toContain(name);
  });

  test('has a section for each warning that the code gives', () => {
    const documented = [...(sections.get('Warnings') ?? '').matchAll(/^### (.+)$/gm)].map(([, title]) => title);
    expect(documented.sort(), 'docs/errors.md, Warnings: one for each of src/report/texts.ts').toEqual([...warningTitles].sort());
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

const all = ['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...documents];

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
