/**
 * The one way of a request: what is told before it leaves, what when its answer is lost, and by which proxy it goes.
 */
import { describe, expect, test } from 'vitest';
import { ask, askOnce, type Question } from '#http/ask.ts';
import { failure } from '#report/error.ts';
import { grant, raw, reply, startHostileServer, type Behaviour } from '../helpers/hostile-server.ts';
import { record } from '../helpers/log.ts';

const HALF = 'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"acc';
const limits = { timeout: 5 };

/** Asks a server that does what `script` says, and keeps the order of events. */
async function asked(script: Behaviour | readonly [Behaviour, ...Behaviour[]], more: Partial<Question<string>> = {}) {
  await using server = await startHostileServer(script);
  const events: string[] = [];
  const question: Question<string> = {
    make: ({ ahead, otherAudience }) => {
      events.push(`make ${String(ahead)} ${String(otherAudience)}`);
      return { url: new URL(server.url), headers: {} };
    },
    sending: () => void events.push('sending'),
    read: ({ status, body }) => {
      events.push(`read ${String(status)}`);
      if (status === 503) throw failure('server_error', { host: 'x', status });
      return body;
    },
    lost: (sent) => void events.push(sent ? 'lost' : 'not sent'),
    ...more,
  };
  const { log, lines } = record();
  const outcome = await ask(question, limits, { log }).catch((error: unknown) => error);
  return { outcome, events, lines, received: server.received.length };
}

describe('ask', () => {
  test('makes, tells that it sends, and reads', async () => {
    const { outcome, events } = await asked(reply('fine'));
    expect(outcome).toMatchObject({ value: 'fine', attempts: 1 });
    expect(events).toEqual(['make 0 false', 'sending', 'read 200']);
  });

  test('makes it anew for each attempt, and says in the log that it tries again', async () => {
    const { outcome, events, lines } = await asked([reply('', 503), reply('fine')]);
    expect(outcome).toMatchObject({ value: 'fine', attempts: 2 });
    expect(events).toEqual(['make 0 false', 'sending', 'read 503', 'make 0 false', 'sending', 'read 200']);
    expect(lines).toEqual([expect.stringMatching(/Trying again .*attempt 2/) as string]);
  });

  test.each<[string, Behaviour]>([
    ['a close without an answer', raw('', 'close')],
    ['half of an answer', raw(HALF, 'close')],
    ['a reset', raw('', 'reset')],
    ['no HTTP', raw('SSH-2.0\r\n', 'close')],
  ])('tells that the answer is lost after %s', async (_, behaviour) => {
    const { events, outcome } = await asked([behaviour, reply('fine')]);
    expect(outcome).toMatchObject({ value: 'fine' });
    expect(events).toEqual(['make 0 false', 'sending', 'lost', 'make 0 false', 'sending', 'read 200']);
  });

  test('does not where the request never left', async () => {
    const { events, outcome } = await asked(grant(), {
      make: () => ({ url: new URL('http://127.0.0.1:1/'), headers: {} }),
    });
    expect(outcome).toMatchObject({ code: 'connection_refused' });
    expect(new Set(events)).toEqual(new Set(['sending', 'not sent']));
  });

  test('does not where what was read is a failure', async () => {
    const refusal = failure('invalid_client', { host: 'x', status: 401 });
    const read = (): never => {
      throw refusal;
    };
    const { events, outcome, received } = await asked(reply('no', 401), { read });
    expect(outcome).toBe(refusal);
    expect([events, received]).toEqual([['make 0 false', 'sending'], 1]);
  });

  test('sends nothing where the job was cancelled while the request was made', async () => {
    await using server = await startHostileServer(grant());
    const job = new AbortController();
    const question: Question<string> = {
      make: () => {
        job.abort();
        return { url: new URL(server.url), headers: {} };
      },
      read: ({ body }) => body,
    };
    const { log } = record();
    await expect(ask(question, limits, { log, cancelled: job.signal })).rejects.toMatchObject({ id: 'cancelled' });
    expect(server.received).toHaveLength(0);
  });

  test('goes past no proxy that cannot be used', async () => {
    process.env['https_proxy'] = 'socks5://proxy.test:1';
    try {
      const { outcome, events } = await asked(grant(), {
        make: () => ({ url: new URL(`https://${'a'.repeat(64)}.test/`), headers: {} }),
      });
      expect(outcome).toMatchObject({ code: 'proxy_invalid' });
      expect(events).toEqual([]);
    } finally {
      delete process.env['https_proxy'];
    }
  });
});

test('askOnce asks once, within the time of the attempt that it is part of', async () => {
  await using server = await startHostileServer(reply('busy', 503));
  const { log } = record();
  const attempt = { timeLeft: () => 2000, ahead: 0, otherAudience: false };
  expect(await askOnce({ url: new URL(server.url), headers: {} }, attempt, log)).toMatchObject({ status: 503, body: 'busy' });
  expect(server.received).toHaveLength(1);
  await using silent = await startHostileServer(raw('', 'hang'));
  const short = askOnce({ url: new URL(silent.url), headers: {} }, { ...attempt, timeLeft: () => 300 }, log);
  await expect(short).rejects.toMatchObject({ code: 'timeout' });
});
