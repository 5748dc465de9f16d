/**
 * The client authentication methods, each a function of the request: with a secret (RFC 6749, 2.3.1) or with an assertion (RFC 7523, 2.2).
 */
import type { AuthMethod } from './input-values.ts';
import type { Inputs } from './inputs.ts';
import { issuerOf } from './keycloak.ts';
import { formEncode, type Log } from './log.ts';
import type { TokenRequest } from './request.ts';

/** What a client proves itself with. */
export type Credentials = Pick<
  Inputs,
  'authMethod' | 'tokenUrl' | 'clientId' | 'clientSecret' | 'privateKey' | 'privateKeyId' | 'assertionAudience'
>;
/** Makes a fresh assertion: Keycloak uses its `jti` up even when the request fails. */
export type MakeAssertion = (credentials: Credentials) => Promise<string>;
type Authenticate = (
  request: TokenRequest,
  credentials: Credentials,
  makeAssertion: MakeAssertion,
) => TokenRequest | Promise<TokenRequest>;

const withAssertion: Authenticate = async (request, credentials, makeAssertion) => ({
  ...request,
  form: {
    ...request.form,
    client_id: credentials.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await makeAssertion(credentials),
  },
});

const methods: Readonly<Record<AuthMethod, Authenticate>> = {
  client_secret_post: (request, { clientId, clientSecret }) => ({
    ...request,
    form: { ...request.form, client_id: clientId, client_secret: clientSecret },
  }),
  client_secret_basic: (request, credentials) => ({
    ...request,
    headers: { ...request.headers, authorization: `Basic ${basicCredentials(credentials)}` },
  }),
  private_key_jwt: withAssertion,
  github_oidc: withAssertion,
};

/** Adds to `request` what proves who the client is. */
export async function authenticate(
  request: TokenRequest,
  credentials: Credentials,
  makeAssertion: MakeAssertion,
): Promise<TokenRequest> {
  return methods[credentials.authMethod](request, credentials, makeAssertion);
}

/** Masks the form in which the Basic scheme sends the secret; the other forms are masked when the inputs are read. */
export function maskBasic(log: Log, credentials: Credentials): void {
  if (credentials.clientSecret === '') return;
  log.mask(basicCredentials(credentials));
  log.mask(Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64')); // how others send it
}

/** The value of the Basic scheme: both parts form-encoded first, as RFC 6749, 2.3.1 says. */
function basicCredentials({ clientId, clientSecret }: Credentials): string {
  return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
}

/** The `aud` of an assertion: as given, else the realm's issuer, else (no Keycloak) the token endpoint (RFC 7523, 3). */
export function assertionAudience({ assertionAudience: given, tokenUrl }: Credentials): string {
  return given || issuerOf(tokenUrl);
}
