/**
 * The client proves itself with an assertion (RFC 7523, 2.2).
 */
import type { KeyObject } from 'node:crypto';
import type { FormRequest } from '../http/send.ts';
import type { Log } from '../report/log.ts';
import { issuerOf } from '../server/keycloak.ts';
import { compactPart } from '../text/json.ts';
import type { Credentials } from './credentials.ts';

/** Adds the assertion to the form. */
export function withAssertion(request: FormRequest, { clientId }: Credentials, assertion: string): FormRequest {
  return {
    ...request,
    form: {
      ...request.form,
      ...(clientId !== '' && { client_id: clientId }),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    },
  };
}

/** The `aud` of an assertion: as given, else the realm's issuer, else (no Keycloak) the token endpoint (RFC 7523, 3). */
export function assertionAudience({ assertionAudience: given, tokenUrl }: Credentials): string {
  return given || issuerOf(tokenUrl);
}

/** What signing needs of the outside: where it masks, and the milliseconds that the server's clock is ahead of ours. */
export interface Signing {
  readonly log: Log;
  readonly ahead?: number;
}

/** A fresh assertion that the client signs itself, good for 60 s, and masked. */
export async function signed(
  credentials: Credentials,
  key: KeyObject | Uint8Array,
  header: { readonly alg: string; readonly kid?: string },
  { log, ahead = 0 }: Signing,
): Promise<string> {
  const { sign } = await import('./sign.ts');
  const assertion = await sign(credentials.clientId, assertionAudience(credentials), key, header, ahead);
  log.mask(assertion);
  return assertion;
}

/** The claims that the administrator of the server must compare; they are no secret. */
export function identityOf(assertion: string, clean: (text: string) => string): string {
  const claims = compactPart(assertion, 1) ?? {};
  const text = (value: unknown): string => {
    if (value === undefined) return 'none';
    const texts = [value].flat();
    if (!texts.every((each) => typeof each === 'string')) return 'no text';
    return clean(typeof value === 'string' ? value : JSON.stringify(texts));
  };
  return ['iss', 'sub', 'aud'].map((name) => `${name} "${text(claims[name])}"`).join(', ');
}
