// Fails where dist/, which the tests and the demo run, is not what src/ builds to. Builds (5 s) only what it did not find fresh before;
// with --anew always.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KNOWN = '.cache/dist.sha256';
const BUILT = '.cache/dist';

const files = (folder: string): string[] => globSync('**/*.*', { cwd: folder }).sort();

/** Of all that dist/ depends on, and of dist/ itself. */
function digest(): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of globSync(['{src,dist,stand-ins}/**/*.*', 'scripts/build.ts', 'package-lock.json']).sort())
    hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function isFresh(): boolean {
  const { status } = spawnSync(process.execPath, ['scripts/build.ts', BUILT], { stdio: ['ignore', 'ignore', 2] });
  const same = (file: string): boolean => readFileSync(join(BUILT, file)).equals(readFileSync(join('dist', file)));
  return status === 0 && files(BUILT).join() === files('dist').join() && files(BUILT).every(same);
}

const now = digest();
const known = existsSync(KNOWN) && readFileSync(KNOWN, 'utf8') === now && !process.argv.includes('--anew');
if (!known && !isFresh()) {
  console.error('dist/ is stale: run npm run build and commit what it changes.');
  process.exit(1);
}
mkdirSync('.cache', { recursive: true });
writeFileSync(KNOWN, now);
