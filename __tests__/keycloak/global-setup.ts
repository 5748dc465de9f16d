import type { TestProject } from 'vitest/node';
import { Missing } from './install.ts';
import { startGithubIssuer } from '../helpers/github-issuer.ts';
import { realmKeys } from './keys.ts';
import { runningAt, type Server, startBoth } from './servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    servers: Server[];
    /** What the runner of a job with `id-token: write` offers, from the stand-in for GitHub. */
    github: Readonly<Record<string, string>>;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['KEYCLOAK_URL'];
  const started = performance.now();
  const github = await startGithubIssuer();
  project.provide('github', github.env);
  try {
    const running = given ? await runningAt(given) : await startBoth(realmKeys(github.issuer));
    const names = running.servers.map(({ name }) => name).join(' and ');
    console.log(`${names}: ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    project.provide('servers', running.servers);
    return async () => {
      await running.stop();
      github.close();
    };
  } catch (error) {
    github.close();
    if (!(error instanceof Missing)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
