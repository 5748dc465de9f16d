/**
 * Says in words what Node's network error codes mean. Their messages are not repeated: only codes and names that are cleaned.
 */
import type { PeerCertificate } from 'node:tls';
import { failure, type ActionError } from '../report/error.ts';
import { printable } from '../report/foreign.ts';

/** Whom an attempt talked to. */
export interface Peer {
  readonly host: string;
  /** Host and port of the proxy between, if there is one. */
  readonly proxy: string | undefined;
  /** What the server showed, whether it is trusted or not. */
  certificate: PeerCertificate | undefined;
}

type Kind =
  | 'host_not_found'
  | 'connection_refused'
  | 'connection_failed'
  | 'tls_failed'
  | 'certificate_untrusted'
  | 'certificate_expired'
  | 'certificate_wrong_host';

const codes: Readonly<Record<string, Kind>> = {
  ENOTFOUND: 'host_not_found',
  EAI_AGAIN: 'host_not_found',
  EAI_FAIL: 'host_not_found',
  EAI_NODATA: 'host_not_found',
  ECONNREFUSED: 'connection_refused',
  CERT_HAS_EXPIRED: 'certificate_expired',
  CERT_NOT_YET_VALID: 'certificate_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_wrong_host',
  HOSTNAME_MISMATCH: 'certificate_wrong_host',
  EPROTO: 'tls_failed',
};

/** What is left of OpenSSL's names for a certificate that it does not trust, and of Node's for TLS. */
const patterns: readonly [RegExp, Kind][] = [
  [/^(CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_(CA|PURPOSE)|PATH_LENGTH_)/, 'certificate_untrusted'],
  [/^ERR_(SSL|TLS)_/, 'tls_failed'],
];

/** The failure behind what a connection threw. The alerts are what a server says of the client's certificate alone (RFC 8446, 6.2). */
export function networkError(error: unknown, peer: Peer): ActionError {
  const { code, message } = firstCause(error);
  const tunnel = /^tunneling socket could not be established, (?:statusCode=(\d+)|cause=)/.exec(message);
  if (tunnel) return proxyError(peer, tunnel[1]);
  const alert = /SSL alert number (4[2-9]|116)\b/.exec(message)?.[1];
  if (alert) return failure('client_certificate_refused', { host: peer.host, reason: `${code}, alert ${alert}` });
  const kind =
    (Object.hasOwn(codes, code) ? codes[code] : undefined) ??
    patterns.find(([pattern]) => pattern.test(code))?.[1] ??
    'connection_failed';
  return failure(kind, { host: peer.host, reason: code, shown: described(peer.certificate) });
}

/** Where a name has two addresses, Node tries both and throws an AggregateError with an empty message. */
function firstCause(error: unknown): { code: string; message: string } {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: { code?: string }[] };
  return { code: printable(code ?? errors?.[0]?.code ?? 'no code'), message: message ?? '' };
}

function proxyError({ host, proxy = 'The proxy' }: Peer, status: string | undefined): ActionError {
  if (status === undefined || status.startsWith('5')) return failure('proxy_unreachable', { host, proxy, status });
  return failure('proxy_refused', { host, proxy, status });
}

function described(certificate: PeerCertificate | undefined): string {
  if (!certificate?.subject) return '';
  const name = ({ CN, O }: { CN?: string | string[]; O?: string | string[] }): string => `"${printable(String(CN ?? O ?? ''))}"`;
  const until = printable(certificate.valid_to);
  return `: it was issued to ${name(certificate.subject)} by ${name(certificate.issuer)}, valid until ${until}`;
}
