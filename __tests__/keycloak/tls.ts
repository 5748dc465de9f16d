/**
 * What the servers need for TLS that asks clients for a certificate, and the certificates of clients: new ones for each run.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthority, type Identity, selfSigned } from '../helpers/certificates.ts';

/** Of every keystore: none of them outlives the run. */
export const storePassword = 'changeit';

/** PEM. */
export interface ClientPairs {
  /** Of the authority of the servers. */
  readonly authority: string;
  /** Of the client of docs/keycloak.md. */
  readonly own: Identity;
  /** By the same authority, for somebody else. */
  readonly other: Identity;
  /** For the same subject, by nobody. */
  readonly unknown: Identity;
}

/** Writes into `folder` what the servers read: PEM, and as PKCS#12 whom they trust. */
export async function prepareTls(folder: string): Promise<ClientPairs> {
  const authority = await createAuthority('Authority of the tests');
  const server = await authority.issue({ hosts: ['127.0.0.1'] });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries({ ca: authority.certificate, cert: server.cert, key: server.key }))
    writeFileSync(join(folder, `${name}.pem`), text);
  const run = (command: string, ...args: string[]): unknown => execFileSync(command, args, { cwd: folder, stdio: 'pipe' });
  const trust = ['-keystore', 'trust.p12', '-storetype', 'PKCS12', '-storepass', storePassword];
  run('keytool', '-importcert', '-noprompt', '-alias', 'ca', '-file', 'ca.pem', ...trust);
  return {
    authority: authority.certificate,
    own: await authority.issue({ name: 'shop-deploy', organisation: 'Acme' }),
    other: await authority.issue({ name: 'another', organisation: 'Acme' }),
    unknown: await selfSigned('shop-deploy', 'Acme'),
  };
}
