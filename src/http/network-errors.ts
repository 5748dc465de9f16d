/**
 * Says what Node's network errors mean: which failure each is. Read only when one happens. Their messages are not repeated: only
 * codes, the reasons that OpenSSL has a fixed list of, and the names in a certificate.
 */
import type { PeerCertificate } from 'node:tls';
import { failure, type ActionError } from '#report/error.ts';
import { offeredClassical } from '#http/trust.ts';
import { cut, onOneLine } from '#text/words.ts';

/** Whom an attempt talked to, and how far it came. */
export interface Peer {
  readonly host: string;
  /** Host and port of the proxy between, if there is one. */
  readonly proxy: string | undefined;
  /** Until it is `open`, nothing was sent: `hello` is a TLS handshake that has begun. */
  phase: 'dialing' | 'hello' | 'open';
  /** What the server showed, whether it is trusted or not. */
  certificate: PeerCertificate | undefined;
}

/** By Node's codes, the first that fits. */
const codes = [
  [/^(ENOTFOUND|EAI_)/, 'host_not_found'],
  [/^ECONNREFUSED/, 'connection_refused'],
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)/, 'certificate_expired'],
  [/ALTNAME_INVALID|HOSTNAME_MISMATCH/, 'certificate_wrong_host'],
  [/^UNABLE_TO_(VERIFY_LEAF|GET_ISSUER)/, 'certificate_untrusted/incomplete'],
  [
    /^(UNSPECIFIED|INVALID_|PATH_LENGTH|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|ERROR_IN_CERT_|CRL_|[A-Z]+_MISMATCH|PERMITTED_|EXCLUDED_|UNHANDLED_)/,
    'certificate_untrusted',
  ],
] as const;

/** What in OpenSSL's words may be gone a moment later. */
const PASSING =
  /internal error|record mac|decrypt|decode error|unexpected|cancelled|illegal parameter|length|digest|bad (packet|record)/;

/** The failure behind what a connection threw. */
export function networkError(error: unknown, peer: Peer): ActionError {
  const thrown = error as { code?: string; message?: string; errors?: { code?: string }[] };
  // Where a name has two addresses, Node tries both and throws an AggregateError with an empty message.
  const { code = thrown.errors?.[0]?.code ?? 'no code', message = '' } = thrown;
  const { host, proxy = 'The proxy', certificate } = peer;
  const [tunnel, status, parseError] =
    /^tunneling socket could not be established, (?:statusCode=(\d+)|cause=(Parse Error)?)/.exec(message) ?? [];
  if (tunnel !== undefined && (status === undefined ? parseError === undefined : status.startsWith('5')))
    return failure('proxy_unreachable', { host, proxy, status });
  if (tunnel !== undefined) return failure('proxy_refused', { host, proxy, status: status ?? 'with what is no HTTP' });
  if (code.startsWith('HPE_')) return failure('answer_invalid/http', { host, rule: code });
  const id = codes.find(([pattern]) => pattern.test(code))?.[1];
  if (id === undefined && /^(EPROTO|ERR_(SSL|TLS)_)/.test(code))
    return tlsError(error as NodeJS.ErrnoException & { reason?: string }, host);
  if (id === undefined) return failure('connection_failed', { host, reason: code });
  // Node has no name for what is UNSPECIFIED; OpenSSL's words for it are from a list (X509_verify_cert_error_string).
  const reason = code === 'UNSPECIFIED' ? onOneLine(message) : code;
  return failure(id, { host, reason, shown: certificate?.subject ? described(certificate) : '' });
}

/** OpenSSL's reason: in `reason`, or between the colons of what it wrote to its queue of errors. */
function tlsError({ code = '', message, reason }: NodeJS.ErrnoException & { reason?: string }, host: string): ActionError {
  const said =
    reason ?? /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? code.replace(/^ERR_(SSL|TLS)_/, '').replaceAll('_', ' ');
  const words = said.toLowerCase().replace(/^(ssl\/tls|sslv3|tlsv1(\.?[123])?|tlsv13) (alert )?/, '');
  return failure(PASSING.test(words) || offeredClassical() ? 'tls_failed/passing' : 'tls_failed', {
    host,
    reason: onOneLine(words),
  });
}

function described({ subject, issuer, valid_to: until }: PeerCertificate): string {
  // A quotation mark in a name would look like the end of it.
  const name = ({ CN, O }: { CN?: string | string[]; O?: string | string[] }): string =>
    `"${cut(onOneLine(String(CN ?? O ?? ''))).replaceAll('"', "'")}"`;
  return `: it was issued to ${name(subject)} by ${name(issuer)}, valid until ${onOneLine(until)}`;
}
