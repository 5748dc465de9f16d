/**
 * The real servers of a test run: those of KEYCLOAK_VERSIONS, or the one that KEYCLOAK_URL names.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boot, runFolder } from './boot.ts';
import { cache, findTools, install } from './install.ts';
import { realm, type RealmKeys, otherRealms } from './realm.ts';
import { knowsFederatedClients, releaseOf } from './releases.ts';
import { Missing, versionsAsked } from './versions.ts';

/** What tests need to know of a server. Plain data: it is handed to the processes of the tests. */
export interface Server {
  readonly name: string;
  /** Undefined for a server that ran already, unless KEYCLOAK_VERSION tells. */
  readonly version: string | undefined;
  /** Whether its realm trusts the stand-in for GitHub, which a realm that was imported before does not know. */
  readonly federated: boolean;
  /** `http://host:port`, with `/auth` in older ones. */
  readonly base: string;
  /** The same over TLS that asks for a certificate; undefined for a server that ran already. */
  readonly tlsBase?: string;
  /** Where its kcadm.sh is; undefined for a server that ran already. */
  readonly bin?: string;
}

interface Running {
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
  const version = process.env['KEYCLOAK_VERSION'];
  return { servers: [{ name: `Keycloak at ${base}`, version, federated: false, base }], stop: () => Promise.resolve() };
}

/**
 * Starts the releases that KEYCLOAK_VERSIONS asks for, installing them first where they are not.
 * @throws Missing
 */
export async function startAll(keys: RealmKeys, tls: string): Promise<Running> {
  const releases = versionsAsked(process.env['KEYCLOAK_VERSIONS']).map(releaseOf);
  const tools = findTools(releases);
  const installed = [];
  for (const release of releases) installed.push({ release, ...(await install(release, tools)) });
  const started = await Promise.all(
    installed.map(async ({ release, home, seed }) => {
      const { version, prefix } = release;
      const run = runFolder(cache);
      const realms = [realm(version, keys), ...otherRealms].map((each) => {
        const json = join(run, `${String(each['realm'])}-realm.json`);
        writeFileSync(json, JSON.stringify(each));
        return json;
      });
      const { origin, tlsOrigin, stop } = await boot(release, tools, { home, run, seed, realms, tls });
      return {
        server: {
          name: `Keycloak ${version}`,
          version,
          federated: knowsFederatedClients(version),
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
