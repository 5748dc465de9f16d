/**
 * What options of Node (NODE_OPTIONS) make of TLS. Read only where there are such.
 */
import { constants, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import tls from 'node:tls';

/** What is not in Node's own list, which takes the rest of HIGH. */
const NEVER = '!aNULL:!eNULL:!EXPORT:!LOW:!MEDIUM:!DES:!RC4:!MD5:!PSK:!SRP:!CAMELLIA';

/** Of the ciphers that --tls-cipher-list allows, those that Node would allow, too; all of Node's where that is none. */
export function noWeakerCiphers(): void {
  const parts = tls.DEFAULT_CIPHERS.split(/[:, ]+/).map((part) => part.replace(/@SECLEVEL=(?![3-5]$).*/i, ''));
  const ciphers = [...parts.filter((part) => part !== ''), NEVER].join(':');
  tls.DEFAULT_CIPHERS = isUsable(ciphers) ? ciphers : constants.defaultCoreCipherList;
}

function isUsable(ciphers: string): boolean {
  try {
    tls.createSecureContext({ ciphers });
    return true;
  } catch {
    return false; // none is left
  }
}

/**
 * The certificates (PEM) of the store that --use-openssl-ca stands for, which Node cannot list: what SSL_CERT_FILE and
 * SSL_CERT_DIR name, else where Node's OpenSSL looks (deps/openssl/openssl_common.gypi, OPENSSLDIR).
 */
export function opensslStore(env: NodeJS.ProcessEnv): string[] {
  const folder = process.platform === 'darwin' ? '/System/Library/OpenSSL' : '/etc/ssl';
  const file = env['SSL_CERT_FILE'] ?? join(folder, 'cert.pem');
  const folders = (env['SSL_CERT_DIR'] ?? join(folder, 'certs')).split(delimiter);
  const files = folders.flatMap((each) => reading(() => readdirSync(each).map((name) => join(each, name))) ?? []);
  return [...new Set([file, ...files].flatMap(certificatesIn))];
}

function certificatesIn(file: string): string[] {
  const text = reading(() => readFileSync(file, 'latin1')) ?? '';
  const blocks = text.match(/-----BEGIN (TRUSTED )?CERTIFICATE-----[^-]+-----END (TRUSTED )?CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((pem) => reading(() => new X509Certificate(pem).toString()) ?? []);
}

/** What OpenSSL cannot read in its store it passes over. */
function reading<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
