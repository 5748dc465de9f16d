import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { launchers } from '../../src/command/launchers.ts';

let folder = '';
const [execPath, entry] = [process.execPath, process.argv[1] ?? ''];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launchers-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.execPath = execPath;
  process.argv[1] = entry;
});

interface Called {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the launcher of a main step in `place` that had `env`, from a step with `calling`. */
function call(place: string, env: Record<string, string>, args: string[] = [], calling: Record<string, string> = {}): Called {
  mkdirSync(join(place, 'command'), { recursive: true });
  const script = 'process.stdout.write(JSON.stringify({ args: process.argv.slice(2), env: process.env }))';
  writeFileSync(join(place, 'package.json'), '{}');
  writeFileSync(join(place, 'command/index.js'), script);
  process.argv[1] = join(place, 'main/index.js');
  const launcher = join(folder, 'token');
  writeFileSync(launcher, launchers(place, env).token);
  chmodSync(launcher, 0o700);
  const { stdout, stderr } = spawnSync(launcher, args, { encoding: 'utf8', env: { PATH: process.env['PATH'], ...calling } });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Called;
}

describe('token', () => {
  test.each([`it's $HOME \`id\` "q" 100% \\ a`, '-n', 'é 用户', '$(id)\nsecond line', "''"])(
    'paths and arguments arrive as they are: %j',
    (odd) => {
      const place = join(folder, odd);
      expect(call(place, {}, ['--header', odd, ''])).toMatchObject({ args: [place, '--header', odd, ''] });
    },
  );

  test("has main's way of running and reaching the server, not that of the step that calls it", () => {
    const own = {
      NODE_OPTIONS: `--title="it's main"`,
      https_proxy: 'http://user:p%40$s@proxy:1',
      NO_PROXY: '*',
      NODE_USE_SYSTEM_CA: '0',
    };
    const calling = {
      NODE_OPTIONS: '-r dd-trace/ci/init',
      NODE_EXTRA_CA_CERTS: '/nowhere.pem',
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: 'http://127.0.0.1:9',
      HTTP_PROXY: 'http://127.0.0.1:9',
      http_proxy: 'http://127.0.0.1:9',
      no_proxy: 'none',
      OTHER: 'kept',
    };
    const { env } = call(join(folder, 'place'), { ...own, OTHER: 'of main' }, [], calling);
    const shell = ['PATH', 'PWD', 'OLDPWD', 'SHLVL', '_'];
    expect(Object.fromEntries(Object.entries(env).filter(([name]) => !shell.includes(name)))).toEqual({ ...own, OTHER: 'kept' });
  });
});

describe('token.cmd', () => {
  test('has the lines of Windows, carets before what the shell would read, percent signs doubled, and its folder by %~dp0', () => {
    process.execPath = 'C:\\Program Files\\100%\\node.exe';
    const env = { https_proxy: 'http://u:p%40w@proxy', NODE_OPTIONS: '--title="a & b" --no-warnings' };
    const text = launchers('D:\\a\\_temp\\用户 é & %x%', env)['token.cmd'];
    expect(text).not.toMatch(/(?<!\r)\n/);
    const lines = text.split('\r\n');
    expect(lines.slice(0, 2)).toEqual(['@echo off', 'setlocal']);
    expect(lines.slice(2, -2).sort()).toEqual([
      'set HTTPS_PROXY=http://u:p%%40w@proxy',
      'set HTTP_PROXY=',
      'set NODE_EXTRA_CA_CERTS=',
      'set NODE_OPTIONS=--title=^"a ^& b^" --no-warnings',
      'set NODE_USE_ENV_PROXY=',
      'set NODE_USE_SYSTEM_CA=',
      'set NO_PROXY=',
    ]);
    const script = resolve(entry, '../../command/index.js').replaceAll('%', '%%');
    expect(lines.slice(-2)).toEqual([`"C:\\Program Files\\100%%\\node.exe" "${script}" "%~dp0." %*`, '']);
  });

  test.each([
    ['C:\\Users\\José\\node.exe', {}],
    ['C:\\node.exe', { NODE_EXTRA_CA_CERTS: 'D:\\证书.pem' }],
  ])('is read as UTF-8 where %j is in it, with %j', (path, env) => {
    process.execPath = path;
    expect(launchers('D:\\a', env)['token.cmd'].split('\r\n')[2]).toBe('chcp 65001 >nul');
  });
});
