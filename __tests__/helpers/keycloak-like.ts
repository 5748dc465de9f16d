/**
 * A token server with Keycloak's paths and answers: refusals, sessions with refresh tokens, `/logout` and `/revoke` as 12 to 26 answer
 * them.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Generation, refusals } from './keycloak-answers.ts';

export interface KeycloakLike {
  readonly tokenUrl: string;
  /** Takes requests by `emit('request')`, too. */
  readonly server: Server;
  /** The access and refresh tokens that were granted, in order. */
  readonly granted: string[];
  /** The paths that were asked, in order. */
  readonly requests: string[];
  /** The forms that were sent to `/logout` and `/revoke`. */
  readonly endings: URLSearchParams[];
  /** The tokens (refresh tokens where there are any) of sessions that are still open. */
  readonly open: Set<string>;
  /** Answers a token request that has been granted, in place of the server, as long as it is set. */
  onGrant: ((response: ServerResponse, granted: Record<string, unknown>) => void) | undefined;
  /** Answers `/logout` and `/revoke` in place of the server, as long as it is set. */
  onEnding: ((response: ServerResponse) => void) | undefined;
  close(): void;
}

export interface KeycloakLikeOptions {
  /** The client's secret, or what says whether a form proves the client otherwise. */
  readonly secret: string | ((form: URLSearchParams) => Promise<boolean>);
  /** The client that it knows; any where none is named. */
  readonly client?: string;
  /** Whose words it refuses with. */
  readonly generation?: Generation;
  readonly refreshTokens?: boolean;
  /** Seconds. */
  readonly expiresIn?: number;
  /** Where the realm is; the token endpoint is below it. */
  readonly path?: string;
  /** In place of a random access token; a function makes one for the host that was asked. */
  readonly accessToken?: string | ((host: string) => Promise<string>);
}

export async function startKeycloakLike(options: KeycloakLikeOptions): Promise<KeycloakLike> {
  const { secret, generation = '26.7.3', refreshTokens = true, expiresIn = 1800 } = options;
  const { path = '/auth/realms/Arkane/protocol/openid-connect/token' } = options;
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const kept: KeycloakLike = {
    tokenUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${path}`,
    server,
    granted: [],
    requests: [],
    endings: [],
    open: new Set(),
    onGrant: undefined,
    onEnding: undefined,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const form = new URLSearchParams(body);
    const name = (request.url ?? '').replace(/^.*\//, '');
    kept.requests.push(name);
    const json = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (name !== path.replace(/^.*\//, '')) kept.endings.push(form);
    const known = options.client === undefined || form.get('client_id') === options.client;
    const proven = typeof secret === 'string' ? secretOf(request, form) === secret : await secret(form);
    // An assertion that proves nothing names no client that Keycloak knows.
    const refusal = refusals[generation][known && typeof secret === 'string' ? 'wrongSecret' : 'unknownClient'];
    if (!known || !proven) json(refusal.status, refusal.body);
    else if (name === path.replace(/^.*\//, '')) {
      const granted = await mint(request.headers.host ?? '', form.get('scope') ?? 'view:wallets email');
      if (kept.onGrant) kept.onGrant(response, granted);
      else json(200, granted);
    } else if (kept.onEnding) kept.onEnding(response);
    else if (name === 'logout') logout(form, response, json);
    else if (name === 'revoke') json(200, kept.open.delete(form.get('token') ?? '') ? {} : { error: 'invalid_token' });
    else json(404, { error: 'not found' });
  }

  /** From the form, or from the Basic scheme, where it is form-encoded (RFC 6749, 2.3.1). */
  function secretOf({ headers }: IncomingMessage, form: URLSearchParams): string | null {
    const basic = Buffer.from(headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
    return basic === '' ? form.get('client_secret') : new URLSearchParams(`secret=${basic.split(':')[1] ?? ''}`).get('secret');
  }

  async function mint(host: string, scope: string): Promise<Record<string, unknown>> {
    const { accessToken: wanted = `access-${randomUUID()}` } = options;
    const accessToken = typeof wanted === 'string' ? wanted : await wanted(host);
    const refreshToken = `refresh-${randomUUID()}`;
    kept.granted.push(accessToken, ...(refreshTokens ? [refreshToken] : []));
    kept.open.add(refreshTokens ? refreshToken : accessToken);
    return {
      access_token: accessToken,
      expires_in: expiresIn,
      token_type: 'bearer',
      scope,
      ...(refreshTokens && { refresh_token: refreshToken, refresh_expires_in: 3_456_000, session_state: randomUUID() }),
    };
  }

  function logout(form: URLSearchParams, response: ServerResponse, json: (status: number, value: unknown) => void): void {
    if (!form.has('refresh_token')) response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Logout</html>');
    else if (kept.open.delete(form.get('refresh_token') ?? '')) response.writeHead(204).end();
    else json(400, { error: 'invalid_grant', error_description: 'Session not active' });
  }

  return kept;
}
