/**
 * Holds the README to what somebody needs who has nothing else: its order, one pair of names, and errors as they are printed.
 */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { environments } from '../src/oauth/environments.ts';
import { documents, textOf } from './helpers/documents.ts';
import { startInternet } from './helpers/internet.ts';
import { startKeycloakLike } from './helpers/keycloak-like.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from './helpers/runner.ts';

const readme = textOf('README.md');
/** The parts below each `##`, in order. */
const parts = new Map(readme.split(/^## /m).map((part) => [part.split('\n')[0] ?? '', part]));

test('says first what one gets, and last what few need', () => {
  expect([...parts.keys()]).toEqual([
    '# Arkane access token',
    'A token, and its first use',
    'What to save, and where',
    'Which server knows your client',
    'The outputs and inputs that most need',
    'In later jobs',
    'Recipes',
    'Without a stored secret',
    'When it fails',
    'Advanced',
    'Security',
    'Development',
    'License',
  ]);
});

describe('the pair of names', () => {
  const saved = (text: string): Set<string> =>
    new Set(Array.from(text.matchAll(/\b(?:vars|secrets)\.(\w+)/g), ([, name = '']) => name));
  const [first, save] = [parts.get('A token, and its first use') ?? '', parts.get('What to save, and where') ?? ''];

  test('is that of the first workflow, and what to save', () => {
    expect([...saved(first)]).toEqual(['ARKANE_CLIENT_ID', 'ARKANE_CLIENT_SECRET']);
    for (const [kind, name] of [
      ['variable', 'ARKANE_CLIENT_ID'],
      ['secret', 'ARKANE_CLIENT_SECRET'],
    ])
      expect(save).toContain(`gh ${kind ?? ''} set ${name ?? ''}`);
  });

  test('is the only one, but for the recipe with two clients', () => {
    const others = readme.replace(/^### Two clients.*?(?=^### )/ms, '');
    expect(others).not.toBe(readme);
    const names = [...saved(others)].filter((name) => /CLIENT_(ID|SECRET)$/.test(name));
    expect(names.sort()).toEqual(['ARKANE_CLIENT_ID', 'ARKANE_CLIENT_SECRET']);
    const given = Array.from(others.matchAll(/^ +client_(?:id|secret): (.+)$/gm), ([, value]) => value);
    for (const value of given) expect(value).toMatch(/^\$\{\{ (vars|secrets|inputs)\.\w+ \}\}$/);
    expect(given.length).toBeGreaterThan(15);
  });
});

test.each(documents)('%s has no client of a name of its own in a step', (document) => {
  const given = Array.from(textOf(document).matchAll(/^ +client_(?:id|secret): (.+)$/gm), ([, value = '']) => value);
  for (const value of given) expect(value).toMatch(/^\$\{\{ (vars|secrets|inputs)\.\w+ \}\}$/);
});

test('names each server, by its host', () => {
  const part = parts.get('Which server knows your client') ?? '';
  for (const [name, host] of Object.entries(environments).slice(1))
    expect(part).toMatch(new RegExp(`\`${host}\` +\\| \`environment: ${name}\``));
});

test('the short tables name what there is, in a few lines', () => {
  const { inputs, outputs } = parse(textOf('action.yml')) as Record<'inputs' | 'outputs', object>;
  const rows = Array.from(
    (parts.get('The outputs and inputs that most need') ?? '').matchAll(/^\| `(\w+)`/gm),
    ([, name]) => name,
  );
  expect(rows.length).toBeLessThanOrEqual(10);
  expect(Object.keys({ ...inputs, ...outputs })).toEqual(expect.arrayContaining(rows));
});

/** What the README quotes, without the link at its end. */
const quoted = Array.from((parts.get('When it fails') ?? '').matchAll(/^> (.+)$/gm), ([, text = '']) => text);
const wrong = 'Zb2mQ7xT4vR9nL1pW6sK3yH8aB5cD0eF';

test.each([
  [{ enviroment: 'venly' }, []],
  [{}, ['token']],
])('quotes the error of a step with %o as it is printed', async (more, requests) => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  const keycloak = await startKeycloakLike({ secret: 'another-secret-0123456789' });
  await using internet = await startInternet({ 'login.arkane.network': keycloak.server });
  const trust = join(folder, 'trusted.pem');
  writeFileSync(trust, internet.certificate);
  const env = { HTTPS_PROXY: internet.proxy, NODE_EXTRA_CA_CERTS: trust };
  const { errors } = await runStep({
    inputs: { client_id: 'shop-deploy', client_secret: wrong, ...more },
    env,
    secrets: [wrong],
  });
  keycloak.close();
  rmSync(folder, { recursive: true });
  expect(keycloak.requests).toEqual(requests);
  expect(quoted).toHaveLength(2);
  expect(quoted).toContain(errors[0]?.message.replace(/ https:\S+$/, ''));
});
