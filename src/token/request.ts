/**
 * The token request: parameters in, what is sent out. Talks to nobody.
 */
import type { FormRequest } from '../http/send.ts';

/** What is asked for, and where. */
export interface TokenParameters {
  readonly tokenUrl: URL;
  readonly scope: readonly string[];
  /** Empty when not given. */
  readonly audience: string;
}

/** The client credentials request (RFC 6749, 4.4.2), before the client is authenticated. */
export function tokenRequest({ tokenUrl, scope, audience }: TokenParameters): FormRequest {
  return {
    url: tokenUrl,
    headers: {},
    form: {
      grant_type: 'client_credentials',
      // Keycloak refuses an empty `scope`, so what was not given is not sent.
      ...(scope.length > 0 && { scope: scope.join(' ') }),
      ...(audience !== '' && { audience }),
    },
  };
}
