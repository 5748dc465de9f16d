/**
 * The two generations of Keycloak that are tested: where they come from, and how each is run by java itself (kc.sh and standalone.sh
 * leave it running when they are killed).
 */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Generation } from './realm.ts';
import { storePassword } from './tls.ts';

export interface Paths {
  /** The unpacked distribution, shared by all runs. */
  readonly home: string;
  /** What one run writes. */
  readonly run: string;
  /** The database after the first start; an empty text for that first start. */
  readonly seed: string;
  /** The realms to import, a file each. */
  readonly realms: readonly string[];
  /** What tls.ts wrote; an empty text for no TLS. */
  readonly tls: string;
}

export interface Release {
  readonly generation: Generation;
  readonly version: string;
  /** Its coordinates in Maven Central. */
  readonly artifact: string;
  readonly file: string;
  readonly sha256: string;
  /** What must be run once after unpacking, inside the distribution. */
  readonly build: readonly string[];
  /** Where realms are. */
  readonly prefix: string;
  readonly listening: RegExp;
  /** Undefined where a proxy before it has the TLS. */
  readonly listeningTls?: RegExp;
  readonly ready: RegExp;
  /** Fills the folder of a run. */
  prepare(paths: Paths): void;
  /** What java is given. */
  command(paths: Paths): string[];
}

const common = (run: string): string[] => [
  ...['-Xms64m', '-Xmx512m', '-XX:MaxMetaspaceSize=256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'],
  `-Djava.io.tmpdir=${join(run, 'tmp')}`,
  '-Djava.net.preferIPv4Stack=true',
];

/** `--add-opens a --add-exports b` in java's own form, one package at a time. */
const modules = (option: string, packages: readonly string[]): string[] =>
  packages.map((name) => `--add-${option}=${name}=ALL-UNNAMED`);

/** The header in which the proxy before the older generation hands on a client's certificate. */
export const certificateHeader = 'x-client-certificate';

/**
 * The older generation learns of the certificate from the proxy before it: on Java 17, the Undertow in it finds none in its own TLS.
 */
function trustProxy(file: string): void {
  const properties = {
    sslClientCert: certificateHeader,
    sslCertChainPrefix: 'x-client-chain',
    certificateChainLength: '1',
  };
  const lines = Object.entries(properties).map(([name, value]) => `<property name="${name}" value="${value}"/>`);
  const provider = `<provider name="apache" enabled="true"><properties>${lines.join('')}</properties></provider>`;
  const spi = `<spi name="x509cert-lookup"><default-provider>apache</default-provider>${provider}</spi>`;
  const xml = readFileSync(file, 'utf8');
  writeFileSync(file, xml.replace(/<spi name="x509cert-lookup">.*?<\/spi>/s, spi));
}

const old: Release = {
  generation: 'old',
  version: '12.0.4',
  artifact: 'org.keycloak:keycloak-server-dist:12.0.4:tar.gz',
  file: 'keycloak-server-dist-12.0.4.tar.gz',
  sha256: 'bbce03cb06f06fbe7ae92493f28f269a9293e516f1c25692fe0b9e32687ca161',
  build: [],
  prefix: '/auth',
  listening: /WFLYUT0006: .*HTTP listener.* on 127\.0\.0\.1:(\d+)/,
  ready: /WFLYSRV0025/,
  prepare: ({ home, run, seed }) => {
    for (const name of ['data', 'deployments', 'log', 'tmp']) mkdirSync(join(run, name), { recursive: true });
    cpSync(join(home, 'standalone/configuration'), join(run, 'configuration'), { recursive: true });
    if (seed !== '') cpSync(seed, join(run, 'data'), { recursive: true });
    trustProxy(join(run, 'configuration/standalone.xml'));
  },
  command: ({ home, run, realms }) => [
    '-D[Standalone]',
    ...common(run),
    '-Djava.awt.headless=true',
    '-Djboss.modules.system.pkgs=org.jboss.byteman',
    ...modules('exports', ['java.base/sun.nio.ch', 'jdk.unsupported/sun.misc', 'jdk.unsupported/sun.reflect']),
    `-Dorg.jboss.boot.log.file=${join(run, 'log/boot.log')}`,
    `-Dlogging.configuration=file:${join(run, 'configuration/logging.properties')}`,
    ...['-jar', join(home, 'jboss-modules.jar'), '-mp', join(home, 'modules'), 'org.jboss.as.standalone'],
    `-Djboss.home.dir=${home}`,
    `-Djboss.server.base.dir=${run}`,
    ...['bind.address', 'bind.address.management'].map((name) => `-Djboss.${name}=127.0.0.1`),
    ...['http', 'https', 'management.http', 'management.https', 'ajp'].map((name) => `-Djboss.${name}.port=0`),
    ...(realms.length === 0 ? [] : [`-Dkeycloak.import=${realms.join(',')}`]),
  ],
};

const current: Release = {
  generation: 'new',
  version: '26.7.3',
  artifact: 'org.keycloak:keycloak-quarkus-dist:26.7.3:tar.gz',
  file: 'keycloak-quarkus-dist-26.7.3.tar.gz',
  sha256: '77657f30b7e90d70f727712ce1c967f430fd6a5e9f458d32d8c6df0635345f47',
  build: ['bin/kc.sh', 'build', '--db=dev-file', '--https-client-auth=request'],
  prefix: '',
  listening: /Listening on: http:\/\/127\.0\.0\.1:(\d+)/,
  listeningTls: /Listening on: .*https:\/\/127\.0\.0\.1:(\d+)/,
  ready: /Installed features/,
  prepare: ({ home, run, seed, realms }) => {
    for (const name of ['lib', 'conf', 'providers', 'themes', 'bin']) symlinkSync(join(home, name), join(run, name));
    for (const name of ['tmp', 'data/import']) mkdirSync(join(run, name), { recursive: true });
    if (seed !== '') cpSync(seed, join(run, 'data'), { recursive: true });
    for (const realm of realms) cpSync(realm, join(run, 'data/import', basename(realm)));
  },
  command: ({ home, run, tls }) => [
    ...common(run),
    '-Dfile.encoding=UTF-8',
    ...modules(
      'opens',
      ['util', 'util.concurrent', 'security', 'lang'].map((name) => `java.base/java.${name}`),
    ),
    '--enable-native-access=ALL-UNNAMED',
    `-Dkc.home.dir=${run}`,
    `-Djboss.server.config.dir=${join(run, 'conf')}`,
    '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
    '-Dpicocli.disable.closures=true',
    '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
    ...['-cp', join(home, 'lib/quarkus-run.jar'), 'io.quarkus.bootstrap.runner.QuarkusEntryPoint'],
    ...['start', '--optimized', '--http-enabled=true', '--hostname-strict=false', '--http-host=127.0.0.1', '--http-port=0'],
    '--cache=local', // else it opens cluster ports on all addresses
    '--import-realm',
    ...(tls === ''
      ? []
      : [
          '--https-port=0',
          `--https-certificate-file=${join(tls, 'cert.pem')}`,
          `--https-certificate-key-file=${join(tls, 'key.pem')}`,
          `--https-trust-store-file=${join(tls, 'trust.p12')}`,
          `--https-trust-store-password=${storePassword}`,
        ]),
  ],
};

export const releases: Readonly<Record<Generation, Release>> = { old, new: current };
