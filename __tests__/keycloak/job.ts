/**
 * A job of a workflow, as the server sees it: the main step, later its post step; and what only the server can tell.
 */
import { expect } from 'vitest';
import type { ErrorCode } from '../../src/report/texts.ts';
import { assertUnreadable, runStep, sessionIn, type StepResult } from '../helpers/runner.ts';
import { secret } from './realm.ts';
import type { Server } from './servers.ts';
import { isBefore } from './versions.ts';

export type Inputs = Readonly<Record<string, string>>;

export function realmUrl({ base }: Server, realm = 'Arkane'): string {
  return `${base}/realms/${realm}`;
}

export function endpoint(server: Server, name: 'token' | 'token/introspect' = 'token', realm = 'Arkane'): string {
  return `${realmUrl(server, realm)}/protocol/openid-connect/${name}`;
}

/** The main step. None of its secrets can be read in what it prints. */
export async function main(server: Server, inputs: Inputs, env: Inputs = {}): Promise<StepResult> {
  const given = { client_id: 'arkane-backend', client_secret: secret, token_url: endpoint(server), ...inputs };
  const result = await runStep({ inputs: given, env, secrets: [secret, given.client_secret] });
  const printed = result.raw.replaceAll(/^::add-mask::.*$/gm, '');
  for (const name of ['access_token', 'refresh_token']) {
    const token = result.outputs[name];
    // The header of a token is the same for all tokens of a key, and no secret.
    if (token !== undefined) assertUnreadable(token.replace(/^[^.]+\./, ''), printed + result.summary, 'the log or summary');
  }
  return result;
}

/** As `main`, and it must succeed without a warning. */
export async function job(server: Server, inputs: Inputs, env?: Inputs): Promise<StepResult> {
  const result = await main(server, inputs, env);
  const { exitCode, errors, warnings, masks, outputs } = result;
  expect({ exitCode, errors, warnings }).toEqual({ exitCode: 0, errors: [], warnings: [] });
  expect(masks).toContain(outputs['access_token']);
  return result;
}

/** The post step of a job, which gets its state alone. It must succeed without a warning. */
export async function post({ state }: StepResult): Promise<StepResult> {
  const { clientSecret, token } = sessionIn(state) ?? {};
  const secrets = [clientSecret, token].filter((value) => value !== undefined && value !== '') as string[];
  const result = await runStep({ entry: 'post', state, secrets });
  const { exitCode, errors, warnings } = result;
  expect({ exitCode, errors, warnings }).toEqual({ exitCode: 0, errors: [], warnings: [] });
  return result;
}

/** A last job of the same run, which ends the session that `first` sealed. It must succeed without a warning. */
export async function end({ outputs }: StepResult, inputs: Inputs, env: Inputs): Promise<StepResult> {
  const given = { sealed_session: outputs['sealed_session'] ?? '', ...inputs };
  const result = await runStep({ entry: 'end', inputs: given, env });
  const { exitCode, errors, warnings } = result;
  expect({ exitCode, errors, warnings }).toEqual({ exitCode: 0, errors: [], warnings: [] });
  return result;
}

/** Whether the server still takes what ends with the session of `of`: its refresh token, or else its access token. */
export async function lives(server: Server, clientId: string, { outputs }: StepResult, realm = 'Arkane'): Promise<boolean> {
  const { refresh_token: refreshToken, access_token: token = '' } = outputs;
  if (refreshToken !== undefined) {
    const { status, answer } = await ask(endpoint(server, 'token', realm), clientId, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    if (status !== 200) expect(answer).toMatchObject({ error: 'invalid_grant' });
    return status === 200;
  }
  const { answer } = await ask(endpoint(server, 'token/introspect', realm), clientId, { token });
  expect(answer['active']).toBeTypeOf('boolean');
  return answer['active'] === true;
}

async function ask(url: string, clientId: string, form: Inputs): Promise<{ status: number; answer: Record<string, unknown> }> {
  const body = new URLSearchParams({ client_id: clientId, client_secret: secret, ...form });
  const response = await fetch(url, { method: 'POST', body });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

/** What post and `end` print of a session that they ended. */
export const endedOne = /^Ended the session at \S+\.$/m;

/** How many sessions of the client there are, by the admin API. Those without a refresh token are not counted. */
export async function sessionsOf(server: Server, clientId: string): Promise<number> {
  const { outputs } = await job(server, { client_id: 'arkane-admin' });
  const headers = { authorization: `Bearer ${outputs['access_token'] ?? ''}` };
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${server.base}/admin/realms/Arkane/clients${path}`, { headers })).json();
  const [client] = (await get(`?clientId=${clientId}`)) as [{ id: string }];
  const { count } = (await get(`/${client.id}/session-count`)) as { count: number };
  return count;
}

/** The code for whoever is not the client that he says. */
export function notTheClient(server: Server): ErrorCode {
  return isBefore(server, '12') ? 'unauthorized_client' : 'invalid_client';
}

/** The claims of a JWT. */
export function claims(jwt = ''): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}
