/**
 * Holds action.yml, the code, dist/ and the README to one another.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { authMethods, noSecrets } from '../src/oauth/credentials.ts';
import { type Inputs, loadEndInputs, loadInputs, loadUnsealInputs } from '../src/inputs/inputs.ts';
import { revokeModes } from '../src/inputs/values.ts';
import { environments } from '../src/oauth/environments.ts';
import * as rare from '../src/inputs/rare.ts';
import { Log } from '../src/report/log.ts';
import { outputsOf } from '../src/oauth/outputs.ts';
import type { Token } from '../src/oauth/token.ts';
import { textOf } from './helpers/documents.ts';
import { failureOf } from './helpers/failures.ts';
import { root } from './helpers/runner.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: Readonly<Record<string, string>>;
}

const action = parse(textOf('action.yml')) as Action;
const readme = textOf('README.md');
const ignore = (): void => undefined;
const STALE = 'npm run format writes this from src/server/environments.ts and src/oauth/credentials.ts';

/** The inputs as `given`, all others as an empty text, and the names that were read. */
function readGiven(given: Readonly<Record<string, string>>): { inputs: Inputs; names: Set<string> } {
  const names = new Set<string>();
  const getInput = (name: string): string => {
    names.add(name);
    return given[name] ?? '';
  };
  const log = new Log({ setSecret: ignore, info: ignore, warning: ignore, error: ignore });
  return { inputs: loadInputs(getInput, {}, log, rare), names };
}

describe('action.yml', () => {
  const needed = { client_id: 'ci', client_secret: 'a-secret' };

  test('has the inputs that the code reads', () => {
    const read = [...readGiven(needed).names].sort();
    expect(read, 'action.yml has inputs that src/inputs/inputs.ts does not read, or lacks some that it reads').toEqual(
      Object.keys(action.inputs).sort(),
    );
  });

  test('has the defaults that the code takes for an empty input', () => {
    const defaults = Object.entries(action.inputs).flatMap(([name, input]) =>
      input.default === undefined ? [] : [[name, input.default]],
    );
    expect(defaults.length).toBeGreaterThan(3);
    const withDefaults = { ...(Object.fromEntries(defaults) as Record<string, string>), ...needed };
    expect(readGiven(needed).inputs, 'a default in action.yml is not that of src/inputs/values.ts').toEqual(
      readGiven(withDefaults).inputs,
    );
  });

  test.each(Object.entries(action.inputs).filter(([, { required }]) => required))('the code requires %s', (name) => {
    expect(failureOf(() => readGiven({ ...needed, [name]: '' })).what).toContain(name);
  });

  test('has the outputs that the code gives', () => {
    const token: Record<keyof Token, unknown> = {
      accessToken: 'a',
      tokenType: 'Bearer',
      calledType: 'b',
      expiresIn: 1,
      expiry: 1000,
      scope: 's',
      refreshToken: 'r',
      refreshExpiresIn: 1,
      refreshExpiry: 1000,
      idToken: 'i',
      sessionState: 's',
      notBeforePolicy: 0,
      ignored: [],
    };
    const given = [...Object.keys(outputsOf(token as Token)), 'sealed_token', 'sealed_session', 'token_command'];
    expect(given, 'src/token/outputs.ts gives other outputs than action.yml names').toEqual(Object.keys(action.outputs));
  });

  test('describes the environments and authentication methods that the code knows', () => {
    const described = [...(action.inputs['environment']?.description ?? '').matchAll(/`([^`]+)` \(([^)]+)\)/g)];
    expect(Object.fromEntries(described.map(([, name, host]) => [name, host])), STALE).toEqual(environments);
    const methods = action.inputs['auth_method']?.description.match(/(?<=`)[a-z]\w+(?=`)/g);
    expect(methods, 'name them in the description of auth_method in action.yml').toEqual(authMethods);
    const modes = action.inputs['revoke']?.description.match(/(?<=`)\w+(?=`)/g);
    expect(modes, 'name them in the description of revoke in action.yml').toEqual(revokeModes);
  });

  test('has the branding that the Marketplace wants', () => {
    expect(parse(textOf('action.yml'))).toMatchObject({ branding: { icon: 'lock', color: 'blue' } });
  });

  test('needs the hosts that docs/network.md has people allow', () => {
    const allowed = textOf('docs/network.md').matchAll(/^\| `([\w-]+)`.*?\| `([\w.-]+)` +\|$/gm);
    expect(Object.fromEntries(Array.from(allowed, ([, name, host]) => [name, host])), STALE).toEqual(environments);
  });

  test('starts the Node that the tests run on, and files that are there', () => {
    expect(action.runs['using']).toBe(`node${process.versions.node.split('.')[0] ?? ''}`);
    expect(process.version).toMatch(/^v24\./);
    const entries = Object.entries(action.runs).filter(([name]) => name !== 'using');
    expect(entries.length).toBeGreaterThan(0);
    for (const [, entry] of entries) expect(statSync(join(root, entry)).isFile()).toBe(true);
  });
});

describe('unseal/action.yml', () => {
  const unseal = parse(textOf('unseal/action.yml')) as Action;

  test('has the inputs that the code reads, and the outputs of an opened token', () => {
    const names = new Set<string>();
    const getInput = (name: string): string => {
      names.add(name);
      return (
        { seal_key: Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64'), sealed_token: 'x' }[name] ??
        ''
      );
    };
    loadUnsealInputs(getInput, {}, new Log({ setSecret: ignore, info: ignore, warning: ignore, error: ignore }));
    expect([...names].sort(), 'unseal/action.yml and loadUnsealInputs in src/inputs/inputs.ts differ').toEqual(
      Object.keys(unseal.inputs).sort(),
    );
    expect(Object.keys(unseal.outputs)).toEqual(['access_token', 'expiry', 'expires_in', 'token_type', 'scope']);
  });

  test('starts a file that is there', () => {
    expect(statSync(join(root, 'unseal', unseal.runs['main'] ?? '')).isFile()).toBe(true);
  });
});

describe('end/action.yml', () => {
  const end = parse(textOf('end/action.yml')) as Action;

  test('has the inputs that the code reads for all methods, described as in action.yml, and no outputs', () => {
    const names = new Set<string>();
    const getInput = (name: string): string => {
      names.add(name);
      return { seal_key: randomBytes(32).toString('base64'), sealed_session: 'x', client_secret: 'a-secret' }[name] ?? '';
    };
    const log = new Log({ setSecret: ignore, info: ignore, warning: ignore, error: ignore });
    const secrets = loadEndInputs(getInput, {}, log, rare).readSecrets('client_secret_post');
    expect(Object.keys(secrets).sort()).toEqual(Object.keys(noSecrets).sort());
    expect([...names].sort()).toEqual(Object.keys(end.inputs).sort());
    expect(end.outputs).toBeUndefined();
    for (const name of Object.keys(end.inputs)) expect(Object.keys({ ...action.inputs, ...action.outputs })).toContain(name);
  });

  test('starts a file that is there', () => {
    expect(statSync(join(root, 'end', end.runs['main'] ?? '')).isFile()).toBe(true);
  });
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
      throw new Error(`${type.type} is no type`);
  }
}

describe.each(['', 'unseal/', 'end/'])('%saction-types.yml', (folder) => {
  const { inputs, outputs } = parse(textOf(`${folder}action.yml`)) as Pick<Action, 'inputs'> & Partial<Action>;
  const types = parse(textOf(`${folder}action-types.yml`)) as Readonly<
    Record<'inputs', Readonly<Record<string, Type>>> & Partial<Record<'outputs', Readonly<Record<string, Type>>>>
  >;

  test('has the names of action.yml', () => {
    expect(Object.keys(types)).toEqual(folder === 'end/' ? ['inputs'] : ['inputs', 'outputs']);
    expect(Object.keys(types.inputs), STALE).toEqual(Object.keys(inputs));
    expect(Object.keys(types.outputs ?? {}), STALE).toEqual(Object.keys(outputs ?? {}));
  });

  test('has types that exist, and that each default fits', () => {
    for (const type of Object.values(types.outputs ?? {})) fits('', type);
    for (const [name, type] of Object.entries(types.inputs)) {
      const { default: value } = inputs[name] ?? {};
      expect([name, fits(value ?? '', type) || value === undefined]).toEqual([name, true]);
    }
  });
});

test('action-types.yml allows the values that the code allows, and knows its numbers', () => {
  const { inputs, outputs } = parse(textOf('action-types.yml')) as Readonly<Record<string, Readonly<Record<string, Type>>>>;
  const enums = Object.entries(inputs ?? {}).flatMap(([name, type]) =>
    type.type === 'enum' ? [[name, type['allowed-values']]] : [],
  );
  expect(Object.fromEntries(enums), STALE).toEqual({
    environment: Object.keys(environments),
    auth_method: authMethods,
    revoke: revokeModes,
  });
  const named = (all: Readonly<Record<string, Type>> = {}, type: string): string[] =>
    Object.keys(all).filter((name) => all[name]?.type === type);
  const numbers = Object.keys(action.inputs).filter((name) => /^\d+$/.test(action.inputs[name]?.default ?? ''));
  expect(numbers).toEqual(expect.arrayContaining(['timeout', 'min_validity']));
  expect(named(inputs, 'integer'), 'an input whose default is a number is an integer in action-types.yml').toEqual(numbers);
  expect(named(outputs, 'integer'), 'an output that is a number is an integer in action-types.yml').toEqual([
    'expires_in',
    'refresh_expires_in',
    'not_before_policy',
  ]);
  expect([...named(inputs, 'list'), ...named(outputs, 'list')]).toEqual(['scope', 'scope']);
});

describe('dist/', () => {
  const files = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const code = files.map((name) => textOf(join('dist', name)));

  test('names the license of every package in it', () => {
    const packages = new Set(
      code.flatMap((file) => [...file.matchAll(/\.\/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)].map(([, name]) => name)),
    );
    expect([...packages]).toEqual(expect.arrayContaining(['@actions/core', '@actions/http-client', 'jose', 'tunnel']));
    const named = textOf('dist/lib/licenses.txt').split('\n');
    for (const name of packages) expect(named).toContain(name);
  });

  test('is small, and not minified', () => {
    expect(Buffer.byteLength(code.join(''))).toBeLessThanOrEqual(420_000);
    expect(Buffer.byteLength(textOf('dist/lib/index.js'))).toBeLessThanOrEqual(130_000);
    expect(
      Math.max(
        ...code
          .join('\n')
          .split('\n')
          .map(({ length }) => length),
      ),
    ).toBeLessThan(1000);
  });
});

describe('what is generated', () => {
  let folder: string | undefined;
  afterEach(() => {
    if (folder) rmSync(folder, { recursive: true });
    folder = undefined;
  });
  const generate = (cwd: string, ...args: string[]): { status: number | null; stderr: string } =>
    spawnSync(process.execPath, [join(root, 'scripts/generate.ts'), ...args], { cwd, encoding: 'utf8' });
  const copied = (...files: string[]): string => {
    const to = mkdtempSync(join(tmpdir(), 'generated-'));
    for (const file of files) cpSync(join(root, file), join(to, file));
    return to;
  };

  test('is fresh', () => {
    expect(generate(root, '--check')).toMatchObject({ status: 0, stderr: '' });
  });

  test("the README's tables: the script says what to do when they are not fresh, and then does it", () => {
    folder = copied('README.md', 'docs/network.md', 'docs/errors.md', '.prettierrc.json', 'src/inputs/names.ts');
    writeFileSync(join(folder, 'README.md'), readme.replace(' (`qa`, `staging`, ', ' (`staging`, '));
    const old = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(old).not.toBe(readme);
    writeFileSync(join(folder, 'action.yml'), textOf('action.yml').replace('default: production', 'default: qa'));
    const stale = generate(folder, '--check');
    expect(stale.status).toBe(1);
    expect(stale.stderr).toContain('README.md is stale: run npm run format');
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(old);
    expect(generate(folder).status).toBe(0);
    expect(generate(folder, '--check').status).toBe(0);
    const written = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(written).toMatch(/`environment` *\| `qa`/);
    expect(written).toContain('need `environment` (`qa`, `staging`, ');
  });

  test('what follows from the code and the action files: likewise', () => {
    const files = ['action.yml', 'unseal/action.yml', 'action-types.yml', 'unseal/action-types.yml', 'src/inputs/names.ts'];
    const all = [...files, 'README.md', 'docs/network.md', 'docs/errors.md', '.prettierrc.json'];
    folder = copied(...all);
    const change = (file: string, from: string, to: string): void => {
      expect(textOf(file)).toContain(from);
      writeFileSync(join(folder ?? '', file), textOf(file).replace(from, to));
    };
    const input = (name: string): string => `  ${name}:\n    description: A test.\n    default: '5'\noutputs:\n`;
    change('action.yml', 'outputs:\n', input('patience'));
    change('action-types.yml', ', staging', '');
    change('docs/network.md', 'login-qa.arkane.network', 'login.qa.test');
    change('docs/errors.md', '**An input is missing.**', '**Something.**');
    const stale = generate(folder, '--check');
    expect(stale.status).toBe(1);
    for (const file of ['action-types.yml', 'src/inputs/names.ts', 'docs/network.md', 'docs/errors.md'])
      expect(stale.stderr).toContain(`${file} is stale: run npm run format`);
    expect(generate(folder).status).toBe(0);
    const now = (file: string): string => readFileSync(join(folder ?? '', file), 'utf8');
    expect(now('action-types.yml')).toMatch(/staging.*patience:\n {4}type: integer/s);
    expect(now('src/inputs/names.ts')).toContain("'patience',");
    for (const file of ['docs/network.md', 'docs/errors.md']) expect(now(file)).toBe(textOf(file));
  });

  test('the description of environment: likewise', () => {
    folder = copied('action.yml', 'README.md', 'docs/network.md', 'docs/errors.md', '.prettierrc.json', 'src/inputs/names.ts');
    writeFileSync(join(folder, 'action.yml'), textOf('action.yml').replace('login-qa.arkane.network', 'login.qa.test'));
    expect(generate(folder).status).toBe(0);
    expect(parse(readFileSync(join(folder, 'action.yml'), 'utf8'))).toEqual(parse(textOf('action.yml')));
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

  test('are there, the first in at most ten lines up to the token, and four that use it', () => {
    expect(workflows.length).toBeGreaterThan(8);
    const [get = '', use = ''] = (workflows[0]?.yaml ?? '').split(/^(?= +- run:)/m);
    expect(get.trim().split('\n').length).toBeLessThanOrEqual(10);
    expect(use.trim().split('\n').length).toBeLessThanOrEqual(4);
    expect(use).toContain('${{ steps.arkane.outputs.access_token }}');
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
    const named = [...readme.matchAll(/steps\.\w+\.outputs\.(\w+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(1);
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(named));
  });
});
