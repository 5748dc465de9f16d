/**
 * The workflow's own ID token, from GitHub: who this workflow is, signed by GitHub, with no secret stored anywhere.
 */
import { assertionAudience, type Credentials } from './client-auth.ts';
import { ActionError } from './errors.ts';
import { compactPart, jsonObject } from './json.ts';
import type { Log } from './log.ts';
import { isVisible } from './response.ts';
import { transientCode } from './retry.ts';
import type { HttpRequest, HttpResponse } from './send.ts';
import { secretsWithheld, SKIP_ON_FORKS, type Environment } from './workflow.ts';

/**
 * What is asked of the runner (GitHub's docs, "OpenID Connect reference"); `core.getIDToken` would ask the same, but follows redirects,
 * has no time limit of ours, and does not try again after a 500.
 * @throws ActionError id_token_unavailable
 */
export function idTokenRequest(credentials: Credentials, env: Environment, log: Log): HttpRequest {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
  if (!address || !bearer || !URL.canParse(address)) {
    const fork = secretsWithheld(env) === 'fork';
    throw new ActionError(
      'id_token_unavailable',
      fork
        ? 'GitHub gives no ID token to this run: it is for a pull request from a fork.'
        : 'GitHub gives no ID token to this job.',
      fork
        ? {
            why: 'GitHub lets no such run prove who it is.',
            fix: SKIP_ON_FORKS,
          }
        : {},
    );
  }
  log.mask(bearer);
  const url = new URL(address);
  url.searchParams.set('audience', assertionAudience(credentials));
  return { url, headers: { authorization: `Bearer ${bearer}` } };
}

/**
 * The ID token in the answer, masked.
 * @throws ActionError id_token_refused, rate_limited, server_error
 */
export function readIdToken({ status, body, headers }: HttpResponse, log: Log): string {
  const value = status === 200 ? jsonObject(body)?.['value'] : undefined;
  if (!isVisible(value)) {
    const answered = `answered ${String(status)}${status === 200 ? ' without a token' : ''}`;
    throw new ActionError(transientCode(status) ?? 'id_token_refused', `GitHub's ID token endpoint ${answered}.`, {
      retryAfter: headers['retry-after'],
    });
  }
  log.mask(value);
  return value;
}

/** The claims that the administrator of the server must compare; they are no secret. */
export function identityOf(idToken: string, clean: (text: string) => string): string {
  const claims = compactPart(idToken, 1) ?? {};
  const text = (value: unknown): string =>
    clean(typeof value === 'string' ? value : value === undefined ? 'none' : JSON.stringify(value));
  return ['iss', 'sub', 'aud'].map((name) => `${name} "${text(claims[name])}"`).join(', ');
}
