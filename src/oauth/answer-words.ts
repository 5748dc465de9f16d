/** What a server says in an answer that grants nothing, as words. */
import type { HttpResponse } from '#http/send.ts';
import { jsonObject, jsonValue } from '#text/json.ts';
import { quotable, words } from '#text/words.ts';

/** OAuth's error code and its description; empty where there is none. */
export function errorIn(fields: Readonly<Record<string, unknown>> = {}): {
  readonly error: string;
  readonly description: string;
} {
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  return { error: text('error'), description: text('error_description') };
}

/** Where servers have their words, if not where OAuth has them: the first that is a text. */
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
const FEW = 8; // words of a page
const PAGE = 4096; // characters of it

/** What an answer that grants nothing says, as words: OAuth's error, what other servers have instead, or the title of a page. */
export function saidIn({ body, status }: Pick<HttpResponse, 'body' | 'status'>): string {
  const quoted = (text: string): string => (quotable(text) ? `"${quotable(text)}"` : '');
  const value = jsonValue(body);
  if (value !== undefined) {
    const { error } = errorIn(jsonObject(body));
    return [words(error), quoted(messageIn([value].flat()[0]))].filter(Boolean).join(' ');
  }
  if (/^\s*</.test(body)) return quoted(pageTitle(body.slice(0, PAGE)));
  return status < 300 ? '' : quoted(body); // it may be a token in another form
}

function messageIn(value: unknown): string {
  const at = (path: string): unknown =>
    path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined | null)?.[name], value);
  return (places.map(at).find((each) => typeof each === 'string' && each !== '') as string | undefined) ?? '';
}

function pageTitle(page: string): string {
  const [, title = ''] = /<title[^>]*>([^<]*)/i.exec(page) ?? [];
  const text = title.trim() || page.replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/gi, ' ');
  return text.trim().split(/\s+/).slice(0, FEW).join(' ');
}
