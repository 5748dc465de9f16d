/**
 * The token request: parameters in, what is sent out. Talks to nobody.
 */
import type { FormRequest } from '#http/send.ts';

/** What is asked for, and where. */
export interface TokenParameters {
  readonly tokenUrl: URL;
  readonly scope: readonly string[];
  /** Empty when not given. */
  readonly audience: string;
  /** More form fields; a name may be there more than once (RFC 8707, 2). */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** The client credentials request (RFC 6749, 4.4.2), before the client is authenticated. */
export function tokenRequest({ tokenUrl, scope, audience, parameters }: TokenParameters): FormRequest {
  return {
    url: tokenUrl,
    headers: {},
    form: {
      grant_type: 'client_credentials',
      // Keycloak refuses an empty `scope`, so what was not given is not sent.
      ...(scope.length > 0 && { scope: scope.join(' ') }),
      ...(audience !== '' && { audience }),
    },
    ...(parameters.length > 0 && { more: parameters }),
  };
}
