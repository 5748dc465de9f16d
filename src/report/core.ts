/**
 * The functions of `@actions/core` that this action calls, on the toolkit's own commands and file commands: all of core would bring
 * an OIDC client, a shell and PowerShell into what must be reviewed, and every step would read and run them.
 */
import { issueCommand } from '../../node_modules/@actions/core/lib/command.js';
import { prepareKeyValueMessage } from '../../node_modules/@actions/core/lib/file-command.js';
import type { SummaryWriter } from './summary.ts';

/** As in core (core.js), for each of them. */
export function getInput(name: string, { trimWhitespace }: { readonly trimWhitespace: boolean }): string {
  const value = process.env[`INPUT_${name.toUpperCase()}`] ?? '';
  return trimWhitespace ? value.trim() : value;
}
export function setSecret(secret: string): void {
  issueCommand('add-mask', {}, secret);
}
export function info(message: string): void {
  process.stdout.write(`${message}\n`);
}
export function warning(message: string, properties: { title: string }): void {
  issueCommand('warning', properties, message);
}
export function error(message: string, properties: { title: string }): void {
  issueCommand('error', properties, message);
}
/** One value as the files of the runner have it, behind a random delimiter. */
export const keyValue: (name: string, value: string) => string = prepareKeyValueMessage;
export function getState(name: string): string {
  return process.env[`STATE_${name}`] ?? '';
}
/** A file of its own in dist/, read only where a summary is asked for. */
export async function loadSummary(): Promise<SummaryWriter> {
  const { summary } = await import('../../node_modules/@actions/core/lib/summary.js');
  return summary;
}
