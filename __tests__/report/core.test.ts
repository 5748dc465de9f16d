/**
 * The toolkit and what stands in for it, in a process each, with the same calls: they must write the same bytes.
 */
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EOL, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import * as core from '../../src/report/core.ts';
import { root } from '../helpers/runner.ts';

type Call = readonly [name: keyof typeof core, ...args: readonly unknown[]];

/** Makes the calls from its standard input; what they return goes to the file `returned`. */
const script = `
import { appendFileSync, writeFileSync } from 'node:fs';
import { EOL } from 'node:os';
import { text } from 'node:stream/consumers';
const core = await import(process.env.CORE);
const returned = [];
for (const [name, ...args] of JSON.parse(await text(process.stdin))) {
  if (name === 'loadSummary') {
    const summary = core.summary ?? (await core.loadSummary());
    await summary.addHeading(args[0], 3).addTable(args[1]).write();
  } else if (name === 'keyValue') {
    // What the toolkit appends to its files, in the words of both.
    if (core.setOutput) core.setOutput(...args);
    else appendFileSync(process.env.GITHUB_OUTPUT, core.keyValue(...args) + EOL);
  } else returned.push(core[name](...args) ?? null);
}
writeFileSync('returned', JSON.stringify(returned));
`;

/** What one of the two writes and returns. */
function wrote(by: 'toolkit' | 'ours', calls: readonly Call[], env: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'core-'));
  for (const name of ['returned', 'output', 'state', 'summary']) writeFileSync(join(folder, name), '');
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
    input: JSON.stringify(calls),
    env: {
      PATH: process.env['PATH'],
      SystemRoot: process.env['SystemRoot'],
      CORE: pathToFileURL(join(root, by === 'ours' ? 'src/report/core.ts' : 'node_modules/@actions/core/lib/core.js')).href,
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STATE: join(folder, 'state'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      ...env,
    },
  });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8').replace(/ghadelimiter_[\da-f-]{36}/g, '_');
  const [returned, ...files] = [read('returned'), read('output'), read('state'), read('summary')] as const;
  rmSync(folder, { recursive: true });
  // A log line ends as the system has it in the toolkit; the runner reads both.
  return { status, stderr, stdout: stdout.replaceAll(EOL, '\n'), returned, files };
}

const hostile = [
  ...['', 'plain', ' spaced ', 'two\nlines', 'two\r\nlines', '\r', '\n', '100%', '%0A%0D%25%3A%2C', '::error::x', ':', ','],
  ...['a,b:c', 'title=x,file=y::z', '##[error]x', 'x<<EOF\ny\nEOF', 'ghadelimiter_', 'é密🔑', '\u0000\u001b[31m', '<b>&"\'</b>'],
  ...fc.sample(fc.string({ unit: 'binary' }), 200),
];
const both = hostile.map((value, index) => [value, hostile.at(index - 7) ?? ''] as const);

const calls: Readonly<Record<keyof typeof core, readonly Call[]>> = {
  getInput: ['client_id', 'secret', 'none', 'empty'].flatMap((name): Call[] => [
    ['getInput', name, { trimWhitespace: true }],
    ['getInput', name, { trimWhitespace: false }],
  ]),
  setSecret: hostile.map((value) => ['setSecret', value]),
  info: hostile.map((value) => ['info', value]),
  warning: both.map(([value, title]) => ['warning', value, { title }]),
  error: both.map(([value, title]) => ['error', value, { title }]),
  keyValue: both.map(([value, name]) => ['keyValue', name, value]),
  getState: ['session', 'none', 'empty'].map((name) => ['getState', name]),
  loadSummary: both.map(([value, name]) => ['loadSummary', value, [[{ data: name, header: true }, { data: value }]]]),
};
const env = {
  INPUT_CLIENT_ID: ' \n\t an id \n',
  INPUT_SECRET: '  two\r\nlines ',
  INPUT_EMPTY: '',
  STATE_session: ' {"a":"%0A::\n"} ',
  STATE_empty: '',
};

test('the functions that are compared are all that there are', () => {
  expect(Object.keys(calls).sort()).toEqual(Object.keys(core).sort());
});

test.each(Object.entries(calls))('%s writes and returns what that of the toolkit does', (_, all) => {
  const ours = wrote('ours', all, env);
  expect(ours).toEqual(wrote('toolkit', all, env));
  expect(ours).toMatchObject({ status: 0, stderr: '' });
  expect([ours.stdout, ...ours.files, ours.returned.replace(/null|[[\],]/g, '')].join('').length).toBeGreaterThan(10);
});
