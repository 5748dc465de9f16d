/**
 * Certificates as people have them: PEM, one or more, with whatever stands between.
 */
import { X509Certificate } from 'node:crypto';

/** Every certificate of a text; undefined where there is none, or one that cannot be read, or something else than certificates. */
export function certificatesIn(text: string): { readonly pem: string; readonly parsed: X509Certificate }[] | undefined {
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0 || found.length < (text.match(/-----BEGIN/g) ?? []).length) return undefined;
  try {
    return found.map((pem) => ({ pem, parsed: new X509Certificate(pem) }));
  } catch {
    return undefined;
  }
}
