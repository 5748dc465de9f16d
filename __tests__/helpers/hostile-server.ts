/**
 * A token endpoint on loopback that behaves as it is told, request by request, and the steps that ask it.
 */
import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import type { ErrorCode } from '../../src/report/texts.ts';
import type { Identity } from './certificates.ts';
import { assertUnreadable, runStep, type StepOptions, type StepResult } from './runner.ts';

/** What a request was. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly form: URLSearchParams;
}

/** What is done with one request. */
export type Behaviour = (response: ServerResponse, received: Received) => void;

export interface HostileServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** For a proxy that hands its connections over. */
  readonly server: Server;
}

/** A server whose last behaviour is that of all requests after it, too; TLS with an `identity`. */
export async function startHostileServer(
  script: Behaviour | readonly [Behaviour, ...Behaviour[]],
  { identity, host = '127.0.0.1' }: { readonly identity?: Identity; readonly host?: string } = {},
): Promise<HostileServer> {
  const behaviours = [script].flat();
  const received: Received[] = [];
  const server = identity ? createHttpsServer(identity) : createHttpServer();
  server.on('request', (request, response: ServerResponse) => {
    void text(request).then((body) => {
      const behave = behaviours[Math.min(received.length, behaviours.length - 1)];
      received.push({ path: request.url ?? '', headers: request.headers, body, form: new URLSearchParams(body) });
      behave?.(response, received.at(-1) as Received);
    });
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${identity ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${String(port)}/realms/test/protocol/openid-connect/token`,
    port,
    received,
    server,
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}

/** Answers with `body` as it is where it is text or bytes, else as JSON. */
export function reply(body: unknown, status = 200, headers: Record<string, string> = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  };
}

/** Made up for each run, so that no two things that are printed can be taken for it. */
export const token = `token-${randomBytes(24).toString('base64url')}`;
export const secret = randomBytes(24).toString('base64url');

/** Grants `token`. */
export function grant(fields: Readonly<Record<string, unknown>> = {}, headers?: Record<string, string>): Behaviour {
  return reply({ access_token: token, token_type: 'Bearer', expires_in: 300, ...fields }, 200, headers);
}

/** Writes `bytes` past the HTTP server, and then closes, resets or says nothing more. */
export function raw(bytes: string, then: 'close' | 'reset' | 'hang'): Behaviour {
  return ({ socket }) => {
    socket?.write(bytes, () => {
      if (then === 'close') socket.end();
      if (then === 'reset') socket.resetAndDestroy();
    });
  };
}

/** A byte every 100 ms. */
export function drip(bytes: string): Behaviour {
  return (response) => {
    let next = 0;
    const timer = setInterval(() => response.write(bytes.charAt(next++ % bytes.length)), 100);
    response.once('close', () => {
      clearInterval(timer);
    });
  };
}

/** A body that never ends. */
export const endless: Behaviour = (response) => {
  const chunk = Buffer.alloc(65_536, ' ');
  const more = (): void => {
    while (!response.destroyed && response.write(chunk)) {
      // until the buffer is full
    }
  };
  response.on('drain', more);
  more();
};

export type AskOptions = Pick<StepOptions, 'inputs' | 'env' | 'secrets' | 'patience' | 'run'>;

/** A step that asks `server`; neither its secret nor the token can be read in what it prints. */
export async function ask({ url }: Pick<HostileServer, 'url'>, options: AskOptions = {}): Promise<StepResult> {
  const inputs = { client_id: 'arkane-ci', client_secret: secret, token_url: url, timeout: '20', ...options.inputs };
  const secrets = [secret, inputs.client_secret, token, ...(options.secrets ?? [])].filter(Boolean);
  const result = await runStep({ ...options, inputs, secrets });
  // As people see them, too: in the log their percent signs are escaped.
  const told = [...result.errors, ...result.warnings].map(({ message }) => message).join('\n');
  for (const each of secrets) assertUnreadable(each, told, 'an annotation');
  return result;
}

/** Asks a server of its own that does what `script` says. */
export async function askOnce(script: Parameters<typeof startHostileServer>[0], options?: AskOptions): Promise<StepResult> {
  await using server = await startHostileServer(script);
  return await ask(server, options);
}

/** One error in plain words with its anchor, exit code 1, and nothing handed on. Returns the message. */
export function expectFailure(result: StepResult, code: ErrorCode, ...said: readonly (string | RegExp)[]): string {
  const { exitCode, outputs, summary, errors, warnings } = result;
  const [{ title, message }] = errors.length === 1 ? (errors as [StepResult['errors'][0]]) : [{ title: '', message: result.raw }];
  expect(message).toMatch(new RegExp(`/docs/errors\\.md#${code}$`));
  expect({ exitCode, outputs, summary, warnings }).toEqual({
    exitCode: 1,
    outputs: {},
    summary: '',
    warnings: [],
  });
  expect(errors).toHaveLength(1);
  expect(title).toMatch(/^\S.{5,}$/);
  expectPlain(result);
  for (const text of said) expect(message).toMatch(text);
  return message;
}

/** Nothing for a programmer, and no command that is not the action's own. */
export function expectPlain({ raw }: Pick<StepResult, 'raw'>): void {
  // A mask is what it is: a random one may hold any of these.
  const lines = raw.split(/\r?\n/).filter((line) => !line.startsWith('::add-mask::'));
  expect(lines.join('\n')).not.toMatch(/\[object|undefined|\bNaN\b|^\s+at |node:internal|\(node:\d|\bDEP\d/im);
  expect(lines.join('')).not.toMatch(/\p{Cc}/u);
  const printed = lines.map((line) => line.replace(/^::(error|warning) title=[^:]*::/, ''));
  expect(printed.filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
}
