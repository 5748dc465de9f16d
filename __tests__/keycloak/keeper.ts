/**
 * Runs a command for as long as stdin is open, then ends it with all it started and removes a folder. Whoever holds the other end of
 * stdin may die in any way, of SIGKILL too: nothing is left.
 * Usage: node keeper.ts FOLDER COMMAND ARGUMENT...
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const PATIENCE = 5_000; // milliseconds for an orderly end

const [folder = '', command = '', ...args] = process.argv.slice(2);
// A process group of its own, so that what the command starts can be ended with it.
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });

function signal(name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  } catch {
    // The group is gone already.
  }
}

process.stdin.resume().once('close', () => {
  signal('SIGTERM');
  setTimeout(signal, PATIENCE, 'SIGKILL').unref();
});
child.once('error', ({ message }) => {
  console.error(message);
  process.exit(127);
});
child.once('exit', (code) => {
  signal('SIGKILL');
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
