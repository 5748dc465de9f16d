/**
 * Says what Node's network errors mean: which failure each is. Read only when one happens. Their messages are not repeated: only
 * codes, the reasons that OpenSSL has a fixed list of, and names that are cleaned.
 */
import type { PeerCertificate } from 'node:tls';
import { failure, type ActionError } from '../report/error.ts';
import { offeredClassical } from './groups.ts';

export { offerOthers } from './groups.ts';

/** A certificate, and where the chain goes on, the one that issued it. */
interface Shown extends PeerCertificate {
  readonly issuerCertificate?: Shown;
}

/** Whom an attempt talked to, and how far it came. */
export interface Peer {
  readonly host: string;
  /** Host and port of the proxy between, if there is one. */
  readonly proxy: string | undefined;
  /** Strikes secrets out of what the server says of itself, and makes it fit to print. */
  readonly clean: (text: string) => string;
  /** Until it is `open`, nothing was sent: `hello` is a TLS handshake that has begun. */
  phase: 'dialing' | 'hello' | 'open';
  /** What the server showed, whether it is trusted or not. */
  certificate: Shown | undefined;
  /** Whether a certificate of the client is shown. */
  readonly shows: boolean;
}

const codes = {
  ENOTFOUND: 'host_not_found',
  EAI_AGAIN: 'host_not_found',
  EAI_FAIL: 'host_not_found',
  EAI_NODATA: 'host_not_found',
  ECONNREFUSED: 'connection_refused',
  CERT_HAS_EXPIRED: 'certificate_expired',
  CERT_NOT_YET_VALID: 'certificate_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_wrong_host',
  HOSTNAME_MISMATCH: 'certificate_wrong_host',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_untrusted/no_intermediate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate_untrusted/no_root',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_untrusted/no_root',
  INVALID_PURPOSE: 'certificate_untrusted/purpose',
  INVALID_CA: 'certificate_untrusted/issuer',
  PATH_LENGTH_EXCEEDED: 'certificate_untrusted/issuer',
  CERT_REVOKED: 'certificate_untrusted/revoked',
  UNSPECIFIED: 'certificate_untrusted/refused', // Node has no name for it, OpenSSL has words
} as const;

/** What is left of OpenSSL's names for a certificate that it does not trust. */
const UNTRUSTED =
  /^(CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|ERROR_IN_CERT_|CRL_|(AKID|SKID|SUBJECT|ISSUER|KEYUSAGE)_|UNHANDLED_|PERMITTED_|EXCLUDED_)/;

/** Handshakes that broke by something that may be gone a moment later, in the words of OpenSSL. */
const PASSING =
  /internal error|record mac|decrypt|overflow|decode error|unexpected (message|eof)|cancelled|illegal parameter|length|digest|bad (packet|record)/;

/** The failure behind what a connection threw. */
export function networkError(error: unknown, peer: Peer): ActionError {
  const { code, message, reason } = firstCause(error);
  const { host } = peer;
  const tunnel = /^tunneling socket could not be established, (?:statusCode=(\d+)|cause=(Parse Error)?)/.exec(message);
  if (tunnel) return proxyError(peer, tunnel[1], tunnel[2] !== undefined);
  if (code.startsWith('HPE_')) return failure('answer_invalid/http', { host, rule: code });
  if (/^(EPROTO|ERR_(SSL|TLS)_)/.test(code) && !Object.hasOwn(codes, code)) {
    const words = reasonOf(code, message, reason);
    // What a server says of the client's certificate alone (RFC 8446, 6.2), where it was shown one.
    const refused = peer.shows && /SSL alert number (4[2-689]|116)\b/.test(message);
    return refused ? failure('client_certificate_refused', { host, reason: words }) : tlsError(peer, words);
  }
  const kind = Object.hasOwn(codes, code) ? codes[code as keyof typeof codes] : undefined;
  if (kind || UNTRUSTED.test(code)) {
    // OpenSSL's words for the one code that says nothing are from a list of its own (X509_verify_cert_error_string).
    return failure(kind ?? 'certificate_untrusted', {
      host,
      reason: code === 'UNSPECIFIED' ? peer.clean(message) : code,
      shown: described(peer, code),
    });
  }
  return failure('connection_failed', { host, reason: code });
}

/** Where a name has two addresses, Node tries both and throws an AggregateError with an empty message. */
function firstCause(error: unknown): { code: string; message: string; reason: string | undefined } {
  const thrown = error as { code?: string; message?: string; reason?: string; errors?: { code?: string }[] };
  const code = (thrown.code ?? thrown.errors?.[0]?.code ?? 'no code').replace(/[^\w/ ]/g, ' ');
  return { code, message: thrown.message ?? '', reason: thrown.reason };
}

/** OpenSSL's reason: in `reason`, in the code, or between the colons of what it wrote to its queue of errors. */
function reasonOf(code: string, message: string, reason: string | undefined): string {
  const queued = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1];
  const alert = /SSL alert number (\d+)/.exec(message)?.[1];
  const words = reason ?? queued ?? (code === 'EPROTO' ? 'no reason' : code.replace(/^ERR_(SSL|TLS)_/, '').replaceAll('_', ' '));
  const known = words
    .toLowerCase()
    .replace(/[^\w/ ()-]/g, ' ')
    .replace(/^(ssl\/tls|sslv3|tlsv1(\.?[123])?|tlsv13) (alert )?/, '');
  return known.startsWith('reason(') && alert !== undefined ? `alert ${alert}` : known;
}

function tlsError({ host }: Peer, reason: string): ActionError {
  // What a server says to a hello without its groups may be different a moment later, when they are offered again.
  const passing = PASSING.test(reason) || offeredClassical();
  return failure(passing ? 'tls_failed/passing' : 'tls_failed', { host, reason });
}

function proxyError({ host, proxy = 'The proxy' }: Peer, status: string | undefined, broken: boolean): ActionError {
  if (broken) return failure('proxy_refused/http', { host, proxy, status: 'with what is no HTTP' });
  if (status === undefined || status.startsWith('5')) return failure('proxy_unreachable', { host, proxy, status });
  return failure(status.startsWith('1') ? 'proxy_refused/http' : 'proxy_refused', { host, proxy, status });
}

/** The certificate that is to blame: of a chain, the one that is out of its time, else the server's own. */
function described({ certificate, clean }: Peer, code: string): string {
  if (!certificate?.subject) return '';
  const blamed = (/EXPIRED|NOT_YET/.test(code) && chainOf(certificate).find(outOfTime)) || certificate;
  // A quotation mark in a name would look like the end of it.
  const name = ({ CN, O }: { CN?: string | string[]; O?: string | string[] }): string =>
    `"${clean(String(CN ?? O ?? '')).replaceAll('"', "'")}"`;
  const which = blamed === certificate ? 'it' : 'in its chain, the one that';
  return `: ${which} was issued to ${name(blamed.subject)} by ${name(blamed.issuer)}, valid until ${clean(blamed.valid_to)}`;
}

/** It and its issuers; a root is its own. */
function chainOf(certificate: Shown): Shown[] {
  const chain: Shown[] = [];
  for (let next: Shown | undefined = certificate; next && !chain.includes(next); next = next.issuerCertificate) chain.push(next);
  return chain;
}

function outOfTime({ valid_from: from, valid_to: to }: Shown): boolean {
  return Date.parse(from) > Date.now() || Date.parse(to) < Date.now();
}
