// Runs vitest with the arguments that are given, once dist/, which most tests run, is what src/ builds to.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { isDistFresh } from './dist.ts';

mkdirSync(tmpdir(), { recursive: true }); // where TMPDIR says, which may not be there yet
if (!isDistFresh()) process.exit(1);
// Vitest colours what it prints into a pipe, too.
if (!process.stdout.isTTY && !process.env['FORCE_COLOR']) process.env['NO_COLOR'] = '1';
process.argv.splice(2, 0, 'run');
await import(pathToFileURL('node_modules/vitest/vitest.mjs').href);
