/**
 * Answers that were refused, broke off or never came, after the server had opened a session.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { startKeycloakLike, type KeycloakLike } from './helpers/keycloak-like.ts';
import { startStep } from './helpers/process.ts';
import { runStep, type StepResult } from './helpers/runner.ts';

const secret = 'lost-secret-3e0b77f1';
const servers: KeycloakLike[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

type OnGrant = NonNullable<KeycloakLike['onGrant']>;
type Granted = Parameters<OnGrant>[1];

/** A realm that answers its first token request as `first` says, and all others as they should be. */
async function start(first: OnGrant): Promise<KeycloakLike> {
  const server = await startKeycloakLike({ secret });
  servers.push(server);
  server.onGrant = (response, granted) => {
    server.onGrant = undefined;
    first(response, granted);
  };
  return server;
}

async function job(server: KeycloakLike, inputs: Record<string, string> = {}): Promise<{ main: StepResult; post: StepResult }> {
  const given = { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl, ...inputs };
  const main = await runStep({ inputs: given, secrets: [secret, ...server.granted] });
  const post = await runStep({ entry: 'post', state: main.state, secrets: [secret, ...server.granted] });
  expect({ exitCode: post.exitCode, errors: post.errors }).toEqual({ exitCode: 0, errors: [] });
  return { main, post };
}

const json = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};
/** Bytes past the HTTP server, and the end of the connection. */
const raw = (response: ServerResponse, text: string): void => void response.socket?.end(text);
const without = (granted: Granted, ...names: string[]): Granted =>
  Object.fromEntries(Object.entries(granted).filter(([name]) => !names.includes(name)));
const headers = (length: number): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${String(length)}\r\n`;

test('sessions whose end is no date are named, each of them', async () => {
  const server = await start(() => undefined);
  const ends = [1e300, [{ toString: 1 }], 60];
  server.onGrant = (response, granted) => {
    const [expires] = ends.splice(0, 1);
    if (expires === undefined) json(response, 200, granted);
    else json(response, 500, { ...granted, refresh_expires_in: expires });
  };
  server.onEnding = (response) => {
    json(response, 400, { error: 'not_now' });
  };
  const { post } = await job(server);
  const said = post.warnings.map(({ message }) => /stays open (until it expires|until 20\d\d)/.exec(message)?.[1]);
  expect(said).toHaveLength(4);
  expect(said.filter((text) => text === 'until it expires')).toHaveLength(2);
});

test('a refresh token that cannot be sent back: the access token is revoked', async () => {
  const server = await start((response, granted) => {
    json(response, 200, { ...granted, refresh_token: 'of two words' });
  });
  const { main, post } = await job(server);
  expect(main.exitCode).toBe(0);
  expect(main.warnings.map(({ message }) => message)).toEqual([expect.stringContaining('`refresh_token`')]);
  expect(server.requests).toEqual(['token', 'revoke']);
  expect(post.warnings).toEqual([]);
});

describe('a session whose token can be read is ended with the others', () => {
  const retried: [string, OnGrant][] = [
    [
      'a token in its last second',
      (response, granted) => {
        json(response, 200, { ...granted, expires_in: 1 });
      },
    ],
    [
      '503 with the token',
      (response, granted) => {
        json(response, 503, granted);
      },
    ],
    [
      '500 with the token',
      (response, granted) => {
        json(response, 500, granted);
      },
    ],
  ];
  test.each(retried)('%s, and then another', async (_, first) => {
    const server = await start(first);
    const { main, post } = await job(server);
    expect(main.warnings).toEqual([]);
    expect(main.exitCode).toBe(0);
    expect(server.requests.filter((name) => name === 'token')).toHaveLength(2);
    expect(post.log).toContain('Ended 2 sessions at 127.0.0.1');
    expect(server.open.size).toBe(0);
  });

  const refused: [string, OnGrant][] = [
    [
      'a token for DPoP',
      (response, granted) => {
        json(response, 200, { ...granted, token_type: 'DPoP' });
      },
    ],
    [
      'a token with a space',
      (response, granted) => {
        json(response, 200, { ...granted, access_token: 'a b' });
      },
    ],
    [
      'no access token',
      (response, granted) => {
        json(response, 200, without(granted, 'access_token'));
      },
    ],
    [
      'an error beside the token',
      (response, granted) => {
        json(response, 400, { error: 'invalid_scope', ...granted });
      },
    ],
    [
      'a redirect with the token',
      (response, granted) => {
        json(response, 302, granted);
      },
    ],
    [
      '403 with the token',
      (response, granted) => {
        json(response, 403, granted);
      },
    ],
  ];
  test.each(refused)('%s', async (_, first) => {
    const server = await start(first);
    const { main, post } = await job(server);
    expect({ exitCode: main.exitCode, outputs: main.outputs }).toEqual({ exitCode: 1, outputs: {} });
    expect(post.log).toMatch(/^Ended the session/m);
    expect(server.open.size).toBe(0);
  });

  test('by its access token, where there is no refresh token', async () => {
    const server = await startKeycloakLike({ secret, refreshTokens: false });
    servers.push(server);
    server.onGrant = (response, granted) => {
      json(response, 200, { ...granted, token_type: 'DPoP' });
    };
    await job(server);
    expect(server.requests).toEqual(['token', 'revoke']);
    expect(server.open.size).toBe(0);
  });
});

describe('a session that may be open is said', () => {
  const lost: [string, OnGrant][] = [
    ['nothing, and a closed connection', (response) => response.destroy()],
    [
      'half of the headers',
      (response) => {
        raw(response, 'HTTP/1.1 200 OK\r\nContent-Le');
      },
    ],
    [
      'half of the token',
      (response) => {
        raw(response, `${headers(900)}\r\n{"access_token":"eyJ`);
      },
    ],
    [
      'an answer that breaks off after its tokens',
      (response, granted) => {
        raw(response, `${headers(9000)}\r\n${JSON.stringify(granted)}`);
      },
    ],
    [
      'two lengths',
      (response, granted) => {
        const body = JSON.stringify(granted);
        raw(response, `${headers(body.length)}Content-Length: 7\r\n\r\n${body}`);
      },
    ],
    ['504 with a page', (response) => response.writeHead(504).end('<html>')],
  ];
  test.each(lost)('%s, and then a token', async (_, first) => {
    const server = await start(first);
    const { main } = await job(server);
    expect(main.exitCode).toBe(0);
    expect(main.warnings.map(({ title }) => title)).toEqual(['Answers lost']);
    expect(main.warnings[0]?.message).toMatch(/client backend at 127\.0\.0\.1:\d+ may be open until 20\S+Z\.\n/);
    expect(server.open.size).toBe(1); // the one that was named
  });

  test.each(lost.slice(0, 3))('%s, and no token at all', async (_, each) => {
    const server = await start(each);
    server.onGrant = each;
    const { main, post } = await job(server, { timeout: '2' });
    expect(main.exitCode).toBe(1);
    const requests = server.requests.length;
    expect(main.errors[0]?.message).toMatch(requests === 1 ? /a session .* may be open/ : /sessions .* may be open/);
    expect(post.raw).toBe('');
  });

  test('a token that cannot be sent back', async () => {
    const server = await start((response, granted) => {
      json(response, 200, { ...without(granted, 'refresh_token'), access_token: 'two\nlines' });
    });
    const { main } = await job(server);
    expect(main.errors[0]?.message).toMatch(/a session of client backend .* may be open/);
  });

  const unreadable: [string, (text: string, granted: Granted) => string | Buffer][] = [
    ['gzip, and nothing says so', (text) => gzipSync(text)],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['JSON in JSON', (text) => JSON.stringify(text)],
    ['a form', (_, granted) => new URLSearchParams(granted as Record<string, string>).toString()],
    ['XML', (_, granted) => `<oauth><access_token>${String(granted['access_token'])}</access_token></oauth>`],
    ['the token alone', (_, granted) => String(granted['access_token'])],
  ];
  test.each(unreadable)('a token in %s', async (_, encode) => {
    const server = await start((response, granted) => {
      response.writeHead(200).end(encode(JSON.stringify(granted), granted));
    });
    const { main } = await job(server);
    expect(server.open.size).toBe(1);
    expect(main.errors[0]?.message).toMatch(/a session of client backend .* may be open/);
  });

  const gone: [string, OnGrant, RegExp, number][] = [
    ['an answer that is lost', (response) => response.destroy(), /a session of client backend .* may be open/, 1],
    ['504 with a page', (response) => response.writeHead(504).end('<html>'), /a session of client backend .* may be open/, 1],
    [
      'a token that is refused',
      (response, granted) => {
        json(response, 200, { ...granted, token_type: 'DPoP' });
      },
      /GITHUB_STATE.*may be open/,
      1,
    ],
    [
      'a token',
      (response, granted) => {
        json(response, 200, granted);
      },
      /GITHUB_STATE.*The session of its token was ended\./,
      0,
    ],
  ];
  test.each(gone)('%s, when the disk takes no state any more', async (_, first, said, left) => {
    const folder = mkdtempSync(join(tmpdir(), 'gone-'));
    const GITHUB_STATE = join(folder, 'state');
    writeFileSync(GITHUB_STATE, '');
    const server = await start((response, granted) => {
      rmSync(folder, { recursive: true });
      first(response, granted);
    });
    const inputs = { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl, timeout: '1' };
    using main = startStep(inputs, { env: { GITHUB_STATE } });
    expect(await main.ended).toBe(1);
    expect(main.printed()).toMatch(said);
    expect(server.open.size).toBe(left);
  });

  test('an answer of more than 1 MiB', async () => {
    const server = await start((response, granted) => {
      json(response, 200, { ...granted, more: 'x'.repeat(1024 * 1024) });
    });
    const { main } = await job(server);
    expect(main.errors[0]?.message).toMatch(/a session of client backend .* may be open/);
  });

  test('a server that never answered is asked for nothing, and nothing is said', async () => {
    const inputs = {
      client_id: 'backend',
      client_secret: secret,
      token_url: 'http://127.0.0.1:1/realms/x/protocol/openid-connect/token',
    };
    const main = await runStep({ inputs: { ...inputs, timeout: '1' }, secrets: [secret] });
    expect(main.errors[0]?.message).not.toContain('session');
  });
});
