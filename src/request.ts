/**
 * The token request: inputs in, what is sent out. Talks to nobody.
 */
import { authenticate } from './client-auth.ts';
import type { Inputs } from './inputs.ts';

/** What is sent to the token endpoint: a POST of a form. */
export interface TokenRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

/** The client credentials request (RFC 6749, 4.4.2), with the client authenticated as the inputs say. */
export function buildRequest(inputs: Inputs): TokenRequest {
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
  return authenticate(request, inputs);
}
