/**
 * The files of the runner: nothing that is no plain file, and no output that could come without the others.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ErrorCode } from '#report/texts.ts';
import { fitsVariable, MAX_VARIABLE, requireFile, writeOutputs, writeState } from '#runner/files.ts';
import { failureOf } from '../helpers/failures.ts';
import { ask, expectFailure, grant, startHostileServer } from '../helpers/hostile-server.ts';
import { startKeycloakLike } from '../helpers/keycloak-like.ts';
import { keyValues, root, runStep } from '../helpers/runner.ts';

let folder: string;
const before = process.env['GITHUB_OUTPUT'];
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
  process.env['GITHUB_OUTPUT'] = at('output');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  delete process.env['GITHUB_STATE'];
  if (before === undefined) delete process.env['GITHUB_OUTPUT'];
  else process.env['GITHUB_OUTPUT'] = before;
});

test('outputs come after what was there, and access_token is the last', () => {
  writeFileSync(at('output'), 'first<<x\n1\nx\n');
  requireFile('GITHUB_OUTPUT');
  expect(readFileSync(at('output'), 'utf8')).toBe('first<<x\n1\nx\n'); // trying it leaves it as it was
  writeOutputs({ access_token: 'a-token', a: 'one\ntwo', b: '' });
  const found = keyValues(readFileSync(at('output'), 'utf8'));
  expect(Object.entries(found)).toEqual([
    ['first', '1'],
    ['a', 'one\ntwo'],
    ['b', ''],
    ['access_token', 'a-token'],
  ]);
});

test('state is written, the last counts', () => {
  process.env['GITHUB_STATE'] = at('state');
  writeFileSync(at('state'), '');
  writeState('session', 'one');
  writeState('session', '{"a":"%0A\\n"}');
  expect(keyValues(readFileSync(at('state'), 'utf8'))).toEqual({ session: '{"a":"%0A\\n"}' });
});

const plain = process.platform !== 'win32';
const asUser = process.getuid?.() !== 0; // who is root can write everything
describe.skipIf(!plain)('without a plain file that can be written the step is red, and nothing is asked or printed', () => {
  const kinds: [string, () => string | undefined, ErrorCode][] = [
    ['is not set', () => undefined, 'runner_missing'],
    ['is empty', () => '', 'runner_missing'],
    ['is not there', () => at('none'), 'output_failed'],
    ['is a folder', () => folder, 'output_failed'],
    [
      'is a link to a file',
      () => {
        writeFileSync(at('real'), '');
        symlinkSync(at('real'), at('link'));
        return at('link');
      },
      'output_failed',
    ],
    [
      'is a link to nothing',
      () => {
        symlinkSync(at('real'), at('link'));
        return at('link');
      },
      'output_failed',
    ],
    [
      'is a FIFO',
      () => {
        spawnSync('mkfifo', [at('fifo')]);
        return at('fifo');
      },
      'output_failed',
    ],
    ...['/dev/stdout', '/dev/stderr', '/dev/null', '/dev/full'].map((path): (typeof kinds)[0] => [
      `is ${path}`,
      () => path,
      'output_failed',
    ]),
  ];
  const cases = ['GITHUB_OUTPUT', 'GITHUB_STATE'].flatMap((name) =>
    kinds.map(([how, make, code]) => ({ name, how, make, code })),
  );

  test.each(cases)('$name $how', async ({ name, make, code }) => {
    await using server = await startHostileServer(grant({ refresh_token: 'a-refresh-token-of-length' }));
    const result = await ask(server, { env: { [name]: make() }, secrets: ['a-refresh-token-of-length'] });
    expectFailure(result, code, name);
    expect(result.raw).not.toMatch(/::(set-output|save-state)/);
    expect(result.took).toBeLessThan(10_000); // nobody waits for a reader of a FIFO
    expect(server.received).toHaveLength(0);
  });

  test.skipIf(!asUser).each(['GITHUB_OUTPUT', 'GITHUB_STATE'])(
    '%s is another user’s, with the fix for containers',
    async (name) => {
      writeFileSync(at('closed'), '');
      chmodSync(at('closed'), 0o400);
      await using server = await startHostileServer(grant());
      expectFailure(await ask(server, { env: { [name]: at('closed') } }), 'output_failed', name, 'EACCES', /--user/);
      expect(server.received).toHaveLength(0);
    },
  );

  test('called: another error than of a file stays what it is', () => {
    mkdirSync(at('output'));
    expect(
      failureOf(() => {
        writeOutputs({ a: 'b' });
      }).error.id,
    ).toBe('output_failed/no_file');
    rmSync(at('output'), { recursive: true });
    writeFileSync(at('output'), '');
    expect(() => {
      writeOutputs({ a: 1n as never });
    }).toThrow(TypeError);
  });
});

/** A limit on the size of files stands for a disk that is full: `ulimit -f`, in units of 512 bytes or 1 KiB. */
test.skipIf(!plain)('a disk that fills while outputs are written leaves no access_token, and the session is ended', async () => {
  const server = await startKeycloakLike({ secret: 'disk-secret-11', accessToken: `t${'x'.repeat(60_000)}` });
  const [state, output] = [at('state'), at('output')];
  for (const file of [state, output]) writeFileSync(file, '');
  const script = 'ulimit -f 16; trap "" XFSZ; exec "$0" "$1"';
  const child = spawn('sh', ['-c', script, process.execPath, join(root, 'dist/main/index.js')], {
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
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(printed).toContain('errors.md#output_failed');
  // What is cut off has no end, which the runner refuses as a whole.
  const [, delimiter = ''] = /access_token<<(\S+)/.exec(readFileSync(output, 'utf8')) ?? [];
  expect(readFileSync(output, 'utf8').split(delimiter)).toHaveLength(2);
  const post = await runStep({ entry: 'post', state: keyValues(readFileSync(state, 'utf8')) });
  expect(post.exitCode).toBe(0);
  expect(server.open.size).toBe(0);
  server.close();
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
