/**
 * The files of the runner: all outputs or none, and nothing that is no plain file.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendTo, fitsVariable, MAX_VARIABLE, requireFiles } from '../../src/runner/files.ts';
import { failureOf } from '../helpers/failures.ts';
import { ask, expectFailure, grant, startHostileServer } from '../helpers/hostile-server.ts';
import { keyValues } from '../helpers/runner.ts';
import { startKeycloakLike } from '../helpers/keycloak-like.ts';
import { runStep } from '../helpers/runner.ts';

let folder: string;
const before = process.env['GITHUB_OUTPUT'];
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
  process.env['GITHUB_OUTPUT'] = at('output');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  if (before === undefined) delete process.env['GITHUB_OUTPUT'];
  else process.env['GITHUB_OUTPUT'] = before;
});

test('what is appended is there whole, after what was there', () => {
  writeFileSync(at('output'), 'first=1\n');
  appendTo('GITHUB_OUTPUT', { a: 'one\ntwo', b: '' });
  const text = readFileSync(at('output'), 'utf8');
  expect(text.startsWith('first=1\n')).toBe(true);
  expect(keyValues(text.slice('first=1\n'.length))).toEqual({ a: 'one\ntwo', b: '' });
});

test('trying a file leaves it as it was', () => {
  writeFileSync(at('output'), 'first=1\n');
  requireFiles(process.env, ['GITHUB_OUTPUT']);
  expect(readFileSync(at('output'), 'utf8')).toBe('first=1\n');
});

test('one that is not set is no runner', () => {
  expect(
    failureOf(() => {
      requireFiles({}, ['GITHUB_OUTPUT', 'GITHUB_STATE']);
    }),
  ).toMatchObject({
    code: 'runner_missing',
    what: 'GITHUB_OUTPUT and GITHUB_STATE are not set.',
  });
});

describe.skipIf(process.platform === 'win32')('what is no plain file is refused before anything is asked', () => {
  const kinds: [string, () => void, RegExp][] = [
    [
      'a folder',
      () => {
        mkdirSync(at('output'));
      },
      /no plain file/,
    ],
    [
      'a link to a file',
      () => {
        writeFileSync(at('real'), '');
        symlinkSync(at('real'), at('output'));
      },
      /no plain file/,
    ],
    [
      'a link to nothing',
      () => {
        symlinkSync(at('real'), at('output'));
      },
      /no plain file/,
    ],
    [
      'a FIFO',
      () => {
        spawnSync('mkfifo', [at('output')]);
      },
      /no plain file/,
    ],
    ['nothing', () => undefined, /it is not there/],
  ];
  test.each(kinds)('%s', async (_, make, said) => {
    make();
    await using server = await startHostileServer(grant());
    const started = performance.now();
    expectFailure(await ask(server, { env: { GITHUB_OUTPUT: at('output') } }), 'output_failed', said, 'GITHUB_OUTPUT');
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(server.received).toHaveLength(0);
  });

  test.each(['/dev/stdout', '/dev/stderr', '/dev/null', '/dev/full'])('%s', async (GITHUB_OUTPUT) => {
    await using server = await startHostileServer(grant());
    expectFailure(await ask(server, { env: { GITHUB_OUTPUT } }), 'output_failed');
    expectFailure(await ask(server, { env: { GITHUB_STATE: GITHUB_OUTPUT } }), 'output_failed');
    expect(server.received).toHaveLength(0);
  });
});

/** A limit on the size of files stands for a disk that is full: `ulimit -f`, in units of 512 bytes or 1 KiB. */
describe.skipIf(process.platform === 'win32')('a disk that fills', () => {
  test('while outputs are written leaves none of them, and the session is ended', async () => {
    const server = await startKeycloakLike({ secret: 'disk-secret-11', accessToken: `t${'x'.repeat(60_000)}` });
    const state = at('state');
    const output = at('output');
    writeFileSync(state, '');
    writeFileSync(output, 'filler=x\n'.repeat(100));
    const script = 'ulimit -f 16; trap "" XFSZ; exec "$0" "$1"';
    const { spawn } = await import('node:child_process');
    const child = spawn('sh', ['-c', script, process.execPath, join(import.meta.dirname, '../../dist/main/index.js')], {
      env: {
        PATH: process.env['PATH'],
        GITHUB_OUTPUT: output,
        GITHUB_STATE: state,
        INPUT_CLIENT_ID: 'backend',
        INPUT_CLIENT_SECRET: 'disk-secret-11',
        INPUT_TOKEN_URL: server.tokenUrl,
      },
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise((done) => child.once('close', done));
    expect(code).toBe(1);
    expect(printed).toContain('errors.md#output_failed');
    expect(readFileSync(output, 'utf8')).toBe('filler=x\n'.repeat(100));
    const post = await runStep({ entry: 'post', state: keyValues(readFileSync(state, 'utf8')) });
    expect(post.exitCode).toBe(0);
    expect(server.open.size).toBe(0);
    server.close();
  });
});

describe('fitsVariable', () => {
  const NAME = 'INPUT_SEALED_TOKEN';
  const filled = (bytes: number): string => 'x'.repeat(bytes - `${NAME}=`.length);

  test.each([
    ['the most', filled(MAX_VARIABLE), true],
    ['a byte more', filled(MAX_VARIABLE + 1), false],
  ])('%s, as the system itself has it', (_, value, fits) => {
    expect(fitsVariable(NAME, value)).toBe(fits);
    // Linux alone has a limit for one variable that is as sharp as that.
    if (process.platform !== 'linux') return;
    const { stdout, error } = spawnSync(process.execPath, ['-p', `process.env.${NAME}.length`], {
      env: { ...process.env, [NAME]: value },
      encoding: 'utf8',
    });
    expect((error as NodeJS.ErrnoException | undefined)?.code).toBe(fits ? undefined : 'E2BIG');
    if (fits) expect(Number(stdout)).toBe(value.length);
  });

  test('counts bytes, and the name', () => {
    expect(fitsVariable('A', 'é'.repeat(MAX_VARIABLE / 2))).toBe(false);
    expect(fitsVariable('A', 'x'.repeat(MAX_VARIABLE - 2))).toBe(true);
    expect(fitsVariable('AB', 'x'.repeat(MAX_VARIABLE - 2))).toBe(false);
  });
});
