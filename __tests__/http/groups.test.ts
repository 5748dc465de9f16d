/**
 * A box on the way that drops what is larger than it takes for a TLS hello: the next attempt has a smaller one.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Authority, createAuthority, type Identity } from '../helpers/certificates.ts';
import { ask, type AskOptions, grant, startHostileServer, token } from '../helpers/hostile-server.ts';
import { startProxy } from '../helpers/proxy.ts';
import type { StepResult } from '../helpers/runner.ts';

let ours: Authority;
let identity: Identity;
beforeAll(async () => {
  ours = await createAuthority('Example Private CA');
  identity = await ours.issue({ hosts: ['127.0.0.1', 'login.test'] });
});

interface Box extends AsyncDisposable {
  readonly port: number;
  /** Bytes of each hello. */
  readonly hellos: readonly number[];
}

/** Hands on to `to` what begins with a hello of at most `limit` bytes. */
async function startBox(to: number, { limit = 1400, drop }: { limit?: number; drop: (socket: Socket) => void }): Promise<Box> {
  const hellos: number[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (hello) => {
      hellos.push(hello.length);
      if (hello.length > limit) {
        drop(socket);
        return;
      }
      const onward = connect(to, '127.0.0.1').on('error', () => undefined);
      onward.write(hello);
      socket.pipe(onward).pipe(socket);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    hellos,
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
      }),
  };
}

/** A step against a server behind a box. */
async function askBehind(
  box: { limit?: number; drop: (socket: Socket) => void },
  { own = {}, ...options }: AskOptions & { own?: object } = {},
): Promise<{ result: StepResult; hellos: readonly number[] }> {
  await using server = await startHostileServer(grant(), { identity: { ...identity, ...own } });
  await using relay = await startBox(server.port, box);
  const url = `https://127.0.0.1:${String(relay.port)}/token`;
  const result = await ask({ url }, { ...options, inputs: { ca_certificate: ours.certificate, ...options.inputs } });
  return { result, hellos: relay.hellos };
}

const reset = (socket: Socket): void => {
  socket.resetAndDestroy();
};

describe.concurrent('a box that drops large hellos', () => {
  test.each<[string, (socket: Socket) => void]>([
    ['resets the connection', reset],
    ['closes it', (socket) => socket.end()],
    ['answers with an alert', (socket) => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 50]))],
  ])('and %s: the second attempt gets through', async (_, drop) => {
    const { result, hellos } = await askBehind({ drop });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [], warnings: [] });
    expect(hellos).toHaveLength(2);
    expect(hellos[0]).toBeGreaterThan(1400);
    expect(hellos[1]).toBeLessThan(700);
  });

  test('and says nothing more: the second attempt comes after 15 s at the latest', { timeout: 40_000 }, async () => {
    const { result, hellos } = await askBehind({ drop: () => undefined }, { inputs: { timeout: '60' }, patience: 35_000 });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(result.log).toContain('did not answer within 15 s. Trying again');
    expect(hellos).toHaveLength(2);
    expect(result.took).toBeLessThan(25_000);
  });

  test('behind a proxy, likewise', async () => {
    await using server = await startHostileServer(grant(), { identity });
    await using box = await startBox(server.port, { drop: reset });
    const onward = createServer(); // the proxy hands its connections over as if they had come here
    onward.on('connection', (socket) => {
      const out = connect(box.port, '127.0.0.1').on('error', () => socket.destroy());
      out.once('close', () => socket.destroy());
      socket
        .on('error', () => undefined)
        .pipe(out)
        .pipe(socket);
    });
    await using proxy = await startProxy({ user: 'runner', password: 'a-password', to: onward as never });
    const env = { https_proxy: `http://runner:a-password@127.0.0.1:${String(proxy.port)}` };
    const inputs = { ca_certificate: ours.certificate };
    const result = await ask({ url: 'https://login.test/token' }, { env, inputs, secrets: ['a-password'] });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(box.hellos).toHaveLength(2);
  });
});

describe.concurrent('groups are taken back', () => {
  test('where nothing but post-quantum groups is spoken, and a connection broke', async () => {
    const quantum = { ...identity, ecdhCurve: 'X25519MLKEM768' };
    await using server = await startHostileServer(grant(), { identity: quantum });
    let count = 0;
    const relay = createServer((socket) => {
      socket.on('error', () => undefined);
      if (count++ === 0) {
        socket.once('data', () => socket.resetAndDestroy());
        return;
      }
      const out = connect(server.port, '127.0.0.1').on('error', () => undefined);
      socket.pipe(out).pipe(socket);
    });
    await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
    const url = `https://127.0.0.1:${String((relay.address() as AddressInfo).port)}/token`;
    const result = await ask({ url }, { inputs: { ca_certificate: ours.certificate } });
    relay.close();
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(result.log).toContain('(3 attempts, ');
  });
});
