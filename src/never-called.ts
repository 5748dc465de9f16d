/**
 * Stands in, in dist/ (tsconfig.json, `paths`), for `undici`, which http-client needs for `getAgentDispatcher` alone, for
 * `@actions/exec`, which core needs for `platform` alone, and for http-client's `auth`, which core needs for `getIDToken` alone.
 */
function neverCalled(): never {
  throw new Error('this part of the toolkit is left out of dist/');
}

export { neverCalled as BearerCredentialHandler, neverCalled as ProxyAgent, neverCalled as exec, neverCalled as getExecOutput };
