// Installs what is missing: the dependencies, and the Node that the action runs on. Runs on the Node of this machine, however old.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const OLDEST = 20;
const NODE = `node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`;
const INSTALLED = 'node_modules/.setup'; // the package-lock.json that was installed last

const NETWORK = 'No way to the package registry: check the network, and `registry`, `proxy` and `cafile` in `npm config list`.';
const PERMISSION = 'npm may not write here: make this folder and the cache (`npm config get cache`) your own.';

function fail(message) {
  console.error(message);
  process.exit(1);
}

function npm(command) {
  const { status, stderr } = spawnSync(`npm ${command} --loglevel=error`, { shell: true, stdio: ['ignore', 'ignore', 'pipe'] });
  if (status === 0) return;
  const [, code = ''] = /^npm \S+ code (\S+)/m.exec(stderr) || [];
  const closed = /^(EACCES|EPERM|EROFS)$/.test(code);
  const away = /^E(CONN|NOTFOUND|AI_|TIMEDOUT|NET|HOST|NOTCACHED|RR_SOCKET)|FETCH|CERT|SIGNATURE/.test(code);
  fail(`${stderr}\n${closed ? PERMISSION : away ? NETWORK : 'See above.'} Then run the same command again.`);
}

if (Number(process.versions.node.split('.')[0]) < OLDEST)
  fail(`This needs Node ${OLDEST} or later, and found ${process.version}: install one, then run the same command again.`);
const lockfile = readFileSync('package-lock.json', 'utf8');
if (!existsSync(INSTALLED) || readFileSync(INSTALLED, 'utf8') !== lockfile) {
  console.error('Installing the dependencies: once, usually half a minute ...');
  npm('ci --include=dev --ignore-scripts --fetch-retry-mintimeout=500 --fetch-retry-maxtimeout=2000');
  writeFileSync(INSTALLED, lockfile);
}
if (!existsSync(NODE)) {
  console.error('Installing Node 24, on which the action runs: once, usually ten seconds ...');
  npm('rebuild node --ignore-scripts=false');
}
