/**
 * Puts the words of texts.ts together to what a person reads. In dist/ it comes with them, only when something fails or is odd.
 */
import type { ActionError, Note } from '#report/error.ts';
import { DOCS, failures, notes, warnings, type Entry, type Say, type WarningId, type WarningParamsOf } from '#report/texts.ts';

export { USAGE } from '#report/texts.ts';

function say(text: Say<never> | undefined, params: object): string {
  return typeof text === 'function' ? text(params as never) : (text ?? '');
}

/** The sentences that say what happened; of several things that are wrong, one a line. */
export function whatOf({ all, notes: added }: ActionError): string {
  const wrong = all.map(({ id, params }) => say(failures[id].what, params)).join('\n');
  return [wrong, ...added.map(({ id, params }) => say(notes[id].what, params))].join(' ');
}

/** The one clear message of a failure: what happened, why most likely, what to do, where to read on. */
export function explain(error: ActionError): { title: string; message: string } {
  const entry: Entry<never> = { ...failures[error.code], ...failures[error.id] };
  const entryOf = ({ id }: Note): Entry<never> => notes[id];
  const noted = error.notes.findLast((note) => entryOf(note).fix);
  const { why = entry.why, fix = entry.fix } = noted ? entryOf(noted) : entry;
  const params = noted ? { ...error.params, ...noted.params } : error.params;
  const rest = [say(why, params), say(fix, params), `${DOCS}#${error.code}`].filter(Boolean).join(' ');
  const message = [whatOf(error), rest].filter(Boolean).join(error.all.length > 1 ? '\n' : ' ');
  return { title: entry.title ?? '', message };
}

/** The line of the log for a failure that is tried again in `wait` milliseconds. */
export function retryLine(error: ActionError, wait: number, attempt: number): string {
  return `${whatOf(error)} Trying again in ${(wait / 1000).toFixed(1)} s (attempt ${String(attempt)}).`;
}

/** A warning in words. */
export function warning<K extends WarningId>(id: K, params: WarningParamsOf<K>): { title: string; message: string } {
  return { title: warnings[id].title, message: say(warnings[id].what, params) };
}
