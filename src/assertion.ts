/**
 * Makes the assertion that the method asks for.
 */
import type { Credentials, MakeAssertion } from './client-auth.ts';
import { identityOf, idTokenRequest, readIdToken } from './id-token.ts';
import type { Log } from './log.ts';
import type { TokenRequest } from './request.ts';
import { signAssertion } from './private-key.ts';
import { checkProxy } from './proxy.ts';
import type { TimeLeft } from './retry.ts';
import { send } from './send.ts';

/** The maker for one attempt; for GitHub's ID token it asks the runner, within the time of the attempt. */
export function assertionMaker(log: Log, timeLeft: TimeLeft): MakeAssertion {
  return async (credentials) => {
    if (credentials.authMethod === 'private_key_jwt') {
      const assertion = await signAssertion(credentials);
      log.mask(assertion);
      return assertion;
    }
    const request = idTokenRequest(credentials, process.env, log);
    const proxy = checkProxy(request.url, process.env, log);
    return readIdToken(await send(request, timeLeft(), proxy), log);
  };
}

/** Who the request says it is, where GitHub's ID token says so; else empty. */
export function identityIn({ form }: TokenRequest, { authMethod }: Pick<Credentials, 'authMethod'>, log: Log): string {
  return authMethod === 'github_oidc' ? identityOf(form['client_assertion'] ?? '', log.foreign) : '';
}
