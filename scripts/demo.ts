// Shows what a user of the action sees, on a real identity server on loopback. Every claim is checked: exit code 1 when one is
// not so.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { type IdentityServer, startIdentityServer } from '../__tests__/helpers/identity-server.ts';
import { startKeycloakLike } from '../__tests__/helpers/keycloak-like.ts';
import { jobOutput, runStep, shown, type StepResult, struck, summaryTable } from '../__tests__/helpers/runner.ts';

type Style = Parameters<typeof styleText>[0];
type Inputs = Readonly<Record<string, string>>;

const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

function heading(text: string): void {
  console.log(`\n${paint(['bold', 'cyan'], text)}`);
}

function block(lines: readonly string[]): void {
  for (const line of lines) console.log(`  ${paint('dim', '│')} ${line}`);
}

function check(claim: string, holds: boolean): void {
  console.log(`  ${holds ? paint('green', '✔') : paint(['bold', 'red'], '✘ NOT SO:')} ${claim}`);
  if (!holds) process.exitCode = 1;
}

/** Shows the step as a workflow has it, with `shown` instead of values that only this demo has. */
function showWith(inputs: Inputs, shown: Inputs): void {
  block([
    paint('dim', '- uses: org/arkane-token-action@v1'),
    paint('dim', '  id: arkane'),
    paint('dim', '  with:'),
    ...Object.entries({ ...inputs, ...shown }).map(([name, value]) => `    ${paint('blue', name)}: ${value}`),
  ]);
}

/** The log as GitHub's page shows it, where a long line is wrapped. */
function showLog({ log }: StepResult): void {
  block(
    shown(log).flatMap((line) => {
      const [, kind] = /^(Error|Warning): /.exec(line) ?? [];
      return kind === undefined ? [line] : wrap(line).map((part) => paint(kind === 'Error' ? 'red' : 'yellow', part));
    }),
  );
}

/** `text` in lines of at most 100 characters where its words allow it. */
function wrap(text: string): string[] {
  return text.match(/\S.{0,99}(?=\s|$)|\S+/g) ?? [];
}

/** The job summary's table as text. */
function showSummary(summary: string): void {
  const { heading, rows } = summaryTable(summary);
  block([paint('bold', heading), ...rows.map(([name, value]) => `${name.padEnd(12)} ${value}`)]);
}

/** All that a step printed, before any mask is applied: a leak cannot hide behind the runner's ***. */
function printedBy({ raw, summary }: StepResult): string {
  return raw.replaceAll(/^::add-mask::.*$/gm, '') + summary;
}

/** A step gets a token, and a later step uses it. */
async function token(server: IdentityServer): Promise<void> {
  const [{ id, secret }] = server.clients;
  const inputs = { client_id: id, client_secret: secret, token_url: server.tokenUrl, scope: 'wallets:read', summary: 'true' };
  heading('1  A step asks for a token');
  showWith(inputs, { client_secret: '${{ secrets.ARKANE_CLIENT_SECRET }}' });
  const step = await runStep({ inputs, secrets: [secret] });
  const { access_token: accessToken = '', expiry = '' } = step.outputs;

  heading('   its log');
  showLog(step);
  const facts = [id, new URL(server.tokenUrl).host, expiry, 'wallets:read'];
  check(
    'it says who asked whom, until when the token is valid, and for what',
    facts.every((part) => step.log.includes(part)),
  );
  check(`green, with one request, in ${(step.took / 1000).toFixed(2)} s`, step.exitCode === 0 && server.count('token') === 1);

  heading('   what later steps get: ${{ steps.arkane.outputs.* }}');
  block(Object.entries(step.outputs).map(([name, value]) => `${name.padEnd(12)} ${struck(value, step.masks)}`));
  const known = await server.introspect(accessToken);
  check(
    'the identity server knows this token: active, for this client and scope',
    known.active && known.client_id === id && known.scope === 'wallets:read',
  );
  check(
    '`expiry` is not later than the end that the server knows',
    Date.parse(expiry) / 1000 <= (known.exp ?? 0) && Date.parse(expiry) > Date.now(),
  );

  heading('   the log of a later step that prints it');
  const printed = `curl -H "Authorization: Bearer ${accessToken}" https://api.example.com/wallets`;
  block([struck(printed, step.masks)]);
  check('the runner masks the token', accessToken !== '' && struck(printed, step.masks).includes('Bearer ***"'));

  heading('   the job summary');
  showSummary(step.summary);
  check(
    'it says the same',
    facts.every((part) => step.summary.includes(`<td>${part}</td>`)),
  );
  check(
    'neither the secret nor the token was printed, not even under a mask',
    ![secret, accessToken].some((hidden) => printedBy(step).includes(hidden)),
  );
}

/** The same step, refused by a Keycloak of either generation, in its own words. */
async function refused(): Promise<void> {
  const secret = randomBytes(24).toString('base64url');
  const cases = [
    ['26.7.3', 'a wrong secret', { client_id: 'arkane-ci', client_secret: `${secret.slice(1)}x` }],
    ['12.0.4', 'the same', { client_id: 'arkane-ci', client_secret: `${secret.slice(1)}x` }],
    ['12.0.4', 'a client that does not exist', { client_id: 'arkane-cl', client_secret: secret }],
  ] as const;
  heading('2  The same step is refused');
  for (const [generation, what, credentials] of cases) {
    const keycloak = await startKeycloakLike({ client: 'arkane-ci', secret, generation });
    heading(`   ${what}: Keycloak ${generation}`);
    const step = await runStep({
      inputs: { ...credentials, token_url: keycloak.tokenUrl },
      secrets: [credentials.client_secret],
    });
    showLog(step);
    check('red, and without any output', step.exitCode === 1 && Object.keys(step.outputs).length === 0);
    check(
      'one message, which names what is wrong, and says what to do',
      step.errors.length === 1 &&
        /`client_secret` is wrong[^]*Fix: save the secret again|does not know this client[^]*Fix: compare `client_id`/.test(
          step.errors[0]?.message ?? '',
        ),
    );
    check('asked once: wrong credentials are not tried again', keycloak.requests.length === 1);
    keycloak.close();
  }
}

const run = (id: string): Record<string, string> => ({
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_RUN_ID: id,
});

/** A job seals its token, a second job opens it, a job of another run is refused, and a third job ends the session. */
async function laterJobs(server: IdentityServer): Promise<void> {
  const [{ id, secret }] = server.clients;
  const key = randomBytes(32).toString('base64');
  const secrets = [secret, key];
  heading('3  A later job gets the token, sealed');
  const before = server.count('token');
  const inputs = { client_id: id, client_secret: secret, token_url: server.tokenUrl, seal_key: key };
  const first = await runStep({ inputs, env: run('1001'), secrets });
  const { access_token: accessToken = '', sealed_token: sealedToken = '', sealed_session: sealedSession = '' } = first.outputs;
  const passed = jobOutput(sealedToken, first.masks) ?? '';
  block([`sealed_token ${passed.slice(0, 76)}...`]);
  check('the runner drops the masked token as a job output', jobOutput(accessToken, first.masks) === undefined);
  check('and lets the sealed one through', passed === sealedToken && passed !== '');

  heading('   the second job opens it');
  const unseal = { entry: 'unseal', inputs: { sealed_token: passed, seal_key: key }, secrets: [...secrets, accessToken] };
  const second = await runStep({ ...unseal, env: run('1001') });
  showLog(second);
  check(
    'it has the same token, masked again',
    second.outputs['access_token'] === accessToken && second.masks.includes(accessToken),
  );
  check('and one token request served both jobs', server.count('token') === before + 1);

  heading('   a job of another run tries');
  const other = await runStep({ ...unseal, env: run('1002') });
  showLog(other);
  check('red, and without any output', other.exitCode === 1 && Object.keys(other.outputs).length === 0);

  heading('4  The job ends');
  const kept = await runStep({ entry: 'post', state: first.state, secrets });
  showLog(kept);
  check('the session of the sealed token lives on', (await server.introspect(accessToken)).active);

  heading('   the third job, the last, ends what the first began');
  const { token_url } = inputs;
  const ending = { sealed_session: jobOutput(sealedSession, first.masks) ?? '', seal_key: key, client_secret: secret, token_url };
  const third = await runStep({ entry: 'end', inputs: ending, env: run('1001'), secrets });
  showLog(third);
  check(
    'the session of the sealed token is ended, says the server',
    third.exitCode === 0 && third.warnings.length === 0 && !(await server.introspect(accessToken)).active,
  );

  heading('   a job that sealed nothing ends');
  const alone = await runStep({ inputs: { ...inputs, seal_key: '' }, secrets });
  const ended = await runStep({ entry: 'post', state: alone.state, secrets });
  showLog(ended);
  check(
    'that of a token which was not sealed is ended, says the server',
    ended.exitCode === 0 && !(await server.introspect(alone.outputs['access_token'] ?? '')).active,
  );
}

/** A later step outlives its token, and calls the command for another. */
async function longJob(): Promise<void> {
  const [secret, lifetime] = [randomBytes(24).toString('base64url'), 3];
  const keycloak = await startKeycloakLike({ secret, expiresIn: lifetime });
  const inputs = { client_id: 'arkane-ci', client_secret: secret, token_url: keycloak.tokenUrl, token_command: 'true' };
  heading(`5  A step outlives its token, which lives for ${String(lifetime)} s`);
  showWith(inputs, { client_secret: '${{ secrets.ARKANE_CLIENT_SECRET }}' });
  const temp = mkdtempSync(join(tmpdir(), 'demo-'));
  const env = { RUNNER_TEMP: temp };
  const first = await runStep({ inputs, env, secrets: [secret] });
  heading('   a later step');
  block(['for step in 1 2 3 4 5; do', '  TOKEN=$("$TOKEN_COMMAND"); echo "step $step: $TOKEN"; sleep 1', 'done']);
  const script = 'for step in 1 2 3 4 5; do TOKEN=$("$0"); echo "step $step: $TOKEN"; sleep 1; done';
  const child = spawn('sh', ['-c', script, first.outputs['token_command'] ?? ''], { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(String(chunk)));
  await new Promise((done) => child.once('close', done));
  const lines = printed.join('').split('\n').filter(Boolean);
  const masks = lines.flatMap((line) => /^::add-mask::(.*)$/.exec(line)?.[1] ?? []);
  const log = lines.filter((line) => !line.startsWith('::add-mask::'));
  block(log.map((line) => struck(line, masks)));
  const used = log.flatMap((line) => /^step \d: (.*)$/.exec(line)?.[1] ?? []);
  check('each time it had a token, and more than one in all', used.length === 5 && new Set(used).size > 1);
  check(
    'every one was masked',
    used.every((token) => keycloak.granted.includes(token) && masks.includes(token)),
  );

  heading('   the job ends');
  const sessions = keycloak.open.size;
  showLog(await runStep({ entry: 'post', state: first.state, env, secrets: [secret] }));
  check(`its ${String(sessions)} sessions are ended, says the server`, sessions > 1 && keycloak.open.size === 0);
  check('and nothing is left of the command', readdirSync(temp).length === 0);
  rmSync(temp, { recursive: true });
  keycloak.close();
}

const acts: readonly ((server: IdentityServer) => Promise<void>)[] = [token, refused, laterJobs, longJob];

const started = performance.now();
const server = await startIdentityServer({ format: 'opaque' });
console.log(
  paint('bold', 'Arkane access token:'),
  paint(
    'dim',
    `the built action, a stand-in for the runner, and an identity server (oidc-provider) at ${new URL(server.tokenUrl).host}`,
  ),
);
try {
  for (const act of acts) await act(server);
} finally {
  await server.close();
}
const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
console.log(
  process.exitCode
    ? paint(['bold', 'red'], `\nNot everything is as it says (${took}).\n`)
    : paint(['bold', 'green'], `\nEverything is as it says (${took}).\n`),
);
