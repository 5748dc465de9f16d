/**
 * Builds the authorization server of App.java, once, into the ignored cache, and starts it over TLS.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAuthority, type Identity, selfSigned } from '../helpers/certificates.ts';
import { root } from '../helpers/runner.ts';
import { runFolder } from '../keycloak/boot.ts';
import { type Tools, toolsFor } from '../keycloak/install.ts';
import { keep } from '../keycloak/keep.ts';

const cache = join(root, '.cache/spring');
const pom = join(import.meta.dirname, 'pom.xml');

/** Plain data: it is handed to the processes of the tests. */
export interface Spring {
  readonly issuer: string;
  /** PEM, of the server's certificate. */
  readonly authority: string;
  /** A client's secret is this with its id. */
  readonly secret: string;
  /** PEM of `ci-key`, whose public key the server fetches. */
  readonly privateKey: string;
  /** PEM, of `own` and `other`. */
  readonly clientAuthority: string;
  /** The certificate of `ci-tls`. */
  readonly own: Identity;
  readonly other: Identity;
  /** For the name of `ci-tls`, by nobody. */
  readonly unknown: Identity;
}

/** @throws Missing */
export async function start(): Promise<{ spring: Spring; stop: () => Promise<void> }> {
  const sources = [pom, join(import.meta.dirname, 'App.java')].map((file) => readFileSync(file, 'utf8')).join('');
  const stamp = join(cache, 'ready');
  const built = existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
  const tools = toolsFor('Spring Authorization Server', !built);
  if (!built) {
    await build(tools);
    writeFileSync(stamp, sources);
  }
  const authority = await createAuthority('Authority of the server');
  const clients = await createAuthority('Authority of the clients');
  const { cert, key } = await authority.issue();
  const run = runFolder(cache);
  for (const [name, text] of Object.entries({ clients: clients.certificate, cert, key })) writeFileSync(join(run, name), text);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = createServer((_, response) => {
    response.end(JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'ci-key', use: 'sig', alg: 'ES256' }] }));
  });
  await once(keys.listen(0, '127.0.0.1'), 'listening');
  const secret = `${randomBytes(24).toString('hex')}+%2F:&=~`; // what form encoding is about
  const settings = {
    secret,
    jwks: `http://127.0.0.1:${String((keys.address() as AddressInfo).port)}`,
    'server.address': '127.0.0.1',
    'server.port': '0',
    'server.ssl.certificate': join(run, 'cert'),
    'server.ssl.certificate-private-key': join(run, 'key'),
    'server.ssl.trust-certificate': join(run, 'clients'),
    'server.ssl.client-auth': 'want',
  };
  const server = keep(
    [
      ...[tools.java, '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'],
      ...['-cp', `${join(cache, 'classes')}:${join(cache, 'lib/*')}`, `-Djava.io.tmpdir=${run}`, 'App'],
      ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
    ],
    tools.env,
    run,
  );
  const stop = async (): Promise<void> => {
    keys.close();
    await server.stop();
  };
  const [, port = ''] = await server.line(/Tomcat started on port (\d+)/);
  const spring = {
    issuer: `https://127.0.0.1:${port}`,
    authority: authority.certificate,
    secret,
    privateKey: String(privateKey.export({ format: 'pem', type: 'pkcs8' })),
    clientAuthority: clients.certificate,
    own: await clients.issue({ name: 'ci-tls', organisation: 'Acme' }),
    other: await clients.issue({ name: 'another', organisation: 'Acme' }),
    unknown: await selfSigned('ci-tls', 'Acme'),
  };
  return { spring, stop };
}

async function build({ env }: Tools): Promise<void> {
  console.log('Fetching Spring Authorization Server from Maven Central (once) ...');
  for (const name of ['classes', 'lib']) rmSync(join(cache, name), { recursive: true, force: true });
  const settings = { folder: cache, outputDirectory: join(cache, 'lib'), 'maven.repo.local': join(cache, 'm2') };
  const goals = ['compiler:compile', 'dependency:copy-dependencies'];
  const options = Object.entries(settings).map(([name, value]) => `-D${name}=${value}`);
  await keep(['mvn', '-B', '-q', '--strict-checksums', '-f', pom, ...goals, ...options], env).done();
}
