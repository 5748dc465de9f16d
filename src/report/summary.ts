/**
 * The table in the job summary.
 */
import type { Given } from '#report/given.ts';
import type { Log } from '#report/log.ts';
import { isoSeconds } from '#report/time.ts';
import { append } from '#runner/files.ts';

/** Adds the table. It never fails the step: the token is handed on already. */
export async function writeSummary({ clientId, host, expiry, scope, attempts, took }: Given, log: Log): Promise<void> {
  const rows = {
    Client: clientId,
    Server: host,
    'Valid until': expiry === undefined ? 'not told' : isoSeconds(expiry),
    Scopes: scope ?? 'not told',
    Attempts: `${String(attempts)}, ${(took / 1000).toFixed(2)} s`,
  };
  const cells = Object.entries(rows).map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(log.strike(value))}</td></tr>`);
  try {
    append('GITHUB_STEP_SUMMARY', `<h3>Access token</h3>\n<table>${cells.join('')}</table>\n`);
  } catch {
    await log.warn('no_summary', {});
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
