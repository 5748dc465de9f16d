/**
 * Certificates as people have them: PEM, one or more, with whatever stands between.
 */
import { X509Certificate } from 'node:crypto';
import { pemBlocks, pemText } from './pem.ts';

/**
 * Every certificate of a text; undefined where there is none, or one that cannot be read, or something else than certificates.
 */
export function certificatesIn(given: string): { readonly pem: string; readonly parsed: X509Certificate }[] | undefined {
  const text = pemText(given);
  const found = pemBlocks(text).filter(({ label }) => label === 'CERTIFICATE');
  if (found.length === 0 || found.length < (text.match(/-----BEGIN/g) ?? []).length) return undefined;
  const certificates = found.flatMap((block) => certificate(block.text) ?? certificate(withLines(block.text)) ?? []);
  return certificates.length < found.length ? undefined : certificates;
}

function certificate(pem: string): { readonly pem: string; readonly parsed: X509Certificate } | undefined {
  try {
    return { pem, parsed: new X509Certificate(pem) };
  } catch {
    return undefined;
  }
}

/** PEM with the line breaks of RFC 7468, which a variable or a shell makes spaces, or drops. */
function withLines(pem: string): string {
  const [, begin = '', body = '', end = ''] = /^(-+[A-Z ]+-+)([^-]*)(-+[A-Z ]+-+)$/.exec(pem) ?? [];
  return [begin, ...(body.replace(/\s+/g, '').match(/.{1,64}/g) ?? []), end].join('\n');
}
