/**
 * The client authentication methods, each a function of the request (RFC 6749, 2.3.1).
 */
import type { AuthMethod, Inputs } from './inputs.ts';
import { formEncode, type Log } from './log.ts';
import type { TokenRequest } from './request.ts';

type Credentials = Pick<Inputs, 'clientId' | 'clientSecret'>;
type Authenticate = (request: TokenRequest, credentials: Credentials) => TokenRequest;

const methods: Readonly<Record<AuthMethod, Authenticate>> = {
  client_secret_post: (request, { clientId, clientSecret }) => ({
    ...request,
    form: { ...request.form, client_id: clientId, client_secret: clientSecret },
  }),
  client_secret_basic: (request, credentials) => ({
    ...request,
    headers: { ...request.headers, authorization: `Basic ${basicCredentials(credentials)}` },
  }),
};

/** Masks the form in which the Basic scheme sends the secret; the other forms are masked when the inputs are read. */
export function maskCredentials(log: Log, credentials: Credentials): void {
  log.mask(basicCredentials(credentials));
}

/** The value of the Basic scheme: both parts form-encoded first, as RFC 6749, 2.3.1 says. */
function basicCredentials({ clientId, clientSecret }: Credentials): string {
  return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
}

/** Adds to `request` what proves who the client is. */
export function authenticate(request: TokenRequest, inputs: Credentials & Pick<Inputs, 'authMethod'>): TokenRequest {
  return methods[inputs.authMethod](request, inputs);
}
