/**
 * Before the workers start: Wine, Node for Windows, and the agent that starts steps there.
 */
import { spawn } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { install, Missing, windowsPath } from './install.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The agent's URL, and the path of Node for Windows; undefined where the suite is skipped. */
    windows: { readonly agent: string; readonly node: string } | undefined;
  }
}

export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  try {
    const { wine, node, env } = install();
    const args = [node, windowsPath(`${import.meta.dirname}/agent.ts`)];
    const child = spawn(wine, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
    const port = await new Promise<string>((done, failed) => {
      child.stdout.once('data', (chunk: Buffer) => {
        done(String(chunk));
      });
      child.once('exit', () => {
        failed(new Error('Node for Windows does not start under Wine: remove .cache/windows'));
      });
    });
    project.provide('windows', { agent: `http://127.0.0.1:${port}`, node: windowsPath(node) });
    return () => child.stdin.end();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`test:windows is skipped: ${error.message}`);
    return undefined;
  }
}
