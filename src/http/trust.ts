/** Which certificates are trusted, and the least TLS that is accepted. */
import { constants } from 'node:crypto';
import tls from 'node:tls';
import { invalid } from '#report/error.ts';

/** For every TLS connection, whatever NODE_OPTIONS and NODE_TLS_REJECT_UNAUTHORIZED say, except `--tls-min-v1.3`. */
export const SECURE = {
  minVersion: tls.DEFAULT_MIN_VERSION === 'TLSv1.3' ? 'TLSv1.3' : 'TLSv1.2',
  ciphers: constants.defaultCoreCipherList,
  rejectUnauthorized: true,
} as const;

/** Groups that every TLS 1.2 and 1.3 server knows. */
const CLASSICAL = 'X25519:P-256:P-384:P-521';

/**
 * Trusts `certificates` (PEM) in this process, beside the default ones. @throws ActionError input_invalid on a Node before 24.5
 */
export function trustAlso(certificates: readonly string[]): void {
  if (certificates.length === 0) return; // reading the default roots takes time
  if (!('setDefaultCACertificates' in tls)) {
    const problem = `needs Node 24.5 or later, and this runner has ${process.version}.`;
    throw invalid('ca_certificate', problem, 'update the runner, or set NODE_EXTRA_CA_CERTS on it.');
  }
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates]);
}

/**
 * Call it after a connection broke during the handshake: some middleboxes drop the large hello of post-quantum groups (1,568
 * bytes). So every other attempt offers classical groups only.
 */
export function offerOtherGroups(): void {
  tls.DEFAULT_ECDH_CURVE = tls.DEFAULT_ECDH_CURVE === CLASSICAL ? 'auto' : CLASSICAL;
}
