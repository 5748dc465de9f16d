/**
 * How each release of Keycloak is run by java itself (kc.sh and standalone.sh leave it running when they are killed): up to 16 it is a
 * WildFly, since 17 a Quarkus.
 */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { storePassword } from './tls.ts';
import { atLeast, checksumOf } from './versions.ts';

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
  readonly version: string;
  /** Its name in Maven Central, in the group org.keycloak. */
  readonly artifact: string;
  /** Of its tar.gz; undefined for a release that is not known here. */
  readonly sha256: string | undefined;
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
  /** What java is given before, to import the realms; undefined where the start itself imports them (18 leaves half of it out). */
  imports?(paths: Paths): string[];
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

/** Whether assertions of other issuers (GitHub, Kubernetes) are taken without a switch. */
export function knowsFederatedClients(version: string): boolean {
  return atLeast(version, '26.6');
}

/** The header in which the proxy before a WildFly hands on a client's certificate. */
export const certificateHeader = 'x-client-certificate';

/**
 * A WildFly learns of the certificate from the proxy before it: on Java 17, the Undertow in it finds none in its own TLS.
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

/** Options, and the versions that know them, or that want them there. */
interface Row {
  readonly since?: string;
  readonly before?: string;
  readonly options: readonly string[];
}

function optionsOf(version: string, rows: readonly Row[]): string[] {
  const holds = ({ since = '0', before }: Row): boolean =>
    atLeast(version, since) && (before === undefined || !atLeast(version, before));
  return rows.filter(holds).flatMap(({ options }) => options);
}

/** As standalone.sh has them. */
const moduleRows: readonly Row[] = [
  {
    before: '16',
    options: modules('exports', ['java.base/sun.nio.ch', 'jdk.unsupported/sun.misc', 'jdk.unsupported/sun.reflect']),
  },
  { since: '16', options: modules('exports', ['java.desktop/sun.awt', 'java.naming/com.sun.jndi.ldap']) },
  {
    since: '16',
    options: modules('opens', [
      ...['lang', 'lang.invoke', 'lang.reflect', 'io', 'security', 'util', 'util.concurrent'].map(
        (name) => `java.base/java.${name}`,
      ),
      ...['java.management/javax.management', 'java.naming/javax.naming'],
    ]),
  },
];

const wildfly = (version: string): Omit<Release, 'version' | 'sha256'> => ({
  artifact: 'keycloak-server-dist',
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
    ...optionsOf(version, moduleRows),
    `-Dorg.jboss.boot.log.file=${join(run, 'log/boot.log')}`,
    `-Dlogging.configuration=file:${join(run, 'configuration/logging.properties')}`,
    ...['-jar', join(home, 'jboss-modules.jar'), '-mp', join(home, 'modules'), 'org.jboss.as.standalone'],
    `-Djboss.home.dir=${home}`,
    `-Djboss.server.base.dir=${run}`,
    ...['bind.address', 'bind.address.management'].map((name) => `-Djboss.${name}=127.0.0.1`),
    ...['http', 'https', 'management.http', 'management.https', 'ajp'].map((name) => `-Djboss.${name}.port=0`),
    ...(realms.length === 0 ? [] : [`-Dkeycloak.import=${realms.join(',')}`]),
  ],
});

const buildRows: readonly Row[] = [
  { options: ['--db=dev-file'] },
  { before: '25', options: ['--cache=local'] },
  { since: '24', options: ['--https-client-auth=request'] },
  { since: '25', before: '26', options: ['--legacy-observability-interface=true'] }, // else it also listens on 9000
];

const startRows: readonly Row[] = [
  { options: ['--http-enabled=true', '--hostname-strict=false', '--http-host=127.0.0.1', '--http-port=0'] },
  { before: '25', options: ['--hostname-strict-https=false'] }, // else it calls itself https
  { since: '20', options: ['--import-realm'] },
  { since: '20', options: ['--optimized'] },
  { since: '25', options: ['--cache=local'] }, // else it opens cluster ports on all addresses
];

const tlsRows: readonly Row[] = [{ before: '24', options: ['--https-client-auth=request'] }];

/** java up to the command of kc.sh. */
const quarkusJava = ({ home, run }: Paths): string[] => [
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
];

const quarkus = (version: string): Omit<Release, 'version' | 'sha256'> => ({
  artifact: 'keycloak-quarkus-dist',
  build: ['bin/kc.sh', 'build', ...optionsOf(version, buildRows)],
  prefix: '',
  listening: /Listening on: http:\/\/127\.0\.0\.1:(\d+)/,
  listeningTls: /Listening on: \S+ and https:\/\/127\.0\.0\.1:(\d+)/,
  ready: /Installed features/,
  prepare: ({ home, run, seed, realms }) => {
    for (const name of ['lib', 'conf', 'providers', 'themes', 'bin']) symlinkSync(join(home, name), join(run, name));
    for (const name of ['tmp', 'data/import']) mkdirSync(join(run, name), { recursive: true });
    if (seed !== '') cpSync(seed, join(run, 'data'), { recursive: true });
    for (const realm of realms) cpSync(realm, join(run, 'data/import', basename(realm)));
  },
  ...(!atLeast(version, '20') && {
    imports: (paths) => [...quarkusJava(paths), 'import', `--dir=${join(paths.run, 'data/import')}`, '--override=false'],
  }),
  command: (paths) => [
    ...quarkusJava(paths),
    'start',
    ...optionsOf(version, startRows),
    ...(paths.tls === ''
      ? []
      : [
          '--https-port=0',
          ...optionsOf(version, tlsRows),
          `--https-certificate-file=${join(paths.tls, 'cert.pem')}`,
          `--https-certificate-key-file=${join(paths.tls, 'key.pem')}`,
          `--https-trust-store-file=${join(paths.tls, 'trust.p12')}`,
          `--https-trust-store-password=${storePassword}`,
        ]),
  ],
});

export function releaseOf(version: string): Release {
  return { version, sha256: checksumOf(version), ...(atLeast(version, '17') ? quarkus : wildfly)(version) };
}
