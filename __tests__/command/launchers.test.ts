import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchersOf } from '../../src/command/launchers.ts';

test('paths and arguments arrive as they are, whatever is in them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'launchers-'));
  try {
    const odd = join(folder, `it's $HOME \`id\` "q" 100% \\ a`);
    mkdirSync(odd);
    const script = join(odd, 'script.cjs');
    writeFileSync(script, 'console.log(JSON.stringify(process.argv.slice(1)))');
    const launcher = join(folder, 'token');
    writeFileSync(launcher, launchersOf(process.execPath, script, odd).token);
    chmodSync(launcher, 0o700);
    const { stdout } = spawnSync(launcher, ['--header', "a 'b' $c"], { encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual([script, odd, '--header', "a 'b' $c"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a batch file has its paths in quotation marks, its percent signs doubled, and the lines of Windows', () => {
  const { 'token.cmd': text } = launchersOf('C:\\Program Files\\node.exe', 'D:\\a\\100%\\index.js', 'D:\\a\\_temp\\x');
  expect(text).toBe('@"C:\\Program Files\\node.exe" "D:\\a\\100%%\\index.js" "D:\\a\\_temp\\x" %*\r\n');
});
