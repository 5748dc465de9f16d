/**
 * The certificate that the client shows in TLS (RFC 8705): whether it and its key can be used.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { failure } from '../report/error.ts';
import { certificatesIn } from '../text/certificates.ts';
import { pemBlocks, pemText } from '../text/pem.ts';

/**
 * The key of a certificate (PEM) in its one canonical form, as private-key-jwt.ts has it, of any kind that TLS knows.
 * @throws ActionError client_certificate_invalid
 */
export function usableCertificateKey(given: string): string {
  const pem = pemBlocks(pemText(given)).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text ?? '';
  if (pem.includes('ENCRYPTED')) throw failure('client_certificate_invalid/key_encrypted', {});
  try {
    return createPrivateKey(pem).export({ format: 'pem', type: 'pkcs8' }).toString();
  } catch {
    throw failure('client_certificate_invalid/key_unreadable', {});
  }
}

/**
 * The certificate of `key` and the chain beside it (PEM), the client's own first, as TLS wants it (RFC 8446, 4.4.2).
 * @param now milliseconds since 1970
 * @throws ActionError client_certificate_invalid
 */
export function usableCertificate(given: string, key: string, now: number): string {
  const certificates = certificatesIn(given);
  if (!certificates) throw failure('client_certificate_invalid', {});
  const keyObject: KeyObject = createPrivateKey(key);
  const own = certificates.find(({ parsed }) => parsed.checkPrivateKey(keyObject));
  if (!own) throw failure('client_certificate_invalid/mismatch', {});
  const [from, until] = [Date.parse(own.parsed.validFrom), Date.parse(own.parsed.validTo)];
  if (now < from || now >= until) throw failure('client_certificate_invalid/expired', { from, until });
  const pem = [own, ...certificates.filter((each) => each !== own)].map((each) => each.pem).join('\n');
  try {
    createSecureContext({ cert: pem, key });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw failure('client_certificate_invalid/unusable', { reason: code ?? 'no code' });
  }
  return pem;
}
