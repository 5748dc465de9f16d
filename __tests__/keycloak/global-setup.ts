import type { TestProject } from 'vitest/node';
import { rmSync } from 'node:fs';
import startEngine from '../act/global-setup.ts';
import { runFolder } from './boot.ts';
import { cache } from './install.ts';
import { startGithubIssuer } from '../helpers/github-issuer.ts';
import { realmKeys } from './keys.ts';
import { type ClientPairs, prepareTls } from './tls.ts';
import { runningAt, type Server, startAll } from './servers.ts';
import { Missing } from './versions.ts';

declare module 'vitest' {
  interface ProvidedContext {
    servers: Server[];
    /** What the runner of a job with `id-token: write` offers, from the stand-in for GitHub. */
    github: Readonly<Record<string, string>>;
    /** The same of the stand-in for a Kubernetes cluster, whose tokens are of the same kind. */
    cluster: Readonly<Record<string, string>>;
    /** What clients show. */
    pairs: ClientPairs;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['KEYCLOAK_URL'];
  const started = performance.now();
  const github = await startGithubIssuer();
  const cluster = await startGithubIssuer();
  const tls = runFolder(cache);
  const closeEngine = startEngine(project);
  project.provide('github', github.env);
  project.provide('cluster', cluster.env);
  project.provide('pairs', await prepareTls(tls));
  const close = (): void => {
    github.close();
    cluster.close();
    closeEngine();
    rmSync(tls, { recursive: true, force: true });
  };
  try {
    const running = given ? await runningAt(given) : await startAll(realmKeys(github.issuer, cluster.issuer), tls);
    const names = running.servers.map(({ name }) => name).join(' and ');
    console.log(`${names}: ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    project.provide('servers', running.servers);
    return async () => {
      await running.stop();
      close();
    };
  } catch (error) {
    close();
    if (!(error instanceof Missing)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
