import { expect, test } from 'vitest';
import { partsOf, readModules } from '../scripts/parts.ts';

const module = (imports: Record<string, string[]>, lazy: string[] = []) => ({
  text: '',
  imports: new Map(Object.entries(imports)),
  lazy,
});

test('what is always needed is one part, what is needed at times one of its name, and what two of those share another', () => {
  const parts = partsOf(
    new Map([
      ['#index.js', module({ '#a/always.js': ['one'] }, ['#a/rare.js', '#a/rarer.js'])],
      ['#a/always.js', module({}, ['#a/rare.js'])],
      ['#a/rare.js', module({ '#a/always.js': ['two'], '#b/shared.js': ['three'], '#b/too.js': ['six'], '#b/own.js': ['four'] })],
      [
        '#a/rarer.js',
        module({ '#b/shared.js': ['five'], '#b/too.js': ['six'], 'node:fs': ['open'] }, [
          'jose/jwt/sign',
          '/x/node_modules/tool/lib/tool.js',
        ]),
      ],
      ['#b/shared.js', module({})],
      ['#b/too.js', module({})],
      ['#b/own.js', module({ 'jose/jwt/encrypt': ['EncryptJWT'] })],
    ]),
  );
  expect(Object.fromEntries(parts.map(({ name, entry }) => [name, entry]))).toEqual({
    index: "export * from '#index.js';\nexport { two } from '#a/always.js';\n",
    'a-rare': "export * from '#a/rare.js';\n",
    'a-rarer': "export * from '#a/rarer.js';\n",
    'b-shared': "export * from '#b/shared.js';\nexport { six } from '#b/too.js';\n",
    jose: "export * from 'jose/jwt/sign';\nexport * from 'jose/jwt/encrypt';\n",
    tool: "export * from '/x/node_modules/tool/lib/tool.js';\n",
  });
  const [index, rare] = parts;
  expect(index?.elsewhere).toMatchObject({ '#a/rare.js': './a-rare.js', '#b/shared.js': './b-shared.js' });
  expect(index?.elsewhere).not.toHaveProperty('#a/always.js');
  expect(rare?.elsewhere).toMatchObject({ '#a/always.js': './index.js', 'jose/jwt/encrypt': './jose.js' });
  expect(rare?.elsewhere).not.toHaveProperty('#b/own.js');
});

test('every module of src/ is in one part', () => {
  const parts = partsOf(readModules());
  const outside = parts.map(({ elsewhere }) => Object.keys(elsewhere).filter((from) => from.startsWith('#')));
  const all = new Set(outside.flat());
  // In all parts but one a module is elsewhere.
  for (const from of all) expect([from, outside.filter((each) => !each.includes(from)).length]).toEqual([from, 1]);
  const left = [...readModules()].filter(([from]) => !all.has(from));
  expect(left.map(([from]) => from)).toEqual([]);
});
