/**
 * The main step of .github/actions/identity-server: starts the identity server of the tests in a process that outlives the step,
 * and hands on its address and a client.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { type Client, startIdentityServer } from '../../__tests__/helpers/identity-server.ts';

const LIFETIME = 3600; // seconds: a later job may wait for its runner

/** What a job needs of the server. */
export interface Issuer extends Client {
  readonly tokenUrl: string;
}

async function serve(tell: (issuer: Issuer) => void): Promise<void> {
  const { tokenUrl, clients } = await startIdentityServer({ format: 'opaque', lifetime: LIFETIME });
  tell({ tokenUrl, id: clients[0].id, secret: clients[0].secret });
}

async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const server = fork(import.meta.filename, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const [issuer] = (await once(server, 'message')) as [Issuer];
  server.disconnect();
  server.unref();
  console.log(`::add-mask::${issuer.secret}`);
  const outputs = { token_url: issuer.tokenUrl, client_id: issuer.id, client_secret: issuer.secret };
  for (const [name, value] of Object.entries(outputs)) appendFileSync(env['GITHUB_OUTPUT'] ?? '', `${name}=${value}\n`);
  appendFileSync(env['GITHUB_STATE'] ?? '', `server=${JSON.stringify({ ...issuer, pid: server.pid })}\n`);
}

if (process.send) await serve(process.send.bind(process));
else await start(process.env);
