import { describe, expect, test } from 'vitest';
import { readAll } from '../../src/inputs/read-all.ts';
import { failure } from '../../src/report/error.ts';
import { failureOf } from '../helpers/failures.ts';

/** Reads two inputs, of which `wrong` are not what they may be. */
function read(wrong: readonly string[], env: Readonly<Record<string, string>> = {}): Record<string, string> {
  return readAll(
    (name) => `given ${name}`,
    ['timeout', 'summary'],
    env,
    (each) => {
      const parse =
        (name: 'timeout' | 'summary') =>
        (given: string): string => {
          if (wrong.includes(name)) throw failure('input_invalid/line_break', { name });
          return given;
        };
      return { timeout: each('timeout', parse('timeout')), summary: each('summary', parse('summary')) };
    },
  );
}

describe('readAll', () => {
  test('gives what was read', () => {
    expect(read([])).toEqual({ timeout: 'given timeout', summary: 'given summary' });
  });

  test('tells one problem as it is, and more with all of them', () => {
    expect(failureOf(() => read(['summary']))).toMatchObject({ error: { id: 'input_invalid/line_break' } });
    const { error, what } = failureOf(() => read(['timeout', 'summary']));
    expect(error.id).toBe('input_invalid/several');
    expect(what).toMatch(/`timeout`.*\n.*`summary`/);
  });

  test('a misspelt name is told, and not what is wrong with the input that is so empty', () => {
    const { error, what } = failureOf(() => read(['summary'], { INPUT_SUMARY: 'true' }));
    expect(error.id).toBe('input_invalid/misspelt');
    expect(what).toContain('did you mean `summary`');
  });

  test('a mistake of ours is no problem of an input', () => {
    expect(() =>
      readAll(
        () => '',
        ['timeout'],
        {},
        (each) => each('timeout', () => Object.keys(null as never)),
      ),
    ).toThrow(TypeError);
  });
});
