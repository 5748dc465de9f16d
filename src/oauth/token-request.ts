/** The token request. */
import type { FormRequest } from '#http/send.ts';

export interface TokenParameters {
  readonly tokenUrl: URL;
  /** As sent; may be empty. */
  readonly scope: string;
  /** May be empty. */
  readonly audience: string;
  /** More form fields; names may repeat (RFC 8707, 2). */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** The client credentials request (RFC 6749, 4.4.2), not yet authenticated. */
export function tokenRequest({ tokenUrl, scope, audience, parameters }: TokenParameters): FormRequest {
  // Keycloak refuses an empty `scope`.
  const form = { grant_type: 'client_credentials', ...(scope !== '' && { scope }), ...(audience !== '' && { audience }) };
  return { url: tokenUrl, headers: {}, form, ...(parameters.length > 0 && { more: parameters }) };
}
