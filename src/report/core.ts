/**
 * The functions of `@actions/core` that this action calls, on the toolkit's own commands and file commands: all of core would
 * bring an OIDC client, a shell and PowerShell into what must be reviewed, and every step would read and run them.
 */
import { issueCommand } from '../../node_modules/@actions/core/lib/command.js';
import { prepareKeyValueMessage } from '../../node_modules/@actions/core/lib/file-command.js';
import type { SummaryWriter } from './summary.ts';

// Each as in core (core.js).

/** The value of an input, by its name in the action file; empty where it is not set. */
export function getInput(name: string, { trimWhitespace }: { readonly trimWhitespace: boolean }): string {
  const value = process.env[`INPUT_${name.toUpperCase()}`] ?? '';
  return trimWhitespace ? value.trim() : value;
}
/** Has the runner mask `secret`. */
export function setSecret(secret: string): void {
  issueCommand('add-mask', {}, secret);
}
/** A line of the log. */
export function info(message: string): void {
  process.stdout.write(`${message}\n`);
}
/** A warning, which stands above the log, too. */
export function warning(message: string, properties: { title: string }): void {
  issueCommand('warning', properties, message);
}
/** An error, likewise. It does not make the step fail. */
export function error(message: string, properties: { title: string }): void {
  issueCommand('error', properties, message);
}
/** One value as the files of the runner have it, behind a random delimiter. */
export const keyValue: (name: string, value: string) => string = prepareKeyValueMessage;
/** What the main step saved; empty where it did not. */
export function getState(name: string): string {
  return process.env[`STATE_${name}`] ?? '';
}
/** A file of its own in dist/, read only where a summary is asked for. */
export async function loadSummary(): Promise<SummaryWriter> {
  const { summary } = await import('../../node_modules/@actions/core/lib/summary.js');
  return summary;
}
