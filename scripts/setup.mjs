/**
 * Installs what is missing, whatever the settings of npm on this machine say. Runs on whatever Node the machine has, and is
 * written so that an old one can say that it is too old; everything after it runs on the Node that is installed here. Does
 * nothing where all is there, by whomever it was installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs'; // whole: an old Node lacks some of it
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { clearInterval, setInterval, setTimeout } from 'node:timers';

/** The oldest Node on which npm and this file run. */
const OLDEST = 20;
/** Seconds between two lines that say that it still goes on, and without any answer of the registry until it is given up. */
const EVERY = 10;
const PATIENCE = 30;
/** Bytes that must be free in this folder, and where temporary files go. */
const ROOM = 50_000_000;
/** What PATH, webpack, Vite or tsc take for something else in the path of this folder. */
const STRANGE = process.platform === 'win32' ? /[#!]/ : /[#!?*:]/;

/** What npm is told on the command line, which stands above the settings of person, machine and environment. */
const always = [
  '--include=dev',
  '--include=optional',
  '--global=false',
  '--dry-run=false',
  '--package-lock=true',
  '--bin-links=true',
  '--audit=false',
  '--fund=false',
  '--loglevel=http', // a line for each answer: this is how the progress is seen
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=2000',
];

/** By npm's code for it: what happened, and what to do. */
const reasons = [
  [
    /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET|EIDLETIMEOUT|FETCH_ERROR|ENOTCACHED|ENOANSWER|ERR_INVALID_URL)/,
    'The package registry cannot be reached: check the network, and `registry`, `proxy` and `offline` in `npm config list`, then run the same command again.',
  ],
  [
    /CERT|SELF_SIGNED|SIGNATURE/,
    'The certificate of the package registry is not trusted: set `cafile` (`npm help config`) or NODE_EXTRA_CA_CERTS to the authority of your network, then run the same command again.',
  ],
  [
    /^(EACCES|EPERM|EROFS)$/,
    'npm may not write to a file that it needs: make this folder and the cache (`npm config get cache`) your own, then run the same command again.',
  ],
  [/^ENOSPC$/, 'The disk is full: make room for 500 MB, then run the same command again.'],
];

const NOT_YOURS =
  'Nothing can be written to this folder, where all that is installed and built belongs: make it and all in it your own, or clone into one that is.';

function fail(message, code = 1) {
  console.error(message);
  process.exit(code);
}

function json(path) {
  return fs.existsSync(path) ? JSON.parse(fs.readFileSync(path, 'utf8')) : {};
}

/** Whether this machine needs a package of the lockfile: all but the binaries for others, and what those stand on. */
function isForHere({ optional, os, cpu, libc }) {
  if (!os && !cpu) return !optional;
  const has = (list, value) => !list || list.includes(value) || (list[0].startsWith('!') && !list.includes(`!${value}`));
  if (!has(os, process.platform) || !has(cpu, process.arch)) return false;
  return !libc || has(libc, process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl');
}

/** Whether node_modules/ holds what package-lock.json says. npm writes its own list there last of all. */
function isInstalled(locked) {
  const { packages: installed = {} } = json('node_modules/.package-lock.json');
  return Object.entries(locked)
    .filter(([path, entry]) => path !== '' && isForHere(entry))
    .every(([path, { version, integrity }]) => {
      const there = installed[path];
      return there && there.version === version && there.integrity === integrity && fs.existsSync(join(path, 'package.json'));
    });
}

/** Whether the Node of the lockfile can be started. */
function hasNode(version) {
  const path = join('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return fs.existsSync(path) && spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout === `v${version}\n`;
}

/**
 * Runs npm on the Node that it was started on (not on one in node_modules/, which goes), and says every ten seconds how far it
 * is. Ends this process with one sentence when npm fails.
 */
function npm(args) {
  return new Promise((done) => {
    const child = spawn(process.env.npm_node_execpath, [process.env.npm_execpath, ...args, ...always], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = Date.now();
    let answers = 0;
    let said = '';
    let code;
    const stop = (signal) => {
      child.kill(signal);
      setTimeout(() => child.kill('SIGKILL'), 1000).unref();
    };
    const progress = setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1000);
      console.error(
        answers > 0 ? `  ${seconds} s, ${answers} answers of the registry` : `  ${seconds} s without an answer of the registry`,
      );
      if (answers > 0 || seconds < PATIENCE) return;
      code = 'ENOANSWER';
      stop('SIGTERM');
    }, EVERY * 1000);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals)
      process.on(signal, () => {
        code = signal;
        stop(signal);
      });
    const read = (chunk) => {
      const text = String(chunk);
      answers += (text.match(/^npm http (fetch \S+ [2-4]\d\d|cache) /gm) || []).length;
      said += text;
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', (status) => {
      clearInterval(progress);
      for (const signal of signals) process.removeAllListeners(signal);
      if (signals.includes(code)) fail('Stopped: run the same command again to install.', 130);
      if (status !== 0) explain(code || (/\b(ENOSPC)\b/.exec(said) || /^npm error code (\S+)/m.exec(said) || ['', ''])[1], said);
      done();
    });
  });
}

/** One sentence for what is known; else what npm says, and a sentence. */
function explain(code, said) {
  const [, advice] = reasons.find(([codes]) => codes.test(code)) || [];
  if (advice) fail(`${advice} (${code})`);
  const errors = said.split('\n').filter((line) => /^npm error (?!A complete log)/.test(line));
  fail([...errors, 'npm could not install the dependencies; above is why. Mend it, then run the same command again.'].join('\n'));
}

/** Takes away what is there: what a stopped npm left may still be written to, and npm itself gives up then. */
function clear() {
  try {
    fs.rmSync('node_modules', { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  } catch {
    fail(NOT_YOURS);
  }
}

/** Ends this process with one sentence where nothing can be written: dependencies, what is built, and what the tests leave for a while. */
function checkFolders() {
  try {
    for (const folder of ['.', '.cache', 'node_modules'].filter(fs.existsSync)) fs.accessSync(folder, fs.constants.W_OK);
  } catch {
    fail(NOT_YOURS);
  }
  try {
    fs.accessSync(tmpdir(), fs.constants.W_OK);
  } catch {
    fail(`Nothing can be written to the temporary folder ${tmpdir()}: set TMPDIR to a folder of your own.`);
  }
  for (const folder of ['.', tmpdir()]) {
    const { bavail, bsize } = fs.statfsSync(folder);
    if (bavail * bsize < ROOM) explain('ENOSPC', '');
  }
}

async function setup() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST)
    fail(
      `This needs Node ${OLDEST} or later to start, and found ${process.version}: install one, then run the same command again.`,
    );
  const [strange] = STRANGE.exec(process.cwd()) || [];
  if (strange) fail(`No tool builds in a folder with \`${strange}\` in its path (${process.cwd()}): clone into another.`);
  checkFolders();
  const locked = json('package-lock.json').packages;
  const { version } = locked['node_modules/node'];
  const installed = isInstalled(locked);
  if (installed && hasNode(version)) return;

  if (basename(process.env.npm_execpath || '') !== 'npm-cli.js')
    fail('The dependencies are installed by npm alone: run `npm run setup`.');
  if (!installed) {
    console.error('Installing the dependencies: once, usually half a minute ...');
    clear();
    await npm(['ci', '--ignore-scripts=true']);
  }
  if (hasNode(version)) return;
  console.error(`Installing Node ${version}, on which the action runs: once, usually ten seconds ...`);
  await npm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts=true']);
  if (hasNode(version)) return;
  fail(
    `The package \`node\` has no Node ${version} for this machine (${process.platform} ${process.arch}): take Linux with glibc, macOS or Windows.`,
  );
}

setup(); // without a top-level await, which an old Node cannot read
