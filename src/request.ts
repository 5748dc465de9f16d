/**
 * The token request: inputs in, what is sent out. Talks to nobody.
 */
import { authenticate, type MakeAssertion } from './client-auth.ts';
import type { Inputs } from './inputs.ts';
import type { HttpRequest } from './send.ts';

/** What is sent to the token endpoint: a POST of a form (RFC 6749, 3.2). */
export type TokenRequest = Required<HttpRequest>;

/** The client credentials request (RFC 6749, 4.4.2), with the client authenticated as the inputs say. */
export function buildRequest(inputs: Inputs, makeAssertion: MakeAssertion): Promise<TokenRequest> {
  const request: TokenRequest = {
    url: inputs.tokenUrl,
    headers: {},
    form: {
      grant_type: 'client_credentials',
      // Keycloak refuses an empty `scope`, so what was not given is not sent.
      ...(inputs.scope.length > 0 && { scope: inputs.scope.join(' ') }),
      ...(inputs.audience !== '' && { audience: inputs.audience }),
    },
  };
  return authenticate(request, inputs, makeAssertion);
}
