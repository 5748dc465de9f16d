/** The table in the job summary. */
import { summary } from '@actions/core';
import type { Report } from '#report/lines.ts';
import type { Log } from '#report/log.ts';
import { isoSeconds } from '#report/time.ts';

/**
 * Never fails the step, since the outputs are set.
 * @param check throws if the summary cannot be written
 */
export async function writeSummary(report: Report, log: Log, check: () => void): Promise<void> {
  const { clientId, host, expiry, scope, attempts, took } = report;
  const rows: [string, string][] = [
    ['Client', clientId],
    ['Server', host],
    ['Valid until', expiry === undefined ? 'not said' : isoSeconds(expiry)],
    ['Scopes', scope ?? 'not said'],
    ['Attempts', `${String(attempts)}, ${(took / 1000).toFixed(2)} s`],
  ];
  const table = rows.map(([name, value]) => [{ data: name, header: true }, { data: escapeHtml(log.strike(value)) }]);
  try {
    check();
    await summary.addHeading('Access token', 3).addTable(table).write();
  } catch {
    await log.warn('no_summary', {});
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
