/**
 * How the texts of a failure become what a person reads.
 */
import { describe, expect, test } from 'vitest';
import { ActionError, failure } from '../../src/report/error.ts';
import { explain, problemOf, retryLine, warning } from '../../src/report/explain.ts';
import { DOCS } from '../../src/report/texts.ts';
import { failureIds, noteSamples, sampleOf } from '../helpers/samples.ts';

const busy = (): ActionError => failure('rate_limited', { host: 'id.example', status: 429, said: '' });

test('a failure is its problem, the fix and the link', () => {
  expect(explain(failure('secret_empty', { name: 'client_secret' }))).toEqual({
    title: 'Secret empty',
    message: [
      '`client_secret` is empty.',
      'Fix: compare the name in `${{ secrets.NAME }}` with Settings > Secrets and variables > Actions > Secrets. In a GitHub environment? Add `environment: NAME` to the job.',
      `More causes: ${DOCS}#secret_empty`,
    ].join('\n'),
  });
});

test('a variant takes from its code what it does not say itself', () => {
  const [variant, code] = [explain(sampleOf('rate_limited/metadata')), explain(sampleOf('rate_limited'))];
  expect(variant.title).toBe(code.title);
  expect(variant.message).toContain('answered 429 for its metadata.');
  expect(variant.message.split('\n')[1]).toBe(code.message.split('\n')[1]);
});

test('a fix that was composed elsewhere goes on in small letters, but for a name', () => {
  const fixOf = (fix: string): string | undefined =>
    explain(failure('input_invalid', { problem: '`scope` is odd.', fix })).message.split('\n')[1];
  expect(fixOf('Give it on one line.')).toBe('Fix: give it on one line.');
  expect(fixOf('HTTPS alone is taken.')).toBe('Fix: HTTPS alone is taken.');
});

test('a quote that ends a sentence ends it once', () => {
  expect(explain(sampleOf('invalid_client')).message).toMatch(/: invalid_client "No such thing\."\nFix: /);
});

test('a proxy that wants credentials gets others, any other is asked to let the host through', () => {
  const fixOf = (status: string) =>
    explain(failure('proxy_refused', { host: 'id.example', proxy: 'proxy:3128', status })).message;
  expect(fixOf('407')).toContain('Fix: put valid credentials');
  expect(fixOf('403')).toContain('Fix: have the proxy allow this host');
});

test('what stands in braces is filled in once', () => {
  const { message } = explain(failure('internal', { kind: '{kind} {reason:span}' }));
  expect(message).toMatch(/^Unexpected \{kind\} \{reason:span\}\./);
});

describe('notes', () => {
  test('the fix of a note takes the place of that of the failure', () => {
    const { message } = explain(busy().and('asks_to_wait', noteSamples.asks_to_wait));
    expect(message).toBe(
      [
        'id.example answered 429. It asks to wait 60 min, which `timeout` (60 s) does not allow.',
        'Fix: raise `timeout` above that, or run the job again later.',
        `More causes: ${DOCS}#rate_limited`,
      ].join('\n'),
    );
  });

  test('what is odd about a credential is one of the causes, and hides no other', () => {
    const usual = explain(sampleOf('invalid_client')).message.split('\n')[1]?.replace('Fix: ', '') ?? '';
    const odd = sampleOf('invalid_client')
      .and('odd_value', { name: 'client_id', looks: 'is a placeholder' })
      .and('odd_value', noteSamples.odd_value);
    const [problem, fix] = explain(odd).message.split('\n');
    expect(problem).toMatch(/`client_id` is a placeholder\. `client_secret` has quotation marks around it\.$/);
    expect(fix).toBe(`Fix: save the value alone, as you were given it. Otherwise, ${usual}`);
  });

  test('all are told, in their order', () => {
    const { message } = explain(
      busy().and('out_of_attempts', noteSamples.out_of_attempts).and('may_be_open', noteSamples.may_be_open),
    );
    expect(message).toMatch(/answered 429\. Attempt 3 was the last within `timeout` \(60 s\)\. 2 answers were lost/);
  });
});

describe('a session that stays open', () => {
  const open = noteSamples.left_open;

  test('needs no fix where only its end failed', () => {
    const { title, message } = explain(sampleOf('timeout').and('left_open', open));
    expect(title).toBe('Session stays open');
    expect(message).toBe(
      [
        'id.example did not answer within 15 s. The session of client ci at id.example stays open until 2023-11-14T22:13:20Z.',
        `More: ${DOCS}#the-session-is-left-open`,
      ].join('\n'),
    );
  });

  test('and needs that of the input that is wrong', () => {
    const { title, message } = explain(sampleOf('secret_empty').and('left_open', open));
    expect(title).toBe('Secret empty');
    expect(message).toMatch(
      /^`client_secret` is empty\. The session of client ci .* stays open .*\.\nFix: compare .*#secret_empty$/s,
    );
  });
});

test('of several mistakes each has its own fix, and each kind its link', () => {
  const scope = failure('input_invalid', {
    problem: '`scope` has a character that no scope has.',
    fix: 'Separate the names with spaces.',
  });
  const problems = [scope, sampleOf('secret_empty'), sampleOf('input_invalid')];
  const { title, message } = explain(new ActionError(scope.id, scope.params, {}, problems));
  expect(title).toBe('Inputs not valid');
  expect(message.split('\n')).toEqual([
    '`scope` has a character that no scope has.',
    'Fix: separate the names with spaces.',
    '`client_secret` is empty.',
    expect.stringMatching(/^Fix: compare the name in/),
    '`timeout` is not a whole number of seconds.',
    'Fix: give a number from 1 to 3600, without a unit.',
    `More causes: ${DOCS}#input_invalid`,
    `More causes: ${DOCS}#secret_empty`,
  ]);
});

test('with several mistakes, what was added to all of them is said once', () => {
  const all = [sampleOf('secret_empty'), sampleOf('input_missing')];
  const error = new ActionError('secret_empty', { name: 'client_secret' }, {}, all).and('left_open', noteSamples.left_open);
  expect(explain(error).message.match(/stays open/g)).toHaveLength(1);
});

describe('the line of an attempt that is made again', () => {
  test.each([
    [1449, 'in 1.4 s'],
    [510, 'in 0.5 s'],
    [9_800, 'in 9.8 s'],
    [0, 'now'],
    [130_000, 'in 2 min 10 s'],
  ])('%i ms: %s', (wait, when) => {
    expect(retryLine(sampleOf('connection_failed'), wait, 2)).toBe(
      `The connection to id.example:8443 broke (ECONNRESET). Trying again ${when} (attempt 2).`,
    );
  });

  test.each(failureIds)('%s is one line', (id) => {
    expect(retryLine(sampleOf(id), 500, 2)).not.toContain('\n');
    expect(problemOf(sampleOf(id))).not.toContain('\n');
  });
});

test('a warning is its problem, the fix and the link', () => {
  expect(warning('sealed_ends', {})).toEqual({
    title: 'Later jobs lose access',
    message: [
      '`revoke: true` ends the session of the sealed token before later jobs use it.',
      'Fix: remove `revoke`.',
      `More: ${DOCS}#later-jobs-get-a-dead-token`,
    ].join('\n'),
  });
});
