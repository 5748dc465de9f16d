/**
 * Steps and commands on Windows, as its runner starts them.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject, test } from 'vitest';
import { type Entry, runStep, type StepOptions, type StepResult } from '../helpers/runner.ts';
import type { Order, Printed } from './agent.ts';
import { driveD, windowsPath } from './install.ts';

export const secret = 'windows-secret-5f0c9b21';
const { agent, node } = inject('windows') ?? { agent: '', node: '' };
export const windowsTest = test.skipIf(agent === '');

async function order(what: Order): Promise<Printed> {
  return (await (await fetch(agent, { method: 'POST', body: JSON.stringify(what) })).json()) as Printed;
}

/** A folder on D: that goes with its test. */
export function folderOnD(name = 'it é 用户 & '): Disposable & { readonly path: string } {
  mkdirSync(join(driveD, 'a'), { recursive: true });
  const path = mkdtempSync(join(driveD, 'a', name));
  return {
    path,
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true });
    },
  };
}

/** An entry of dist/ by Node for Windows. */
export async function run({ path, env, cwd }: Entry): Promise<Pick<StepResult, 'exitCode' | 'raw'>> {
  const names = /^(GITHUB_(OUTPUT|STATE|STEP_SUMMARY)|RUNNER_TEMP|NODE_EXTRA_CA_CERTS)$/; // their values are paths
  const translated = Object.entries(env).flatMap(([name, value]) =>
    value === undefined || name === 'PATH' ? [] : [[name, names.test(name) ? windowsPath(value) : value] as const],
  );
  const args = [`"${windowsPath(path)}"`];
  const printed = await order({ program: node, args, env: Object.fromEntries(translated), cwd: windowsPath(cwd) });
  return { exitCode: printed.exitCode, raw: printed.stderr + printed.stdout };
}

export const windowsStep = (options: StepOptions): Promise<StepResult> => runStep({ secrets: [secret], run, ...options });

/** The main step. */
export function mainAt(token_url: string, inputs: object = {}, options: StepOptions = {}): Promise<StepResult> {
  return windowsStep({ ...options, inputs: { client_id: 'arkane-ci', client_secret: secret, token_url, ...inputs } });
}

/** What cmd makes of `line`. A program that starts a batch file, such as PowerShell, has Windows call cmd in the same way. */
export function inCmd(line: string, env: Order['env'], hold: readonly string[] = []): Promise<Printed> {
  return order({ program: 'cmd.exe', args: ['/d', '/s', '/c', `"${line}"`], env, hold: hold.map(windowsPath) });
}

/** A `run:` with `shell: cmd`, as the runner starts it. */
export async function cmdStep(folder: string, lines: readonly string[], env: Order['env']): Promise<Printed> {
  const script = join(folder, 'step.cmd');
  writeFileSync(script, ['@echo off', ...lines, ''].join('\r\n'));
  const printed = await inCmd(`CALL "${windowsPath(script)}"`, env);
  rmSync(script);
  return printed;
}
