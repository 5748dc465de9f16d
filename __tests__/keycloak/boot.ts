/**
 * Starts one server in the folder of its run.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Tools } from './install.ts';
import { startFront } from './front.ts';
import { keep } from './keep.ts';
import type { Paths, Release } from './releases.ts';

interface Booted {
  readonly origin: string;
  /** The same over TLS. */
  readonly tlsOrigin: string;
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
  if (release.imports && paths.realms.length > 0) await keep([java, ...release.imports(paths)], env).done();
  const server = keep([java, ...release.command(paths)], env, removed);
  const [[, port = ''], [, tlsPort = '']] = await Promise.all([
    server.line(release.listening),
    paths.tls !== '' && release.listeningTls ? server.line(release.listeningTls) : [],
    server.line(release.ready),
  ]);
  const origin = `http://127.0.0.1:${port}`;
  if (paths.tls === '' || release.listeningTls) return { origin, tlsOrigin: `https://127.0.0.1:${tlsPort}`, stop: server.stop };
  const front = await startFront(paths.tls, origin);
  const stop = async (): Promise<void> => {
    front.close();
    await server.stop();
  };
  return { origin, tlsOrigin: front.origin, stop };
}
