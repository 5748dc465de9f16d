// Measures the built action against a bare Node HTTPS client and curl + jq: whole processes over TLS on loopback, interleaved.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { selfSigned } from '../__tests__/helpers/certificates.ts';

const ROUNDS = 60;
const WARM_UPS = 3;
const MAX_RATIO = 1.15; // of the bare client
const MAX_SIZE = 130_000; // bytes of JavaScript
const TOKEN = `eyJ${'x'.repeat(1200)}`; // about the length of a JWT of Keycloak

const action = resolve(import.meta.dirname, '../dist/main');

const bareClient = `
import { appendFileSync } from 'node:fs';
import https from 'node:https';
const sentAt = Date.now();
const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.INPUT_CLIENT_ID, client_secret: process.env.INPUT_CLIENT_SECRET }).toString();
const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length };
https.request(process.env.INPUT_TOKEN_URL, { method: 'POST', headers }, (response) => {
  let text = '';
  response.on('data', (chunk) => (text += chunk));
  response.on('end', () => {
    const { access_token, expires_in } = JSON.parse(text);
    console.log('::add-mask::' + access_token);
    const expiry = new Date(sentAt + expires_in * 1000).toISOString();
    appendFileSync(process.env.GITHUB_OUTPUT, 'access_token=' + access_token + '\\nexpiry=' + expiry + '\\n');
  });
}).end(body);
`;

const curlAndJq = `
set -euo pipefail
answer=$(curl -sS --fail --cacert "$NODE_EXTRA_CA_CERTS" -d grant_type=client_credentials --data-urlencode "client_id=$INPUT_CLIENT_ID" \\
  --data-urlencode "client_secret=$INPUT_CLIENT_SECRET" "$INPUT_TOKEN_URL")
read -r token expiry < <(jq -r '"\\(.access_token) \\(now + .expires_in | floor | todate)"' <<<"$answer")
echo "::add-mask::$token"
printf 'access_token=%s\\nexpiry=%s\\n' "$token" "$expiry" >>"$GITHUB_OUTPUT"
`;

interface Contender {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly times: number[];
}

/** The server's side, in a process of its own: prints its port. */
function serve(folder: string): void {
  const pem = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const answer = JSON.stringify({ access_token: TOKEN, expires_in: 300, token_type: 'Bearer' });
  const server = createServer({ key: pem('key.pem'), cert: pem('cert.pem') }, (request, response) => {
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end(answer));
  });
  server.listen(0, '127.0.0.1', () => {
    console.log((server.address() as AddressInfo).port);
  });
}

/** A certificate for 127.0.0.1, and its key. */
async function certificate(folder: string): Promise<void> {
  const { key, cert } = await selfSigned('127.0.0.1');
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
}

function contenders(folder: string): Contender[] {
  writeFileSync(join(folder, 'bare.mjs'), bareClient);
  const all: Contender[] = [
    { name: 'bare Node client', command: [process.execPath, join(folder, 'bare.mjs')], times: [] },
    { name: 'dist/main', command: [process.execPath, join(action, 'index.js')], times: [] },
  ];
  const missing = ['bash', 'curl', 'jq'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
  if (missing.length > 0) console.log(`curl + jq is left out: there is no ${missing.join(' and no ')} here.`);
  else all.push({ name: 'curl + jq', command: ['bash', '-c', curlAndJq], times: [] });
  return all;
}

/** Milliseconds of one whole process; throws when it does not hand the token on. */
function run({ name, command: [program, ...args] }: Contender, env: NodeJS.ProcessEnv, output: string): number {
  writeFileSync(output, '');
  writeFileSync(env['GITHUB_STATE'] ?? '', '');
  const started = performance.now();
  const { status, stderr } = spawnSync(program, args, { env });
  const took = performance.now() - started;
  if (status !== 0 || !readFileSync(output, 'utf8').includes(TOKEN)) throw new Error(`${name} got no token: ${String(stderr)}`);
  return took;
}

/** A bare start of Node, and a call of the token command whose token is good: the folder is that of a main step. */
function measureCommand(port: string, folder: string): void {
  const given = env(port, folder);
  const output = join(folder, 'output');
  writeFileSync(output, '');
  spawnSync(process.execPath, [join(action, 'index.js')], {
    env: { ...given, INPUT_TOKEN_COMMAND: 'true', RUNNER_TEMP: folder },
  });
  const command = /^token_command<<.*\n(.+)$/m.exec(readFileSync(output, 'utf8'))?.[1] ?? '';
  writeFileSync(join(folder, 'empty.js'), '');
  const node = (): ReturnType<typeof spawnSync> => spawnSync(process.execPath, [join(folder, 'empty.js')], { env: given });
  const call = (): ReturnType<typeof spawnSync> => spawnSync(command, [], { env: given });
  const times = { node: [] as number[], call: [] as number[] };
  for (let round = -WARM_UPS; round < 2 * ROUNDS; round++) {
    for (const [name, start] of round % 2
      ? ([
          ['node', node],
          ['call', call],
        ] as const)
      : ([
          ['call', call],
          ['node', node],
        ] as const)) {
      const started = performance.now();
      const { status, stdout } = start();
      const took = performance.now() - started;
      if (status !== 0 || (name === 'call') !== (String(stdout) === `${TOKEN}\n`)) throw new Error(`${name} failed`);
      if (round >= 0) times[name].push(took);
    }
  }
  const ratio = quantile(
    times.call.map((time, round) => time / (times.node[round] ?? NaN)),
    0.5,
  );
  check(
    `the token command with a good token: at most ${String(MAX_RATIO)} of a bare start of Node (${quantile(times.node, 0.5).toFixed(1)} ms): ${ratio.toFixed(3)}`,
    ratio <= MAX_RATIO,
  );
}

/** The value below which `share` of `times` lie. */
function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}

/** What every contender gets. */
function env(port: string, folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    // A runner sets it. Without it bash looks the user up, which took longer than all the rest of curl + jq.
    HOME: folder,
    NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
    INPUT_CLIENT_ID: 'arkane-ci',
    INPUT_CLIENT_SECRET: 'a-secret-of-this-benchmark',
    INPUT_TOKEN_URL: `https://127.0.0.1:${port}/token`,
  };
}

function measure(all: readonly Contender[], port: string, folder: string): void {
  const output = join(folder, 'output');
  const given = env(port, folder);
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    // Each goes first in turn, so that none has the better place.
    for (let turn = 0; turn < all.length; turn++) {
      const contender = all[(round + WARM_UPS + turn) % all.length];
      if (!contender) continue;
      const took = run(contender, given, output);
      if (round >= 0) contender.times.push(took);
    }
  }
}

function check(claim: string, holds: boolean): void {
  console.log(`${holds ? '✔' : '✘'} ${claim}`);
  if (!holds) process.exitCode = 1;
}

/** The median of what `contender` took of `other` in the same round: a machine that is busy for a while slows both. */
function ratioTo(other: Contender | undefined, contender: Contender | undefined): number {
  return quantile(
    (contender?.times ?? []).map((time, round) => time / (other?.times[round] ?? NaN)),
    0.5,
  );
}

function report([bare, main, curl]: readonly Contender[]): void {
  const median = (contender: Contender | undefined): number => quantile(contender?.times ?? [], 0.5);
  console.log(`\n${'whole process'.padEnd(18)} median ms   p90 ms   of the bare client`);
  for (const contender of [bare, main, curl].filter((each) => each !== undefined)) {
    const numbers = [median(contender).toFixed(1), quantile(contender.times, 0.9).toFixed(1)];
    const ratio = ratioTo(bare, contender).toFixed(2);
    console.log(
      `${contender.name.padEnd(18)} ${numbers[0]?.padStart(9) ?? ''} ${numbers[1]?.padStart(8) ?? ''} ${ratio.padStart(20)}`,
    );
  }
  console.log();
  // All that a step without seal_key reads when it succeeds.
  const files = ['index.js', '../lib/index.js', '../package.json'];
  const code = files.reduce((sum, file) => sum + statSync(join(action, file)).size, 0);
  if (curl) console.log(`  ${ratioTo(curl, main).toFixed(2)} of curl + jq, which starts no Node`);
  const ratio = ratioTo(bare, main);
  check(`at most ${String(MAX_RATIO)} of the bare client: ${ratio.toFixed(3)}`, ratio <= MAX_RATIO);
  check(
    `at most ${String(MAX_SIZE / 1000)} kB of JavaScript read by the main step: ${(code / 1000).toFixed(1)} kB`,
    code <= MAX_SIZE,
  );
}

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  await certificate(folder);
  const server = spawn(process.execPath, [import.meta.filename, 'serve', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await new Promise<string>((done) =>
      server.stdout.once('data', (data: Buffer) => {
        done(data.toString().trim());
      }),
    );
    const all = contenders(folder);
    console.log(`${String(ROUNDS)} rounds after ${String(WARM_UPS)} to warm up, Node ${process.version}`);
    measure(all, port, folder);
    report(all);
    measureCommand(port, folder);
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const [, , role, folder] = process.argv;
if (role === 'serve' && folder !== undefined) serve(folder);
else await bench();
