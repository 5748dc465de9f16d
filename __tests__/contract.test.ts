/**
 * Holds action.yml, the code, dist/ and the documents to one another.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { end, main, unseal } from '../src/inputs/inputs.ts';
import type { Table } from '../src/inputs/read.ts';
import { authMethods } from '../src/oauth/credentials.ts';
import { environments } from '../src/oauth/environments.ts';
import { textOf } from './helpers/documents.ts';
import { ask, grant, startHostileServer } from './helpers/hostile-server.ts';
import { root } from './helpers/runner.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>;
  readonly outputs?: Readonly<Record<string, { description: string }>>;
  readonly runs: Readonly<Record<string, string>>;
}

const action = parse(textOf('action.yml')) as Required<Action>;
const readme = textOf('README.md');

describe.each<[string, Table]>([
  ['', main],
  ['unseal/', unseal],
  ['end/', end],
])('%saction.yml', (folder, table) => {
  const { inputs, outputs, runs } = parse(textOf(`${folder}action.yml`)) as Action;

  test('has the inputs that the code reads, and its defaults', () => {
    expect(Object.keys(inputs).sort()).toEqual(Object.keys(table).sort());
    const defaults = Object.entries(inputs).filter(([, input]) => input.default !== undefined);
    for (const [name, input] of defaults) expect(table[name]?.(input.default ?? '', name), name).toEqual(table[name]?.('', name));
  });

  test('describes an input as action.yml does, or its output', () => {
    for (const name of Object.keys({ ...inputs, ...outputs }))
      expect(Object.keys({ ...action.inputs, ...action.outputs })).toContain(name);
  });

  test('starts the Node that the tests run on, and files that are there', () => {
    const { using, ...entries } = runs;
    expect(using).toBe(`node${process.versions.node.split('.')[0] ?? ''}`);
    for (const entry of Object.values(entries)) expect(statSync(join(root, folder, entry)).isFile()).toBe(true);
  });
});

test('action.yml describes all that the code knows, and has the branding that the Marketplace wants', () => {
  const described = [...(action.inputs['environment']?.description ?? '').matchAll(/`([^`]+)` \(([^)]+)\)/g)];
  expect(Object.fromEntries(described.map(([, name, host]) => [name, host]))).toEqual(environments);
  expect(action.inputs['auth_method']?.description.match(/(?<=`)[a-z]\w+(?=`)/g)).toEqual(authMethods);
  expect(parse(textOf('action.yml'))).toMatchObject({ branding: { icon: 'lock', color: 'blue' } });
});

test('action.yml has the outputs that a step sets', async () => {
  const fields = {
    scope: 'a',
    refresh_token: 'a-refresh-token-1',
    refresh_expires_in: 60,
    id_token: 'an-id-token-12',
    session_state: 'state',
    'not-before-policy': 0,
  };
  await using server = await startHostileServer(grant(fields));
  const seal_key = Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64');
  const env = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };
  const { outputs, errors } = await ask(server, { inputs: { seal_key, token_command: 'true' }, env });
  expect(errors).toEqual([]);
  expect(Object.keys(outputs).sort()).toEqual(Object.keys(action.outputs).sort());
  expect(Object.keys(outputs).at(-1)).toBe('access_token'); // a disk that fills leaves none
});

/** A type of github-actions-typing. */
interface Type {
  readonly type: string;
  readonly 'allowed-values'?: readonly string[];
  readonly separator?: string;
  readonly 'list-item'?: Type;
}

/** Whether `value` is of `type`; throws where `type` is none. */
function fits(value: string, type: Type): boolean {
  const { 'allowed-values': values = [], 'list-item': item, separator, ...rest } = type;
  expect(Object.keys(rest)).toEqual(['type']);
  expect({ values: values.length > 0, list: [item !== undefined, separator !== undefined] }).toEqual({
    values: type.type === 'enum',
    list: type.type === 'list' ? [true, true] : [false, false],
  });
  switch (type.type) {
    case 'string':
      return true;
    case 'boolean':
      return ['true', 'false'].includes(value);
    case 'integer':
      return /^-?\d+$/.test(value);
    case 'enum':
      return values.includes(value);
    case 'list':
      return value.split(separator ?? '').every((each) => item !== undefined && fits(each, item));
    default:
      throw new Error(`${type.type} is not a type`);
  }
}

describe.each(['', 'unseal/', 'end/'])('%saction-types.yml', (folder) => {
  const { inputs, outputs } = parse(textOf(`${folder}action.yml`)) as Action;
  const types = parse(textOf(`${folder}action-types.yml`)) as Readonly<
    Record<'inputs', Readonly<Record<string, Type>>> & Partial<Record<'outputs', Readonly<Record<string, Type>>>>
  >;

  test('has the names of action.yml', () => {
    expect(Object.keys(types)).toEqual(folder === 'end/' ? ['inputs'] : ['inputs', 'outputs']);
    expect(Object.keys(types.inputs)).toEqual(Object.keys(inputs));
    expect(Object.keys(types.outputs ?? {})).toEqual(Object.keys(outputs ?? {}));
  });

  test('has types that exist, and that each default fits', () => {
    for (const type of Object.values(types.outputs ?? {})) fits('', type);
    for (const [name, type] of Object.entries(types.inputs)) {
      const { default: value } = inputs[name] ?? {};
      expect([name, fits(value ?? '', type) || value === undefined]).toEqual([name, true]);
    }
  });
});

test('action-types.yml allows the values that the code allows', () => {
  const { inputs } = parse(textOf('action-types.yml')) as { inputs: Readonly<Record<string, Type>> };
  const enums = Object.entries(inputs).filter(([, { type }]) => type === 'enum');
  expect(Object.fromEntries(enums.map(([name, type]) => [name, type['allowed-values']]))).toEqual({
    environment: Object.keys(environments),
    auth_method: authMethods,
    revoke: ['auto', 'true', 'false'],
  });
  for (const [name, type] of enums) for (const value of type['allowed-values'] ?? []) main[name as 'revoke'](value, name);
});

describe('dist/', () => {
  const files = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const code = files.map((name) => textOf(join('dist', name)));

  test('names the license of every package in it', () => {
    const packages = new Set(
      code.flatMap((file) => [...file.matchAll(/^\s*\/\/ .*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)].map(([, name]) => name)),
    );
    expect([...packages]).toEqual(expect.arrayContaining(['@actions/core', '@actions/http-client']));
    const named = textOf('dist/lib/licenses.txt').split('\n');
    for (const name of packages) expect(named).toContain(name?.replace(/^real-/, '')); // as the build calls it beside a stand-in
  });

  test('is small, and one can read it', () => {
    expect(Buffer.byteLength(code.join(''))).toBeLessThanOrEqual(235_000);
    expect(Buffer.byteLength(textOf('dist/lib/index.js'))).toBeLessThanOrEqual(105_000);
    const lines = code.join('\n').split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(1000);
  });
});

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** Every step in a workflow or a part of one. */
function stepsIn(part: unknown): Step[] {
  if (typeof part !== 'object' || part === null) return [];
  return [...('uses' in part ? [part as Step] : []), ...Object.values(part).flatMap(stepsIn)];
}

describe('the workflows in the README', () => {
  const uses = 'org/arkane-token-action@v1';
  const workflows = readme.split(/^#+ /m).flatMap((section) => {
    const title = section.split('\n')[0] ?? '';
    return [...section.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml = '']) => ({ title, yaml }));
  });

  test('are there', () => {
    expect(workflows.length).toBeGreaterThan(2);
  });

  test.each(workflows)('$title', ({ yaml }) => {
    const steps = stepsIn(parse(yaml)).filter((step) => step.uses === uses);
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) {
      const names = Object.keys(step.with ?? {});
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(names));
      expect(names).toContain('client_id');
    }
    const ids = stepsIn(parse(yaml)).flatMap(({ id }) => id ?? []);
    for (const [, id] of yaml.matchAll(/steps\.(\w+)\.(?:outputs|outcome)/g)) expect(ids).toContain(id);
  });

  test('and the text name outputs that exist', () => {
    const named = [...readme.matchAll(/steps\.\w+\.outputs\.([a-z_]+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(1);
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(named));
  });
});
