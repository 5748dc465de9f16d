/**
 * The log of a runner shows the message of an annotation and not its title: whatever the title says must stand in the message, too.
 */
import { describe, expect, test } from 'vitest';
import { ActionError } from '../../src/report/error.ts';
import { explain, warning } from '../../src/report/explain.ts';
import { failures, warnings, type FailureId, type WarningId } from '../../src/report/texts.ts';

const known: Readonly<Record<string, unknown>> = {
  names: ['x'],
  values: ['x'],
  hosts: [['x', 'x']],
  others: [],
  expiry: 0,
  left: 1,
  asked: 1,
  skew: 1,
  end: 0,
  from: 0,
  until: 0,
  kind: 'page',
  method: 'client_secret_post',
  said: '',
  identity: '',
};
/** What sentences are made of: where it matters little, a word that says nothing. */
const params: object = new Proxy({}, { get: (_, name) => known[String(name)] ?? 'x' });

/** Words that say the same. */
const same: Readonly<Record<string, RegExp>> = {
  miss: /is empty/,
  enough: /cannot be met/,
  differ: /ahead of|behind/,
  withhe: /withholds/,
};

/** The words that carry what is meant, without their endings. */
function stems(text: string): string[] {
  const little =
    /^(the|this|that|and|not|was|were|there|server|has|had|for|from|with|its|are|will|can|cannot|could|may|long|time|made|been|run|already)$/;
  const words = text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  return words.filter((word) => !little.test(word)).map((word) => word.replace(/(ings?|ed|es|s)$/, '').slice(0, 6));
}

const missing = (title: string, message: string): string[] => {
  const said = stems(message.replace(/https:\S+/g, '').replaceAll('_', ' '));
  const isSaid = (stem: string): boolean =>
    said.some((each) => each.startsWith(stem) || stem.startsWith(each)) || same[stem]?.test(message) === true;
  return stems(title.replaceAll('_', ' ')).filter((stem) => !isSaid(stem));
};

describe('what the title says stands in the message of', () => {
  test.each(Object.keys(failures) as FailureId[])('%s', (id) => {
    const { title, message } = explain(new ActionError(id, params, {}));
    expect(title).not.toBe('');
    // These two stand for the inputs that are wrong; of these each sentence says what is not valid.
    if (id === 'input_invalid' || id === 'input_invalid/several') return;
    if (id.startsWith('input_invalid/')) {
      expect(message).toMatch(/^(The input `\w+` |`with:` has `)/);
      return;
    }
    expect({ title, message, missing: missing(title, message) }).toEqual({ title, message, missing: [] });
  });

  test.each(Object.keys(warnings) as WarningId[])('the warning %s', (id) => {
    const { title, message } = warning(id, params as never);
    expect({ title, message, missing: missing(title, message) }).toEqual({ title, message, missing: [] });
  });
});
