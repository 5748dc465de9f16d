/**
 * The file of `client_assertion`: written by a Kubernetes cluster, or by whatever holds the client's own key.
 */
import { SignJWT } from 'jose';
import { createPrivateKey, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { inject } from 'vitest';
import { realmUrl } from './job.ts';
import { realmKeys } from './keys.ts';
import type { Server } from './servers.ts';

/** Writes a service account's token, which the cluster makes for `server`; `more` is put over its claims. */
export async function writeClusterToken(file: string, server: Server, sub: string, more: object = {}): Promise<void> {
  const cluster = inject('cluster');
  const url = new URL(cluster['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
  const exp = Math.floor(Date.now() / 1000) + 3600;
  url.searchParams.set('claims', JSON.stringify({ sub, aud: [realmUrl(server)], exp, ...more }));
  const headers = { authorization: `Bearer ${cluster['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''}` };
  const { value } = (await (await fetch(url, { headers })).json()) as { value: string };
  writeFileSync(file, value);
}

/** Writes what the RSA key of the client `id` signs (RFC 7523, 3). */
export async function writeOwnAssertion(file: string, server: Server, id: string): Promise<void> {
  const jwt = new SignJWT({ iss: id, sub: id, aud: realmUrl(server), jti: randomUUID() });
  const key = createPrivateKey(realmKeys().rsa.privateKey);
  const header = { alg: 'RS256' };
  writeFileSync(file, await jwt.setProtectedHeader(header).setIssuedAt().setExpirationTime('60 s').sign(key));
}
