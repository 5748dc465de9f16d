/**
 * What breaks before there is an answer, caused for real: the built action tells each cause in its own words, tries again what is
 * passing, and ends at once what is final.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorCode } from '#report/texts.ts';
import { type Authority, createAuthority, type Identity } from './helpers/certificates.ts';
import {
  ask,
  type AskOptions,
  expectFailure,
  expectPlain,
  grant,
  secret,
  startHostileServer,
  token,
} from './helpers/hostile-server.ts';
import type { StepResult } from './helpers/runner.ts';

let ours: Authority;
let middle: Authority;
beforeAll(async () => {
  ours = await createAuthority('Example Private CA');
  middle = await ours.under('Example Issuing CA');
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

/** Hands connections to `to`, but the first ones to `breaks`. */
async function startRelay(
  to: number,
  breaks: (socket: Socket) => void,
  times = 1,
): Promise<{ port: number; count: () => number } & AsyncDisposable> {
  let count = 0;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (count++ < times) {
      breaks(socket);
      return;
    }
    const onward = connect(to, '127.0.0.1').on('error', () => undefined);
    socket.pipe(onward).pipe(socket);
  });
  const port = await listen(server);
  return {
    port,
    count: () => count,
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
      }),
  };
}

const alert =
  (number: number) =>
  (socket: Socket): void => {
    socket.once('data', () => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, number])));
  };
const says =
  (bytes: string) =>
  (socket: Socket): void => {
    socket.once('data', () => socket.end(Buffer.from(bytes, 'latin1')));
  };

/** A step against what `breaks` does to every connection. */
async function askBroken(
  breaks: (socket: Socket) => void,
  options: AskOptions = {},
): Promise<{ result: StepResult; count: number }> {
  await using relay = await startRelay(0, breaks, Infinity);
  const result = await ask({ url: `https://127.0.0.1:${String(relay.port)}/token` }, options);
  return { result, count: relay.count() };
}

/** What a client certificate is about is final; any other handshake that fails may be passing, and is tried three times. */
describe.concurrent('a handshake that is refused', () => {
  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['alert 42', alert(42), /\(bad certificate\)/],
    ['alert 48', alert(48), /\(unknown ca\)/],
    ['alert 116', alert(116), /\(certificate required\)/],
  ])('over the certificate of the client is final: %s', async (_, breaks, said) => {
    const { result, count } = await askBroken(breaks);
    expectFailure(result, 'client_certificate_refused', said);
    expect(count).toBe(1);
  });

  test.each<[string, (socket: Socket) => void, ...RegExp[]]>([
    ['alert 40', alert(40), /\(OpenSSL: handshake failure\)/],
    ['alert 70', alert(70), /\(OpenSSL: protocol version\)/, /TLS 1\.2/],
    ['alert 112', alert(112), /\(OpenSSL: unrecognized name\)/],
    ['an alert that nobody knows', alert(200), /\(OpenSSL: [^)]+\)/],
    ['plain HTTP', says('HTTP/1.1 400 Bad Request\r\n\r\n'), /\(OpenSSL: wrong version number\)/, /does not speak TLS/],
    ['SSH', says('SSH-2.0-OpenSSH_9.9\r\n'), /does not speak TLS/],
  ])('is tried three times: %s', async (_, breaks, ...said) => {
    const { result, count } = await askBroken(breaks);
    const message = expectFailure(result, 'tls_failed', /^No TLS connection to 127\.0\.0\.1:\d+ could be made/, ...said);
    expect(message).not.toMatch(/EPROTO|ERR_SSL/);
    expect(count).toBe(3);
  });

  const openssl = spawnSync('openssl', ['version']).status === 0 ? '' : ' (skipped: there is no openssl here)';
  test.skipIf(openssl !== '').each<[string, ErrorCode]>([
    ['-tls1_2', 'tls_failed'], // which does not say that it is about the certificate
    ['-tls1_3', 'client_certificate_refused'],
  ])(`a certificate of the client, wanted with %s${openssl}`, async (version, code) => {
    const folder = mkdtempSync(join(tmpdir(), 'mutual-'));
    const { key, cert } = await ours.issue();
    for (const [name, text] of Object.entries({ key, cert, ca: ours.certificate })) writeFileSync(join(folder, name), text);
    const port = String(await freePort());
    const options = ['-accept', port, '-key', 'key', '-cert', 'cert', '-CAfile', 'ca', '-Verify', '1', '-verify_return_error'];
    const server = spawn('openssl', ['s_server', ...options, version, '-quiet'], { cwd: folder, stdio: 'ignore' });
    while (!(await reachable(Number(port)))) await new Promise((done) => setTimeout(done, 50));
    const inputs = { ca_certificate: ours.certificate, timeout: '5' };
    const result = await ask({ url: `https://127.0.0.1:${port}/token` }, { inputs });
    server.kill();
    rmSync(folder, { recursive: true });
    const message = expectFailure(result, code);
    expect(message).not.toMatch(/EPROTO|ERR_SSL|lost/);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((done) => server.close(done));
  return port;
}

/** Whether something accepts connections there. */
function reachable(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    }).once('error', () => {
      done(false);
    });
  });
}

test.each([10, 80])('a handshake that breaks once by alert %i is tried again', async (number) => {
  await using server = await startHostileServer(grant(), { identity: await ours.issue() });
  await using relay = await startRelay(server.port, alert(number));
  const url = `https://127.0.0.1:${String(relay.port)}/token`;
  const result = await ask({ url }, { inputs: { ca_certificate: ours.certificate } });
  expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [], warnings: [] });
  expect(result.log).toMatch(/No TLS connection to \S+ could be made \(OpenSSL: [a-z ]+\)\. Trying again .* \(attempt 2\)/);
  expectPlain(result);
});

describe.concurrent('a certificate is refused at once, with its own cause', () => {
  /** A server that shows `certificates` in place of its own alone. */
  const chain = (identity: Identity, ...certificates: string[]): Identity => ({
    ...identity,
    cert: [identity.cert, ...certificates].join('\n'),
  });
  const WAYS = /`ca_certificate`/;
  const given = (): Record<string, string> => ({ ca_certificate: ours.certificate });
  const echoed = `pass+${secret}`;

  test.each<[string, () => Promise<Identity>, () => Record<string, string>, ErrorCode, ...(string | RegExp)[]]>([
    [
      'RSA of 1024 bits',
      async () => ({ ciphers: 'DEFAULT@SECLEVEL=0', ...(await ours.issue({ weak: true })) }),
      given,
      'certificate_untrusted',
      '(EE certificate key too weak)',
      'issued to "token server" by "Example Private CA"',
    ],
    [
      'without its intermediate',
      () => middle.issue(),
      given,
      'certificate_untrusted',
      '(UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
      'have the server send its intermediate certificates',
      'by "Example Issuing CA"',
    ],
    [
      'without a root that is known',
      async () => chain(await middle.issue(), middle.certificate),
      () => ({}),
      'certificate_untrusted',
      /\(UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?\)/,
      WAYS,
    ],
    [
      'for clients alone',
      () => ours.issue({ purpose: '1.3.6.1.5.5.7.3.2' }),
      given,
      'certificate_untrusted',
      '(INVALID_PURPOSE)',
    ],
    [
      'of an intermediate that has expired',
      async () => {
        const old = await ours.under('Old Issuing CA', { from: -30, until: -2 });
        return chain(await old.issue(), old.certificate);
      },
      given,
      'certificate_expired',
      '(CERT_HAS_EXPIRED)',
    ],
    [
      'that has expired itself',
      async () => chain(await middle.issue({ from: -30, until: -2 }), middle.certificate),
      given,
      'certificate_expired',
      ': issued to "token server" by "Example Issuing CA", valid until',
    ],
    [
      'with the secret in its name, and marks that would end our quotation',
      () => ours.issue({ name: `${'x'.repeat(10)}" by Trusted CA, valid. ${echoed}` }),
      () => ({ client_secret: echoed }),
      'certificate_untrusted',
      /issued to "… by Trusted CA, valid\. …" by "Example Private CA"/,
    ],
  ])('%s', async (_, identity, inputs, code, ...said) => {
    await using server = await startHostileServer(grant(), { identity: await identity() });
    const result = await ask(server, { inputs: inputs(), secrets: [echoed] });
    const message = expectFailure(result, code, ...said);
    expect(message).not.toContain('UNSPECIFIED');
    expect(result.log).not.toContain('Trying again');
    expect(server.received).toHaveLength(0);
  });
});

describe.concurrent('a proxy that breaks HTTP is told at once', () => {
  test.each<[string, string, RegExp]>([
    ['100', 'HTTP/1.1 100 Continue\r\n\r\n', /answered 100\./],
    ['101', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', /answered 101\./],
    ['103', 'HTTP/1.1 103 Early Hints\r\n\r\n', /answered 103\./],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n', /answered something that is not HTTP/],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', /not HTTP/],
  ])('%s', async (_, bytes, said) => {
    let asked = 0;
    const server = createServer((socket) => {
      socket.on('error', () => undefined).once('data', () => socket.write(bytes));
      asked++;
    });
    const https_proxy = `http://127.0.0.1:${String(await listen(server))}`;
    const result = await ask({ url: 'https://login.test/token' }, { env: { https_proxy } });
    server.close();
    expectFailure(result, 'proxy_refused', said);
    expect(asked).toBe(1);
    expect(result.took).toBeLessThan(10_000);
  });
});

/** A server of its own thread on 127.0.0.1 that accepts nothing before it is told to. */
async function startDeaf(): Promise<{ port: number; hear: () => void } & AsyncDisposable> {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
    const server = require('node:http').createServer((_request, response) => response.end(workerData.answer));
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      setImmediate(() => Atomics.wait(workerData.flag, 0, 0));
    });`,
    { eval: true, workerData: { flag, answer: JSON.stringify({ access_token: token, expires_in: 300 }) } },
  );
  const [port] = (await once(worker, 'message')) as [number];
  // Its queue is full with two; what is asked after them is dropped without a word, and Linux asks again after a second.
  const fillers = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  await Promise.all(
    fillers.map((filler) =>
      once(
        filler.on('error', () => undefined),
        'connect',
      ),
    ),
  );
  const hear = (): void => {
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };
  return {
    port,
    hear,
    [Symbol.asyncDispose]: async () => {
      hear();
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}

/** How often this machine has dropped what it had no place for. */
function drops(): number {
  const [names = '', values = ''] = readFileSync('/proc/net/netstat', 'utf8').match(/^TcpExt: .*$/gm) ?? [];
  return Number(values.split(' ')[names.split(' ').indexOf('ListenOverflows')]);
}

const unable =
  process.platform === 'linux' && existsSync('/proc/net/netstat')
    ? ''
    : ' (skipped: only Linux drops, and counts, what does not fit into the queue of a server)';

describe.skipIf(unable !== '')(`a name with two addresses${unable}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'names-'));
  // Not every machine has two for a name of its own.
  const names = join(folder, 'names.cjs');
  writeFileSync(
    names,
    `const dns = require('node:dns');
    const both = [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }];
    dns.lookup = (_name, options, done) => process.nextTick(() => options.all ? done(null, both) : done(null, '127.0.0.1', 4));`,
  );
  const env = { NODE_OPTIONS: `--require=${names}` };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('of which the first takes a second, and the other refuses', async () => {
    await using deaf = await startDeaf();
    const before = drops();
    const step = ask({ url: `http://localhost:${String(deaf.port)}/token` }, { env });
    while (drops() === before) await new Promise((done) => setTimeout(done, 10));
    deaf.hear();
    const result = await step;
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(result.log).toContain('(1 attempt, ');
  });

  test('of which the first is dead', async () => {
    await using deaf = await startDeaf();
    const server = createHttpServer((request, response) => {
      request.resume().on('end', () => response.end(JSON.stringify({ access_token: token, expires_in: 300 })));
    });
    await new Promise<void>((done) => server.listen(deaf.port, '::1', done));
    const result = await ask({ url: `http://localhost:${String(deaf.port)}/token` }, { env });
    server.close();
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(result.log).toMatch(/\(1 attempt, [23]\.\d+ s\)/);
  });
});
