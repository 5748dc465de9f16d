/**
 * Private certificate authorities, beside those that Node trusts already.
 */
import tls from 'node:tls';

/** Trusts `certificates` (PEM) in this process, in addition to the defaults and NODE_EXTRA_CA_CERTS (Node 24.5 and later). */
export function trustAlso(certificates: readonly string[]): void {
  if (certificates.length === 0) return; // reading the default roots takes time
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates]);
}
