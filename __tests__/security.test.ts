/**
 * Holds docs/security.md to the code: its invariants have tests, its sizes are those of dist/, and what alarms a reader of dist/ never
 * runs.
 */
import { HttpClient } from '@actions/http-client';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { textOf } from './helpers/documents.ts';
import { askOnce, expectFailure, grant, reply, token, type Behaviour } from './helpers/hostile-server.ts';
import { root } from './helpers/runner.ts';

const page = textOf('docs/security.md');
const TOLERANCE = 0.1; // of a size

const sectionOf = (heading: string): string => page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';

/** The cells of the rows under `heading`. */
function rowsUnder(heading: string): string[][] {
  const rows = sectionOf(heading).match(/^\| .*\|$/gm) ?? [];
  return rows.slice(2).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  );
}

describe('the invariants', () => {
  const invariants = Array.from(sectionOf('Invariants').matchAll(/^(\d+)\. (.+)$/gm), ([, number = '', text = '']) => ({
    number,
    tests: [...text.matchAll(/`([\w./-]+\.test\.ts)`: ((?:"[^"]+"(?:, )?)+)/g)].flatMap(([, file = '', names = '']) =>
      Array.from(names.matchAll(/"([^"]+)"/g), ([, name = '']) => ({ number, file, name })),
    ),
  }));

  test('are there, each with its tests', () => {
    expect(invariants.length).toBeGreaterThan(15);
    expect(invariants.filter(({ tests }) => tests.length === 0)).toEqual([]);
  });

  test.each(invariants.flatMap(({ tests }) => tests))('$number: $file has "$name"', ({ file, name }) => {
    const path = join('__tests__', file);
    expect(existsSync(join(root, path)), path).toBe(true);
    const text = textOf(path);
    const titles = [name, name.replaceAll("'", String.raw`\'`)].flatMap((title) =>
      [`'${title}'`, `"${title}"`, `\`${title}\``].map((quoted) => text.indexOf(quoted)),
    );
    const at = Math.max(...titles);
    expect(at, `no test of that name is in ${path}`).toBeGreaterThan(-1);
    const call = text.slice(Math.max(0, text.lastIndexOf('\n', text.lastIndexOf('\n', at) - 1)), at);
    expect(call).not.toMatch(/\.(skip|todo|only)\b/);
  });
});

describe('the sizes', () => {
  const sizes = rowsUnder('The short answer').map(([name = '', command = '', lines, kB]) => ({
    name,
    command: command.replaceAll('`', ''),
    lines: Number(lines?.replace(',', '')),
    kB: Number(kB?.replace(',', '')),
  }));

  test('are there', () => {
    expect(sizes.length).toBeGreaterThan(2);
  });

  test.skipIf(process.platform === 'win32').each(sizes)('$name', ({ command, lines, kB }) => {
    const { stdout, status } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect(status).toBe(0);
    const [countedLines = 0, bytes = 0] = stdout.trim().split(/\s+/).map(Number);
    const counted = `the table says ${String(lines)} lines, ${String(kB)} kB; \`${command}\` counts ${String(countedLines)} and ${String(Math.round(bytes / 1000))}`;
    expect(Math.abs(lines - countedLines) / countedLines, counted).toBeLessThan(TOLERANCE);
    expect(Math.abs(kB * 1000 - bytes) / bytes, counted).toBeLessThan(TOLERANCE);
  });

  /** The files of dist/ that a step reads, as V8 lists them. */
  async function readBy(script: Behaviour): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
    try {
      const result = await askOnce(script, { env: { NODE_V8_COVERAGE: folder } });
      if (result.exitCode === 0) expect(result.outputs['access_token']).toBe(token);
      else expectFailure(result, 'answer_invalid');
      const [file = ''] = readdirSync(folder);
      const { result: scripts } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { result: { url: string }[] };
      return scripts.flatMap(({ url }) => /\/dist\/(.+)$/.exec(url)?.[1] ?? []).sort();
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test('a green step reads the two files that the page counts, and a red one more', async () => {
    const green = await readBy(grant());
    expect(green).toEqual(['lib/index.js', 'main/index.js']);
    expect((await readBy(reply('no'))).length).toBeGreaterThan(green.length);
  });
});

test('each setting of the repository has the command that shows it', () => {
  const settings = rowsUnder('Assumptions');
  expect(settings.length).toBeGreaterThan(5);
  for (const [setting, command] of settings)
    expect([setting, command]).toEqual([setting, expect.stringMatching(/^`gh api repos\//)]);
});

describe('what alarms a reader', () => {
  const dist = globSync('dist/**/*.js', { cwd: root }).map((file) => ({ file: basename(file), text: textOf(file) }));
  const all = dist.map(({ text }) => text).join('\n');
  const sources = globSync('src/**/*.ts', { cwd: root }).map(textOf).join('\n');

  test('rejectUnauthorized: false is behind an option that this action never sets', () => {
    const guarded = all.match(/if \(usingSsl && this\._ignoreSslError\)\s.*rejectUnauthorized: false/g);
    expect(all.match(/rejectUnauthorized: false/g)).toHaveLength(guarded?.length ?? 0);
    expect(all.match(/_ignoreSslError = .*/g)).toEqual([
      '_ignoreSslError = false;',
      '_ignoreSslError = requestOptions.ignoreSslError;',
    ]);
    expect(sources).not.toContain('ignoreSslError');
    expect(sources.match(/rejectUnauthorized.*/g)).toEqual(['rejectUnauthorized: true,']);
    const options = { keepAlive: true };
    expect(sources.match(/new HttpClient\(.*\)/g)).toEqual(["new HttpClient('arkane-token-action', [], { keepAlive: true })"]);
    expect(new HttpClient('arkane-token-action', [], options)).toMatchObject({ _ignoreSslError: false, requestOptions: options });
  });

  test('what follows redirects is never called', () => {
    expect(all.match(/HttpRedirectCodes\.includes/g)).toHaveLength(1);
    const follows = /^(\s+)request\(verb[^]*?^\1\}$/m.exec(all)?.[0] ?? '';
    expect(follows).toContain('HttpRedirectCodes.includes');
    const called = [...sources.matchAll(/\bclient\.(\w+)\(/g)].map(([, name]) => name);
    expect([...new Set(called)].sort()).toEqual(['dispose', 'getAgent', 'requestRaw']);
    // Nothing else that is called comes to it.
    const raw = /^\s+requestRaw\([^]*?(?=^\s+getAgentDispatcher\()/m.exec(all)?.[0] ?? '';
    expect(raw).toContain('requestRawWithCallback(info, data, onResult)');
    expect(raw).not.toMatch(/this\.(request|get|post)\(/);
  });

  test('a shell, PowerShell, undici and the OIDC client of the toolkit are not there', () => {
    expect(all).not.toMatch(/powershell|node_modules\/undici|node_modules\/@actions\/(exec|io)|class OidcClient/i);
  });

  test('dist/ loads these parts of Node alone', () => {
    const loaded = [...all.matchAll(/\brequire\('([^']+)'\)/g)].map(([, name = '']) => name.replace(/^node:/, ''));
    const [own, parts] = [loaded.filter((name) => name.startsWith('.')), loaded.filter((name) => !name.startsWith('.'))];
    for (const name of own) expect(globSync(`dist/{lib,command}/${basename(name)}`, { cwd: root }), name).not.toEqual([]);
    expect([...new Set(parts)].sort()).toEqual(
      'assert crypto events fs http https net os path tls url util zlib'.split(' '), // no child_process, worker_threads, vm, dgram
    );
    expect(all).not.toMatch(/\beval\(|new Function\(|createServer\(|\.listen\(|process\.binding/);
  });

  test("dist/ names no token of GitHub's but the one for ID tokens", () => {
    expect(all).not.toMatch(/GITHUB_TOKEN|RUNTIME_TOKEN/);
    expect([...new Set(all.match(/ACTIONS_\w*TOKEN\w*/g))].sort()).toEqual([
      'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
      'ACTIONS_ID_TOKEN_REQUEST_URL',
    ]);
  });
});
