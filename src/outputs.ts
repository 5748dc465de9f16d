/**
 * Hands the token on: masks first, then the outputs, then the summary.
 */
import { ActionError } from './errors.ts';
import { jsonObject } from './json.ts';
import type { Log } from './log.ts';
import type { Token } from './response.ts';
import { isoSeconds, toldValidity } from './validity.ts';
import type { Environment } from './workflow.ts';

/** The functions of `@actions/core` that hand on. */
export interface Writer {
  setOutput(name: string, value: string): void;
  readonly summary: {
    addHeading(text: string, level: number): Writer['summary'];
    addTable(rows: Cell[][]): Writer['summary'];
    write(): Promise<unknown>;
  };
}
type Cell = { data: string; header?: boolean };

/** What is said of the request beside its token. */
export interface Told {
  readonly host: string;
  readonly clientId: string;
  readonly attempts: number;
  /** Milliseconds. */
  readonly took: number;
}

const MAX_LINES = 20;

/** Masks every token in the body of an answer, before anything of it is looked at: one that is refused may hold tokens, too. */
export function maskTokens(body: string, log: Log): void {
  const fields = jsonObject(body) ?? {};
  for (const name of ['access_token', 'refresh_token', 'id_token']) {
    // Of a token with line breaks, which is refused, a few lines: each mask makes every later line of the job slower.
    if (typeof fields[name] === 'string') log.mask(fields[name].split(/[\r\n]+/, MAX_LINES).join('\n'));
  }
}

/** The outputs by name; one that the server did not send is not there. */
export function outputsOf(token: Token): Record<string, string> {
  const all = {
    access_token: token.accessToken,
    expiry: token.expiry === undefined ? undefined : isoSeconds(token.expiry),
    expires_in: token.expiresIn,
    token_type: token.tokenType,
    scope: token.scope,
    refresh_token: token.refreshToken,
    refresh_expires_in: token.refreshExpiresIn,
    refresh_expiry: token.refreshExpiry === undefined ? undefined : isoSeconds(token.refreshExpiry),
    session_state: token.sessionState,
    not_before_policy: token.notBeforePolicy,
  };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

/**
 * Without these files, the toolkit would print what is secret instead (`::set-output`, `::save-state`).
 * @throws ActionError runner_missing
 */
export function requireFiles(env: Environment, names: readonly string[]): void {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw new ActionError('runner_missing', `${missing.join(' and ')} is not set.`);
}

/**
 * Writes the outputs.
 * @throws ActionError output_failed
 */
export function writeOutputs(outputs: Readonly<Record<string, string>>, core: Writer): void {
  writing('GITHUB_OUTPUT', () => {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  });
}

/**
 * Runs `write`, which writes to the file that `name` is set to.
 * @throws ActionError output_failed
 */
export function writing<T>(name: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code } = error as { code?: string };
    throw new ActionError('output_failed', `Writing to the file of ${name} failed (${code ?? 'it is not there'}).`);
  }
}

/** What a person wants to see at three in the morning. */
export function report(token: Token, { host, clientId, attempts, took }: Told, now: number, log: Log): void {
  const end = toldValidity(token.expiry, now);
  const effort = `${String(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}, ${(took / 1000).toFixed(2)} s`;
  log.info(`Access token for client ${log.foreign(clientId)} from ${host}: ${end} (${effort}).`);
  if (token.scope) log.info(`Scopes: ${log.foreign(token.scope)}`);
}

/** Adds a table to the job summary. It never fails the step: the token is handed on already. */
export async function writeSummary(
  token: Token,
  { host, clientId, attempts, took }: Told,
  core: Writer,
  log: Log,
): Promise<void> {
  const rows: [string, string][] = [
    ['Client', clientId],
    ['Server', host],
    ['Valid until', token.expiry === undefined ? 'not told' : isoSeconds(token.expiry)],
    ['Scopes', token.scope ?? 'not told'],
    ['Attempts', `${String(attempts)}, ${(took / 1000).toFixed(2)} s`],
  ];
  try {
    const table = rows.map(([name, value]) => [{ data: name, header: true }, { data: escapeHtml(log.foreign(value)) }]);
    await core.summary.addHeading('Access token', 3).addTable(table).write();
  } catch {
    log.warning('No summary', 'The job summary could not be written; the outputs are.');
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
