/**
 * In place of `undici` and `@actions/exec` in dist/: the toolkit loads them, and this action calls nothing that needs them.
 */
export function neverCalled(): never {
  throw new Error('this part of the toolkit is not in dist/');
}
export { neverCalled as exec, neverCalled as getExecOutput, neverCalled as ProxyAgent };
