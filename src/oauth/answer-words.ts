/** What a server says in an answer without a token. */
import type { HttpResponse } from '#http/send.ts';
import { jsonObject, jsonValue } from '#text/json.ts';
import { quotable, words } from '#text/words.ts';

/** OAuth's error code and description; empty if missing. */
export function errorIn(fields: Readonly<Record<string, unknown>> = {}): {
  readonly error: string;
  readonly description: string;
} {
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  return { error: text('error'), description: text('error_description') };
}

/** Where other servers put their message; the first that is a text counts. */
const places = [
  'error_description',
  'errorSummary',
  'message',
  'detail',
  'title',
  'error.message',
  'fault.faultstring',
  'fault.message',
];
const TITLE_WORDS = 8;
const MAX_PAGE = 4096; // characters

/** The words of an answer: OAuth's error, another server's message, or the title of a page. */
export function saidIn({ body, status }: Pick<HttpResponse, 'body' | 'status'>): string {
  const quoted = (text: string): string => (quotable(text) ? `"${quotable(text)}"` : '');
  const value = jsonValue(body);
  if (value !== undefined) {
    const { error } = errorIn(jsonObject(body));
    return [words(error), quoted(messageIn([value].flat()[0]))].filter(Boolean).join(' ');
  }
  if (/^\s*</.test(body)) return quoted(pageTitle(body.slice(0, MAX_PAGE)));
  return status < 300 ? '' : quoted(body); // a success may be a token in another format
}

function messageIn(value: unknown): string {
  const at = (path: string): unknown =>
    path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined | null)?.[name], value);
  return (places.map(at).find((each) => typeof each === 'string' && each !== '') as string | undefined) ?? '';
}

function pageTitle(page: string): string {
  const [, title = ''] = /<title[^>]*>([^<]*)/i.exec(page) ?? [];
  const text = title.trim() || page.replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/gi, ' ');
  return text.trim().split(/\s+/).slice(0, TITLE_WORDS).join(' ');
}
