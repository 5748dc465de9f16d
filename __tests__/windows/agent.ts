/**
 * Runs under Wine in place of the runner: starts programs of Windows with pipes and a console, and holds files open. It is asked
 * by HTTP, since Node for Windows cannot use the pipes of Linux, and stops when its standard input ends.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync, read, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Order {
  readonly program: string;
  /** As they stand on a command line. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Files that are open while the program runs. */
  readonly hold?: readonly string[];
}

export interface Printed {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is in the environment of every program of Windows. */
const base = Object.fromEntries(['SystemRoot', 'ComSpec', 'PATH', 'PATHEXT', 'TEMP'].map((name) => [name, process.env[name]]));

async function carryOut({ program, args, env, cwd, hold = [] }: Order): Promise<Printed> {
  const held = hold.map((file) => openSync(file, 'r'));
  const printed = { stdout: '', stderr: '' };
  const child = spawn(program, args, { env: { ...base, ...env }, cwd, windowsHide: true, windowsVerbatimArguments: true });
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk: string) => (printed[name] += chunk));
  const exitCode = await new Promise<number | null>((done) => child.once('close', done));
  for (const file of held) closeSync(file);
  return { exitCode, ...printed };
}

const server = createServer((request, response) => {
  void json(request).then(async (order) => response.end(JSON.stringify(await carryOut(order as Order))));
});
server.listen(0, '127.0.0.1', () => writeSync(1, String((server.address() as AddressInfo).port)));
read(0, () => process.exit());
