/**
 * Stands in, in dist/ (scripts/build.ts), for `undici`, which http-client needs for `getAgentDispatcher` alone.
 */
export function ProxyAgent(): never {
  throw new Error('this part of the toolkit is left out of dist/');
}
export const exec = (): never => {
  throw new Error();
};
export const getExecOutput = exec;
