/**
 * A stand-in for GitHub's OpenID Connect provider: its keys, and the ID token endpoint that the runner offers to a job.
 */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GithubIssuer {
  readonly issuer: string;
  /** What the runner sets for a job with `permissions: id-token: write`. */
  readonly env: Readonly<Record<string, string>>;
  /** The ID tokens that were given. */
  readonly given: string[];
  /** Put into every ID token, over what GitHub would say. */
  claims: Record<string, unknown>;
  /** Answers the ID token endpoint in place of the server, as long as it is set. */
  onRequest: ((response: ServerResponse) => void) | undefined;
  close(): void;
}

export async function startGithubIssuer(): Promise<GithubIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const other = await generateKeyPair('RS256');
  const replayed = new Map<string, string>();
  const failed = new Map<string, number>();
  const jwk = { ...(await exportJWK(publicKey)), kid: 'github', use: 'sig', alg: 'RS256' };
  const bearer = `runner-${randomUUID()}`;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', kept.issuer);
    const json = (value: unknown): void => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    };
    if (url.pathname === '/.well-known/jwks') json({ keys: [jwk] });
    else if (url.pathname === '/.well-known/openid-configuration')
      json({ issuer: kept.issuer, jwks_uri: `${kept.issuer}/.well-known/jwks` });
    else if (request.headers.authorization !== `Bearer ${bearer}`) response.writeHead(401).end();
    else if (kept.onRequest) kept.onRequest(response);
    else if (failures(url.searchParams) > 0) response.writeHead(500).end();
    else
      void idToken(url.searchParams.get('audience') ?? '', url.searchParams).then((value) => {
        json({ count: 1, value });
      });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const kept: GithubIssuer = {
    issuer,
    env: { ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer}/idtoken/abc?api-version=2.0`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer },
    given: [],
    claims: {},
    onRequest: undefined,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };

  /** `fail=ID*N`: the first N requests with this ID get a 500. */
  function failures(asked: URLSearchParams): number {
    const [id = '', times = '0'] = (asked.get('fail') ?? '').split('*');
    failed.set(id, (failed.get(id) ?? Number(times) + 1) - 1);
    return failed.get(id) ?? 0;
  }

  /** `claims={...}` over what GitHub would say; `key=other`: signed by another key; `replay=ID`: the same token each time. */
  async function idToken(audience: string, asked: URLSearchParams): Promise<string> {
    const replay = asked.get('replay');
    const again = replayed.get(replay ?? '');
    if (again !== undefined) return again;
    const now = Math.floor(Date.now() / 1000);
    const usual = {
      iss: issuer,
      sub: 'repo:acme/shop:ref:refs/heads/main',
      aud: audience,
      jti: randomUUID(),
      iat: now,
      nbf: now,
      exp: now + 300,
    };
    const claims = { ...usual, ...kept.claims, ...(JSON.parse(asked.get('claims') ?? '{}') as Record<string, unknown>) };
    const key = asked.get('key') === 'other' ? other.privateKey : privateKey;
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'github', typ: 'JWT' }).sign(key);
    if (replay !== null) replayed.set(replay, token);
    kept.given.push(token);
    return token;
  }

  return kept;
}
