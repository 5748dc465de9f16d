// Causes what can go wrong, for both shell scripts of docs/compare.md and for the built action, and prints the page's table of
// what came of it. Exit code 1 when the page says otherwise. Needs bash, curl, jq and ps.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Behaviour, grant, raw, reply, startHostileServer, token } from '../__tests__/helpers/hostile-server.ts';
import { startKeycloakLike } from '../__tests__/helpers/keycloak-like.ts';
import { runStep } from '../__tests__/helpers/runner.ts';

const PATIENCE = 20; // seconds until a contender is killed

const page = readFileSync(resolve(import.meta.dirname, '../docs/compare.md'), 'utf8');
const [asWritten = '', withCare = ''] = Array.from(page.matchAll(/^```sh\n(.*?)^```$/gms), ([, script]) => script);

/** A secret of its own for each contender: they run side by side. `+`, `&` and `%` mean something in a form. */
const makeSecret = (): string => `+${randomBytes(18).toString('base64url')}&%41`;

/** What one contender came to. */
interface Result {
  /** null: it was killed. */
  readonly exitCode: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly printed: string;
}

/** Asks `url` for a token with `secret`. */
type Contender = (url: string, secret: string) => Promise<Result>;

/** As the runner starts a `run` step that names no shell: `bash -e`, without pipefail. */
function shell(script: string): Contender {
  return async (url, secret) => {
    const folder = mkdtempSync(join(tmpdir(), 'compare-'));
    const [file, output] = [join(folder, 'step.sh'), join(folder, 'output')];
    writeFileSync(file, script);
    writeFileSync(output, '');
    const { PATH } = process.env;
    const env = { PATH, HOME: folder, GITHUB_OUTPUT: output, CLIENT_ID: 'arkane-ci', CLIENT_SECRET: secret, TOKEN_URL: url };
    const child = spawn('bash', ['-e', file], { env, detached: true });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    // With its curl, which would hold the output open.
    const killer = setTimeout(() => process.kill(-(child.pid ?? NaN), 'SIGKILL'), PATIENCE * 1000);
    const [exitCode] = (await once(child, 'close')) as [number | null];
    clearTimeout(killer);
    const lines = readFileSync(output, 'utf8').trimEnd().split('\n').filter(Boolean);
    rmSync(folder, { recursive: true, force: true });
    const outputs = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
    return { exitCode, outputs, printed };
  };
}

const action: Contender = async (url, secret) => {
  const inputs = { client_id: 'arkane-ci', client_secret: secret, token_url: url, timeout: '5' };
  const { exitCode, outputs, raw: printed, state } = await runStep({ inputs, patience: PATIENCE * 1000 });
  if (exitCode === 0) await runStep({ entry: 'post', state });
  return { exitCode, outputs: { ...outputs, token: outputs['access_token'] ?? '' }, printed };
};

// Shorter than on the page, so that the row of the server that never answers is done in time.
const contenders: readonly Contender[] = [shell(asWritten), shell(withCare.replace('--max-time 15', '--max-time 2')), action];

function outcome({ exitCode, outputs }: Result): string {
  if (exitCode === null) return `still waits after ${String(PATIENCE)} s`;
  if (exitCode !== 0) return 'red';
  const given = outputs['token'] ?? '';
  return given === token
    ? 'green'
    : `**green, the token is ${given === '' ? 'empty' : given === 'null' ? '`null`' : 'not its own'}**`;
}

/** Asks a server that does what `script` says; `tell` says what came of it. */
function asked(
  script: Parameters<typeof startHostileServer>[0],
  tell: (result: Result) => string = outcome,
): (contender: Contender) => Promise<string> {
  return async (contender) => {
    await using server = await startHostileServer(script);
    return tell(await contender(server.url, makeSecret()));
  };
}

async function refusedConnection(contender: Contender): Promise<string> {
  const server = await startHostileServer(grant());
  await server[Symbol.asyncDispose]();
  return outcome(await contender(server.url, makeSecret()));
}

/** A redirect to another host, which curl follows only with `-L`. */
async function redirected(contender: Contender): Promise<string> {
  await using other = await startHostileServer(grant(), { host: 'localhost' });
  await using server = await startHostileServer(reply('', 307, { location: `http://localhost:${String(other.port)}/token` }));
  const follows = contender === contenders[0] ? shell(asWritten.replace('curl -s', 'curl -sL')) : contender;
  const result = await follows(server.url, makeSecret());
  return other.received.some(({ form }) => form.has('client_secret')) ? '**the other host has the secret**' : outcome(result);
}

/** Whether the secret arrives as it is. */
async function arrives(contender: Contender): Promise<string> {
  await using server = await startHostileServer(grant());
  const secret = makeSecret();
  await contender(server.url, secret);
  return server.received[0]?.form.get('client_secret') === secret ? 'arrives as it is' : '**arrives changed**';
}

/** Whether the secret can be read in the process list while the server is asked. */
async function listed(contender: Contender): Promise<string> {
  const secret = makeSecret();
  let processes = '';
  await using server = await startHostileServer((...request) => {
    processes = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout;
    grant()(...request);
  });
  await contender(server.url, secret);
  if (processes === '') throw new Error('There is no process list: ps is missing, or the server was not asked.');
  return processes.includes(secret) ? '**yes**' : 'no';
}

async function sessions(contender: Contender): Promise<string> {
  const keycloak = await startKeycloakLike({ secret: 'plain' });
  const { exitCode } = await contender(keycloak.tokenUrl, 'plain');
  const { size } = keycloak.open;
  keycloak.close();
  if (exitCode !== 0) return 'red';
  return size === 0 ? 'no' : '**yes**';
}

const cut = raw('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"access_token":"e', 'close');
const never: Behaviour = () => undefined;
const injected = grant({ access_token: `${token}\nother=injected` });

const rows: readonly (readonly [what: string, (contender: Contender) => Promise<string>])[] = [
  ['Wrong secret: status 401', asked(reply({ error: 'invalid_client' }, 401))],
  ['Status 200 without `access_token`', asked(reply({ error: 'try later' }))],
  ['Status 503 twice, then a token', asked([reply('', 503), reply('', 503), grant()])],
  ['Nothing listens on the port', refusedConnection],
  ['The connection drops in the answer, then a token', asked([cut, grant()])],
  ['The server never answers', asked(never)],
  ['A redirect (307) to another host, curl as written with `-L`', redirected],
  [
    'A token with a line break and `other=injected`',
    asked(injected, (result) => ('other' in result.outputs ? '**green, and a second output**' : outcome(result))),
  ],
  ['A secret with `+`, `&` and `%`', arrives],
  ['The secret can be read in the process list', listed],
  ['The token is masked', asked(grant(), ({ printed }) => (printed.includes(`::add-mask::${token}`) ? 'yes' : '**no**'))],
  ['The session is open when the job is over', sessions],
];

/** A table row, without the spaces that Prettier adds. */
const narrow = (row: string): string => row.replace(/ +/g, ' ');

console.log('| What happens | as written | with care | this action |\n| --- | --- | --- | --- |');
for (const [what, cause] of rows) {
  const told = await Promise.all(contenders.map(cause));
  const row = `| ${[what, ...told].join(' | ')} |`;
  const known = narrow(page).includes(row);
  if (!known) process.exitCode = 1;
  console.log(known ? row : `${row} <- docs/compare.md says otherwise`);
}
