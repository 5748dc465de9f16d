/**
 * The keys of the clients that sign assertions, made once by the commands of docs/keycloak.md, so that a realm printed earlier still
 * fits.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../helpers/runner.ts';
import { cache } from './install.ts';
import type { KeyPair, RealmKeys } from './realm.ts';

/** The page makes an RSA key: what stands there in its place for the other kinds. */
const RSA = 'RSA -pkeyopt rsa_keygen_bits:3072';
const kinds = {
  rsa: RSA,
  p256: 'EC -pkeyopt ec_paramgen_curve:P-256',
  p384: 'EC -pkeyopt ec_paramgen_curve:P-384',
  ed25519: 'ED25519',
};
export type Kind = keyof typeof kinds;

/** The `openssl` lines of the page. */
function documented(): string[] {
  return readFileSync(join(root, 'docs/keycloak.md'), 'utf8').match(/^openssl .*$/gm) ?? [];
}

function pair(kind: Kind): KeyPair {
  const folder = join(cache, 'keys', kind);
  const stamp = join(folder, 'commands');
  const commands = documented().join('\n').replace(RSA, kinds[kind]);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== commands) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    execFileSync('sh', ['-e', '-c', commands], { cwd: folder, stdio: 'pipe' });
    writeFileSync(stamp, commands);
  }
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { privateKey: read('key.pem'), certificate: read('certificate.pem') };
}

export function realmKeys(issuer = 'http://127.0.0.1:9', cluster = issuer): RealmKeys {
  return { rsa: pair('rsa'), p256: pair('p256'), p384: pair('p384'), ed25519: pair('ed25519'), issuer, cluster };
}
