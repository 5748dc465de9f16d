/**
 * Which certificates are trusted, and how weak a connection may be.
 */
import { constants } from 'node:crypto';
import tls from 'node:tls';
import { failure } from '../report/error.ts';

/**
 * Trusts `certificates` (PEM) in this process, in addition to what is trusted already (Node 24.5 and later), and sees that
 * nothing in the job makes TLS weaker than it is by itself: the secret could be read on the way. What makes it stronger stays.
 * @throws ActionError input_invalid
 */
export async function trustAlso(certificates: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<void> {
  delete env['NODE_TLS_REJECT_UNAUTHORIZED'];
  if (tls.DEFAULT_MIN_VERSION < 'TLSv1.2') tls.DEFAULT_MIN_VERSION = 'TLSv1.2';
  if (tls.DEFAULT_CIPHERS !== constants.defaultCoreCipherList) (await import('./node-options.ts')).noWeakerCiphers();
  if (certificates.length === 0) return; // reading the default roots takes time
  const openssl = /--use[-_]openssl[-_]ca/.test(env['NODE_OPTIONS'] ?? '');
  trust([...(openssl ? (await import('./node-options.ts')).opensslStore(env) : []), ...certificates]);
}

function trust(certificates: readonly string[]): void {
  if (!('setDefaultCACertificates' in tls)) {
    throw failure('input_invalid/old_node', { version: process.version });
  }
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates]);
}
