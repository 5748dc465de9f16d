import fc from 'fast-check';
import { lookup } from 'node:dns/promises';
import { type AddressInfo, connect as connectPlain } from 'node:net';
import { connect, createServer, type PeerCertificate, type TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { networkError, type Peer } from '#http/network-errors.ts';
import type { ErrorCode, FailureId } from '#report/texts.ts';
import { createAuthority, type Identity } from '../helpers/certificates.ts';
import { failureOf } from '../helpers/failures.ts';

const peer: Peer = {
  host: 'id.example',
  proxy: undefined,
  phase: 'dialing',
  certificate: undefined,
};

const told = (error: unknown, more: Partial<Peer> = {}) =>
  failureOf(() => {
    throw networkError(error, { ...peer, ...more });
  });
const withCode = (code: string, message = 'a-secret'): Error => Object.assign(new Error(message), { code });

describe('the codes of Node and OpenSSL', () => {
  const kinds: Readonly<Partial<Record<FailureId, readonly string[]>>> = {
    host_not_found: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'],
    connection_refused: ['ECONNREFUSED'],
    connection_failed: ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'toString', '__proto__', 'ABORT_ERR'],
    'answer_invalid/http': ['HPE_INVALID_CONSTANT', 'HPE_NEW_ONE'],
    certificate_expired: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
    certificate_wrong_host: ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
    'certificate_untrusted/incomplete': [
      ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_GET_ISSUER_CERT'],
    ],
    certificate_untrusted: [
      ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'INVALID_CA', 'INVALID_PURPOSE', 'CRL_HAS_EXPIRED'],
      ...['CERT_UNTRUSTED', 'CERT_REVOKED', 'PATH_LENGTH_EXCEEDED', 'CERT_CHAIN_TOO_LONG', 'ERROR_IN_CERT_NOT_AFTER_FIELD'],
    ],
  };
  test.each(Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => [code, kind])))('%s is %s', (code, kind) => {
    const { error, what, message } = told(withCode(code));
    expect({ found: error.id, what }).toEqual({ found: kind, what: expect.stringContaining(`(${code})`) as string });
    expect(what).toContain('id.example');
    expect(message).not.toContain('a-secret');
  });
});

describe('of TLS, the reason that OpenSSL has a fixed list of', () => {
  const queued = (words: string, alert = ''): Error =>
    withCode('EPROTO', `write EPROTO 40:error:0A0:SSL routines:ssl3_read_bytes:${words}:rec_layer_s3.c:918:${alert}\n`);
  const withReason = (code: string, reason: string): Error => Object.assign(withCode(code), { reason });
  test.each<[string, Error, string]>([
    ['in the queue of errors', queued('wrong version number'), 'wrong version number'],
    ['of an alert', queued('ssl/tls alert handshake failure', 'SSL alert number 40'), 'handshake failure'],
    ['of an alert without a name', queued('reason(1200)', 'SSL alert number 200'), 'reason(1200)'],
    ['in the code', withCode('ERR_SSL_WRONG_VERSION_NUMBER'), 'wrong version number'],
    ['in the code of an alert', withCode('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), 'protocol version'],
    ['beside the code', withReason('ERR_SSL_X', 'unsafe legacy renegotiation disabled'), 'unsafe legacy renegotiation disabled'],
    ['of Node itself', withCode('ERR_TLS_CERT_SIGNATURE'), 'cert signature'],
  ])('%s', (_, error, reason) => {
    const { code, what, message } = told(error);
    expect({ code, what }).toEqual({
      code: 'tls_failed',
      what: `No TLS connection to id.example could be made (OpenSSL: ${reason}).`,
    });
    expect(message).not.toMatch(/EPROTO|ERR_|a-secret/);
  });

  // No server says that of its own (RFC 8446, 6.2).
  test.each<[string, Error, string]>([
    ['in the queue', queued('tlsv13 alert certificate required', 'SSL alert number 116'), 'certificate required'],
    ['in the queue, of TLS 1.2', queued('sslv3 alert bad certificate', 'SSL alert number 42'), 'bad certificate'],
    ['in the code', withCode('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'), 'unknown ca'],
  ])('an alert about a certificate is about that of the client: %s', (_, error, reason) => {
    expect(told(error)).toMatchObject({
      code: 'client_certificate_refused',
      message: expect.stringContaining(`(${reason})`) as string,
    });
  });

  test('there is always one', () => {
    expect(told(withCode('EPROTO')).what).toBe('No TLS connection to id.example could be made (OpenSSL: eproto).');
  });
});

test('of what Node has no name for, the words that OpenSSL has a list of', () => {
  const { error, what } = told(withCode('UNSPECIFIED', 'EE certificate key too weak'));
  expect(error.id).toBe('certificate_untrusted');
  expect(what).toContain('(EE certificate key too weak)');
});

test('of a name with two addresses, the first error counts', () => {
  const both = new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')], '');
  expect(told(both)).toMatchObject({ code: 'connection_refused' });
});

test('whatever is thrown is told in words, on one line, without its message', () => {
  const text = fc.string({ unit: 'binary' });
  const code = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,30}$/); // Node's own
  const thrown = fc.oneof(
    fc.record({ code, message: text.map((all) => `a-secret${all}`) }, { requiredKeys: [] }),
    fc.record({ errors: fc.array(fc.record({ code })) }),
    text.map((all) => new Error(`a-secret${all}`)),
  );
  fc.assert(
    fc.property(thrown, (error) => {
      const { what } = told(error);
      expect(what).not.toMatch(/a-secret|\p{Cc}|::|undefined|\[object/u);
    }),
  );
});

describe('a tunnel that the proxy did not make', () => {
  const failed = (how: string): Error => withCode('ECONNRESET', `tunneling socket could not be established, ${how}`);
  test.each<[string, ErrorCode, string]>([
    ['statusCode=407', 'proxy_refused', 'answered 407.'],
    ['statusCode=403', 'proxy_refused', 'answered 403.'],
    ['statusCode=502', 'proxy_unreachable', 'answered 502.'],
    ['statusCode=103', 'proxy_refused', 'answered 103.'],
    ['cause=Parse Error: a-secret', 'proxy_refused', 'answered something that is not HTTP.'],
    ['cause=connect ECONNREFUSED a-secret', 'proxy_unreachable', 'takes no connection.'],
  ])('%s is %s', (how, code, said) => {
    const { code: found, what } = told(failed(how), { proxy: 'proxy.test:3128' });
    expect({ found, what }).toEqual({ found: code, what: `proxy.test:3128, the proxy to id.example, ${said}` });
  });
});

describe('what Node throws itself', () => {
  test('where nothing listens', async () => {
    const error = await new Promise((done) => connectPlain(1, '127.0.0.1').once('error', done));
    expect(told(error).code).toBe('connection_refused');
  });

  test('where a name can be in no DNS', async () => {
    const error: unknown = await lookup(`${'a'.repeat(64)}.test`).catch((thrown: unknown) => thrown);
    expect(told(error).code).toBe('host_not_found');
  });

  /** What a client that trusts `ca` meets at a server with `identity`, and the certificate that it was shown. */
  async function refusedBy(identity: Identity, ca?: string): Promise<{ error: unknown; certificate: PeerCertificate }> {
    const server = createServer(identity).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as AddressInfo;
    let socket: TLSSocket | undefined;
    let certificate = {} as PeerCertificate;
    const error = await new Promise((done) => {
      socket = connect({ port, host: '127.0.0.1', ...(ca !== undefined && { ca }) }).once('error', done);
      socket.prependOnceListener('secure', () => {
        certificate = socket?.getPeerCertificate() ?? certificate;
      });
    });
    socket?.destroy();
    server.close();
    return { error, certificate };
  }

  test.each<[string, object, ErrorCode]>([
    ['expired', { from: -3, until: -1 }, 'certificate_expired'],
    ['not valid yet', { from: 1 }, 'certificate_expired'],
    ['for another host', { hosts: ['other.test'] }, 'certificate_wrong_host'],
  ])('at a certificate that is %s, and whom it names', async (_, options, code) => {
    const authority = await createAuthority('An authority');
    const identity = await authority.issue({ ...options, name: 'A::server' });
    const { error, certificate } = await refusedBy(identity, authority.certificate);
    const { code: found, what } = told(error, { certificate });
    expect(found).toBe(code);
    expect(what).toMatch(/issued to "A: :server" by "An authority", valid until \w{3} +\d+ .* GMT\.$/);
  });

  test('at a certificate that nobody vouches for', async () => {
    const { error } = await refusedBy(await (await createAuthority('Unknown')).issue());
    expect(told(error).code).toBe('certificate_untrusted');
  });
});
