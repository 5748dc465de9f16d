/**
 * The table, written by the toolkit itself.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadSummary } from '../../src/report/core.ts';
import type { Given } from '../../src/report/given.ts';
import { writeSummary } from '../../src/report/summary.ts';
import { record } from '../helpers/log.ts';
import { summaryTable } from '../helpers/runner.ts';

const folder = mkdtempSync(join(tmpdir(), 'summary-'));
const file = join(folder, 'summary');
process.env['GITHUB_STEP_SUMMARY'] = file;
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const usual: Given = {
  clientId: 'ci',
  host: 'id.example',
  expiry: Date.UTC(2026, 10, 24, 1, 2, 3, 456),
  scope: 'read write',
  askedAt: 0,
  attempts: 2,
  took: 1234,
};

/** The summary as it is written for `given`. */
async function written(given: Partial<Given>, ...secrets: string[]): Promise<string> {
  writeFileSync(file, '');
  const { log, lines } = record(...secrets);
  await writeSummary({ ...usual, ...given }, loadSummary, log);
  expect(lines).toEqual([]);
  return readFileSync(file, 'utf8');
}

test('has a row for all that is told', async () => {
  expect(summaryTable(await written({}))).toEqual({
    heading: 'Access token',
    rows: [
      ['Client', 'ci'],
      ['Server', 'id.example'],
      ['Valid until', '2026-11-24T01:02:03Z'],
      ['Scopes', 'read write'],
      ['Attempts', '2, 1.23 s'],
    ],
  });
});

test('says what is not told', async () => {
  const { rows } = summaryTable(await written({ expiry: undefined, scope: undefined }));
  expect(Object.fromEntries(rows)).toMatchObject({ 'Valid until': 'not told', Scopes: 'not told' });
});

test('what others wrote is text, and holds no secret', async () => {
  const summary = await written({ clientId: `</td><img src="x" alt='y'>&lt;`, scope: 's3cret\n| a |' }, 's3cret');
  expect(Object.fromEntries(summaryTable(summary).rows)).toMatchObject({
    Client: '&#60;/td&#62;&#60;img src=&#34;x&#34; alt=&#39;y&#39;&#62;&#38;lt;',
    Scopes: '*** | a |',
  });
  expect(summary).not.toMatch(/<img|s3cret/);
});

test.skipIf(process.platform === 'win32')('for a pipe that nobody reads it does not wait', { timeout: 5000 }, async () => {
  rmSync(file, { force: true });
  spawnSync('mkfifo', [file]);
  const { log, lines } = record();
  await writeSummary(usual, loadSummary, log);
  expect(lines).toEqual(['The job summary could not be written; the outputs are.']);
  rmSync(file);
});

test.each<[string, () => ReturnType<typeof loadSummary>]>([
  ['the folder of the file is gone', loadSummary],
  ['the toolkit cannot be read', () => Promise.reject(new Error('no chunk'))],
])('where %s, it warns, and does not fail', async (_, load) => {
  rmSync(folder, { recursive: true, force: true });
  const { log, lines } = record();
  await writeSummary(usual, load, log);
  expect(lines).toEqual(['The job summary could not be written; the outputs are.']);
});
