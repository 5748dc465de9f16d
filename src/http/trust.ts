/**
 * Which certificates are trusted, and how weak a connection may be.
 */
import { constants } from 'node:crypto';
import tls from 'node:tls';
import { invalid } from '#report/error.ts';

/** Those groups that every server of TLS 1.2 and 1.3 knows. */
const CLASSICAL = 'X25519:P-256:P-384:P-521';

/**
 * Trusts `certificates` (PEM) in this process, beside what is trusted already (Node 24.5 and later), and sees that nothing in the
 * job (NODE_OPTIONS) makes TLS weaker than Node has it: the secret could be read on the way.
 * @throws ActionError input_invalid
 */
export function trustAlso(certificates: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
  delete env['NODE_TLS_REJECT_UNAUTHORIZED'];
  if (tls.DEFAULT_MIN_VERSION < 'TLSv1.2') tls.DEFAULT_MIN_VERSION = 'TLSv1.2';
  tls.DEFAULT_CIPHERS = constants.defaultCoreCipherList;
  if (certificates.length === 0) return; // reading the default roots takes time
  if (!('setDefaultCACertificates' in tls))
    throw invalid(
      'ca_certificate',
      `needs Node 24.5 or later, and this runner has ${process.version}: update it, or set NODE_EXTRA_CA_CERTS on it.`,
    );
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates]);
}

/**
 * To be called after a connection broke before TLS was up: some boxes on the way drop a hello as large as post-quantum groups make
 * it (1,568 bytes), and nothing tells them from a network that is down. So the next attempt offers classical groups alone, the one
 * after it all again.
 */
export function offerOtherGroups(): void {
  tls.DEFAULT_ECDH_CURVE = offeredClassical() ? 'auto' : CLASSICAL;
}

/** Whether the hello offered classical groups alone: what a server says to that may be different a moment later. */
export function offeredClassical(): boolean {
  return tls.DEFAULT_ECDH_CURVE === CLASSICAL;
}
