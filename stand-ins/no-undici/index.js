// Replaces undici (1 MB): @actions/http-client needs it in `getAgentDispatcher` alone, which this action never calls.
export function ProxyAgent() {
  throw new Error('undici is not part of this action');
}
