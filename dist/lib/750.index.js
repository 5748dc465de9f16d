"use strict";
exports.id = 750;
exports.ids = [750];
exports.modules = {

/***/ 750: // MODULE: ./src/command.ts + 5 modules
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);

__webpack_require__.d(__webpack_exports__, {
  collectNotes: () => (/* reexport */ collectNotes),
  folderFor: () => (/* reexport */ folderFor),
  layOut: () => (/* reexport */ layOut),
  printToken: () => (/* binding */ printToken),
  removeFolder: () => (/* reexport */ removeFolder)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
;// CONCATENATED MODULE: ./src/command/given.ts

const MAX_FILE = 4 * 1024 * 1024;
function monotonic() {
    return Number(process.hrtime.bigint() / 1000000n);
}
function optionsOf(args) {
    let [header, minValidity] = [false, undefined];
    for (let index = 0; index < args.length; index++) {
        const [name, value = name === '--min-validity' ? args[++index] : undefined] = (args[index] ?? '').split(/=(.*)/s, 2);
        if (name === '--header' && value === undefined)
            header = true;
        else if (name === '--min-validity' && /^\d{1,8}$/.test(value ?? ''))
            minValidity = Number(value);
        else
            return undefined;
    }
    return { header, minValidity };
}
function tokenIn(folder) {
    try {
        const given = JSON.parse(readPlain((0,external_node_path_.join)(folder, 'token.json')));
        return typeof given.token === 'string' && /^[\x21-\x7e]+$/.test(given.token) ? given : undefined;
    }
    catch {
        return undefined;
    }
}
function isGood({ expiry = 0, ends = 0, usual }, minValidity) {
    const left = Math.min(expiry - Date.now(), ends - monotonic());
    return left > 0 && left >= (minValidity ?? usual) * 1000;
}
function readPlain(path) {
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = external_node_fs_.constants;
    const file = (0,external_node_fs_.openSync)(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
    try {
        const stats = (0,external_node_fs_.fstatSync)(file);
        if (!stats.isFile() || stats.size > MAX_FILE)
            throw new Error();
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
function maskLines(token) {
    const forms = /^[\w*.-]+$/.test(token) ? [token] : [token, new URLSearchParams({ v: token }).toString().slice(2)];
    return `\n${forms.map((form) => `::add-mask::${form.replace(/%/g, '%25')}\n`).join('')}`;
}
function write(file, text) {
    for (let bytes = Buffer.from(text); bytes.length > 0;) {
        try {
            bytes = bytes.subarray((0,external_node_fs_.writeSync)(file, bytes));
        }
        catch (error) {
            if (error.code !== 'EAGAIN')
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
        }
    }
}
function lineOf({ token }, { header }) {
    return `${header ? 'Authorization: Bearer ' : ''}${token}\n`;
}
function giveAgain([folder = '', ...args]) {
    const options = optionsOf(args);
    const given = options && tokenIn(folder);
    if (!given || !isGood(given, options.minValidity))
        return false;
    try {
        write(2, maskLines(given.token));
        write(1, lineOf(given, options));
        return true;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
// EXTERNAL MODULE: ./src/report/error.ts
var report_error = __webpack_require__(536);
;// CONCATENATED MODULE: ./src/command/launchers.ts
const word = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const batchWord = (text) => `"${text.replaceAll('%', '%%')}"`;
function launchersOf(node, script, folder) {
    const call = [node, script, folder];
    return {
        token: `#!/bin/sh\nexec ${call.map(word).join(' ')} "$@"\n`,
        'token.cmd': `@${call.map(batchWord).join(' ')} %*\r\n`,
    };
}

;// CONCATENATED MODULE: ./src/command/lock.ts

const BEAT = 200;
const STALE = 2_000;
const POLL = 40;
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
function current(folder) {
    return Math.max(0, ...(0,external_node_fs_.readdirSync)(folder).map(Number).filter(Number.isSafeInteger));
}
function take(folder, number) {
    try {
        (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)((0,external_node_path_.join)(folder, String(number)), 'wx', 0o600));
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    }
    if (current(folder) === number)
        return true;
    (0,external_node_fs_.rmSync)((0,external_node_path_.join)(folder, String(number)), { force: true });
    return false;
}
class Observed {
    #seen = '';
    #since = 0;
    still(folder, number) {
        const beat = (0,external_node_fs_.statSync)((0,external_node_path_.join)(folder, String(number)), { throwIfNoEntry: false })?.mtimeMs;
        const seen = `${String(number)} ${String(beat)}`;
        if (seen !== this.#seen)
            [this.#seen, this.#since] = [seen, monotonic()];
        return monotonic() - this.#since;
    }
}
async function exclusively(folder, { ready, work, patience, late }) {
    const locks = (0,external_node_path_.join)(folder, 'lock');
    const observed = new Observed();
    const start = monotonic();
    for (;;) {
        const there = ready();
        if (there !== undefined)
            return there;
        const number = current(locks);
        if ((number === 0 || observed.still(locks, number) > STALE) && take(locks, number + 1)) {
            for (let old = number; old > 0 && old > number - 10; old--)
                (0,external_node_fs_.rmSync)((0,external_node_path_.join)(locks, String(old)), { force: true });
            return hold((0,external_node_path_.join)(locks, String(number + 1)), async () => ready() ?? (await work()));
        }
        if (monotonic() - start > patience)
            throw late();
        await sleep(POLL);
    }
}
async function hold(lock, work) {
    let beats = 0;
    const timer = setInterval(() => {
        try {
            (0,external_node_fs_.utimesSync)(lock, ++beats, beats);
        }
        catch {
        }
    }, BEAT);
    timer.unref();
    try {
        return await work();
    }
    finally {
        clearInterval(timer);
        (0,external_node_fs_.rmSync)(lock, { force: true });
    }
}
function makeLock(folder) {
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(folder, 'lock'), { mode: 0o700 });
}
async function untilFree(folder, patience) {
    const locks = (0,external_node_path_.join)(folder, 'lock');
    const observed = new Observed();
    const start = monotonic();
    while (monotonic() - start < patience) {
        const number = current(locks);
        if (number === 0 || observed.still(locks, number) > 5 * BEAT)
            return;
        await sleep(POLL);
    }
}

;// CONCATENATED MODULE: ./src/command/folder.ts

const USUAL = 60;
const WAY = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'];
function folderFor(env) {
    const { RUNNER_TEMP: temp } = env;
    if (!temp || !(0,external_node_path_.isAbsolute)(temp))
        throw (0,report_error/* failure */.V)('runner_missing/temp', {});
    return (0,external_node_path_.join)(temp, `token-command-${(0,external_node_crypto_.randomUUID)()}`);
}
function layOut(folder, inputs, ends, token, askedAt) {
    const env = Object.fromEntries(WAY.map((name) => [name, process.env[name] ?? '']));
    const settings = { inputs: { ...inputs, sealKey: undefined }, ends, env };
    onDisk(() => {
        (0,external_node_fs_.mkdirSync)(folder, { mode: 0o700 });
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(folder, 'sessions'), { mode: 0o700 });
        makeLock(folder);
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, 'settings.json'), JSON.stringify(settings), { mode: 0o600, flag: 'wx' });
        const launchers = launchersOf(process.execPath, (0,external_node_path_.resolve)(process.argv[1] ?? '', '../../command/index.js'), folder);
        for (const [name, text] of Object.entries(launchers))
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, name), text, { mode: 0o700, flag: 'wx' });
    });
    publish(folder, givenOf(token, askedAt));
    return (0,external_node_path_.join)(folder, process.platform === 'win32' ? 'token.cmd' : 'token');
}
function givenOf({ accessToken: token, expiry }, askedAt) {
    const since = monotonic();
    if (expiry === undefined)
        return { token, since, usual: 0 };
    const half = Math.floor((expiry - askedAt) / 2000);
    return { token, expiry, ends: since + expiry - Date.now(), since, usual: Math.min(USUAL, half) };
}
function publish(folder, given) {
    writeWhole((0,external_node_path_.join)(folder, 'token.json'), JSON.stringify(given));
}
function writeWhole(path, text) {
    const other = `${path}.${(0,external_node_crypto_.randomUUID)()}.new`;
    onDisk(() => {
        try {
            (0,external_node_fs_.writeFileSync)(other, text, { mode: 0o600, flag: 'wx' });
            (0,external_node_fs_.renameSync)(other, path);
        }
        catch (error) {
            (0,external_node_fs_.rmSync)(other, { force: true });
            throw error;
        }
    });
}
function readSettings(folder) {
    return onDisk(() => JSON.parse(readPlain((0,external_node_path_.join)(folder, 'settings.json')), (name, value) => name.endsWith('Url') && typeof value === 'string' ? new URL(value) : value));
}
function onDisk(work) {
    try {
        return work();
    }
    catch (error) {
        throw error instanceof report_error/* ActionError */.l ? error : diskFailure(error);
    }
}
function diskFailure(error) {
    const { code } = error;
    return code === undefined || code === 'ENOENT'
        ? (0,report_error/* failure */.V)('command_unusable', {})
        : (0,report_error/* failure */.V)('command_unusable/disk', { reason: code });
}

;// CONCATENATED MODULE: ./src/command/notes.ts

const MAX_NOTES = 20_000;
const PATIENCE = 8_000;
function noteIn(folder) {
    const path = (0,external_node_path_.join)(folder, 'sessions', `${(0,external_node_crypto_.randomUUID)()}.json`);
    return (state) => {
        writeWhole(path, JSON.stringify({ ...state, opener: undefined }));
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, 'closed')))
            throw (0,report_error/* failure */.V)('command_unusable/ended', {});
        return true;
    };
}
async function collectNotes(folder) {
    try {
        if (!(0,external_node_fs_.lstatSync)(folder).isDirectory())
            return { states: [], damaged: 1 };
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, 'closed'), '', { mode: 0o600 });
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return { states: [], damaged: 0 };
    }
    try {
        await untilFree(folder, PATIENCE);
        return readNotes((0,external_node_path_.join)(folder, 'sessions'));
    }
    catch {
        return { states: [], damaged: 1 };
    }
}
function readNotes(folder) {
    const names = (0,external_node_fs_.readdirSync)(folder).filter((name) => name.endsWith('.json'));
    const states = names.slice(0, MAX_NOTES).flatMap((name) => {
        try {
            return [stateOf(readPlain((0,external_node_path_.join)(folder, name)))];
        }
        catch {
            return [];
        }
    });
    return { states, damaged: names.length - states.length };
}
function stateOf(text) {
    const { asking, sessions = [] } = JSON.parse(text);
    if (!sessions.every(({ token }) => /^[\x21-\x7e]+$/.test(token)))
        throw new TypeError();
    return { asking: asking === true, sessions };
}
function removeFolder(folder) {
    try {
        if ((0,external_node_fs_.lstatSync)(folder).isDirectory())
            (0,external_node_fs_.chmodSync)(folder, 0o700);
    }
    catch {
    }
    try {
        (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
        return undefined;
    }
    catch (error) {
        return error.code ?? 'no code';
    }
}
const OWN = new Set(['cancelled', 'internal', 'command_unusable', 'id_token_unavailable']);
function shareFailure(folder, error) {
    if (OWN.has(error.code))
        return;
    const { id, params, notes } = error;
    try {
        writeWhole((0,external_node_path_.join)(folder, 'failure.json'), JSON.stringify({ number: (0,external_node_crypto_.randomUUID)(), id, params, notes }));
    }
    catch {
    }
}
function sharedFailure(folder) {
    try {
        const { number, id, params, notes } = JSON.parse(readPlain((0,external_node_path_.join)(folder, 'failure.json')));
        const error = new report_error/* ActionError */.l(id, params, {});
        error.notes.push(...notes);
        return { number, error };
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./src/token/validity.ts
var validity = __webpack_require__(899);
;// CONCATENATED MODULE: ./src/command.ts

const PAUSE = 200;
async function printToken(log, cancelled, request) {
    const [folder = '', ...args] = process.argv.slice(2);
    const options = optionsOf(args);
    if (!options) {
        await help(args, log);
        return;
    }
    const settings = readSettings(folder);
    const ask = async () => {
        const inputs = { ...settings.inputs, caCertificates: [...settings.inputs.caCertificates, ...takeTheWay(settings.env)] };
        const { token, askedAt } = await request(inputs, settings.ends, noteIn(folder), log, cancelled);
        return givenOf(token, askedAt);
    };
    const given = await obtain(folder, options, settings.inputs.timeout, ask);
    (0,validity/* checkValidity */.V)({ expiry: given.expiry }, options.minValidity ?? 0, Date.now(), 'token_too_short/command');
    try {
        write(1, lineOf(given, options));
    }
    catch (error) {
        throw (0,report_error/* failure */.V)('command_unusable/unprintable', { reason: error.code ?? 'no code' });
    }
}
async function help(args, log) {
    if (!args.includes('--help'))
        throw (0,report_error/* failure */.V)('command_unusable/options', { given: log.foreign(args.join(' ')) });
    const { USAGE } = await __webpack_require__.e(/* import() */ 817).then(__webpack_require__.bind(__webpack_require__, 817));
    write(1, USAGE);
}
async function obtain(folder, { minValidity }, timeout, ask) {
    const start = monotonic();
    const failed = sharedFailure(folder)?.number;
    let told;
    const given = await exclusively(folder, {
        ready: () => {
            const there = tokenIn(folder);
            if (there && (there.since > start || isGood(there, minValidity)))
                return there;
            const shared = sharedFailure(folder);
            if (shared && shared.number !== failed)
                throw shared.error;
            return undefined;
        },
        work: async () => {
            try {
                const fresh = await ask();
                await masked(fresh);
                told = fresh;
                publish(folder, fresh);
                return fresh;
            }
            catch (error) {
                if (error instanceof report_error/* ActionError */.l)
                    shareFailure(folder, error);
                throw error;
            }
        },
        patience: timeout * 1000 + 10_000,
        late: () => (0,report_error/* failure */.V)('command_unusable/busy', { seconds: timeout + 10 }),
    }).catch((error) => {
        throw error instanceof Error && 'syscall' in error ? diskFailure(error) : error;
    });
    if (given !== told)
        await masked(given);
    return given;
}
function takeTheWay({ NODE_EXTRA_CA_CERTS: extra, ...proxies }) {
    Object.assign(process.env, proxies);
    if (!extra || process.env['NODE_EXTRA_CA_CERTS'] === extra)
        return [];
    try {
        return [(0,external_node_fs_.readFileSync)(extra, 'utf8')];
    }
    catch {
        return [];
    }
}
async function masked({ token }) {
    write(2, maskLines(token));
    const [output, errors] = [(0,external_node_fs_.fstatSync)(1), (0,external_node_fs_.fstatSync)(2)];
    if (output.ino !== 0 && output.ino === errors.ino && output.dev === errors.dev)
        return;
    await new Promise((done) => setTimeout(done, PAUSE));
}

/***/ })

};
;