// Runs every check, whatever the others find, and lists at the end which of them found something.
import { spawnSync } from 'node:child_process';

/** What is checked, and by which program with which arguments. */
const parts: readonly (readonly [what: string, ...command: string[]])[] = [
  ['the types', 'node_modules/typescript/bin/tsc'],
  ['the code', 'node_modules/eslint/bin/eslint.js', '.'],
  ['the form', 'node_modules/prettier/bin/prettier.cjs', '--check', '.'],
  ['what is generated', 'scripts/generate.ts', '--check'],
  ['the picture of a run', 'scripts/picture.ts', '--check'],
  ['dist/', 'scripts/build.ts', '--check'],
];

const failed = parts.filter(([what, ...command]) => {
  console.log(`Checking ${what} ...`);
  return spawnSync(process.execPath, command, { stdio: 'inherit' }).status !== 0;
});
if (failed.length === 0) console.log(`All ${String(parts.length)} checks hold.`);
else {
  console.error(`Not in order: ${failed.map(([what]) => what).join(', ')}.`);
  process.exitCode = 1;
}
