// Draws docs/run.svg from a real run: the log and the summary of a job as GitHub shows them, narrow enough for a phone. With
// --check: fails when a run shows something else now.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startInternet } from '../__tests__/helpers/internet.ts';
import { startKeycloakLike } from '../__tests__/helpers/keycloak-like.ts';
import { runStep, type StepResult, summaryTable } from '../__tests__/helpers/runner.ts';

const FILE = join(import.meta.dirname, '../docs/run.svg');
const WIDTH = 380;
const LINE = 21;
const SPACE = 8;
const COLUMNS = 42; // characters of the log that fit in one line

/** Where a text begins, and how it looks. */
const styles = {
  head: [16, 'font-family:system-ui,sans-serif;font-weight:600;fill:#f0f6fc'],
  step: [16, 'font-family:system-ui,sans-serif;fill:#f0f6fc'],
  log: [34, 'fill:#d1d7e0'],
  name: [28, 'font-family:system-ui,sans-serif;font-weight:600;fill:#f0f6fc'],
  value: [120, 'font-family:system-ui,sans-serif;fill:#d1d7e0'],
} as const;

type Line = readonly (readonly [style: keyof typeof styles, text: string])[];

/** What a person sees of a job that gets a token and ends: production's host name leads to a Keycloak on loopback. */
async function run(): Promise<Line[][]> {
  const secret = randomBytes(24).toString('base64url');
  const folder = mkdtempSync(join(tmpdir(), 'picture-'));
  const keycloak = await startKeycloakLike({ secret });
  try {
    // It takes the token that was granted, and no other.
    const api = createServer(({ headers }, response) => {
      const known = headers.authorization === `Bearer ${keycloak.granted[0] ?? ''}`;
      response.writeHead(known ? 200 : 401).end(known ? '{"wallets":2}' : undefined);
    });
    await using internet = await startInternet({ 'login.arkane.network': keycloak.server, 'api.example.com': api });
    const trust = join(folder, 'trusted.pem');
    writeFileSync(trust, internet.certificate);
    const env = { HTTPS_PROXY: internet.proxy, NODE_EXTRA_CA_CERTS: trust };
    const inputs = { client_id: 'arkane-ci', client_secret: secret, summary: 'true' };
    const main = await runStep({ inputs, env, secrets: [secret] });
    const token = main.outputs['access_token'] ?? '';
    const used = await call(token, { HTTPS_PROXY: internet.proxy, CURL_CA_BUNDLE: trust });
    const post = await runStep({ entry: 'post', state: main.state, env, secrets: [secret] });
    if (main.exitCode !== 0 || keycloak.open.size > 0) throw new Error(main.log + post.log);
    return shown(main, struck(`env:\n  TOKEN: ${token}\n${used}`, main.masks), post);
  } finally {
    keycloak.close();
    rmSync(folder, { recursive: true });
  }
}

/** What curl prints that is given the token as in the first workflow of the README. */
async function call(token: string, env: Record<string, string>): Promise<string> {
  const args = ['--silent', '--show-error', '--fail-with-body', '--header', '@-', 'https://api.example.com/wallets'];
  const running = promisify(execFile)('curl', args, { env: { ...process.env, ...env } });
  running.child.stdin?.end(`Authorization: Bearer ${token}`);
  return (await running).stdout;
}

/** As the runner prints it. */
function struck(text: string, masks: readonly string[]): string {
  return masks.reduce((all, mask) => all.replaceAll(mask, '***'), text);
}

/** The panels of the picture, line by line. */
function shown(main: StepResult, used: string, post: StepResult): Line[][] {
  const { heading, rows } = summaryTable(main.summary);
  return [
    [
      [['head', 'deploy']],
      [['step', '✓  Run org/arkane-token-action@v1']],
      ...logged(main.log),
      [['step', `✓  Run printf 'Authorization: Bearer %s' …`]],
      ...logged(used),
      [['step', '✓  Post Run org/arkane-token-action@v1']],
      ...logged(post.log),
    ],
    [
      [['head', 'deploy summary']],
      [['head', heading]],
      ...rows.map(([name, value]): Line => [
        ['name', name],
        ['value', value],
      ]),
    ],
  ];
}

/** The lines of a log, folded as a browser does, with what they begin with. */
function logged(log: string): Line[] {
  const folded = log.match(new RegExp(`(?:^ +)?\\S.{0,${String(COLUMNS - 1)}}(?=\\s|$)`, 'gm')) ?? [];
  return folded.map((text) => [['log', text]]);
}

function svg(panels: readonly Line[][]): string {
  let top = 1;
  const drawn = panels.map((lines) => {
    const panel = drawPanel(lines, top);
    top += panel.height + 12;
    return panel.xml;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(WIDTH)}" viewBox="0 0 ${String(WIDTH)} ${String(top - 11)}" role="img" aria-label="The log and the summary of a job">
<style>
text { font: 13px ui-monospace, Menlo, Consolas, monospace; white-space: pre }
${Object.entries(styles)
  .map(([name, [, style]]) => `.${name} { ${style} }`)
  .join('\n')}
</style>
${drawn.join('\n')}
</svg>
`;
}

function drawPanel(lines: readonly Line[], top: number): { xml: string; height: number } {
  const height = Math.ceil((lines.length + 0.6) * LINE);
  const texts = lines.flatMap((line, row) => {
    const y = String(Math.round(top + (row + 0.95) * LINE));
    return line.map(([style, text]) => {
      const words = text.trimStart(); // viewers differ in what they make of spaces
      const x = styles[style][0] + SPACE * (text.length - words.length);
      return `<text x="${String(x)}" y="${y}" class="${style}">${escapeXml(words)}</text>`;
    });
  });
  const frame = `<rect x="1" y="${String(top)}" width="${String(WIDTH - 2)}" height="${String(height)}" rx="6" fill="#0d1117" stroke="#3d444d"/>`;
  return { xml: [frame, ...texts].join('\n'), height };
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** Times differ from run to run. */
function shape(picture: string): string {
  return picture.replace(/\d+/g, '0');
}

const fresh = svg(await run());
if (!existsSync(FILE) || shape(fresh) !== shape(readFileSync(FILE, 'utf8'))) {
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, fresh);
    console.log(FILE);
  } else {
    console.error('A run shows something else now than docs/run.svg: run npm run format and commit what it changes.');
    process.exitCode = 1;
  }
}
