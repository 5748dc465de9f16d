/**
 * Stands between a job and a real Keycloak: holds back, cuts or replaces the answers of its token endpoint.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Server } from './servers.ts';

/** What is done with the answer to a token request. */
export type Fate = (response: ServerResponse, answer: { status: number; body: Buffer }) => void;

export interface Relay extends AsyncDisposable {
  /** The Keycloak as it is reached through here. */
  readonly server: Server;
  /** For the token requests to come, one each; all others are passed on as they are. */
  readonly fates: Fate[];
}

export async function startRelay(behind: Server): Promise<Relay> {
  const fates: Fate[] = [];
  const relay = createServer((request, response) => {
    void pass(request, response);
  });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isToken = (request.url ?? '').endsWith('/token') && request.method === 'POST';
    const fate = isToken ? fates.shift() : undefined;
    const body = await buffer(request);
    const url = new URL(request.url ?? '/', behind.base);
    const onward = httpRequest(url, { method: request.method, headers: request.headers }, (answer) => {
      void buffer(answer).then((text) => {
        if (fate) fate(response, { status: answer.statusCode ?? 0, body: text });
        else response.writeHead(answer.statusCode ?? 0, answer.headers).end(text);
      });
    });
    onward.end(body);
  }

  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  const base = new URL(behind.base);
  base.port = String((relay.address() as AddressInfo).port);
  return {
    server: { ...behind, base: base.href.replace(/\/$/, '') },
    fates,
    [Symbol.asyncDispose]: async () => {
      relay.closeAllConnections();
      await new Promise((done) => relay.close(done));
    },
  };
}

/** Holds an answer back until `release` is called. */
export function held(): { fate: Fate; release: () => void; arrived: Promise<void> } {
  let release = (): void => undefined;
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((done) => {
    arrive = done;
  });
  const fate: Fate = (response, { status, body }) => {
    release = () => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    arrive();
  };
  return {
    fate,
    release: () => {
      release();
    },
    arrived,
  };
}
