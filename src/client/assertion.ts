/**
 * The client proves itself with an assertion (RFC 7523, 2.2).
 */
import type { FormRequest } from '../http/send.ts';
import { issuerOf } from '../server/keycloak.ts';
import type { Credentials } from './credentials.ts';

/** Adds the assertion to the form. */
export function withAssertion(request: FormRequest, { clientId }: Credentials, assertion: string): FormRequest {
  return {
    ...request,
    form: {
      ...request.form,
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    },
  };
}

/** The `aud` of an assertion: as given, else the realm's issuer, else (no Keycloak) the token endpoint (RFC 7523, 3). */
export function assertionAudience({ assertionAudience: given, tokenUrl }: Credentials): string {
  return given || issuerOf(tokenUrl);
}
