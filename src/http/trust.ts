/**
 * Which certificates are trusted.
 */
import tls from 'node:tls';
import { failure } from '../report/error.ts';

/**
 * Trusts `certificates` (PEM) in this process, in addition to the defaults and NODE_EXTRA_CA_CERTS (Node 24.5 and later). A
 * NODE_TLS_REJECT_UNAUTHORIZED=0 of the job is not obeyed, nor a --tls-min-v1.0 in NODE_OPTIONS: the secret could be read on the way.
 * @throws ActionError input_invalid
 */
export function trustAlso(certificates: readonly string[]): void {
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  tls.DEFAULT_MIN_VERSION = 'TLSv1.2';
  if (certificates.length === 0) return; // reading the default roots takes time
  if (!('setDefaultCACertificates' in tls)) {
    throw failure('input_invalid/old_node', { version: process.version });
  }
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates]);
}
