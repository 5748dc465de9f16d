// Measures the built action against a bare Node HTTPS client and curl + jq: whole processes over TLS on loopback, interleaved.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { selfSigned } from '../__tests__/helpers/certificates.ts';

const ROUNDS = 60;
const WARM_UPS = 3;
const MAX_RATIO = 1.18; // of the bare client, and of a bare start of Node
const MAX_SIZE = 105_000; // bytes of JavaScript
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

/** A program, and what it took: milliseconds, round by round. */
interface Contender {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Whether it did what it is for, by its standard output. */
  readonly did: (stdout: string) => boolean;
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

/** What every contender gets. */
function envOf(port: string, folder: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder, // without it bash looks the user up, which took longer than all the rest of curl + jq
    NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
    INPUT_CLIENT_ID: 'arkane-ci',
    INPUT_CLIENT_SECRET: 'a-secret-of-this-benchmark',
    INPUT_TOKEN_URL: `https://127.0.0.1:${port}/token`,
  };
}

/** Those that ask for a token and hand it on. */
function clients(env: Record<string, string>, folder: string): Contender[] {
  writeFileSync(join(folder, 'bare.mjs'), bareClient);
  const did = (): boolean => readFileSync(env['GITHUB_OUTPUT'] ?? '', 'utf8').includes(TOKEN);
  const all: Contender[] = [
    { name: 'bare Node client', command: [process.execPath, join(folder, 'bare.mjs')], did, times: [] },
    { name: 'dist/main', command: [process.execPath, join(action, 'index.js')], did, times: [] },
  ];
  const missing = ['bash', 'curl', 'jq'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
  if (missing.length > 0) console.log(`curl + jq is left out: there is no ${missing.join(' and no ')} here.`);
  else all.push({ name: 'curl + jq', command: ['bash', '-c', curlAndJq], did, times: [] });
  return all;
}

/** A bare start of Node, and a call of the token command whose token is good. */
function commands(env: Record<string, string>, folder: string): Contender[] {
  const inputs = { INPUT_TOKEN_COMMAND: 'true', RUNNER_TEMP: folder };
  spawnSync(process.execPath, [join(action, 'index.js')], { env: { ...env, ...inputs } });
  const command = /^token_command<<.*\n(.+)$/m.exec(readFileSync(env['GITHUB_OUTPUT'] ?? '', 'utf8'))?.[1] ?? '';
  writeFileSync(join(folder, 'empty.js'), '');
  return [
    { name: 'bare start of Node', command: [process.execPath, join(folder, 'empty.js')], did: () => true, times: [] },
    { name: 'token command', command: [command], did: (stdout) => stdout === `${TOKEN}\n`, times: [] },
  ];
}

/** Runs each of them in each round, and each goes first in turn, so that none has the better place. */
function measure(all: readonly Contender[], env: Record<string, string>): void {
  for (let round = -WARM_UPS; round < ROUNDS; round++)
    for (let turn = 0; turn < all.length; turn++) {
      const contender = all[(round + WARM_UPS + turn) % all.length];
      if (!contender) continue;
      for (const file of ['GITHUB_OUTPUT', 'GITHUB_STATE']) writeFileSync(env[file] ?? '', '');
      const [program, ...args] = contender.command;
      const started = performance.now();
      const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
      const took = performance.now() - started;
      if (status !== 0 || !contender.did(stdout)) throw new Error(`${contender.name} failed: ${stderr}`);
      if (round >= 0) contender.times.push(took);
    }
}

/** The value below which `share` of `times` are. */
function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}

/** The median of what `contender` took of `other` in the same round: a machine that is busy for a while slows both. */
function ratioTo(other: Contender | undefined, { times }: Contender): number {
  const ratios = times.map((time, round) => time / (other?.times[round] ?? NaN));
  return quantile(ratios, 0.5);
}

function report(all: readonly Contender[]): void {
  console.log(`\n${'whole process'.padEnd(18)} median ms   p90 ms   of the first`);
  for (const contender of all) {
    const [median, p90] = [0.5, 0.9].map((share) => quantile(contender.times, share).toFixed(1));
    const ratio = ratioTo(all[0], contender).toFixed(3);
    console.log(`${contender.name.padEnd(18)} ${median?.padStart(9) ?? ''} ${p90?.padStart(8) ?? ''} ${ratio.padStart(14)}`);
  }
  const [first, second] = all;
  if (second)
    check(`${second.name}: at most ${String(MAX_RATIO)} of a ${first?.name ?? ''}`, ratioTo(first, second) <= MAX_RATIO);
}

function check(claim: string, holds: boolean): void {
  console.log(`${holds ? '✔' : '✘'} ${claim}`);
  if (!holds) process.exitCode = 1;
}

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const { key, cert } = await selfSigned('127.0.0.1');
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
  const server = spawn(process.execPath, [import.meta.filename, 'serve', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [data] = (await once(server.stdout, 'data')) as [Buffer];
    const env = envOf(data.toString().trim(), folder);
    writeFileSync(env['GITHUB_OUTPUT'] ?? '', '');
    writeFileSync(env['GITHUB_STATE'] ?? '', '');
    console.log(`${String(ROUNDS)} rounds after ${String(WARM_UPS)} to warm up, Node ${process.version}`);
    for (const all of [clients(env, folder), commands(env, folder)]) {
      measure(all, env);
      report(all);
    }
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  // All that a step without seal_key and token_command reads when it succeeds.
  const files = ['index.js', '../lib/index.js', '../package.json'];
  const size = files.reduce((sum, file) => sum + statSync(join(action, file)).size, 0);
  check(`the main step reads at most ${String(MAX_SIZE / 1000)} kB: ${(size / 1000).toFixed(1)} kB`, size <= MAX_SIZE);
}

const [, , role, folder] = process.argv;
if (role === 'serve' && folder !== undefined) serve(folder);
else await bench();
