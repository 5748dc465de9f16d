/** The body of an answer, as the built action reads it: its size, and what compresses it. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  ask,
  askOnce,
  type Behaviour,
  endless,
  expectFailure,
  grant,
  raw,
  reply,
  startHostileServer,
  token,
} from '../helpers/hostile-server.ts';

describe.concurrent('a body', () => {
  test('that never ends', async () => {
    await using server = await startHostileServer(endless);
    expectFailure(await ask(server), 'answer_too_large', 'more than 1 MiB');
    expect(server.received).toHaveLength(1);
  });

  test('of exactly 1 MiB is read, and of a byte more refused', async () => {
    const answer = JSON.stringify({ access_token: token, expires_in: 300 });
    expect(await askOnce(reply(answer.padEnd(1024 * 1024)))).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expectFailure(await askOnce(reply(answer.padEnd(1024 * 1024 + 1))), 'answer_too_large');
  });
});

describe.concurrent('an answer that is packed, though nobody asked for that', () => {
  const answer = JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 300 });
  const packed = (bytes: Buffer, encoding: string): Behaviour => reply(bytes, 200, { 'content-encoding': encoding });

  test.each<[string, Buffer]>([
    ['gzip', gzipSync(answer)],
    ['x-gzip', gzipSync(answer)],
    ['GZIP', gzipSync(answer)],
    ['deflate', deflateSync(answer)],
    ['br', brotliCompressSync(answer)],
    ['identity', Buffer.from(answer)],
  ])('by %s is unpacked', async (encoding, bytes) => {
    await using server = await startHostileServer(packed(bytes, encoding));
    const result = await ask(server);
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [], warnings: [] });
    expect(server.received[0]?.headers['accept-encoding']).toBe('identity');
  });

  test.each<[string, (text: string) => Buffer]>([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('by %s is not unpacked beyond 1 MiB', async (encoding, pack) => {
    await using server = await startHostileServer(packed(pack(answer.padEnd(8 * 1024 * 1024)), encoding));
    expectFailure(await ask(server), 'answer_too_large');
    expect(server.received).toHaveLength(1);
    const most = await askOnce(packed(pack(answer.padEnd(1024 * 1024)), encoding));
    expect(most).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
  });

  test('by gzip, and cut off, is asked for again, and counts as lost', async () => {
    const bytes = gzipSync(answer);
    const result = await askOnce([packed(bytes.subarray(0, bytes.length - 12), 'gzip'), grant()]);
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect(result.warnings.map(({ title }) => title)).toEqual(['Answers lost']);
  });
});

test('1 MiB in chunks of one byte is read in a heap of 128 MB', async () => {
  const answer = JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 300 }).padEnd(1024 * 1024 - 1);
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
  const body = Array.from(answer, (letter) => `1\r\n${letter}\r\n`).join('');
  const started = performance.now();
  const result = await askOnce(raw(`${head}${body}0\r\n\r\n`, 'close'), { env: { NODE_OPTIONS: '--max-old-space-size=128' } });
  expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, warnings: [] });
  expect(performance.now() - started).toBeLessThan(10_000); // 2 s on a machine with nothing else to do
});
