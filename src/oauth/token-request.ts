/** The token request: parameters in, what is sent out. */
import type { FormRequest } from '#http/send.ts';

/** What is asked for, and where. */
export interface TokenParameters {
  readonly tokenUrl: URL;
  /** As it is sent; empty when not given. */
  readonly scope: string;
  /** Empty when not given. */
  readonly audience: string;
  /** More form fields; names may repeat (RFC 8707, 2). */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** The client credentials request (RFC 6749, 4.4.2), before the client is authenticated. */
export function tokenRequest({ tokenUrl, scope, audience, parameters }: TokenParameters): FormRequest {
  // Keycloak refuses an empty `scope`, so what was not given is not sent.
  const form = { grant_type: 'client_credentials', ...(scope !== '' && { scope }), ...(audience !== '' && { audience }) };
  return { url: tokenUrl, headers: {}, form, ...(parameters.length > 0 && { more: parameters }) };
}
