import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { keep } from './keep.ts';

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What a test run is to a server: a process that keeps a command and its child, and says which processes these are. */
const keeping = `
  const { keep } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'keep.ts')).href)});
  const kept = keep(['sh', '-c', 'sleep 60 & echo pids $$ $!; wait'], { PATH: process.env.PATH }, process.argv[1]);
  console.log((await kept.line(/pids .*/))[0]);
  setInterval(() => {}, 1000);
`;

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('a run that ends by %s leaves no process and no folder', async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  writeFileSync(join(folder, 'database'), '');
  const run = spawn(process.execPath, ['--input-type=module', '-e', keeping, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(run.stdout, 'data')) as [Buffer];
  const pids = said.toString().match(/\d+/g)?.map(Number) ?? [];
  expect(pids.map(runs)).toEqual([true, true]);
  run.kill(signal);
  await expect.poll(() => [...pids.map(runs), existsSync(folder)], { timeout: 10_000 }).toEqual([false, false, false]);
});

test('a command that never says it is ready is not waited for', async () => {
  const silent = keep(['sh', '-c', 'echo started with errors; sleep 60'], { PATH: process.env['PATH'] });
  await expect(silent.line(/ready/, 500)).rejects.toThrow('sh did not say /ready/ in 0.5 s:\nstarted with errors');
  await silent.stop();
});

test('a command that fails says how', async () => {
  const failing = keep(['sh', '-c', 'echo no memory; exit 3'], { PATH: process.env['PATH'] });
  await expect(failing.line(/ready/)).rejects.toThrow('sh ended with 3:\nno memory');
  await expect(failing.done()).rejects.toThrow('no memory');
  await expect(keep(['no-such-command'], {}).done()).rejects.toThrow('ENOENT');
});
