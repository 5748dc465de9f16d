/**
 * Stands in for `undici` and `@actions/exec` in dist/ (tsconfig.json, `paths`): http-client needs the first for `getAgentDispatcher`
 * alone, core the second for `platform` alone, and nothing here calls either.
 */
function neverCalled(): never {
  throw new Error('this part of the toolkit is left out of dist/');
}

export { neverCalled as ProxyAgent, neverCalled as exec, neverCalled as getExecOutput };
