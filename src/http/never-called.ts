/**
 * Stands in, in dist/ (tsconfig.json, `paths`), for `undici`, which http-client needs for `getAgentDispatcher` alone.
 */
export function ProxyAgent(): never {
  throw new Error('this part of the toolkit is left out of dist/');
}
