/**
 * An npm registry with one package, and the login of a container registry: they take the tokens as such registries do.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Api, tokenOf } from './api.ts';

/** They take requests by `emit('request')`; they listen nowhere. */
export interface Registries {
  /** Of `@acme/shop`, which it gives to active tokens alone. */
  readonly npm: Server;
  /** By the token protocol of the Distribution project: Basic at `/token` is traded for a token of its own, which `/v2/` takes. */
  readonly docker: Server;
  /** Every request with a token: its own is active, too. */
  readonly calls: Api['calls'];
}

type Answer = (request: IncomingMessage, response: ServerResponse, active: boolean) => void;

export function createRegistries(isActive: (token: string) => Promise<boolean>): Registries {
  const calls: Api['calls'] = [];
  const own = randomUUID();
  const serving = (answer: Answer): Server =>
    createServer((request, response) => {
      void (async () => {
        const token = tokenOf(request.headers.authorization);
        const active = token === own || (await isActive(token));
        if (token !== '') calls.push({ path: request.url?.replace(/\?.*/, '') ?? '', token, active });
        answer(request, response, active);
      })();
    });
  return { npm: serving(npmAnswer()), docker: serving(dockerAnswer(own)), calls };
}

function npmAnswer(): Answer {
  const tarball = packed({ name: '@acme/shop', version: '1.0.0' });
  const dist = { tarball: 'https://npm.example.com/shop-1.0.0.tgz' };
  const versions = { '1.0.0': { name: '@acme/shop', version: '1.0.0', dist } };
  const about = JSON.stringify({ name: '@acme/shop', 'dist-tags': { latest: '1.0.0' }, versions });
  return ({ url }, response, active) => {
    if (!active) response.writeHead(401).end();
    else if (url === '/@acme%2fshop') response.end(about);
    else if (url === '/shop-1.0.0.tgz') response.end(tarball);
    else response.writeHead(404).end('{}');
  };
}

function packed(manifest: object): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  try {
    mkdirSync(join(folder, 'package'));
    writeFileSync(join(folder, 'package/package.json'), JSON.stringify(manifest));
    execFileSync('tar', ['czf', 'package.tgz', 'package'], { cwd: folder });
    return readFileSync(join(folder, 'package.tgz'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function dockerAnswer(own: string): Answer {
  const challenge = 'Bearer realm="https://registry.example.com/token",service="registry.example.com"';
  return ({ url, headers }, response, active) => {
    if (url?.startsWith('/token')) response.writeHead(active ? 200 : 401).end(active ? JSON.stringify({ token: own }) : '{}');
    else if (headers.authorization === `Bearer ${own}`) response.end('{}');
    else response.writeHead(401, { 'www-authenticate': challenge }).end('{}');
  };
}
