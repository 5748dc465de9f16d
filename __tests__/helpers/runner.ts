/**
 * The runner's side of a step, as actions/runner has it: inputs as INPUT_*, file commands, masks with their encoders, exit code.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

export interface StepOptions {
  /** Which entry of dist/. */
  readonly entry?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What an earlier entry of the same step saved. */
  readonly state?: Readonly<Record<string, string>>;
  /** Must not be readable in what the step prints, in any form. */
  readonly secrets?: readonly string[];
  /** Milliseconds after which the step is killed, and the test fails. */
  readonly patience?: number;
  /** Runs the entry, where that is not done by the Node of the tests. */
  readonly run?: (entry: Entry) => Promise<Pick<StepResult, 'exitCode' | 'raw'>>;
}

/** An entry of dist/, to be run. */
export interface Entry {
  readonly path: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly patience: number;
}

export interface StepResult {
  readonly exitCode: number | null;
  /** As the process wrote it. */
  readonly raw: string;
  /** As a person sees it: mask commands gone, masks struck out. */
  readonly log: string;
  readonly masks: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The messages of the `::error::` and `::warning::` commands, with their titles. */
  readonly errors: readonly Annotation[];
  readonly warnings: readonly Annotation[];
  /** Milliseconds. */
  readonly took: number;
}

interface Annotation {
  readonly title: string;
  readonly message: string;
}

/** Runs an entry of dist/ in a child process with a clean environment. Throws when a secret can be read in what it prints. */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const folder = mkdtempSync(join(tmpdir(), 'runner-'));
  const file = (name: string): string => join(folder, name);
  for (const name of ['output', 'state', 'summary']) writeFileSync(file(name), '');
  const env: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    SystemRoot: process.env['SystemRoot'],
    NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    RUNNER_TEMP: folder,
    ...prefixed('INPUT_', options.inputs, (name) => name.toUpperCase()),
    ...prefixed('STATE_', options.state),
    ...options.env,
  };
  const started = performance.now();
  const path = join(root, 'dist', options.entry ?? 'main', 'index.js');
  const { exitCode, raw } = await (options.run ?? run)({ path, env, cwd: folder, patience: options.patience ?? 25_000 });
  const took = performance.now() - started;

  const lines = raw.split(/\r?\n/);
  const masks = commands(lines, 'add-mask').map(({ message }) => message);
  const printed = lines.filter((line) => !line.startsWith('::add-mask::')).join('\n');
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  const result = {
    exitCode,
    raw,
    log: struck(printed, masks),
    masks,
    outputs: keyValues(read('output')),
    state: keyValues(read('state')),
    summary: read('summary'),
    errors: commands(lines, 'error'),
    warnings: commands(lines, 'warning'),
    took,
  };
  rmSync(folder, { recursive: true, force: true });
  // Not even before the runner's masks: a secret stands in mask commands and nowhere else.
  // And what the step was given and hands on is secret in every test.
  const { client_secret = '', private_key = '', client_certificate_key = '', seal_key = '' } = options.inputs ?? {};
  const keys = [...private_key.split('\n'), ...client_certificate_key.split('\n')];
  const given = [client_secret, seal_key, ...keys.filter((line) => !line.startsWith('-----'))];
  const minted = [
    result.outputs['access_token'] ?? '',
    result.outputs['refresh_token'] ?? '',
    result.outputs['id_token'] ?? '',
    sessionIn(result.state)?.token ?? '',
  ];
  const secrets = [
    ...(options.secrets ?? []),
    ...[...given, ...minted].map((each) => each.trim()).filter((each) => each.length >= 8),
  ];
  for (const secret of secrets) assertUnreadable(secret, unescape(printed), 'the log');
  for (const secret of secrets) assertUnreadable(secret, result.summary, 'the summary');
  return result;
}

async function run({ path, env, cwd, patience }: Entry): Promise<Pick<StepResult, 'exitCode' | 'raw'>> {
  const child = spawn(process.execPath, [path], { env, cwd });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const killer = setTimeout(() => child.kill('SIGKILL'), patience);
  const exitCode = await new Promise<number | null>((done) => child.once('close', done));
  clearTimeout(killer);
  return { exitCode, raw: Buffer.concat(chunks).toString() };
}

/** What main left for post, as far as the tests look at it. */
interface Client {
  readonly clientSecret: string;
  readonly tokenUrl: string;
  readonly revocationUrl?: string;
}
interface Session {
  readonly token: string;
  readonly kind: string;
  readonly kept?: boolean;
}
type KeptSession = Client & Session;

/** What main saved, as its JSON has it. */
export function savedIn(state: StepResult['state']): { client?: Client; sessions?: Session[]; asking?: boolean } {
  return JSON.parse(state['session'] ?? '{}') as ReturnType<typeof savedIn>;
}

/** The first session among it; undefined where there is none. */
export function sessionIn(state: StepResult['state']): KeptSession | undefined {
  const { client, sessions = [] } = savedIn(state);
  return client && sessions[0] ? { ...client, ...sessions[0] } : undefined;
}

/** The same state with another client of its sessions. */
export function withSession(state: StepResult['state'], change: object): Record<string, string> {
  const saved = savedIn(state);
  return { ...state, session: JSON.stringify({ ...saved, client: { ...saved.client, ...change } }) };
}

function prefixed(
  prefix: string,
  values: Readonly<Record<string, string>> = {},
  rename = (name: string): string => name,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + rename(name), value]));
}

/**
 * The log on GitHub's page: an annotation by its kind and message, without its title, in as many lines as it has
 * (ActionCommandManager.cs, IssueCommandExtension).
 */
export function shown(log: string): string[] {
  const kinds: Readonly<Record<string, string>> = { error: 'Error: ', warning: 'Warning: ', notice: 'Notice: ' };
  return log
    .split(/\r?\n/)
    .filter(Boolean)
    .flatMap((line) => {
      const [, kind = '', message = ''] = /^::(error|warning|notice)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
      return kind === '' ? [line] : `${kinds[kind] ?? ''}${unescape(message)}`.split(/\r?\n/);
    });
}

/** What a workflow command carries, as it was before it was escaped (ActionCommand.cs). */
function unescape(text: string): string {
  return text.replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
}

/** The `::name title=...::message` commands among `lines` (ActionCommand.cs). */
function commands(lines: readonly string[], name: string): Annotation[] {
  return lines.flatMap((line) => {
    const [, title = '', message = ''] = new RegExp(`^::${name}(?: title=([^,:]*))?::(.*)$`).exec(line) ?? [];
    return line.startsWith(`::${name}`) ? [{ title: unescape(title), message: unescape(message) }] : [];
  });
}

/** A file command's `name<<delimiter` blocks (FileCommandManager.cs). */
export function keyValues(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let line = 0; line < lines.length; line++) {
    const [, name, delimiter] = /^([^<]+)<<(.+)$/.exec(lines[line] ?? '') ?? [];
    if (name === undefined || delimiter === undefined) {
      if (lines[line] !== '') throw new Error(`Not a file command: line ${String(line + 1)}`);
      continue;
    }
    const end = lines.indexOf(delimiter, line + 1);
    found[name] = lines.slice(line + 1, end).join('\n');
    line = end;
  }
  return found;
}

/** What the runner's masker knows of a mask (SecretMasker, ValueEncoders.cs). */
function maskedForms(mask: string): string[] {
  const base64 = (text: string): string[] => {
    const bytes = Buffer.from(text);
    return [0, 1, 2].map((shift) => bytes.subarray(shift).toString('base64').replace(/=+$/, '').slice(0, -1));
  };
  return mask
    .split(/\r?\n/)
    .filter(Boolean)
    .flatMap((line) => [
      line,
      JSON.stringify(line).slice(1, -1),
      encodeURIComponent(line),
      line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&apos;'),
      ...base64(line).filter((form) => form.length > 3),
    ]);
}

/** `text` as the runner shows it: its masks as ***. */
export function struck(text: string, masks: readonly string[]): string {
  const forms = masks.flatMap(maskedForms).sort((a, b) => b.length - a.length);
  return forms.reduce((masked, form) => masked.replaceAll(form, '***'), text);
}

/** The heading and the rows of the table in a job summary. */
export function summaryTable(summary: string): { heading: string; rows: [name: string, value: string][] } {
  const rows = summary.matchAll(/<th>(.*?)<\/th><td>(.*?)<\/td>/g);
  return {
    heading: /<h3>(.*?)<\/h3>/.exec(summary)?.[1] ?? '',
    rows: Array.from(rows, ([, name = '', value = '']) => [name, value]),
  };
}

/** The job output that a later job sees: the runner drops one in which it finds a mask (JobExtension.cs). */
export function jobOutput(value: string, masks: readonly string[]): string | undefined {
  return masks.flatMap(maskedForms).some((form) => value.includes(form)) ? undefined : value;
}

/** Throws when `secret` can be read in `text`: as it is, encoded, or in parts of 12 characters. */
export function assertUnreadable(secret: string, text: string, where: string): void {
  const bytes = Buffer.from(secret);
  const forms = [
    ...maskedForms(secret),
    new URLSearchParams({ v: secret }).toString().slice(2),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    Array.from(secret).reverse().join(''),
  ];
  for (let start = 0; start + 12 <= secret.length; start += 6) forms.push(secret.slice(start, start + 12));
  const found = forms.find((form) => form.length > 3 && text.toLowerCase().includes(form.toLowerCase()));
  if (found !== undefined) throw new Error(`A secret can be read in ${where}, ${String(found.length)} characters of it.`);
}
