/** Reads the body of an answer, limited in size. */
import type { IncomingMessage } from 'node:http';
import { failure } from '#report/error.ts';

const MAX_BODY = 1024 * 1024; // bytes

/** @returns the text, decompressed, without a byte order mark @throws ActionError answer_too_large, answer_invalid */
export async function readBody(message: IncomingMessage, host: string): Promise<string> {
  return new TextDecoder().decode(await unpacked(await received(message, host), message, host));
}

/** By events, which start a millisecond faster than a loop over the stream, into one growing buffer. */
function received(message: IncomingMessage, host: string): Promise<Buffer> {
  return new Promise((done, fail) => {
    let [body, size] = [Buffer.alloc(8192), 0];
    message
      .on('data', (chunk: Buffer) => {
        if (size + chunk.length > MAX_BODY) fail(failure('answer_too_large', { host }));
        else {
          while (body.length < size + chunk.length) body = Buffer.concat([body], body.length * 2);
          size += chunk.copy(body, size);
        }
      })
      .once('end', () => {
        done(body.subarray(0, size));
      })
      .once('error', fail);
  });
}

/** Some servers compress whatever was asked for. */
async function unpacked(body: Buffer, { statusCode: status = 0, headers }: IncomingMessage, host: string): Promise<Buffer> {
  const encoding = headers['content-encoding']?.toLowerCase();
  if (!/^(br|(x-)?gzip|deflate)$/.test(encoding ?? '')) return body;
  const { brotliDecompress, unzip } = await import('node:zlib'); // takes Node a millisecond
  return new Promise((done, fail) => {
    const unpacked = (error: NodeJS.ErrnoException | null, whole: Buffer): void => {
      if (!error) done(whole);
      else if (error.code === 'ERR_BUFFER_TOO_LARGE') fail(failure('answer_too_large', { host }));
      else fail(failure('answer_invalid/cut_off', { host, status }));
    };
    if (encoding === 'br') brotliDecompress(body, { maxOutputLength: MAX_BODY }, unpacked);
    else unzip(body, { maxOutputLength: MAX_BODY }, unpacked);
  });
}
