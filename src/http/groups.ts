/**
 * Which key exchanges a TLS hello offers.
 */
import tls from 'node:tls';

/** Those that every server of TLS 1.2 and 1.3 knows: the hello has a third of the size. */
const CLASSICAL = 'X25519:P-256:P-384:P-521';

/**
 * To be called after a connection broke before TLS was up: some boxes on the way drop a hello as large as post-quantum groups
 * make it (1,568 bytes), and nothing tells them from a network that is down. So the next attempt offers classical groups alone,
 * the one after it all again. What an OpenSSL configuration of the user's own says stays.
 */
export function offerOthers(env: NodeJS.ProcessEnv): void {
  const own = env['OPENSSL_CONF'] !== undefined || /--openssl-(shared-)?config/.test(env['NODE_OPTIONS'] ?? '');
  if (own || ![CLASSICAL, 'auto'].includes(tls.DEFAULT_ECDH_CURVE)) return;
  tls.DEFAULT_ECDH_CURVE = offeredClassical() ? 'auto' : CLASSICAL;
}

/** Whether the hello offers classical groups alone, by `offerOthers`. */
export function offeredClassical(): boolean {
  return tls.DEFAULT_ECDH_CURVE === CLASSICAL;
}
