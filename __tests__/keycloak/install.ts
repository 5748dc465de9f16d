/**
 * Fetches, checks, unpacks, builds and seeds a release, once, into the ignored cache.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root } from '../helpers/runner.ts';
import { boot, runFolder } from './boot.ts';
import { keep } from './keep.ts';
import type { Paths, Release } from './releases.ts';
import { Missing } from './versions.ts';

export const cache = join(root, '.cache/keycloak');
const MAVEN_COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';

export interface Tools {
  readonly java: string;
  /** What java and Maven may see of the environment: no settings of other Keycloaks. */
  readonly env: NodeJS.ProcessEnv;
}

/** The java to use, and Maven where one of `releases` must be fetched. */
export function findTools(releases: readonly Release[]): Tools {
  return toolsFor(
    'Keycloak',
    releases.some((release) => !existsSync(pathsOf(release).stamp) && !existsSync(pathsOf(release).tarball)),
  );
}

/**
 * Java 17 (Keycloak 12 does not start on the newest), and Maven where `fetching`.
 * @throws Missing
 */
export function toolsFor(server: string, fetching: boolean): Tools {
  const { JAVA_HOME_17_X64, JAVA_HOME, PATH, HOME } = process.env;
  const candidates = [JAVA_HOME_17_X64, JAVA_HOME].filter(Boolean).map((home) => join(home ?? '', 'bin/java'));
  const java = [...candidates, 'java'].find((each) => /version "17\./.test(String(spawnSync(each, ['-version']).stderr)));
  const missing = [];
  if (java === undefined) missing.push('Java 17 (on the PATH or in JAVA_HOME)');
  if (fetching && spawnSync('mvn', ['-version']).status !== 0) missing.push(`Maven (mvn on the PATH, to fetch ${server} once)`);
  if (java === undefined || missing.length > 0) throw new Missing(`The ${server} tests need ${missing.join(' and ')}.`);
  return { java, env: { PATH, HOME, JAVA: java, ...(java !== 'java' && { JAVA_HOME: join(java, '../..') }) } };
}

function pathsOf({ version, artifact }: Release): Record<'folder' | 'home' | 'seed' | 'stamp' | 'tarball', string> {
  const folder = join(cache, version);
  const [home, seed, stamp] = [join(folder, 'home'), join(folder, 'seed'), join(folder, 'ready')];
  return { folder, home, seed, stamp, tarball: join(cache, 'dl', `${artifact}-${version}.tar.gz`) };
}

/** The unpacked distribution and its seed, made where they are not there yet. */
export async function install(release: Release, tools: Tools): Promise<Pick<Paths, 'home' | 'seed'>> {
  const { folder, home, seed, stamp } = pathsOf(release);
  const built = release.build.join(' ');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === built) return { home, seed };
  const tarball = await fetched(release, tools);
  rmSync(folder, { recursive: true, force: true }); // what an interrupted run left
  mkdirSync(home, { recursive: true });
  await keep(['tar', 'xzf', tarball, '--strip-components=1', '-C', home], tools.env).done();
  const [script, ...args] = release.build;
  if (script !== undefined) await keep([join(home, script), ...args], tools.env).done();
  await plantSeed(release, tools, home, seed);
  writeFileSync(stamp, built);
  return { home, seed };
}

/** The first start makes the database, which takes most of its time: later starts copy it. */
async function plantSeed(release: Release, tools: Tools, home: string, seed: string): Promise<void> {
  const run = runFolder(cache);
  const server = await boot(release, tools, { home, run, seed: '', realms: [], tls: '' }, '');
  await server.stop();
  cpSync(join(run, 'data'), seed, { recursive: true });
  for (const left of [run, join(seed, 'tmp'), join(seed, 'import')]) rmSync(left, { recursive: true, force: true });
}

async function fetched(release: Release, { env }: Tools): Promise<string> {
  const { version, artifact, sha256: expected } = release;
  const { tarball } = pathsOf(release);
  if (existsSync(tarball) && (await sha256(tarball)) === expected) return tarball;
  rmSync(tarball, { force: true });
  console.log(`Fetching Keycloak ${version} from Maven Central (once) ...`);
  const repository = join(cache, 'm2');
  const options = {
    artifact: `org.keycloak:${artifact}:${version}:tar.gz`,
    outputDirectory: dirname(tarball),
    'mdep.useBaseVersion': 'true',
    'maven.repo.local': repository,
  };
  const settings = Object.entries(options).map(([name, value]) => `-D${name}=${value}`);
  // What is known here by its sha256 needs no checksum of a repository, which a mirror may not have.
  const strict = expected === undefined ? ['--strict-checksums'] : [];
  await keep(['mvn', '-B', '-q', ...strict, MAVEN_COPY, ...settings], env).done();
  rmSync(repository, { recursive: true, force: true });
  const found = await sha256(tarball);
  if (expected === undefined) console.log(`Nothing here confirms the sha256 of Keycloak ${version}: ${found}`);
  if (expected === undefined || found === expected) return tarball;
  throw new Error(`${basename(tarball)} is not the file that is expected: its sha256 differs.`);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
