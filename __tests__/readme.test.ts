/**
 * Holds the README to what somebody needs who has nothing else: its order, one pair of names, and errors as they are printed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environments, realms } from '../src/oauth/environments.ts';
import { documents, textOf } from './helpers/documents.ts';
import { startInternet } from './helpers/internet.ts';
import { startKeycloakLike } from './helpers/keycloak-like.ts';
import { runStep } from './helpers/runner.ts';

const readme = textOf('README.md');
/** The parts below each `##`, in order. */
const parts = new Map(readme.split(/^## /m).map((part) => [part.split('\n')[0] ?? '', part]));

test('says first what to do, and last what few need', () => {
  expect([...parts.keys()]).toEqual([
    '# Arkane access token',
    'Your first token',
    'What you get',
    'In later jobs',
    'Recipes',
    'Without a stored secret',
    'When it fails',
    'Security',
    'All inputs',
    'All outputs',
    'Development',
  ]);
});

describe('the pair of names', () => {
  const first = parts.get('Your first token') ?? '';

  test('is saved, and used by the first workflow', () => {
    for (const [kind, name] of [
      ['variable', 'ARKANE_CLIENT_ID'],
      ['secret', 'ARKANE_CLIENT_SECRET'],
    ] as const) {
      expect(first).toContain(`gh ${kind} set ${name}`);
      expect(first).toContain(`\${{ ${kind === 'secret' ? 'secrets' : 'vars'}.${name} }}`);
    }
  });

  test.each(documents)('%s has no client id or secret written out in a step', (document) => {
    const values = Array.from(textOf(document).matchAll(/^ +client_(?:id|secret): (.+)$/gm), ([, value = '']) => value);
    for (const value of values) expect(value).toMatch(/^\$\{\{ (vars|secrets|inputs)\.\w+ \}\}$/);
  });
});

test('names a server for each product, by inputs that there are', () => {
  const rows = Array.from(
    (parts.get('Your first token') ?? '').matchAll(/^\| .*`environment: ([\w-]+)`(?: and `realm: (\w+)`)?/gm),
  );
  expect(rows.length).toBeGreaterThan(3);
  for (const [, environment = '', realm = realms[0]] of rows) {
    expect(Object.keys(environments)).toContain(environment);
    expect(realms).toContain(realm);
  }
});

/** What the README quotes, without the links. */
const quoted = Array.from((parts.get('When it fails') ?? '').matchAll(/(?:^> .+\n)+/gm), ([text]) =>
  text.replaceAll(/^> /gm, '').trim(),
);

test.each([
  ['a wrong secret', 'Zb2mQ7xT4vR9nL1pW6sK3yH8aB5cD0eF'],
  ['an empty one', ''],
])('quotes the error of %s as it is printed', async (_, secret) => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  const keycloak = await startKeycloakLike({ secret: 'another-secret-0123456789' });
  await using internet = await startInternet({ 'login.venly.io': keycloak.server });
  const trust = join(folder, 'trusted.pem');
  writeFileSync(trust, internet.certificate);
  const { errors } = await runStep({
    inputs: { client_id: 'shop-deploy', client_secret: secret, environment: 'venly' },
    env: { HTTPS_PROXY: internet.proxy, NODE_EXTRA_CA_CERTS: trust },
    secrets: secret === '' ? [] : [secret],
  });
  keycloak.close();
  rmSync(folder, { recursive: true });
  expect(quoted).toHaveLength(2);
  expect(quoted).toContain(errors[0]?.message.replace(/\nMore causes: .*$/s, ''));
});
