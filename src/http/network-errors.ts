/**
 * Turns network errors of Node into failures. Loaded only then. Messages of Node are not repeated: only codes, the fixed reasons
 * of OpenSSL, and names in certificates.
 */
import type { PeerCertificate } from 'node:tls';
import { failure, type ActionError } from '#report/error.ts';
import { onOneLine, quotable } from '#text/words.ts';

export interface Peer {
  readonly host: string;
  /** Host and port. */
  readonly proxy: string | undefined;
  /** Nothing is sent until it is `open`; `hello`: the TLS handshake has begun. */
  phase: 'dialing' | 'hello' | 'open';
  /** The server's, trusted or not. */
  certificate: PeerCertificate | undefined;
}

/** By Node's codes; the first match counts. */
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

export function networkError(error: unknown, peer: Peer): ActionError {
  const thrown = error as { code?: string; message?: string; errors?: { code?: string }[] };
  // For a host with two addresses, Node throws an AggregateError with an empty message.
  const { code = thrown.errors?.[0]?.code ?? 'no code', message = '' } = thrown;
  const { host, certificate } = peer;
  if (message.startsWith('tunneling socket could not be established')) return proxyError(message, peer);
  if (code.startsWith('HPE_')) return failure('answer_invalid/http', { host, rule: code });
  const id = codes.find(([pattern]) => pattern.test(code))?.[1];
  if (id === undefined && /^(EPROTO|ERR_(SSL|TLS)_)/.test(code)) {
    const reason = opensslReason(error as NodeJS.ErrnoException & { reason?: string });
    const ofClient = isAlert(error) && /certificate|unknown ca|access denied/.test(reason);
    return failure(ofClient ? 'client_certificate_refused' : 'tls_failed', { host, reason });
  }
  if (id === undefined) return failure('connection_failed', { host, reason: code });
  // UNSPECIFIED comes with one of OpenSSL's fixed texts (X509_verify_cert_error_string).
  const reason = code === 'UNSPECIFIED' ? onOneLine(message) : code;
  return failure(id, { host, reason, shown: certificate?.subject ? described(certificate) : '' });
}

/** Whether the server ended TLS. In TLS 1.3 a client learns of a refusal only after it sent its request. */
export function isAlert(error: unknown): boolean {
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  return [code, message].some((text) => /ALERT|SSL alert number/.test(text ?? ''));
}

/** The `tunnel` package tells the proxy's answer only in its message. */
function proxyError(message: string, { host, proxy = 'The proxy' }: Peer): ActionError {
  const [, status, noHttp] = /, (?:statusCode=(\d+)|cause=(Parse Error))/.exec(message) ?? [];
  if (noHttp === undefined && (status?.startsWith('5') ?? true)) return failure('proxy_unreachable', { host, proxy, status });
  return failure('proxy_refused', { host, proxy, status: status ?? 'something that is not HTTP' });
}

/** OpenSSL's reason: in `reason`, or between the colons of its error queue. */
function opensslReason({ code = '', message, reason }: NodeJS.ErrnoException & { reason?: string }): string {
  const queued = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1];
  const said = reason ?? queued ?? code.replace(/^ERR_(SSL|TLS)_/, '').replaceAll('_', ' ');
  return onOneLine(said.toLowerCase().replace(/^(ssl\/tls|sslv3|tlsv1(\.?[123])?|tlsv13) (alert )?/, ''));
}

function described({ subject, issuer, valid_to: until }: PeerCertificate): string {
  const name = ({ CN, O }: { CN?: string | string[]; O?: string | string[] }): string => `"${quotable(String(CN ?? O ?? ''))}"`;
  return `issued to ${name(subject)} by ${name(issuer)}, valid until ${onOneLine(until)}`;
}
