/**
 * Which certificates are trusted.
 */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/**
 * Trusts `certificates` (PEM) in this process, in addition to the defaults and NODE_EXTRA_CA_CERTS (Node 24.5 and later). A
 * NODE_TLS_REJECT_UNAUTHORIZED=0 of the job is not obeyed: it would hand the secret to anyone on the way.
 */
export function trustAlso(certificates: readonly string[]): void {
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  if (certificates.length === 0) return; // reading the default roots takes time
  setDefaultCACertificates([...getCACertificates('default'), ...certificates]);
}
