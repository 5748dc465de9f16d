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
    else
      void idToken(url.searchParams.get('audience') ?? '').then((value) => {
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

  async function idToken(audience: string): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: 'repo:acme/shop:ref:refs/heads/main',
      aud: audience,
      jti: randomUUID(),
      iat: now,
      nbf: now,
      exp: now + 300,
      ...kept.claims,
    };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'github', typ: 'JWT' }).sign(privateKey);
    kept.given.push(token);
    return token;
  }

  return kept;
}
