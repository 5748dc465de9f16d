/**
 * The log of a runner shows the message of an annotation and not its title: whatever the title says must stand in the message, too.
 */
import { describe, expect, test } from 'vitest';
import { ActionError } from '../../src/report/error.ts';
import { explain, warning } from '../../src/report/explain.ts';
import { failures, warnings, type FailureId, type WarningId } from '../../src/report/texts.ts';

/** What sentences are made of: a word that says nothing, for each. */
const params = new Proxy(
  {
    names: ['x'],
    values: ['x'],
    hosts: [['x', 'x']],
    others: [],
    expiry: 0,
    left: 1,
    asked: 1,
    skew: 1,
    end: 0,
    kind: 'page',
    method: 'client_secret_post',
  } as Record<string, unknown>,
  { get: (known, name) => known[String(name)] ?? (name === 'identity' || name === 'said' ? '' : 'x') },
);

/** The words that carry what is meant, without their endings. */
function stems(text: string): string[] {
  const little =
    /^(the|this|that|and|not|was|were|has|had|for|from|with|its|are|will|can|cannot|could|may|long|time|made|been|run|already)$/;
  const words = text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  return words.filter((word) => !little.test(word)).map((word) => word.replace(/(ings?|ed|es|s)$/, '').slice(0, 6));
}

const missing = (title: string, message: string): string[] => {
  const said = stems(message.replace(/https:\S+/g, '').replaceAll('_', ' '));
  return stems(title.replaceAll('_', ' ')).filter((stem) => !said.some((each) => each.startsWith(stem) || stem.startsWith(each)));
};

describe('what the title says stands in the message of', () => {
  test.each(Object.keys(failures) as FailureId[])('%s', (id) => {
    // The sentences of a group are of the inputs that are wrong.
    if (id === 'input_invalid' || id === 'input_invalid/several') return;
    const { title, message } = explain(new ActionError(id, params, {}));
    expect(title).not.toBe('');
    expect({ title, message, missing: missing(title, message) }).toEqual({ title, message, missing: [] });
  });

  test.each(Object.keys(warnings) as WarningId[])('the warning %s', (id) => {
    const { title, message } = warning(id, params as never);
    expect({ title, message, missing: missing(title, message) }).toEqual({ title, message, missing: [] });
  });
});
