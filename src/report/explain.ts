/** Turns the entries of texts.ts into messages: problem, fix, link. Loaded only when something fails or is odd. */
import type { ActionError } from '#report/error.ts';
import { DOCS, failures, notes, warnings } from '#report/texts.ts';
import type { Addition, Entry, Format, Say, Warning, WarningId, WarningParamsOf } from '#report/texts.ts';
import { forPeople, isoSeconds } from '#report/time.ts';

export { USAGE } from '#report/texts.ts';

/** Failures of the inputs or the job: their own fix counts even if a session stays open. */
const MENDABLE =
  /^(input_|secret_|seal|private_key_|client_(certificate|assertion)_invalid|id_token_unavailable|output_failed|proxy_invalid)/;

const formats: { readonly [F in Format]: (value: never) => string } = {
  span: forPeople,
  time: isoSeconds,
  list: (all: readonly string[]) => all.map((each) => `\`${each}\``).join(', '),
};

function say(text: Say<never> = '', params: object): string {
  if (typeof text === 'function') return text(params as never).replaceAll('.".', '."');
  const values = params as Record<string, never>;
  return text.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, format?: Format) =>
    format ? formats[format](values[name] as never) : String(values[name]),
  );
}

function titleOf(id: string, { title = id.replaceAll('_', ' ') }: Pick<Entry<never>, 'title'>): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** The problem with its notes, on one line. */
export function problemOf({ id, params, notes: added }: ActionError): string {
  return [say(failures[id].problem, params), ...added.map((note) => say(notes[note.id].problem, note.params))].join(' ');
}

function entryOf({ code, id }: ActionError): Entry<never> {
  return { ...failures[code], ...failures[id] };
}

/** The fix as the rest of a sentence; a note may change it. */
function fixOf(error: ActionError): string {
  const added = [...new Set(error.notes.map(({ id }) => id))].map((id): Addition<never> => notes[id]);
  const usual = say(entryOf(error).fix, error.params).replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
  return added.reduce((fix, note) => note.fix?.(fix) ?? fix, usual);
}

/** The message of a failure: each problem with its own fix, and a link for each code. */
export function explain(error: ActionError): { title: string; message: string } {
  const { all, code } = error;
  const stays = error.notes.some(({ id }) => id === 'left_open');
  if (stays && !MENDABLE.test(code)) return warning('left_open', { problem: problemOf(error) });
  const added = all.includes(error) ? [] : error.notes.map((note) => say(notes[note.id].problem, note.params));
  const lines = all.flatMap((each) => [problemOf(each), `Fix: ${fixOf(each)}`]);
  const links = new Set(all.map((each) => `More causes: ${DOCS}#${each.code}`));
  const title = all.length > 1 ? 'Inputs not valid' : titleOf(code, entryOf(error));
  return { title, message: [...lines, ...added, ...links].join('\n') };
}

/** The log line before another attempt, `wait` milliseconds from now. */
export function retryLine(error: ActionError, wait: number, attempt: number): string {
  const when = wait < 50 ? 'now' : `in ${forPeople(wait / 1000)}`;
  return `${problemOf(error)} Trying again ${when} (attempt ${String(attempt)}).`;
}

export function warning<K extends WarningId>(id: K, params: WarningParamsOf<K>): { title: string; message: string } {
  const entry: Warning<never> = warnings[id];
  const fix = say(entry.fix, params);
  const lines = [say(entry.problem, params), fix && `Fix: ${fix}`, `More: ${DOCS}#${entry.section}`];
  return { title: titleOf(id, entry), message: lines.filter(Boolean).join('\n') };
}
