// 128 jobs at once against an endpoint that grants 10 tokens a second: every one gets its token within its `timeout`.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runStep, type StepResult } from '../__tests__/helpers/runner.ts';

const JOBS = 128;
const GRANTS = 10; // a second
const TIMEOUT = 60; // seconds, the default of the input

interface Endpoint {
  readonly server: Server;
  readonly url: string;
  requests: number;
}

/** Grants at most 10 tokens within any second; all else is 429, with `headers`. */
async function startEndpoint(headers: Readonly<Record<string, string>>): Promise<Endpoint> {
  const granted: number[] = [];
  const server = createServer((request, response) => {
    endpoint.requests++;
    const now = performance.now();
    const free = (granted.at(-GRANTS) ?? -Infinity) <= now - 1000;
    if (free) granted.push(now);
    const answer = free ? { access_token: `token-${String(granted.length)}`, expires_in: 300 } : { error: 'slow_down' };
    request.resume().on('end', () => response.writeHead(free ? 200 : 429, headers).end(JSON.stringify(answer)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', JOBS, done));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/token`;
  const endpoint: Endpoint = { server, url, requests: 0 };
  return endpoint;
}

function report(title: string, results: readonly StepResult[], requests: number): void {
  const tokens = new Set(results.filter(({ exitCode }) => exitCode === 0).map(({ outputs }) => outputs['access_token']));
  tokens.delete(undefined);
  const times = results.map(({ took }) => took / 1000).sort((a, b) => a - b);
  const at = (index: number): string => `${(times[index] ?? NaN).toFixed(1)} s`;
  const all = tokens.size === JOBS;
  console.log(
    `${all ? '✔' : '✘'} ${title}: ${String(tokens.size)} of ${String(JOBS)} jobs got a token of their own within ${String(TIMEOUT)} s`,
  );
  console.log(
    `  fastest ${at(0)}, median ${at(JOBS / 2)}, slowest ${at(JOBS - 1)} (start of the process included); ${String(requests)} requests`,
  );
  for (const message of new Set(results.flatMap(({ errors }) => errors.map((error) => error.message))))
    console.log(`  ${message}`);
  if (!all) process.exitCode = 1;
}

for (const [title, headers] of [
  ['429 with Retry-After: 1', { 'retry-after': '1' }],
  ['429 without Retry-After', {}],
] as const) {
  const endpoint = await startEndpoint(headers);
  const inputs = { client_id: 'ci', client_secret: 'a-secret-of-this-benchmark', token_url: endpoint.url };
  const patience = (TIMEOUT + 30) * 1000; // for the start of so many processes
  let finished = 0;
  const job = async (): Promise<StepResult> => {
    const result = await runStep({ inputs, patience });
    finished++;
    return result;
  };
  const started = performance.now();
  console.error(`${title}: starting ${String(JOBS)} jobs ...`);
  const progress = setInterval(() => {
    console.error(`  ${String(Math.round((performance.now() - started) / 1000))} s: ${String(finished)} are done`);
  }, 5000);
  const results = await Promise.all(Array.from({ length: JOBS }, job));
  clearInterval(progress);
  report(title, results, endpoint.requests);
  endpoint.server.close();
  endpoint.server.closeAllConnections();
}
