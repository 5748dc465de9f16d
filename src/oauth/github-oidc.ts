/** GitHub's ID token for this workflow: proves who it is without a stored secret. */
import { askOnce } from '#http/ask.ts';
import type { Attempt } from '#http/retry.ts';
import type { HttpRequest, HttpResponse } from '#http/send.ts';
import { detailsOf, transientCode } from '#http/status.ts';
import { failure } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { secretsWithheld, type Environment } from '#runner/run.ts';
import { isToken } from '#text/encoding.ts';
import { jsonObject } from '#text/json.ts';
import { quotable } from '#text/words.ts';

/**
 * Requests a new ID token from the runner, within the time of the attempt. `core.getIDToken` follows redirects, has no timeout
 * that we control, and does not retry a 500.
 * @throws ActionError id_token_unavailable, id_token_refused, rate_limited, server_error, and those of send.ts
 */
export async function fetchIdToken(audience: string, env: Environment, attempt: Attempt, log: Log): Promise<string> {
  return readIdToken(await askOnce(idTokenRequest(audience, env, log), attempt, log));
}

function idTokenRequest(audience: string, env: Environment, log: Log): HttpRequest {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
  if (!address || !bearer || !/^https?:/i.test(address) || !URL.canParse(address))
    throw failure(secretsWithheld(env) === 'fork' ? 'id_token_unavailable/fork' : 'id_token_unavailable', {});
  log.mask(bearer);
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  return { url, headers: { authorization: `Bearer ${bearer}` } };
}

function readIdToken(response: HttpResponse): string {
  const { status, body } = response;
  const fields = jsonObject(body);
  const value = status === 200 ? fields?.['value'] : undefined;
  if (isToken(value)) return value;
  const message = fields?.['message'];
  const said = typeof message === 'string' ? quotable(message) : '';
  const transient = transientCode(status);
  // The answer for a job that the service does not know yet, and for a fault of its own.
  const passing = (status === 403 && /pending/i.test(said)) || (status === 200 && value === undefined);
  const id = transient ? (`${transient}/id_token` as const) : passing ? 'id_token_refused/passing' : 'id_token_refused';
  throw failure(id, { status, said }, detailsOf(response));
}
