// Runs vitest with the arguments that are given, once dist/, which most tests run, is what src/ builds to.
import { pathToFileURL } from 'node:url';
import { isDistFresh } from './dist.ts';

if (!isDistFresh()) process.exit(1);
// Vitest colours what it prints into a pipe, too.
if (!process.stdout.isTTY && !process.env['FORCE_COLOR']) process.env['NO_COLOR'] = '1';
process.argv.splice(2, 0, 'run');
await import(pathToFileURL('node_modules/vitest/vitest.mjs').href);
