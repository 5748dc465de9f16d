/**
 * The table, written by the toolkit itself.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Report } from '#report/lines.ts';
import { writeSummary } from '#report/summary.ts';
import { requireFile } from '#runner/files.ts';
import { record } from '../helpers/log.ts';
import { summaryTable } from '../helpers/runner.ts';

const folder = mkdtempSync(join(tmpdir(), 'summary-'));
const file = join(folder, 'summary');
process.env['GITHUB_STEP_SUMMARY'] = file;
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const usual: Report = {
  clientId: 'ci',
  host: 'id.example',
  expiry: Date.UTC(2026, 10, 24, 1, 2, 3, 456),
  scope: 'read write',
  requestedAt: 0,
  attempts: 2,
  took: 1234,
};

const check = (): void => {
  requireFile('GITHUB_STEP_SUMMARY');
};

/** The summary as it is written for a token. */
async function written(more: Partial<Report>, ...secrets: string[]): Promise<string> {
  writeFileSync(file, '');
  const { log, lines } = record(...secrets);
  await writeSummary({ ...usual, ...more }, log, check);
  expect(lines).toEqual([]);
  return readFileSync(file, 'utf8');
}

test('has a row for all that is known', async () => {
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

test('says what the server did not say', async () => {
  const { rows } = summaryTable(await written({ expiry: undefined, scope: undefined }));
  expect(Object.fromEntries(rows)).toMatchObject({ 'Valid until': 'not said', Scopes: 'not said' });
});

test('what others wrote is text, and holds no secret', async () => {
  const summary = await written({ clientId: `</td><img src="x" alt='y'>&lt;`, scope: 's3cret | a |' }, 's3cret');
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
  await writeSummary(usual, log, check);
  expect(lines).toEqual([expect.stringMatching(/summary could not be written/) as string]);
  rmSync(file);
});

test('where the folder of the file is gone, it warns, and does not fail', async () => {
  rmSync(folder, { recursive: true, force: true });
  const { log, lines } = record();
  await writeSummary(usual, log, check);
  expect(lines).toEqual([expect.stringMatching(/summary could not be written/) as string]);
});
