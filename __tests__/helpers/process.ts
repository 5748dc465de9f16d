/**
 * A step whose process the test holds in its hand: to send it signals, to close its log, to look at its files while it runs.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyValues, root } from './runner.ts';

export interface RunningStep extends Disposable {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has printed so far. */
  readonly printed: () => string;
  readonly outputs: () => Record<string, string>;
  readonly state: () => Record<string, string>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts an entry of dist/ as a runner does. */
export function startStep(
  inputs: Readonly<Record<string, string>>,
  { entry = 'main', env = {} }: { readonly entry?: string; readonly env?: Readonly<Record<string, string>> } = {},
): RunningStep {
  const folder = mkdtempSync(join(tmpdir(), 'step-'));
  const file = (name: string): string => join(folder, name);
  for (const name of ['output', 'state']) writeFileSync(file(name), '');
  const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  const child = spawn(process.execPath, [join(root, 'dist', entry, 'index.js')], {
    env: { PATH: process.env['PATH'], GITHUB_OUTPUT: file('output'), GITHUB_STATE: file('state'), ...given, ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return {
    child,
    printed: () => text,
    outputs: () => keyValues(readFileSync(file('output'), 'utf8')),
    state: () => keyValues(readFileSync(file('state'), 'utf8')),
    ended: new Promise((done) =>
      child.once('close', (code, signal) => {
        done(code ?? signal);
      }),
    ),
    [Symbol.dispose]: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
