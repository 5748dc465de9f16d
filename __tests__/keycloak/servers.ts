/**
 * The real servers of a test run: both generations, or the one that KEYCLOAK_URL names.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boot, runFolder } from './boot.ts';
import { cache, findTools, install, Missing } from './install.ts';
import { type Generation, realm, type RealmKeys, refusingRealms } from './realm.ts';
import { releases } from './releases.ts';

/** What tests need to know of a server. Plain data: it is handed to the processes of the tests. */
export interface Server {
  readonly name: string;
  /** Undefined for a server that ran already, unless KEYCLOAK_GENERATION tells. */
  readonly generation: Generation | undefined;
  /** Whether its realm trusts the stand-in for GitHub, which a realm that was imported before does not know. */
  readonly federated: boolean;
  /** `http://host:port`, with `/auth` in older generations. */
  readonly base: string;
  /** The same over TLS that asks for a certificate; undefined for a server that ran already. */
  readonly tlsBase?: string;
  /** Where its kcadm.sh is; undefined for a server that ran already. */
  readonly bin?: string;
}

export interface Running {
  readonly servers: Server[];
  readonly stop: () => Promise<void>;
}

/**
 * The server at `url`, which runs already, with the realm that realm.ts makes.
 * @throws Missing
 */
export async function runningAt(url: string): Promise<Running> {
  const base = url.replace(/\/+$/, '');
  const answer = await fetch(`${base}/realms/Arkane`).catch(() => undefined);
  if (answer?.status !== 200) {
    throw new Missing(
      `${base}/realms/Arkane answered ${String(answer?.status ?? 'nothing')}: start it, and import the realm of realm.ts.`,
    );
  }
  const told = process.env['KEYCLOAK_GENERATION'];
  const generation = told === 'old' || told === 'new' ? told : undefined;
  return { servers: [{ name: `Keycloak at ${base}`, generation, federated: false, base }], stop: () => Promise.resolve() };
}

/**
 * Starts both generations, installing them first where they are not.
 * @throws Missing
 */
export async function startBoth(keys: RealmKeys, tls: string): Promise<Running> {
  const both = [releases.old, releases.new];
  const tools = findTools(both);
  const installed = [];
  for (const release of both) installed.push({ release, ...(await install(release, tools)) });
  const started = await Promise.all(
    installed.map(async ({ release, home, seed }) => {
      const run = runFolder(cache);
      const realms = [realm(release.generation, keys), ...refusingRealms].map((each, index) => {
        const json = join(run, `realm-${String(index)}.json`);
        writeFileSync(json, JSON.stringify(each));
        return json;
      });
      const { origin, tlsOrigin, stop } = await boot(release, tools, { home, run, seed, realms, tls });
      const { generation, version, prefix } = release;
      return {
        server: {
          name: `Keycloak ${version}`,
          generation,
          federated: generation === 'new',
          base: origin + prefix,
          tlsBase: tlsOrigin + prefix,
          bin: join(home, 'bin'),
        },
        stop,
      };
    }),
  );
  return {
    servers: started.map(({ server }) => server),
    stop: async () => {
      await Promise.all(started.map(({ stop }) => stop()));
    },
  };
}
