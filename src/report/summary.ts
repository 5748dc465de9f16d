/**
 * The table in the job summary.
 */
import { statSync } from 'node:fs';
import type { Given } from './given.ts';
import type { Log } from './log.ts';
import { isoSeconds } from './time.ts';

/** The part of `@actions/core` that writes it. */
export interface SummaryWriter {
  addHeading(text: string, level: number): SummaryWriter;
  addTable(rows: { data: string; header?: boolean }[][]): SummaryWriter;
  write(): Promise<unknown>;
}

/** Adds the table. It never fails the step: the token is handed on already. */
export async function writeSummary(
  { clientId, host, expiry, scope, attempts, took }: Given,
  load: () => Promise<SummaryWriter>,
  log: Log,
): Promise<void> {
  const rows: [string, string][] = [
    ['Client', clientId],
    ['Server', host],
    ['Valid until', expiry === undefined ? 'not told' : isoSeconds(expiry)],
    ['Scopes', scope ?? 'not told'],
    ['Attempts', `${String(attempts)}, ${(took / 1000).toFixed(2)} s`],
  ];
  try {
    const table = rows.map(([name, value]) => [{ data: name, header: true }, { data: escapeHtml(log.foreign(value)) }]);
    if (!statSync(process.env['GITHUB_STEP_SUMMARY'] ?? '').isFile()) throw new TypeError(); // a pipe would have it wait
    const summary = await load();
    await summary.addHeading('Access token', 3).addTable(table).write();
  } catch {
    await log.warn('no_summary', {});
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
