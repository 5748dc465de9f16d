(() => { // webpackBootstrap
	"use strict";
	var __webpack_modules__ = ({
/***/ 593: // MODULE: external "./inputs-rare.js"
/***/ ((module) => {
module.exports = require("./inputs-rare.js");
/***/ }),
/***/ 392: // MODULE: external "./jose.js"
/***/ ((module) => {
module.exports = require("./jose.js");
/***/ }),
/***/ 33: // MODULE: external "./report-explain.js"
/***/ ((module) => {
module.exports = require("./report-explain.js");
/***/ })
	});
	var __webpack_module_cache__ = {};
	function __nccwpck_require__(moduleId) {
		var cachedModule = __webpack_module_cache__[moduleId];
		if (cachedModule !== undefined) {
			return cachedModule.exports;
		}
		var module = __webpack_module_cache__[moduleId] = {
			exports: {}
		};
		var threw = true;
		try {
			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
			threw = false;
		} finally {
			if(threw) delete __webpack_module_cache__[moduleId];
		}
		return module.exports;
	}
	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
	(() => {
		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
		var leafPrototypes;
		__nccwpck_require__.t = function(value, mode) {
			if(mode & 1) value = this(value);
			if(mode & 8) return value;
			if(typeof value === 'object' && value) {
				if((mode & 4) && value.__esModule) return value;
				if((mode & 16) && typeof value.then === 'function') return value;
			}
			var ns = Object.create(null);
			__nccwpck_require__.r(ns);
			var def = {};
			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
			}
			def['default'] = () => (value);
			__nccwpck_require__.d(ns, def);
			return ns;
		};
	})();
	(() => {
		__nccwpck_require__.d = (exports, definition) => {
			for(var key in definition) {
				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
				}
			}
		};
	})();
	(() => {
		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
	})();
	(() => {
		__nccwpck_require__.r = (exports) => {
			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
			}
			Object.defineProperty(exports, '__esModule', { value: true });
		};
	})();
var __webpack_exports__ = {};
__nccwpck_require__.r(__webpack_exports__);
__nccwpck_require__.d(__webpack_exports__, {
  endNow: () => (/* reexport */ endNow),
  endSealedSession: () => (/* reexport */ endSealedSession),
  endSessions: () => (/* reexport */ endSessions),
  folderFor: () => (/* reexport */ folderFor),
  keepingFolder: () => (/* reexport */ keepingFolder),
  makeFolder: () => (/* reexport */ makeFolder),
  openSealedToken: () => (/* reexport */ openSealedToken),
  printToken: () => (/* reexport */ printToken),
  sealedOutputs: () => (/* reexport */ sealedOutputs),
  tooLarge: () => (/* reexport */ tooLarge)
});
var last_resort_namespaceObject = {};
__nccwpck_require__.r(last_resort_namespaceObject);
__nccwpck_require__.d(last_resort_namespaceObject, {
  endNow: () => (endNow),
  tooLarge: () => (tooLarge)
});
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
;// CONCATENATED MODULE: ./src/command/stored-token.ts
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
		const given = JSON.parse(readPlain((0,external_node_path_namespaceObject.join)(folder, 'token.json')));
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
	const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = external_node_fs_namespaceObject.constants;
	const file = (0,external_node_fs_namespaceObject.openSync)(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
	try {
		const stats = (0,external_node_fs_namespaceObject.fstatSync)(file);
		if (!stats.isFile() || stats.size > MAX_FILE)
			throw new Error();
		return (0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8');
	}
	finally {
		(0,external_node_fs_namespaceObject.closeSync)(file);
	}
}
function maskLines(token) {
	const forms = /^[\w*.-]+$/.test(token) ? [token] : [token, new URLSearchParams({ v: token }).toString().slice(2)];
	return `\n${forms.map((form) => `::add-mask::${form.replace(/%/g, '%25')}\n`).join('')}`;
}
function write(file, text) {
	for (let bytes = Buffer.from(text); bytes.length > 0;) {
		try {
			bytes = bytes.subarray((0,external_node_fs_namespaceObject.writeSync)(file, bytes));
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
	return Math.max(0, ...(0,external_node_fs_namespaceObject.readdirSync)(folder).map(Number).filter(Number.isSafeInteger));
}
function take(folder, number) {
	try {
		(0,external_node_fs_namespaceObject.closeSync)((0,external_node_fs_namespaceObject.openSync)((0,external_node_path_namespaceObject.join)(folder, String(number)), 'wx', 0o600));
	}
	catch (error) {
		if (error.code === 'EEXIST')
			return false;
		throw error;
	}
	if (current(folder) === number)
		return true;
	(0,external_node_fs_namespaceObject.rmSync)((0,external_node_path_namespaceObject.join)(folder, String(number)), { force: true });
	return false;
}
class Observed {
	#seen = '';
	#since = 0;
	still(folder, number) {
		const beat = (0,external_node_fs_namespaceObject.statSync)((0,external_node_path_namespaceObject.join)(folder, String(number)), { throwIfNoEntry: false })?.mtimeMs;
		const seen = `${String(number)} ${String(beat)}`;
		if (seen !== this.#seen)
			[this.#seen, this.#since] = [seen, monotonic()];
		return monotonic() - this.#since;
	}
}
async function exclusively(folder, { ready, work, patience, late }) {
	const locks = (0,external_node_path_namespaceObject.join)(folder, 'lock');
	const observed = new Observed();
	const start = monotonic();
	for (;;) {
		const there = ready();
		if (there !== undefined)
			return there;
		const number = current(locks);
		if ((number === 0 || observed.still(locks, number) > STALE) && take(locks, number + 1)) {
			for (let old = number; old > 0 && old > number - 10; old--)
				(0,external_node_fs_namespaceObject.rmSync)((0,external_node_path_namespaceObject.join)(locks, String(old)), { force: true });
			return hold((0,external_node_path_namespaceObject.join)(locks, String(number + 1)), async () => ready() ?? (await work()));
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
			(0,external_node_fs_namespaceObject.utimesSync)(lock, ++beats, beats);
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
		(0,external_node_fs_namespaceObject.rmSync)(lock, { force: true });
	}
}
function makeLock(folder) {
	(0,external_node_fs_namespaceObject.mkdirSync)((0,external_node_path_namespaceObject.join)(folder, 'lock'), { mode: 0o700 });
}
async function untilFree(folder, patience) {
	const locks = (0,external_node_path_namespaceObject.join)(folder, 'lock');
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
	if (!temp || !(0,external_node_path_namespaceObject.isAbsolute)(temp))
		throw (0,external_index_js_namespaceObject.failure)('runner_missing/temp', {});
	return (0,external_node_path_namespaceObject.join)(temp, `token-command-${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
}
function keepingFolder(folder) {
	return (state) => (0,external_index_js_namespaceObject.saveState)({ ...state, folder, made: (0,external_node_fs_namespaceObject.existsSync)(folder) });
}
function makeFolder(folder, inputs, ends, token, askedAt) {
	const env = Object.fromEntries(WAY.map((name) => [name, process.env[name] ?? '']));
	const clientAssertionFile = inputs.clientAssertionFile && (0,external_node_path_namespaceObject.resolve)(inputs.clientAssertionFile);
	const settings = { inputs: { ...inputs, sealKey: undefined, clientAssertionFile }, ends, env };
	onDisk(() => {
		(0,external_node_fs_namespaceObject.mkdirSync)(folder, { mode: 0o700 });
		(0,external_node_fs_namespaceObject.mkdirSync)((0,external_node_path_namespaceObject.join)(folder, 'sessions'), { mode: 0o700 });
		makeLock(folder);
		(0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(folder, 'settings.json'), JSON.stringify(settings), { mode: 0o600, flag: 'wx' });
		const launchers = launchersOf(process.execPath, (0,external_node_path_namespaceObject.resolve)(process.argv[1] ?? '', '../../command/index.js'), folder);
		for (const [name, text] of Object.entries(launchers))
			(0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(folder, name), text, { mode: 0o700, flag: 'wx' });
	});
	storeToken(folder, storedTokenOf(token, askedAt));
	return (0,external_node_path_namespaceObject.join)(folder, process.platform === 'win32' ? 'token.cmd' : 'token');
}
function storedTokenOf({ accessToken: token, expiry }, askedAt) {
	const since = monotonic();
	if (expiry === undefined)
		return { token, since, usual: 0 };
	const half = Math.floor((expiry - askedAt) / 2000);
	return { token, expiry, ends: since + expiry - Date.now(), since, usual: Math.min(USUAL, half) };
}
function storeToken(folder, given) {
	writeWhole((0,external_node_path_namespaceObject.join)(folder, 'token.json'), JSON.stringify(given));
}
function writeWhole(path, text) {
	const other = `${path}.${(0,external_node_crypto_namespaceObject.randomUUID)()}.new`;
	onDisk(() => {
		try {
			(0,external_node_fs_namespaceObject.writeFileSync)(other, text, { mode: 0o600, flag: 'wx' });
			(0,external_node_fs_namespaceObject.renameSync)(other, path);
		}
		catch (error) {
			(0,external_node_fs_namespaceObject.rmSync)(other, { force: true });
			throw error;
		}
	});
}
function readSettings(folder) {
	return onDisk(() => JSON.parse(readPlain((0,external_node_path_namespaceObject.join)(folder, 'settings.json')), (name, value) => name.endsWith('Url') && typeof value === 'string' ? new URL(value) : value));
}
function onDisk(work) {
	try {
		return work();
	}
	catch (error) {
		throw error instanceof external_index_js_namespaceObject.ActionError ? error : diskFailure(error);
	}
}
function diskFailure(error) {
	const { code } = error;
	return code === undefined || code === 'ENOENT'
		? (0,external_index_js_namespaceObject.failure)('command_unusable', {})
		: (0,external_index_js_namespaceObject.failure)('command_unusable/disk', { reason: code });
}
;// CONCATENATED MODULE: ./src/command/notes.ts
const MAX_NOTES = 20_000;
const MAX_TEXT = 64 * 1024 * 1024;
const MAX_DATE = 8.64e15;
const PATIENCE = 8_000;
function noteIn(folder) {
	const path = (0,external_node_path_namespaceObject.join)(folder, 'sessions', `${(0,external_node_crypto_namespaceObject.randomUUID)()}.json`);
	return (state) => {
		writeWhole(path, JSON.stringify({ ...state, opener: undefined }));
		if ((0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(folder, 'closed')))
			throw (0,external_index_js_namespaceObject.failure)('command_unusable/ended', {});
		return true;
	};
}
async function collectNotes(folder, made = false) {
	try {
		if (!(0,external_node_fs_namespaceObject.lstatSync)(folder).isDirectory())
			return { states: [], damaged: 1 };
		(0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(folder, 'closed'), '', { mode: 0o600, flag: 'wx' });
	}
	catch (error) {
		if (error.code === 'ENOENT')
			return { states: [], damaged: Number(made) };
	}
	try {
		await untilFree(folder, PATIENCE);
		return readNotes((0,external_node_path_namespaceObject.join)(folder, 'sessions'));
	}
	catch {
		return { states: [], damaged: 1 };
	}
}
function readNotes(folder) {
	if (!(0,external_node_fs_namespaceObject.lstatSync)(folder).isDirectory())
		throw new TypeError();
	const names = (0,external_node_fs_namespaceObject.readdirSync)(folder).filter((name) => name.endsWith('.json'));
	let room = MAX_TEXT;
	const states = names.slice(0, MAX_NOTES).flatMap((name) => {
		try {
			if (room <= 0)
				return [];
			const text = readPlain((0,external_node_path_namespaceObject.join)(folder, name));
			room -= text.length;
			return [stateOf(text)];
		}
		catch {
			return [];
		}
	});
	return { states, damaged: names.length - states.length };
}
function stateOf(text) {
	const { asking, sessions = [] } = JSON.parse(text);
	if (!sessions.every(isSession))
		throw new TypeError();
	return { asking: asking === true, sessions: sessions.map(({ token, kind, until }) => ({ token, kind, until })) };
}
function isSession({ token, kind, until }) {
	const known = ['refresh_token', 'access_token'].includes(kind);
	return (0,external_index_js_namespaceObject.isVisible)(token) && known && (until === undefined || (typeof until === 'number' && Math.abs(until) <= MAX_DATE));
}
function removeFolder(folder) {
	try {
		if ((0,external_node_fs_namespaceObject.lstatSync)(folder).isDirectory())
			(0,external_node_fs_namespaceObject.chmodSync)(folder, 0o700);
	}
	catch {
	}
	try {
		(0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
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
		writeWhole((0,external_node_path_namespaceObject.join)(folder, 'failure.json'), JSON.stringify({ number: (0,external_node_crypto_namespaceObject.randomUUID)(), id, params, notes }));
	}
	catch {
	}
}
function sharedFailure(folder) {
	try {
		const { number, id, params, notes } = JSON.parse(readPlain((0,external_node_path_namespaceObject.join)(folder, 'failure.json')));
		const error = new external_index_js_namespaceObject.ActionError(id, params, {});
		error.notes.push(...notes);
		return { number, error };
	}
	catch {
		return undefined;
	}
}
;// CONCATENATED MODULE: external "./client-clock.js"
const external_client_clock_js_namespaceObject = require("./client-clock.js");
;// CONCATENATED MODULE: ./src/session/end-request.ts
function endRequest({ tokenUrl, revocationUrl }, { kind, token }) {
	const logout = kind === 'refresh_token' ? (0,external_index_js_namespaceObject.endpointBeside)(tokenUrl, 'logout') : undefined;
	if (logout)
		return { url: logout, headers: {}, form: { refresh_token: token } };
	const url = (0,external_index_js_namespaceObject.endpointBeside)(tokenUrl, 'revoke') ?? revocationUrl;
	return url && { url, headers: {}, form: { token, token_type_hint: kind } };
}
const NOTHING = /^(null|true|"?ok"?)?$/i;
const NOT_OVER = /issuer|match|certificate|^invalid refresh token/i;
function readEndResponse(response, { form }, clean, authMethod = '') {
	const { url, status, body } = response;
	const fields = (0,external_index_js_namespaceObject.jsonObject)(body);
	const said = (name) => (typeof fields?.[name] === 'string' ? fields[name] : '');
	const [error, description] = [said('error'), said('error_description')];
	const revoked = status === 200 &&
		form['token'] !== undefined &&
		(fields ? (fields['error'] ?? undefined) === undefined : NOTHING.test(body.trim()));
	if (status === 204 || revoked)
		return 'ended';
	const over = error === 'invalid_grant' && status < 500 && !NOT_OVER.test(description);
	if (over || (status === 200 && error === 'invalid_token'))
		return 'had ended';
	if (error === 'unsupported_token_type')
		return 'irrevocable';
	const details = (0,external_index_js_namespaceObject.detailsOf)(response);
	const quoted = error === 'invalid_grant' && description ? `${error} "${clean(description)}"` : clean(error);
	const params = { host: url.host, status, said: quoted };
	const transient = (0,external_index_js_namespaceObject.transientCode)(status);
	const skew = (0,external_client_clock_js_namespaceObject.skewBehindRefusal)(details, authMethod);
	if (transient || skew === undefined)
		throw (0,external_index_js_namespaceObject.failure)(transient ?? 'request_refused', params, details);
	throw (0,external_index_js_namespaceObject.failure)('request_refused/clock', { ...params, skew }, details);
}
;// CONCATENATED MODULE: ./src/session/left-open.ts
function leftOpen({ until: end }, { clientId, tokenUrl }, log) {
	return { clientId: log.foreign(clientId), host: tokenUrl.host, end };
}
;// CONCATENATED MODULE: ./src/session/end.ts
async function endSession(session, opener, log, cancelled) {
	const request = endRequest(opener, session);
	if (!request)
		return 'irrevocable';
	try {
		await (0,external_index_js_namespaceObject.trustAlso)(opener.caCertificates);
		const proxy = (0,external_index_js_namespaceObject.checkProxy)(request.url, process.env, log);
		const { value } = await (0,external_index_js_namespaceObject.retry)(async (timeLeft, ahead) => {
			const authenticated = await (0,external_index_js_namespaceObject.authenticate)(request, opener, { log, timeLeft, ahead });
			const response = await (0,external_index_js_namespaceObject.send)(authenticated, timeLeft(), { proxy, clean: log.foreign });
			return readEndResponse(response, request, log.foreign, opener.authMethod);
		}, { timeout: 10, limit: 'end', attemptTimeout: 4_500, maxAttempts: 2, cancelled, ...(0,external_index_js_namespaceObject.realTime)(log) });
		return value;
	}
	catch (error) {
		throw error instanceof external_index_js_namespaceObject.ActionError ? error.and('left_open', leftOpen(session, opener, log)) : error;
	}
}
;// CONCATENATED MODULE: ./src/session/last-resort.ts
async function tooLarge(session, opener, log) {
	await log.warn('not_ended', { ...leftOpen(session, opener, log), limit: external_index_js_namespaceObject.VARIABLE_LIMIT });
}
async function endNow(error, session, opener, log) {
	const ending = await endSession(session, opener, log).catch(() => 'irrevocable');
	return ending === 'irrevocable' ? error.and('left_open', leftOpen(session, opener, log)) : error.and('ended', {});
}
;// CONCATENATED MODULE: ./src/command.ts
const PAUSE = 200;
async function printToken(log, cancelled) {
	const [folder = '', ...args] = process.argv.slice(2);
	const options = optionsOf(args);
	if (!options) {
		await help(args, log);
		return;
	}
	const settings = readSettings(folder);
	const ask = () => askAgain(settings, noteIn(folder), log, cancelled);
	const given = await obtain(folder, options, settings.inputs.timeout, ask);
	(0,external_index_js_namespaceObject.checkValidity)({ expiry: given.expiry }, options.minValidity ?? 0, Date.now(), 'token_too_short/command');
	try {
		write(1, lineOf(given, options));
	}
	catch (error) {
		throw (0,external_index_js_namespaceObject.failure)('command_unusable/unprintable', { reason: error.code ?? 'no code' });
	}
}
async function help(args, log) {
	if (!args.includes('--help'))
		throw (0,external_index_js_namespaceObject.failure)('command_unusable/options', { given: log.foreign(args.join(' ')) });
	const { USAGE } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 33, 23));
	write(1, USAGE);
}
function lives(given) {
	return given.expiry === undefined || isGood(given, 0);
}
async function obtain(folder, { minValidity }, timeout, ask) {
	const start = monotonic();
	const failed = sharedFailure(folder)?.number;
	let told;
	const given = await exclusively(folder, {
		ready: () => {
			const there = tokenIn(folder);
			if (there && (isGood(there, minValidity) || (there.since > start && lives(there))))
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
				storeToken(folder, fresh);
				return fresh;
			}
			catch (error) {
				if (error instanceof external_index_js_namespaceObject.ActionError)
					shareFailure(folder, error);
				throw error;
			}
		},
		patience: timeout * 1000 + 10_000,
		late: () => (0,external_index_js_namespaceObject.failure)('command_unusable/busy', { seconds: timeout + 10 }),
	}).catch((error) => {
		throw error instanceof Error && 'syscall' in error ? diskFailure(error) : error;
	});
	if (given !== told)
		await masked(given);
	return given;
}
function useWayOfMain({ NODE_EXTRA_CA_CERTS: extra, ...proxies }) {
	Object.assign(process.env, proxies);
	if (!extra || process.env['NODE_EXTRA_CA_CERTS'] === extra)
		return [];
	try {
		return [(0,external_node_fs_namespaceObject.readFileSync)(extra, 'utf8')];
	}
	catch {
		return [];
	}
}
async function askAgain(settings, keep, log, cancelled) {
	const { inputs, ends, env } = settings;
	const caCertificates = [...inputs.caCertificates, ...useWayOfMain(env)];
	log.known(() => {
		for (const secret of [inputs.clientSecret, inputs.privateKey, inputs.clientCertificateKey])
			log.mask(secret);
		(0,external_index_js_namespaceObject.maskBasic)(log, inputs);
		(0,external_index_js_namespaceObject.maskQuery)(inputs.tokenUrl, log);
		(0,external_index_js_namespaceObject.checkProxy)(inputs.tokenUrl, process.env, log);
	});
	for (const [, value] of inputs.parameters)
		log.hide(value);
	await (0,external_index_js_namespaceObject.trustAlso)(caCertificates);
	const server = { ...inputs, caCertificates, spent: 0 };
	const opener = (0,external_index_js_namespaceObject.openerOf)(server);
	const openings = new external_index_js_namespaceObject.Openings(opener, ends, keep);
	const { token, response, given } = await (0,external_index_js_namespaceObject.requestToken)(server, opener, openings, {
		log,
		cancelled,
		lastResort: () => Promise.resolve(last_resort_namespaceObject),
	});
	(0,external_index_js_namespaceObject.reportGiven)(given, log);
	if (openings.unread > 0)
		await log.warn('lost_answers', (0,external_index_js_namespaceObject.lostAnswers)(server, openings, log, token));
	return storedTokenOf(token, response.sentAt);
}
async function masked({ token }) {
	write(2, maskLines(token));
	const [output, errors] = [(0,external_node_fs_namespaceObject.fstatSync)(1), (0,external_node_fs_namespaceObject.fstatSync)(2)];
	if (output.ino !== 0 && output.ino === errors.ino && output.dev === errors.dev)
		return;
	await new Promise((done) => setTimeout(done, PAUSE));
}
;// CONCATENATED MODULE: ./src/report/ended.ts
function reportEnded(host, { ended, before }, log) {
	const sessions = (count) => (count === 1 ? `The session at ${host}` : `${String(count)} sessions at ${host}`);
	if (ended > 0)
		log.info(`${sessions(ended)} ${ended === 1 ? 'is' : 'are'} ended.`);
	if (before > 0)
		log.info(`${sessions(before)} had ended before.`);
}
function reportKept(host, until, log) {
	log.info(`The session at ${host} lives on for later jobs, ${(0,external_index_js_namespaceObject.describeUntil)(until)} or until \`end\` ends it.`);
}
function reportIrrevocable(host, { kind, until }, asked, log) {
	const why = asked ? `${host} revokes no tokens of this kind` : `Nothing is ended at ${host}, since no endpoint for it is known`;
	log.info(`${why}: the ${kind.replace('_', ' ')} is valid ${(0,external_index_js_namespaceObject.describeUntil)(until)}.`);
}
function reportUnending(host, { accessToken, refreshToken }, log) {
	const refresh = refreshToken === undefined ? '' : `, the refresh token ${(0,external_index_js_namespaceObject.describeUntil)(refreshToken ?? undefined)}`;
	const access = `the access token is valid ${(0,external_index_js_namespaceObject.describeUntil)(accessToken)}`;
	log.info(`Nothing is ended at ${host}, since no endpoint for it is known; ${access}${refresh}.`);
}
;// CONCATENATED MODULE: ./src/seal/seal.ts
const header = { alg: 'dir', enc: 'A256GCM' };
const IV_LENGTH = 16;
const TAG_LENGTH = 22;
const LIKE_A_JWT = /eyJ|ewogI|e30/;
const MAX_TRIES = 100;
async function seal(name, claims, exp, { key, run, isMasked }) {
	const { EncryptJWT } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 392, 23));
	const jwt = new EncryptJWT(claims).setProtectedHeader(header).setIssuedAt().setAudience(run.names[0]);
	if (exp !== undefined)
		jwt.setExpirationTime(exp);
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		const [, , iv = '', ciphertext = '', tag = ''] = (await jwt.encrypt(key)).split('.');
		const sealed = iv + tag + ciphertext;
		if (!fitsInput(name, sealed))
			throw (0,external_index_js_namespaceObject.failure)('token_too_large', { size: sealed.length, limit: external_index_js_namespaceObject.VARIABLE_LIMIT });
		if (!LIKE_A_JWT.test(sealed) && !isMasked(sealed))
			return sealed;
	}
	throw (0,external_index_js_namespaceObject.failure)('seal_masked', { name, tries: MAX_TRIES });
}
function fitsInput(name, sealed) {
	return (0,external_index_js_namespaceObject.fitsVariable)(`INPUT_${name.toUpperCase()}`, sealed);
}
;// CONCATENATED MODULE: ./src/seal/open.ts
const HEADER = Buffer.from(JSON.stringify(header)).toString('base64url');
async function open_open(name, sealed, key, run) {
	const [iv, tag, ciphertext] = [
		sealed.slice(0, IV_LENGTH),
		sealed.slice(IV_LENGTH, IV_LENGTH + TAG_LENGTH),
		sealed.slice(IV_LENGTH + TAG_LENGTH),
	];
	if (!fitsInput(name, sealed) || ![iv, tag, ciphertext].every(isCanonical))
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid', { name });
	const { jwtDecrypt } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 392, 23));
	const { payload } = await jwtDecrypt(`${HEADER}..${iv}.${ciphertext}.${tag}`, key, {
		audience: [...run.names],
		keyManagementAlgorithms: [header.alg],
		contentEncryptionAlgorithms: [header.enc],
	}).catch((error) => {
		throw refusal(name, error);
	});
	return payload;
}
function isCanonical(part) {
	return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}
function refusal(name, error) {
	const { code, claim, payload } = error;
	if (code === 'ERR_JWE_DECRYPTION_FAILED')
		return (0,external_index_js_namespaceObject.failure)('sealed_token_unreadable', { name });
	if (code === 'ERR_JWT_EXPIRED')
		return (0,external_index_js_namespaceObject.failure)('sealed_token_expired', { expiry: Math.max(0, payload?.exp ?? 0) * 1000 });
	if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && claim === 'aud')
		return (0,external_index_js_namespaceObject.failure)('sealed_token_of_other_run', { name });
	return (0,external_index_js_namespaceObject.failure)('sealed_token_invalid', { name });
}
;// CONCATENATED MODULE: ./src/seal/session.ts
async function sealSession({ kind, token, until }, opener, sealing) {
	const known = Object.entries(opener).filter(([name]) => !(name in external_index_js_namespaceObject.noSecrets));
	const claims = {
		session: { kind, token, until },
		opener: { ...Object.fromEntries(known), tokenUrl: opener.tokenUrl.href, revocationUrl: opener.revocationUrl?.href },
	};
	try {
		return await seal('sealed_session', claims, undefined, sealing);
	}
	catch (error) {
		if (error instanceof external_index_js_namespaceObject.ActionError && error.code === 'token_too_large')
			return undefined;
		throw error;
	}
}
async function openSession(sealed, key, run) {
	const claims = await open_open('sealed_session', sealed, key, run);
	if ('access_token' in claims)
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid/token', {});
	const { session, opener } = claims;
	const known = session && opener && (0,external_index_js_namespaceObject.isVisible)(session.token) && external_index_js_namespaceObject.authMethods.includes(opener.authMethod);
	if (!known || !Array.isArray(opener.caCertificates))
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid', { name: 'sealed_session' });
	const url = (given) => (0,external_index_js_namespaceObject.checkEndpoint)('sealed_session', String(given));
	const { tokenUrl, revocationUrl } = opener;
	return { session, opener: { ...opener, tokenUrl: url(tokenUrl), revocationUrl: revocationUrl && url(revocationUrl) } };
}
;// CONCATENATED MODULE: ./src/end.ts
async function endSealedSession(log, cancelled) {
	const { sealedSession, sealKey, readSecrets } = (0,external_index_js_namespaceObject.loadEndInputs)(external_index_js_namespaceObject.getInput, process.env, log, await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 593, 23)));
	const { session, opener: known } = await openSession(sealedSession, sealKey, (0,external_index_js_namespaceObject.thisRun)(process.env));
	log.mask(session.token);
	(0,external_index_js_namespaceObject.maskQuery)(known.tokenUrl, log);
	const opener = { ...known, ...external_index_js_namespaceObject.noSecrets };
	try {
		Object.assign(opener, readSecrets(known.authMethod));
	}
	catch (error) {
		throw error instanceof external_index_js_namespaceObject.ActionError ? error.and('left_open', leftOpen(session, opener, log)) : error;
	}
	(0,external_index_js_namespaceObject.maskBasic)(log, opener);
	const ending = await endSession(session, opener, log, cancelled);
	const { host } = opener.tokenUrl;
	if (ending === 'irrevocable')
		reportIrrevocable(host, session, (0,external_index_js_namespaceObject.canEnd)(opener), log);
	else
		reportEnded(host, { ended: Number(ending === 'ended'), before: Number(ending === 'had ended') }, log);
}
;// CONCATENATED MODULE: ./src/post.ts
const AT_ONCE = 20;
const WARNED = 20;
const post_PATIENCE = 60_000;
async function endSessions(log, cancelled) {
	const state = await load(log);
	if (state?.folder === undefined)
		await endAll(state ?? {}, log, cancelled);
	else
		await endWithCommand(state, state.folder, log, cancelled);
}
async function endWithCommand(state, folder, log, cancelled) {
	try {
		const { states, damaged } = await collectNotes(folder, state.made === true && state.opener !== undefined);
		if (damaged > 0)
			await log.warn('notes_damaged', { count: damaged });
		const stopped = states.filter(({ asking }) => asking).length;
		if (stopped > 0 && state.asked)
			await log.warn('call_stopped', { ...state.asked, clientId: log.foreign(state.asked.clientId), count: stopped });
		const sessions = [state, ...states].flatMap((each) => each.sessions ?? []);
		const inTime = AbortSignal.any([cancelled, AbortSignal.timeout(post_PATIENCE)]);
		await endAll({ ...state, sessions }, log, inTime);
	}
	finally {
		const reason = removeFolder(folder);
		if (reason !== undefined)
			await log.warn('folder_left', { reason });
	}
}
async function endAll(state, log, cancelled) {
	if (state.asking && state.asked)
		await log.warn('ended_early', { ...state.asked, clientId: log.foreign(state.asked.clientId) });
	const { opener, sessions = [], asked, unending } = state;
	if (asked && unending)
		reportUnending(asked.host, unending, log);
	if (!opener && asked && sessions.length > 0)
		await warnOfMany(sessions, asked, log);
	if (!opener || sessions.length === 0)
		return;
	for (const secret of [
		opener.clientSecret,
		opener.privateKey,
		opener.clientCertificateKey,
		...sessions.map(({ token }) => token),
	])
		log.mask(secret);
	(0,external_index_js_namespaceObject.maskBasic)(log, opener);
	(0,external_index_js_namespaceObject.maskQuery)(opener.tokenUrl, log);
	for (const { until } of sessions.filter(({ kept }) => kept))
		reportKept(opener.tokenUrl.host, until, log);
	const ending = sessions.filter(({ kept }) => !kept);
	const endings = await endEach(ending, opener, log, cancelled);
	const count = (which) => endings.filter((each) => each === which).length;
	reportEnded(opener.tokenUrl.host, { ended: count('ended'), before: count('had ended') }, log);
	for (const session of ending.filter((_, index) => endings[index] === 'irrevocable'))
		reportIrrevocable(opener.tokenUrl.host, session, true, log);
}
async function load(log) {
	try {
		return (0,external_index_js_namespaceObject.loadState)(external_index_js_namespaceObject.getState);
	}
	catch {
		await log.warn('state_damaged', {});
		return undefined;
	}
}
async function endEach(sessions, opener, log, cancelled) {
	const waiting = sessions.entries();
	const endings = [];
	const left = [];
	const work = async () => {
		for (let next = waiting.next(); !next.done; next = waiting.next()) {
			const [index, session] = next.value;
			const told = left.length < WARNED;
			endings[index] = told || !cancelled.aborted ? await tryToEnd(session, opener, log, cancelled, told) : undefined;
			if (endings[index] === undefined)
				left.push(session);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	const untold = left.slice(WARNED);
	if (untold.length > 0)
		await warnOfMany(untold, { clientId: opener.clientId, host: opener.tokenUrl.host }, log);
	return endings;
}
async function warnOfMany(left, asked, log) {
	const ends = left.map(({ until }) => until ?? Infinity);
	const end = Math.max(...ends);
	const params = { clientId: log.foreign(asked.clientId), host: asked.host, count: left.length };
	await log.warn('many_left_open', { ...params, end: end === Infinity ? undefined : end });
}
async function tryToEnd(session, opener, log, cancelled, told) {
	try {
		return await endSession(session, opener, log, cancelled);
	}
	catch (error) {
		if (!(error instanceof external_index_js_namespaceObject.ActionError))
			throw error;
		if (told)
			await log.warnOf(error);
		return undefined;
	}
}
;// CONCATENATED MODULE: ./src/seal/token.ts
async function sealToken(token, { clientId, host }, sealing) {
	const { accessToken, tokenType, scope, expiry } = token;
	const claims = {
		access_token: accessToken,
		token_type: tokenType,
		scope,
		client_id: clientId,
		host,
		run_attempt: sealing.run.attempt,
	};
	return seal('sealed_token', claims, expiry === undefined ? undefined : expiry / 1000, sealing);
}
async function openToken(sealed, key, run) {
	const claims = await open_open('sealed_token', sealed, key, run);
	const { access_token: accessToken, token_type: tokenType, exp } = claims;
	if ('session' in claims)
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid/session', {});
	const dated = exp === undefined || (Number.isInteger(exp) && (0,external_index_js_namespaceObject.isMoment)(exp));
	if (!(0,external_index_js_namespaceObject.isVisible)(accessToken) || typeof tokenType !== 'string' || !dated)
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid', { name: 'sealed_token' });
	const text = (name, value) => typeof value === 'string' && value !== '' ? { [name]: value } : {};
	return {
		accessToken,
		tokenType,
		expiry: exp === undefined ? undefined : exp * 1000,
		...text('scope', claims['scope']),
		...text('clientId', claims['client_id']),
		...text('host', claims['host']),
		...(Number.isInteger(claims['run_attempt']) && { attempt: claims['run_attempt'] }),
	};
}
;// CONCATENATED MODULE: ./src/seal/outputs.ts
async function sealedOutputs(token, opener, ends, sealing, log) {
	const { clientId, tokenUrl } = opener;
	const sealedToken = await sealToken(token, { clientId, host: tokenUrl.host }, sealing);
	const session = (0,external_index_js_namespaceObject.sessionOf)(token);
	const sealedSession = await sealSession(session, opener, sealing);
	if (sealedSession === undefined && !ends)
		await tooLarge(session, opener, log);
	return { sealed_token: sealedToken, ...(sealedSession !== undefined && { sealed_session: sealedSession }) };
}
;// CONCATENATED MODULE: ./src/unseal.ts
async function openSealedToken(log) {
	const { sealedToken, sealKey, minValidity } = (0,external_index_js_namespaceObject.loadUnsealInputs)(external_index_js_namespaceObject.getInput, process.env, log);
	(0,external_index_js_namespaceObject.requireFiles)(process.env, ['GITHUB_OUTPUT']);
	const run = (0,external_index_js_namespaceObject.thisRun)(process.env);
	const opened = await openToken(sealedToken, sealKey, run);
	const { accessToken, tokenType, scope, expiry } = opened;
	log.mask(accessToken);
	const now = Date.now();
	(0,external_index_js_namespaceObject.checkValidity)({ expiry }, minValidity, now, 'token_too_short/late');
	const times = expiry !== undefined && { expiry: (0,external_index_js_namespaceObject.isoSeconds)(expiry), expires_in: String(Math.floor((expiry - now) / 1000)) };
	(0,external_index_js_namespaceObject.appendTo)('GITHUB_OUTPUT', {
		access_token: accessToken,
		token_type: tokenType,
		...times,
		...(scope !== undefined && { scope }),
	});
	(0,external_index_js_namespaceObject.reportOpened)({ ...opened, thisAttempt: run.attempt }, now, log);
}
;// CONCATENATED MODULE: ./src/later.ts
module.exports = __webpack_exports__;
})()
;