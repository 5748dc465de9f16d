/**
 * A proxy that has the TLS of a server, and hands on the certificates of clients, as nginx or Apache do before an older Keycloak.
 */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { certificateHeader } from './releases.ts';

interface Front {
  readonly origin: string;
  close(): void;
}

/** @param tls the folder that tls.ts filled */
export async function startFront(tls: string, origin: string): Promise<Front> {
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFileSync(join(tls, name), 'utf8'));
  const server = createServer({ ca, cert, key, requestCert: true, rejectUnauthorized: false }, (incoming, response) => {
    const { socket } = incoming;
    const authorized = socket instanceof TLSSocket && socket.authorized;
    // No client can say it of itself.
    const theirs = Object.entries(incoming.headers).filter(([name]) => name !== certificateHeader);
    const shown = authorized && { [certificateHeader]: socket.getPeerCertificate().raw.toString('base64') };
    const headers = { ...Object.fromEntries(theirs), ...shown };
    const outgoing = request(origin + (incoming.url ?? ''), { method: incoming.method, headers });
    outgoing.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.writeHead(502).end());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
