/**
 * Starts commands that end when this process does, however it ends.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const KEPT_LINES = 40;
const PATIENCE = 240_000; // milliseconds

interface Kept {
  /**
   * Resolves with the match of the first line that `pattern` matches; rejects, with the last lines, when the command ends before, or
   * `patience` (milliseconds) is over: a server may start with errors, and never say that it is ready.
   */
  line(pattern: RegExp, patience?: number): Promise<RegExpExecArray>;
  /** Ends the command and removes its folder. */
  readonly stop: () => Promise<void>;
  /** Resolves when the command has ended by itself; rejects, with the last lines, when it failed. */
  done(): Promise<void>;
}

/** Runs `command` with `env` alone as its environment. `folder` is removed when it ends; '' for none. */
export function keep(command: readonly string[], env: NodeJS.ProcessEnv, folder = ''): Kept {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts'), folder, ...command], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C reaches the whole foreground: the keeper must outlive it to clean up.
    detached: true,
  });
  const last: string[] = [];
  const listeners = new Set<(line: string) => void>();
  for (const stream of [keeper.stdout, keeper.stderr]) {
    createInterface(stream).on('line', (line) => {
      last.push(line);
      last.splice(0, last.length - KEPT_LINES);
      for (const listener of listeners) listener(line);
    });
  }
  keeper.stdin.on('error', () => undefined); // it ended first
  const ended = once(keeper, 'close') as Promise<[number | null]>;
  const failure = (how: string): Error => new Error(`${command.slice(0, 1).join()} ${how}:\n${last.join('\n')}`);
  const ending = (code: number | null): Error => failure(`ended with ${String(code)}`);

  return {
    line: (pattern, patience = PATIENCE) =>
      new Promise((found, reject) => {
        const listener = (line: string): void => {
          const match = pattern.exec(line);
          if (!match) return;
          listeners.delete(listener);
          clearTimeout(late);
          found(match);
        };
        listeners.add(listener);
        const late = setTimeout(() => {
          reject(failure(`did not say ${String(pattern)} in ${String(patience / 1000)} s`));
        }, patience);
        void ended.then(([code]) => {
          clearTimeout(late);
          reject(ending(code));
        });
      }),
    stop: async () => {
      keeper.stdin.end();
      await ended;
    },
    done: async () => {
      const [code] = await ended;
      if (code !== 0) throw ending(code);
    },
  };
}
