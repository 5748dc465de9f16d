import fc from 'fast-check';
import { lookup } from 'node:dns/promises';
import { type AddressInfo, connect as connectPlain } from 'node:net';
import { connect, createServer, type PeerCertificate, type TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { networkError, type Peer } from '../../src/http/network-errors.ts';
import type { ErrorCode } from '../../src/report/texts.ts';
import { createAuthority, type Identity } from '../helpers/certificates.ts';
import { failureOf } from '../helpers/failures.ts';

const peer: Peer = { host: 'id.example', proxy: undefined, certificate: undefined };

const told = (error: unknown, more: Partial<Peer> = {}) =>
  failureOf(() => {
    throw networkError(error, { ...peer, ...more });
  });
const withCode = (code: string, message = 'a-secret'): Error => Object.assign(new Error(message), { code });

describe('the codes of Node and OpenSSL', () => {
  const kinds: Readonly<Partial<Record<ErrorCode, readonly string[]>>> = {
    host_not_found: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'],
    connection_refused: ['ECONNREFUSED'],
    connection_failed: [
      'ECONNRESET',
      'EPIPE',
      'ETIMEDOUT',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'HPE_INVALID_CONSTANT',
      'toString',
      '__proto__',
      'ABORT_ERR',
    ],
    certificate_expired: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
    certificate_wrong_host: ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
    certificate_untrusted: [
      ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'INVALID_CA'],
      ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_UNTRUSTED', 'CERT_REVOKED', 'PATH_LENGTH_EXCEEDED', 'INVALID_PURPOSE'],
    ],
    tls_failed: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_TLS_CERT_SIGNATURE'],
  };
  test.each(Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => [code, kind])))('%s is %s', (code, kind) => {
    const { code: found, what, message } = told(withCode(code));
    expect({ found, what }).toEqual({ found: kind, what: expect.stringContaining(`(${code})`) as string });
    expect(what).toContain('id.example');
    expect(message).not.toContain('a-secret');
  });
});

test('of a name with two addresses, the first error counts', () => {
  const both = new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')], '');
  expect(told(both)).toMatchObject({ code: 'connection_refused' });
});

test('whatever is thrown is told in words, on one line, without its message', () => {
  const text = fc.string({ unit: 'binary' });
  const thrown = fc.oneof(
    fc.record({ code: text, message: text.map((all) => `a-secret${all}`) }, { requiredKeys: [] }),
    fc.record({ errors: fc.array(fc.record({ code: text })) }),
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
    ['statusCode=502', 'proxy_unreachable', 'answered 502: it does not reach that host.'],
    ['cause=connect ECONNREFUSED a-secret', 'proxy_unreachable', 'cannot be reached.'],
  ])('%s is %s', (how, code, said) => {
    const { code: found, what } = told(failed(how), { proxy: 'proxy.test:3128' });
    expect({ found, what }).toEqual({ found: code, what: `proxy.test:3128, the proxy on the way to id.example, ${said}` });
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
    expect(what).toMatch(/it was issued to "A: :server" by "An authority", valid until \w{3} +\d+ .* GMT\.$/);
  });

  test('at a certificate that nobody vouches for', async () => {
    const { error } = await refusedBy(await (await createAuthority('Unknown')).issue());
    expect(told(error).code).toBe('certificate_untrusted');
  });
});
