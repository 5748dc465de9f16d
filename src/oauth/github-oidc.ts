/**
 * The workflow's own ID token, from GitHub: who this workflow is, signed by GitHub, with no secret stored anywhere.
 */
import { checkProxy } from '#http/proxy.ts';
import type { TimeLeft } from '#http/retry.ts';
import { send, type HttpRequest, type HttpResponse } from '#http/send.ts';
import { detailsOf, transientCode } from '#http/status.ts';
import { failure } from '#report/error.ts';
import type { Log } from '#report/log.ts';
import { secretsWithheld, type Environment } from '#runner/run.ts';
import { isVisible } from '#text/encoding.ts';
import { prose } from '#text/words.ts';
import { jsonObject } from '#text/json.ts';
import { assertionAudience, type Credentials } from '#oauth/credentials.ts';

/**
 * Asks the runner for a fresh ID token, within the time of the attempt (GitHub's docs, "OpenID Connect reference");
 * `core.getIDToken` would ask the same, but follows redirects, has no time limit of ours, and does not try again after a 500.
 * @throws ActionError id_token_unavailable, id_token_refused, rate_limited, server_error, and those of send.ts
 */
export async function fetchIdToken(
  credentials: Credentials,
  env: NodeJS.ProcessEnv,
  { log, timeLeft }: { readonly log: Log; readonly timeLeft: TimeLeft },
): Promise<string> {
  const request = idTokenRequest(credentials, env, log);
  const proxy = checkProxy(request.url, env, log);
  return readIdToken(await send(request, timeLeft(), { proxy }));
}

function idTokenRequest(credentials: Credentials, env: Environment, log: Log): HttpRequest {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
  if (!address || !bearer || !/^https?:/i.test(address) || !URL.canParse(address))
    throw failure(secretsWithheld(env) === 'fork' ? 'id_token_unavailable/fork' : 'id_token_unavailable', {});
  log.mask(bearer);
  const url = new URL(address);
  url.searchParams.set('audience', assertionAudience(credentials));
  return { url, headers: { authorization: `Bearer ${bearer}` } };
}

function readIdToken(response: HttpResponse): string {
  const { status, body } = response;
  const fields = jsonObject(body);
  const value = status === 200 ? fields?.['value'] : undefined;
  if (!isVisible(value)) {
    const message = fields?.['message'];
    const said = typeof message === 'string' ? prose(message).replaceAll('"', "'") : '';
    const transient = transientCode(status);
    // What the service says of a job that it does not know of yet, and what it sends where it stumbles.
    const passing = (status === 403 && /pending/i.test(said)) || (status === 200 && value === undefined);
    const id = transient ? (`${transient}/id_token` as const) : passing ? 'id_token_refused/passing' : 'id_token_refused';
    throw failure(id, { status, said }, detailsOf(response));
  }
  return value;
}
