/**
 * How two generations of Keycloak refuse a client: status and body, word for word. The suite with real Keycloaks compares them.
 */
export type Generation = '12.0.4' | '26.7.3';
export type Refused = 'wrongSecret' | 'unknownClient' | 'noServiceAccount';
interface Answer {
  readonly status: number;
  readonly body: { readonly error: string; readonly error_description: string };
}

const answer = (status: number, error: string, error_description: string): Answer => ({
  status,
  body: { error, error_description },
});
const noServiceAccount = answer(401, 'unauthorized_client', 'Client not enabled to retrieve service account');

export const refusals: Readonly<Record<Generation, Readonly<Record<Refused, Answer>>>> = {
  '12.0.4': {
    wrongSecret: answer(401, 'unauthorized_client', 'Invalid client secret'),
    unknownClient: answer(400, 'invalid_client', 'INVALID_CREDENTIALS: Invalid client credentials'),
    noServiceAccount,
  },
  '26.7.3': {
    wrongSecret: answer(401, 'unauthorized_client', 'Invalid client or Invalid client credentials'),
    unknownClient: answer(401, 'invalid_client', 'Invalid client or Invalid client credentials'),
    noServiceAccount,
  },
};
