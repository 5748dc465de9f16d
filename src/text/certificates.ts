/**
 * Certificates as people have them: PEM, one or more, with whatever stands between.
 */
import { X509Certificate } from 'node:crypto';
import { pemBlocks, pemText } from './pem.ts';

/** Every certificate of a text; undefined where there is none, or one that cannot be read, or something else than certificates. */
export function certificatesIn(given: string): { readonly pem: string; readonly parsed: X509Certificate }[] | undefined {
  const text = pemText(given);
  const found = pemBlocks(text).filter(({ label }) => label === 'CERTIFICATE');
  if (found.length === 0 || found.length < (text.match(/-----BEGIN/g) ?? []).length) return undefined;
  try {
    return found.map((block) => ({ pem: block.text, parsed: new X509Certificate(block.text) }));
  } catch {
    return undefined;
  }
}
