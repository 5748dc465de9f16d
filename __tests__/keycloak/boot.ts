/**
 * Starts one server in the folder of its run.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Tools } from './install.ts';
import { keep } from './keep.ts';
import type { Paths, Release } from './releases.ts';

export interface Booted {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** A new folder for one run, in the cache: a path that is not removed even in the worst case is at least ignored. */
export function runFolder(cache: string): string {
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, 'run-'));
}

/** Resolves when the server is ready. `removed` is removed when it ends; '' for nothing. */
export async function boot(release: Release, { java, env }: Tools, paths: Paths, removed = paths.run): Promise<Booted> {
  release.prepare(paths);
  const server = keep([java, ...release.command(paths)], env, removed);
  const [[, port = '']] = await Promise.all([server.line(release.listening), server.line(release.ready)]);
  return { origin: `http://127.0.0.1:${port}`, stop: server.stop };
}
