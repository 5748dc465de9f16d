/**
 * A job whose main step gave a token command, and calls of that command as a later step makes them.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { assertUnreadable, runStep, type StepResult } from './runner.ts';

export interface Called {
  readonly exitCode: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds. */
  readonly took: number;
}

interface Call {
  readonly result: Promise<Called>;
  readonly kill: () => void;
}

export interface CommandJob extends Disposable {
  readonly main: StepResult;
  /** RUNNER_TEMP. */
  readonly temp: string;
  readonly command: string;
  readonly folder: string;
  /** What is secret in this job: to be told of every token. */
  readonly secrets: Set<string>;
  /** A call of the command. No secret but the masks and the token can be read in what it prints. */
  call(args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Called>;
  /** The same, to be killed. */
  start(args?: readonly string[], env?: Readonly<Record<string, string>>): Call;
  /** The post step of the job. */
  post(env?: Readonly<Record<string, string>>): Promise<StepResult>;
}

/** Runs the main step with `token_command: true`. */
export async function startCommandJob(
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<CommandJob> {
  const temp = mkdtempSync(join(tmpdir(), 'a runner 100% '));
  const main = await runStep({ inputs: { ...inputs, token_command: 'true' }, env: { ...env, RUNNER_TEMP: temp } });
  expect(main.raw).not.toContain('::error');
  const { token_command: command = '' } = main.outputs;
  const folder = dirname(command);
  // Tests remove the folder: it must be the one that was just made.
  if (!folder.startsWith(join(temp, 'token-command-'))) throw new Error(`The main step gave no command: ${main.raw}`);
  const secrets = new Set([inputs['client_secret'] ?? '', main.outputs['refresh_token'] ?? ''].filter(Boolean));
  const start: CommandJob['start'] = (args = [], more = {}) => startCall(command, args, { ...env, ...more }, secrets);
  return {
    main,
    temp,
    command,
    folder,
    secrets,
    start,
    call: async (args, more) => start(args, more).result,
    post: async (more = {}) => {
      const post = await runStep({
        entry: 'post',
        state: main.state,
        env: { ...env, ...more, RUNNER_TEMP: temp },
        secrets: [...secrets],
        patience: 90_000,
      });
      expect(post.exitCode).toBe(0);
      expect(readdirSync(temp)).toEqual([]);
      return post;
    },
    [Symbol.dispose]: () => {
      rmSync(temp, { recursive: true, force: true });
    },
  };
}

function startCall(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  secrets: ReadonlySet<string>,
): Call {
  const started = performance.now();
  const child = spawn(command, args, { env: { PATH: process.env['PATH'], ...env } });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk: Buffer) => (printed[name] += String(chunk)));
  return {
    kill: () => child.kill('SIGKILL'),
    result: new Promise((done, failed) => {
      child.once('error', failed).once('close', (code, signal) => {
        try {
          const told = printed.stderr.replaceAll(/^::add-mask::.*$/gm, '');
          const token = printed.stdout.replace('Authorization: Bearer ', '').trim();
          for (const secret of [...secrets, token]) if (secret.length > 8) assertUnreadable(secret, told, 'standard error');
          // Two JWTs of one session have claims in common: the signature is a token's own.
          for (const secret of secrets) assertUnreadable(secret.split('.').at(-1) ?? '', printed.stdout, 'standard output');
          // The credential is not even printed as a mask: the runner has it.
          done({ exitCode: code ?? signal, ...printed, took: performance.now() - started });
        } catch (error) {
          failed(error instanceof Error ? error : new Error(String(error)));
        }
      });
    }),
  };
}
