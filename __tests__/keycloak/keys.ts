/**
 * The key of the client that signs assertions, made once by the commands of docs/keycloak.md, word for word, so that a realm printed
 * earlier still fits.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../helpers/runner.ts';
import { cache } from './install.ts';
import type { RealmKeys } from './realm.ts';

/** The `openssl` lines of the page. */
function documented(): string[] {
  return readFileSync(join(root, 'docs/keycloak.md'), 'utf8').match(/^openssl .*$/gm) ?? [];
}

export function realmKeys(issuer = 'http://127.0.0.1:9'): RealmKeys {
  const folder = join(cache, 'keys');
  if (!existsSync(join(folder, 'certificate.pem'))) {
    mkdirSync(folder, { recursive: true });
    for (const command of documented()) execFileSync('sh', ['-c', command], { cwd: folder, stdio: 'pipe' });
  }
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { privateKey: read('key.pem'), certificate: read('certificate.pem'), issuer };
}
