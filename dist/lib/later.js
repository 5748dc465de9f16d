(() => { // webpackBootstrap
	"use strict";
	var __webpack_modules__ = ({

488:
((__unused_webpack_module, exports, __nccwpck_require__) => {



var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
	var options = toOptions(host, port, localAddress);
	for (var i = 0, len = self.requests.length; i < len; ++i) {
	  var pending = self.requests[i];
	  if (pending.host === options.host && pending.port === options.port) {
		// Detect the request to connect same origin server,
		// reuse the connection.
		self.requests.splice(i, 1);
		pending.request.onSocket(socket);
		return;
	  }
	}
	socket.destroy();
	self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
	// We are over limit so we'll add it to the queue.
	self.requests.push(options);
	return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
	socket.on('free', onFree);
	socket.on('close', onCloseOrRemove);
	socket.on('agentRemove', onCloseOrRemove);
	req.onSocket(socket);

	function onFree() {
	  self.emit('free', socket, options);
	}

	function onCloseOrRemove(err) {
	  self.removeSocket(socket);
	  socket.removeListener('free', onFree);
	  socket.removeListener('close', onCloseOrRemove);
	  socket.removeListener('agentRemove', onCloseOrRemove);
	}
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
	method: 'CONNECT',
	path: options.host + ':' + options.port,
	agent: false,
	headers: {
	  host: options.host + ':' + options.port
	}
  });
  if (options.localAddress) {
	connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
	connectOptions.headers = connectOptions.headers || {};
	connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
		new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
	// Very hacky. This is necessary to avoid http-parser leaks.
	res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
	// Hacky.
	process.nextTick(function() {
	  onConnect(res, socket, head);
	});
  }

  function onConnect(res, socket, head) {
	connectReq.removeAllListeners();
	socket.removeAllListeners();

	if (res.statusCode !== 200) {
	  debug('tunneling socket could not be established, statusCode=%d',
		res.statusCode);
	  socket.destroy();
	  var error = new Error('tunneling socket could not be established, ' +
		'statusCode=' + res.statusCode);
	  error.code = 'ECONNRESET';
	  options.request.emit('error', error);
	  self.removeSocket(placeholder);
	  return;
	}
	if (head.length > 0) {
	  debug('got illegal response body from proxy');
	  socket.destroy();
	  var error = new Error('got illegal response body from proxy');
	  error.code = 'ECONNRESET';
	  options.request.emit('error', error);
	  self.removeSocket(placeholder);
	  return;
	}
	debug('tunneling connection has established');
	self.sockets[self.sockets.indexOf(placeholder)] = socket;
	return cb(socket);
  }

  function onError(cause) {
	connectReq.removeAllListeners();

	debug('tunneling socket could not be established, cause=%s\n',
		  cause.message, cause.stack);
	var error = new Error('tunneling socket could not be established, ' +
						  'cause=' + cause.message);
	error.code = 'ECONNRESET';
	options.request.emit('error', error);
	self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
	return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
	// If we have pending requests and a socket gets closed a new one
	// needs to be created to take over in the pool for the one that closed.
	this.createSocket(pending, function(socket) {
	  pending.request.onSocket(socket);
	});
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
	var hostHeader = options.request.getHeader('host');
	var tlsOptions = mergeOptions({}, self.options, {
	  socket: socket,
	  servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
	});

	// 0 is dummy port for v0.6
	var secureSocket = tls.connect(0, tlsOptions);
	self.sockets[self.sockets.indexOf(socket)] = secureSocket;
	cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
	return {
	  host: host,
	  port: port,
	  localAddress: localAddress
	};
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
	var overrides = arguments[i];
	if (typeof overrides === 'object') {
	  var keys = Object.keys(overrides);
	  for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
		var k = keys[j];
		if (overrides[k] !== undefined) {
		  target[k] = overrides[k];
		}
	  }
	}
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
	var args = Array.prototype.slice.call(arguments);
	if (typeof args[0] === 'string') {
	  args[0] = 'TUNNEL: ' + args[0];
	} else {
	  args.unshift('TUNNEL:');
	}
	console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
exports.debug = debug; // for test


}),

613:
((module) => {

module.exports = require("assert");

}),

434:
((module) => {

module.exports = require("events");

}),

611:
((module) => {

module.exports = require("http");

}),

692:
((module) => {

module.exports = require("https");

}),

278:
((module) => {

module.exports = require("net");

}),

756:
((module) => {

module.exports = require("tls");

}),

23:
((module) => {

module.exports = require("util");

})

	});

	// The module cache
	var __webpack_module_cache__ = {};
	
	// The require function
	function __nccwpck_require__(moduleId) {
		// Check if module is in cache
		var cachedModule = __webpack_module_cache__[moduleId];
		if (cachedModule !== undefined) {
			return cachedModule.exports;
		}
		// Create a new module (and put it into the cache)
		var module = __webpack_module_cache__[moduleId] = {
			// no module.id needed
			// no module.loaded needed
			exports: {}
		};
	
		// Execute the module function
		var threw = true;
		try {
			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
			threw = false;
		} finally {
			if(threw) delete __webpack_module_cache__[moduleId];
		}
	
		// Return the exports of the module
		return module.exports;
	}
	

	/* webpack/runtime/asset-relocator-loader */
	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
	
	/* webpack/runtime/create fake namespace object */
	(() => {
		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
		var leafPrototypes;
		// create a fake namespace object
		// mode & 1: value is a module id, require it
		// mode & 2: merge all properties of value into the ns
		// mode & 4: return value when already ns object
		// mode & 16: return value when it's Promise-like
		// mode & 8|1: behave like require
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
	
	/* webpack/runtime/define property getters */
	(() => {
		// define getter functions for harmony exports
		__nccwpck_require__.d = (exports, definition) => {
			for(var key in definition) {
				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
				}
			}
		};
	})();
	
	/* webpack/runtime/hasOwnProperty shorthand */
	(() => {
		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
	})();
	
	/* webpack/runtime/make namespace object */
	(() => {
		// define __esModule on exports
		__nccwpck_require__.r = (exports) => {
			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
			}
			Object.defineProperty(exports, '__esModule', { value: true });
		};
	})();
	

var __webpack_exports__ = {};
// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  USAGE: () => (/* reexport */ USAGE),
  againWith: () => (/* reexport */ againWith),
  algorithmOf: () => (/* reexport */ algorithmOf),
  authorities: () => (/* reexport */ authorities),
  certificateAndKey: () => (/* reexport */ certificateAndKey),
  endNow: () => (/* reexport */ endNow),
  endSealedSession: () => (/* reexport */ endSealedSession),
  endSession: () => (/* reexport */ endSession),
  endSessions: () => (/* reexport */ endSessions),
  explain: () => (/* reexport */ explain),
  folderFor: () => (/* reexport */ folderFor),
  httpOverHttp: () => (/* reexport */ lib_tunnel.httpOverHttp),
  httpsOverHttp: () => (/* reexport */ lib_tunnel.httpsOverHttp),
  identityIn: () => (/* reexport */ identityIn),
  isAlert: () => (/* reexport */ isAlert),
  makeFolder: () => (/* reexport */ makeFolder),
  networkError: () => (/* reexport */ networkError),
  onDisk: () => (/* reexport */ onDisk),
  openSealedSession: () => (/* reexport */ openSealedSession),
  openSealedToken: () => (/* reexport */ openSealedToken),
  printToken: () => (/* reexport */ printToken),
  problemOf: () => (/* reexport */ problemOf),
  readSettings: () => (/* reexport */ readSettings),
  refused: () => (/* reexport */ refused),
  retryLine: () => (/* reexport */ retryLine),
  savingFolder: () => (/* reexport */ savingFolder),
  sealedOutputs: () => (/* reexport */ sealedOutputs),
  secretPieces: () => (/* reexport */ secretPieces),
  signingKey: () => (/* reexport */ signingKey),
  storeToken: () => (/* reexport */ storeToken),
  storedTokenOf: () => (/* reexport */ storedTokenOf),
  titleOf: () => (/* reexport */ titleOf),
  unsealToken: () => (/* reexport */ unsealToken),
  warning: () => (/* reexport */ warning),
  withAssertion: () => (/* reexport */ withAssertion),
  withClock: () => (/* reexport */ withClock),
  writeSummary: () => (/* reexport */ writeSummary),
  writeWhole: () => (/* reexport */ writeWhole)
});

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
// src/command/launchers.ts

const VARIABLES = [
	...['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY'],
	...['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA', 'NODE_USE_ENV_PROXY'],
];
function launchers(folder, env) {
	const call = [process.execPath, (0,external_node_path_namespaceObject.resolve)(process.argv[1] ?? '', '../../command/index.js'), folder];
	return { token: posix(call, env), 'token.cmd': windows(call, env) };
}
function posix(call, env) {
	const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;
	const set = VARIABLES.map((name) => (env[name] ? `export ${name}=${quoted(env[name])}` : `unset ${name}`));
	return ['#!/bin/sh', ...set, `exec ${call.map(quoted).join(' ')} "$@"`, ''].join('\n');
}
function windows(call, env) {
	const escaped = (word) => word.replaceAll('%', '%%');
	const names = new Set(VARIABLES.map((name) => name.toUpperCase()));
	const set = [...names].map((name) => `set "${name}=${escaped(env[name] ?? env[name.toLowerCase()] ?? '')}"`);
	return [
		'@echo off',
		'setlocal',
		'chcp 65001 >nul',
		...set,
		`${call.map((word) => `"${escaped(word)}"`).join(' ')} %*`,
		'',
	].join('\r\n');
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = require("node:util");
// src/command/stored-token.ts



const MAX_FILE = 4 * 1024 * 1024;
function optionsOf(args) {
	try {
		const options = { header: { type: 'boolean' }, 'min-validity': { type: 'string' } };
		const { header = false, 'min-validity': seconds } = (0,external_node_util_namespaceObject.parseArgs)({ args: [...args], options }).values;
		if (seconds !== undefined && !/^\d{1,8}$/.test(seconds))
			return undefined;
		return { header, minValidity: seconds === undefined ? undefined : Number(seconds) };
	}
	catch {
		return undefined;
	}
}
function tokenIn(folder) {
	try {
		const names = (0,external_node_fs_namespaceObject.readdirSync)((0,external_node_path_namespaceObject.join)(folder, 'tokens')).filter((name) => name.endsWith('.json'));
		const stored = JSON.parse(readPlain((0,external_node_path_namespaceObject.join)(folder, 'tokens', names.sort().at(-1) ?? '')));
		return /^(?!::)[\x21-\x7e]+$/.test(stored.token) && !stored.token.includes('##[') ? stored : undefined;
	}
	catch {
		return undefined;
	}
}
function isValid({ expiry = 0, usual }, minValidity = usual) {
	const left = expiry - Date.now();
	return left > 0 && left >= minValidity * 1000;
}
function readPlain(path) {
	const { O_RDONLY = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = external_node_fs_namespaceObject.constants;
	const file = (0,external_node_fs_namespaceObject.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
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
	const forms = new Set([token, new URLSearchParams({ v: token }).toString().slice(2)]);
	return `\n${[...forms].map((form) => `::add-mask::${form.replace(/%/g, '%25')}\n`).join('')}`;
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
function printStored([folder = '', ...args]) {
	const options = optionsOf(args);
	const stored = tokenIn(folder);
	if (!options || !stored?.masked || !isValid(stored, options.minValidity))
		return false;
	try {
		write(2, maskLines(stored.token));
		write(1, lineOf(stored, options));
		return true;
	}
	catch {
		return false;
	}
}

;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
// src/command/folder.ts







const USUAL = 60;
function folderFor({ RUNNER_TEMP: temp }) {
	if (!temp || !(0,external_node_path_namespaceObject.isAbsolute)(temp))
		throw (0,external_index_js_namespaceObject.failure)('runner_missing', { name: 'RUNNER_TEMP' });
	return (0,external_node_path_namespaceObject.join)(temp, `token-command-${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
}
function savingFolder(folder) {
	return (state) => (0,external_index_js_namespaceObject.saveState)((0,external_node_fs_namespaceObject.existsSync)(folder) ? { ...state, folder } : state);
}
function makeFolder(folder, inputs, ends, token) {
	const clientAssertionFile = inputs.clientAssertionFile && (0,external_node_path_namespaceObject.resolve)(inputs.clientAssertionFile);
	const settings = { request: { ...inputs, sealKey: undefined, clientAssertionFile, elapsed: 0 }, ends };
	try {
		onDisk(() => {
			for (const each of ['sessions', 'tokens'])
				(0,external_node_fs_namespaceObject.mkdirSync)((0,external_node_path_namespaceObject.join)(folder, each), { recursive: true, mode: 0o700 });
			(0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(folder, 'settings.json'), JSON.stringify(settings), { mode: 0o600, flag: 'wx' });
			for (const [each, text] of Object.entries(launchers(folder, process.env)))
				(0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(folder, each), text, { mode: 0o700, flag: 'wx' });
		});
		storeToken(folder, { ...storedTokenOf(token), masked: true });
		return runnable(folder);
	}
	catch (error) {
		(0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true });
		throw error;
	}
}
function runnable(folder) {
	const path = (0,external_node_path_namespaceObject.join)(folder, process.platform === 'win32' ? 'token.cmd' : 'token');
	try {
		(0,external_node_fs_namespaceObject.accessSync)(path, external_node_fs_namespaceObject.constants.X_OK);
	}
	catch {
		throw (0,external_index_js_namespaceObject.failure)('command_unusable/noexec', {});
	}
	return path.replaceAll('\\', process.platform === 'win32' ? '/' : '\\');
}
function storedTokenOf({ accessToken: token, expiry, requestedAt }) {
	return { token, expiry, usual: expiry === undefined ? 0 : Math.min(USUAL, Math.floor((expiry - requestedAt) / 2000)) };
}
function storeToken(folder, stored) {
	writeWhole((0,external_node_path_namespaceObject.join)(folder, 'tokens', `${String(Date.now()).padStart(15, '0')}-${(0,external_node_crypto_namespaceObject.randomUUID)()}.json`), JSON.stringify(stored));
}
function writeWhole(path, text) {
	const unfinished = `${path}.${(0,external_node_crypto_namespaceObject.randomUUID)()}.new`;
	onDisk(() => {
		try {
			(0,external_node_fs_namespaceObject.writeFileSync)(unfinished, text, { mode: 0o600, flag: 'wx' });
			(0,external_node_fs_namespaceObject.renameSync)(unfinished, path);
		}
		catch (error) {
			(0,external_node_fs_namespaceObject.rmSync)(unfinished, { force: true });
			throw error;
		}
	});
}
function readSettings(folder) {
	const revive = (name, value) => name.endsWith('Url') && typeof value === 'string' ? new URL(value) : value;
	return onDisk(() => JSON.parse(readPlain((0,external_node_path_namespaceObject.join)(folder, 'settings.json')), revive));
}
function onDisk(work) {
	try {
		return work();
	}
	catch (error) {
		if (error instanceof external_index_js_namespaceObject.ActionError)
			throw error;
		const { code = 'ENOENT' } = error;
		throw code === 'ENOENT' ? (0,external_index_js_namespaceObject.failure)('command_unusable', {}) : (0,external_index_js_namespaceObject.failure)('command_unusable/disk', { reason: code });
	}
}

// src/http/network-errors.ts


const codes = [
	[/^(ENOTFOUND|EAI_)/, 'host_not_found'],
	[/^ECONNREFUSED/, 'connection_refused'],
	[/^CERT_(HAS_EXPIRED|NOT_YET_VALID)/, 'certificate_expired'],
	[/ALTNAME_INVALID|HOSTNAME_MISMATCH/, 'certificate_wrong_host'],
	[/^UNABLE_TO_(VERIFY_LEAF|GET_ISSUER)/, 'certificate_untrusted/incomplete'],
	[
		/^(UNSPECIFIED|INVALID_|PATH_LENGTH|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|ERROR_IN_CERT_|CRL_|[A-Z]+_MISMATCH|PERMITTED_|EXCLUDED_|UNHANDLED_)/,
		'certificate_untrusted',
	],
];
function networkError(error, peer) {
	const thrown = error;
	const { code = thrown.errors?.[0]?.code ?? 'no code', message = '' } = thrown;
	const { host, certificate } = peer;
	if (message.startsWith('tunneling socket could not be established'))
		return proxyError(message, peer);
	if (code.startsWith('HPE_'))
		return (0,external_index_js_namespaceObject.failure)('answer_invalid/http', { host, rule: code });
	const id = codes.find(([pattern]) => pattern.test(code))?.[1];
	if (id === undefined && /^(EPROTO|ERR_(SSL|TLS)_)/.test(code)) {
		const reason = opensslReason(error);
		const ofClient = isAlert(error) && /certificate|unknown ca|access denied/.test(reason);
		return (0,external_index_js_namespaceObject.failure)(ofClient ? 'client_certificate_refused' : 'tls_failed', { host, reason });
	}
	if (id === undefined)
		return (0,external_index_js_namespaceObject.failure)('connection_failed', { host, reason: code });
	const reason = code === 'UNSPECIFIED' ? (0,external_index_js_namespaceObject.onOneLine)(message) : code;
	return (0,external_index_js_namespaceObject.failure)(id, { host, reason, shown: certificate?.subject ? described(certificate) : '' });
}
function isAlert(error) {
	const { code, message } = error;
	return [code, message].some((text) => /ALERT|SSL alert number/.test(text ?? ''));
}
function proxyError(message, { host, proxy = 'The proxy' }) {
	const [, status, noHttp] = /, (?:statusCode=(\d+)|cause=(Parse Error))/.exec(message) ?? [];
	if (noHttp === undefined && (status?.startsWith('5') ?? true))
		return (0,external_index_js_namespaceObject.failure)('proxy_unreachable', { host, proxy, status });
	return (0,external_index_js_namespaceObject.failure)('proxy_refused', { host, proxy, status: status ?? 'something that is not HTTP' });
}
function opensslReason({ code = '', message, reason }) {
	const queued = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1];
	const said = reason ?? queued ?? code.replace(/^ERR_(SSL|TLS)_/, '').replaceAll('_', ' ');
	return (0,external_index_js_namespaceObject.onOneLine)(said.toLowerCase().replace(/^(ssl\/tls|sslv3|tlsv1(\.?[123])?|tlsv13) (alert )?/, ''));
}
function described({ subject, issuer, valid_to: until }) {
	const name = ({ CN, O }) => `"${(0,external_index_js_namespaceObject.words)(String(CN ?? O ?? '')).replaceAll('"', "'")}"`;
	return `issued to ${name(subject)} by ${name(issuer)}, valid until ${(0,external_index_js_namespaceObject.onOneLine)(until)}`;
}

// src/oauth/github-oidc.ts







async function fetchIdToken(audience, env, attempt, log) {
	return readIdToken(await (0,external_index_js_namespaceObject.askOnce)(idTokenRequest(audience, env, log), attempt, log));
}
function idTokenRequest(audience, env, log) {
	const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
	if (!address || !bearer || !/^https?:/i.test(address) || !URL.canParse(address))
		throw (0,external_index_js_namespaceObject.failure)((0,external_index_js_namespaceObject.secretsWithheld)(env) === 'fork' ? 'id_token_unavailable/fork' : 'id_token_unavailable', {});
	log.mask(bearer);
	const url = new URL(address);
	url.searchParams.set('audience', audience);
	return { url, headers: { authorization: `Bearer ${bearer}` } };
}
function readIdToken(response) {
	const { status, body } = response;
	const fields = (0,external_index_js_namespaceObject.jsonObject)(body);
	const value = status === 200 ? fields?.['value'] : undefined;
	if ((0,external_index_js_namespaceObject.isToken)(value))
		return value;
	const message = fields?.['message'];
	const said = typeof message === 'string' ? (0,external_index_js_namespaceObject.words)(message).replaceAll('"', "'") : '';
	const transient = (0,external_index_js_namespaceObject.transientCode)(status);
	const passing = (status === 403 && /pending/i.test(said)) || (status === 200 && value === undefined);
	const id = transient ? `${transient}/id_token` : passing ? 'id_token_refused/passing' : 'id_token_refused';
	throw (0,external_index_js_namespaceObject.failure)(id, { status, said }, (0,external_index_js_namespaceObject.detailsOf)(response));
}

;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
// src/text/pem.ts
const WRITTEN_BREAK = /(?<!\\)\\+(?:r(?:\\+n)?|n)/g;
const LAYERS = 3;
const BEGIN = '-----BEGIN ';
function pemText(text) {
	let pem = text;
	for (let layer = 0; layer < LAYERS && !pem.includes(BEGIN); layer++)
		pem = Buffer.from(pem.replace(WRITTEN_BREAK, ''), 'base64').toString();
	return pem.includes(BEGIN) ? pem.replace(WRITTEN_BREAK, '\n') : text;
}
function pemBlocks(text) {
	return text
		.split(BEGIN)
		.slice(1)
		.flatMap((rest) => {
		const [label = '', body = '', end = ''] = rest.split('-----', 3);
		if (!/^[A-Z0-9 ]+$/.test(label) || end !== `END ${label}`)
			return [];
		const lines = body.split(/[\r\n]+/).map((line) => line.trim());
		return [{ label, text: [`${BEGIN}${label}-----`, ...lines.filter(Boolean), `-----END ${label}-----`].join('\n') }];
	});
}
function privatePieces(text) {
	const pem = pemText(text);
	const bodies = pem
		.split(BEGIN)
		.slice(1)
		.filter((rest) => rest.split('-----', 1)[0]?.endsWith('PRIVATE KEY'))
		.map((rest) => rest.split('-----', 2)[1] ?? '');
	if (!text.includes(BEGIN))
		bodies.push(text.replace(WRITTEN_BREAK, '\n'));
	return bodies.flatMap((body) => body.split(/[\s"'`]+/)).filter(({ length }) => length >= 8);
}

// src/oauth/keys.ts






const PEM_KEY = 'give the text of the key file, which begins with `-----BEGIN PRIVATE KEY-----`.';
const PEM_CERTIFICATE = 'give the text of the file, from `-----BEGIN CERTIFICATE-----` on, not its path.';
function unusable(name, problem, fix) {
	const code = name === 'private_key' ? 'private_key_invalid' : 'client_certificate_invalid';
	return (0,external_index_js_namespaceObject.failure)(code, { problem: `\`${name}\` ${problem}`, fix });
}
function jwkIn(text) {
	const json = (0,external_index_js_namespaceObject.jsonObject)(text);
	return json?.['kty'] === undefined ? undefined : json;
}
function secretPieces(text) {
	const jwk = jwkIn(text);
	if (!jwk)
		return privatePieces(text);
	const members = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].map((name) => jwk[name]);
	return members.filter((value) => typeof value === 'string' && value.length >= 8);
}
function signingKey(text) {
	const key = keyIn('private_key', text);
	if (algorithmOf(key) !== undefined)
		return pemOf(key);
	throw unusable('private_key', 'is too short, or of a kind that cannot sign.', 'use RSA from 2048 bits, P-256, P-384 or Ed25519.');
}
function certificateAndKey(certificate, keyText, now) {
	const key = keyIn('client_certificate_key', keyText);
	const problem = (what, fix) => unusable('client_certificate', what, fix);
	const all = certificatesIn(certificate);
	if (!all)
		throw problem('is not a PEM certificate.', PEM_CERTIFICATE);
	const own = all.find(({ parsed }) => parsed.checkPrivateKey(key));
	if (!own)
		throw problem('is not the certificate of `client_certificate_key`.', 'give the certificate and the key that belong together.');
	const { validFromDate: from, validToDate: until } = own.parsed;
	if (now < from.getTime() || now >= until.getTime())
		throw problem(`is valid from ${(0,external_index_js_namespaceObject.isoSeconds)(from.getTime())} until ${(0,external_index_js_namespaceObject.isoSeconds)(until.getTime())}.`, "renew it, or correct the runner's clock.");
	const cert = [own, ...all.filter((each) => each !== own)].map(({ pem }) => pem).join('\n');
	try {
		(0,external_node_tls_namespaceObject.createSecureContext)({ cert, key: pemOf(key) });
	}
	catch (error) {
		const { code = 'no code' } = error;
		throw problem(`cannot be used for TLS (${code}).`, 'use a stronger key and signature: RSA from 2048 bits or P-256, with SHA-256.');
	}
	return { cert, key: pemOf(key) };
}
const pemOf = (key) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
function keyIn(name, text) {
	const jwk = jwkIn(text);
	const pem = pemText(text);
	const block = pemBlocks(pem).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text ?? '';
	if (block.includes('OPENSSH PRIVATE KEY'))
		throw unusable(name, 'is in the format of OpenSSH.', 'convert a copy with `ssh-keygen -p -m PKCS8 -f key`, and give that.');
	if (block.includes('ENCRYPTED'))
		throw unusable(name, 'has a passphrase.', 'remove it with `openssl pkey -in key.pem -out plain.pem`, and give that file.');
	try {
		return jwk ? (0,external_node_crypto_namespaceObject.createPrivateKey)({ key: jwk, format: 'jwk' }) : (0,external_node_crypto_namespaceObject.createPrivateKey)(block);
	}
	catch {
		const isPublic = (jwk && jwk['d'] === undefined) || (block === '' && /BEGIN (?:RSA )?(?:PUBLIC|CERTIFICATE)/.test(pem));
		throw unusable(name, isPublic ? 'is public: it has no private key.' : 'cannot be read.', PEM_KEY);
	}
}
const HASHES = ['256', '384', '512'];
function algorithmOf(key, supported) {
	const possible = algorithmsOf(key);
	return possible.find((alg) => supported?.includes(alg)) ?? possible[0];
}
function algorithmsOf(key) {
	if (key instanceof Uint8Array)
		return HASHES.map((size) => `HS${size}`);
	const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
	if (type === 'rsa')
		return (details?.modulusLength ?? 0) >= 2048 ? ['RS', 'PS'].flatMap((kind) => HASHES.map((size) => kind + size)) : [];
	if (type === 'ed25519')
		return ['EdDSA'];
	const curves = { prime256v1: 'ES256', secp384r1: 'ES384' };
	return [(type === 'ec' && curves[details?.namedCurve ?? '']) || ''].filter(Boolean);
}
function authorities(text) {
	const found = certificatesIn(text);
	if (found)
		return found.map(({ pem }) => pem);
	throw (0,external_index_js_namespaceObject.invalid)('ca_certificate', 'is not a PEM certificate.', PEM_CERTIFICATE);
}
function certificatesIn(text) {
	const pem = pemText(text);
	const found = pemBlocks(pem).filter(({ label }) => label === 'CERTIFICATE');
	if (found.length === 0 || found.length < (pem.match(/-----BEGIN/g) ?? []).length)
		return undefined;
	try {
		return found.map((block) => {
			const body = block.text.replace(/-----[A-Z ]+-----|\s/g, '').match(/.{1,64}/g) ?? [];
			const lines = ['-----BEGIN CERTIFICATE-----', ...body, '-----END CERTIFICATE-----'].join('\n');
			return { pem: lines, parsed: new external_node_crypto_namespaceObject.X509Certificate(lines) };
		});
	}
	catch {
		return undefined;
	}
}

// src/oauth/assertion.ts









const LIFETIME = 60;
const SET_BACK = 30;
const assertion_MAX_FILE = 64 * 1024;
const assertions = {
	client_secret_jwt: (credentials, audience, { ahead }) => signed(credentials, audience, Buffer.from(credentials.clientSecret), ahead),
	private_key_jwt: (credentials, audience, { ahead }) => signed(credentials, audience, (0,external_node_crypto_namespaceObject.createPrivateKey)(credentials.privateKey), ahead),
	github_oidc: (_, audience, attempt, log) => fetchIdToken(audience, process.env, attempt, log),
	client_assertion: ({ clientAssertionFile }) => readAssertion(clientAssertionFile, Date.now()),
};
async function withAssertion(request, credentials, attempt, log) {
	const { clientId, authMethod, assertionAudience, issuer, tokenUrl } = credentials;
	const audience = attempt.otherAudience ? request.url.href : assertionAudience || issuer || (0,external_index_js_namespaceObject.issuerOf)(tokenUrl);
	const assertion = await assertions[authMethod]?.(credentials, audience, attempt, log);
	if (assertion !== undefined)
		log.mask(assertion);
	const proof = assertion !== undefined && {
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		client_assertion: assertion,
	};
	return { ...request, form: { ...request.form, ...(clientId !== '' && { client_id: clientId }), ...proof } };
}
function signed(credentials, audience, key, ahead) {
	const { clientId, privateKeyId, signingAlgs } = credentials;
	const now = Math.floor((Date.now() + ahead) / 1000);
	const alg = algorithmOf(key, signingAlgs) ?? '';
	const header = { alg, typ: 'JWT', ...(privateKeyId !== '' && !alg.startsWith('HS') && { kid: privateKeyId }) };
	const times = { iat: now - SET_BACK, exp: now + LIFETIME };
	const claims = { jti: (0,external_node_crypto_namespaceObject.randomUUID)(), iss: clientId, sub: clientId, aud: audience, ...times };
	const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
	return `${input}.${signatureOf(alg, key, input).toString('base64url')}`;
}
function signatureOf(alg, key, input) {
	const hash = `sha${alg.slice(2)}`;
	if (key instanceof Uint8Array)
		return (0,external_node_crypto_namespaceObject.createHmac)(hash, key).update(input).digest();
	const pss = { padding: external_node_crypto_namespaceObject.constants.RSA_PKCS1_PSS_PADDING, saltLength: external_node_crypto_namespaceObject.constants.RSA_PSS_SALTLEN_DIGEST };
	const how = { key, dsaEncoding: 'ieee-p1363', ...(alg.startsWith('PS') && pss) };
	return (0,external_node_crypto_namespaceObject.sign)(alg === 'EdDSA' ? null : hash, Buffer.from(input), how);
}
function readAssertion(file, now) {
	const assertion = textIn(file).trim();
	if (assertion === '')
		throw assertion_unusable('is empty');
	const claims = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(assertion) && (0,external_index_js_namespaceObject.compactPart)(assertion, 0) && (0,external_index_js_namespaceObject.compactPart)(assertion, 1);
	if (!claims)
		throw assertion_unusable('holds no JWT on one line');
	const { exp } = claims;
	if (typeof exp === 'number' && exp * 1000 <= now)
		throw assertion_unusable(`holds a JWT that expired at ${(0,external_index_js_namespaceObject.isoSeconds)(exp * 1000)}`);
	return assertion;
}
function textIn(path) {
	let file;
	try {
		file = (0,external_node_fs_namespaceObject.openSync)(path, external_node_fs_namespaceObject.constants.O_RDONLY | (external_node_fs_namespaceObject.constants.O_NONBLOCK ?? 0));
		const stats = (0,external_node_fs_namespaceObject.fstatSync)(file);
		if (!stats.isFile())
			throw assertion_unusable('is not a plain file');
		if (stats.size > assertion_MAX_FILE)
			throw assertion_unusable('has more than 64 KiB');
		return (0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8');
	}
	catch (error) {
		const { code, syscall } = error;
		if (syscall === undefined && code !== 'ERR_INVALID_ARG_VALUE')
			throw error;
		throw assertion_unusable(code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? 'no code'})`);
	}
	finally {
		if (file !== undefined)
			(0,external_node_fs_namespaceObject.closeSync)(file);
	}
}
function assertion_unusable(problem) {
	return (0,external_index_js_namespaceObject.failure)('client_assertion_invalid', { problem: `The file of \`client_assertion_file\` ${problem}.` });
}
function identityIn({ form }, { authMethod }) {
	if (authMethod !== 'github_oidc' && authMethod !== 'client_assertion')
		return '';
	const claims = (0,external_index_js_namespaceObject.compactPart)(form['client_assertion'] ?? '', 1) ?? {};
	return ['iss', 'sub', 'aud'].map((name) => `${name} ${identityOf(claims[name])}`).join(', ');
}
function identityOf(claim) {
	const text = JSON.stringify(claim ?? 'none');
	return text.length > 300 ? (0,external_index_js_namespaceObject.words)(text) : text;
}

// src/oauth/answer-words.ts


function errorIn(fields = {}) {
	const text = (name) => (typeof fields[name] === 'string' ? fields[name] : '');
	return { error: text('error'), description: text('error_description') };
}
const places = [
	'error_description',
	'errorSummary',
	'message',
	'detail',
	'title',
	'error.message',
	'fault.faultstring',
	'fault.message',
];
const FEW = 8;
const PAGE = 4096;
function saidIn({ body, status }) {
	const quoted = (text) => ((0,external_index_js_namespaceObject.words)(text) ? `"${(0,external_index_js_namespaceObject.words)(text).replaceAll('"', "'")}"` : '');
	const value = (0,external_index_js_namespaceObject.jsonValue)(body);
	if (value !== undefined) {
		const { error } = errorIn((0,external_index_js_namespaceObject.jsonObject)(body));
		return [(0,external_index_js_namespaceObject.words)(error), quoted(messageIn([value].flat()[0]))].filter(Boolean).join(' ');
	}
	if (/^\s*</.test(body))
		return quoted(pageTitle(body.slice(0, PAGE)));
	return status < 300 ? '' : quoted(body);
}
function messageIn(value) {
	const at = (path) => path.split('.').reduce((inner, name) => inner?.[name], value);
	return places.map(at).find((each) => typeof each === 'string' && each !== '') ?? '';
}
function pageTitle(page) {
	const [, title = ''] = /<title[^>]*>([^<]*)/i.exec(page) ?? [];
	const text = title.trim() || page.replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/gi, ' ');
	return text.trim().split(/\s+/).slice(0, FEW).join(' ');
}

// src/oauth/credential-hints.ts
const oddities = [
	['is an expression that was not expanded', /\$\{\{/],
	['is a placeholder', /^<.*>$|^([*•xX.])\1{2,}$/],
	['has quotation marks around it', /^[\p{Quotation_Mark}`]|[\p{Quotation_Mark}`]$/u],
	['begins with `Bearer` or `Basic`', /^(?:Bearer|Basic)\s/i],
	['has a space, line break or invisible character in it', /\s|\p{Cf}|\\[rn]/u],
];
const ADDRESS = /^[a-z][a-z\d+.-]*:\/\//i;
function hints({ authMethod, clientId, clientSecret, }) {
	const sent = { client_id: clientId, ...(authMethod.startsWith('client_secret_') && { client_secret: clientSecret }) };
	return Object.entries(sent).flatMap(([name, value]) => {
		const looks = name === 'client_secret' ? lookOfSecret(value, clientId) : lookOf(value);
		return looks === undefined ? [] : [{ name, looks }];
	});
}
function lookOf(value) {
	return oddities.find(([, pattern]) => pattern.test(value))?.[0];
}
function lookOfSecret(value, clientId) {
	if (value === clientId)
		return 'is the same as `client_id`';
	return lookOf(value) ?? (ADDRESS.test(value) ? 'is an address' : undefined);
}

// src/oauth/refusal.ts










function refused(response, asked) {
	const { status, url } = response;
	const { error, description } = errorIn((0,external_index_js_namespaceObject.jsonObject)(response.body));
	const keycloak = (0,external_index_js_namespaceObject.isKeycloak)(asked.tokenUrl);
	const id = byCode(status, keycloak, error, description, asked) ?? byStatus(response);
	const base = { host: url.host, status, said: saidIn(response) };
	const details = { ...(0,external_index_js_namespaceObject.detailsOf)(response), ...(CLIENT.test(id) && againWith(response, error, asked)) };
	if (id === 'redirect')
		return redirected(response, base);
	if (id === 'endpoint_not_found/realm')
		return realmNotFound(url, base);
	const { authMethod: method, identity, clientId, clientSecret } = asked;
	const byDefault = (0,external_index_js_namespaceObject.othersThanDefault)(url.host) !== undefined;
	const params = { ...base, method, keycloak, byDefault, ...(CLIENT.test(id) && { identity }) };
	const refusal = withClock((0,external_index_js_namespaceObject.failure)(id, params, details));
	const compared = COMPARED.has(id);
	if (compared)
		for (const hint of hints(asked))
			refusal.and('odd_value', hint);
	if (compared && method === 'client_secret_basic' && [clientId, clientSecret].some((value) => (0,external_index_js_namespaceObject.formEncode)(value) !== value))
		refusal.and('form_encoded', {});
	const methods = compared || id === 'request_refused' ? methodsInstead(method, asked.authMethods) : [];
	return methods.length > 0 ? refusal.and('methods_known', { methods }) : refusal;
}
const CLIENT = /^(invalid_client|unauthorized_client|request_refused$|access_denied$)/;
const COMPARED = new Set([
	'invalid_client',
	'invalid_client/unknown',
	'invalid_client/status',
	'unauthorized_client',
	'unauthorized_client/secret',
]);
const ANY = /(?:)/;
const SECRET = /^client_secret_(post|basic) /;
const EITHER = /^(invalid|unauthorized)_client$/;
const meanings = [
	['any', /^(temporarily_unavailable|server_error)$/, ANY, ANY, 'server_error'],
	['any', /^unknown_error$/, /retry|again/i, ANY, 'server_error'],
	['keycloak', ANY, /^HTTPS required$/, ANY, 'access_denied/https_required'],
	['keycloak', ANY, /^Realm not enabled$/, ANY, 'access_denied/realm_disabled'],
	['keycloak', ANY, /^User '.*' disabled$/, ANY, 'unauthorized_client/user_disabled'],
	['keycloak', /^Realm does not exist$/, ANY, ANY, 'endpoint_not_found/realm'],
	['keycloak', EITHER, /^Public client not allowed/, ANY, 'unauthorized_client/public'],
	['keycloak', EITHER, /^Client not enabled to retrieve service account/, ANY, 'unauthorized_client/no_service_account'],
	['keycloak', EITHER, /client_assertion\w* is missing/, SECRET, 'invalid_client/method'],
	[
		'keycloak',
		/^unauthorized_client$/,
		/^Invalid client (secret|or Invalid client credentials)$/,
		SECRET,
		'unauthorized_client/secret',
	],
	['keycloak', /^unauthorized_client$/, /^Invalid client credentials$/, SECRET, 'unauthorized_client/disabled'],
	['keycloak', EITHER, /Invalid client credentials$/, SECRET, 'invalid_client/unknown'],
	['keycloak', /^unauthorized_client$/, ANY, ANY, 'unauthorized_client'],
	['other', /^unauthorized_client$/, ANY, ANY, 'unauthorized_client/grant'],
	['other', /^invalid_client$/, /grant type/i, ANY, 'unauthorized_client/grant'],
	['other', /^invalid_request$/, ANY, /^(client_assertion|github_oidc) without client_id/, 'request_refused/client_id'],
	['any', /^invalid_client$/, ANY, ANY, 'invalid_client'],
	['any', /^invalid_scope$/, ANY, /without scope/, 'invalid_scope/missing'],
	['other', /^invalid_scope$/, ANY, /several scopes/, 'invalid_scope/commas'],
	['any', /^invalid_scope$/, ANY, ANY, 'invalid_scope'],
	['any', /^unsupported_grant_type$/, ANY, ANY, 'request_refused/grant'],
	['any', /^invalid_target$/, ANY, ANY, 'request_refused/target'],
	['any', /^(use_dpop_nonce|invalid_dpop_proof)$/, ANY, ANY, 'token_type_unsupported/dpop'],
	['any', /^(invalid_token|insufficient_scope)$/, ANY, SECRET, 'endpoint_not_found/api'],
	['any', /^(invalid_(request|grant|token)|insufficient_scope|access_denied)$/, ANY, ANY, 'request_refused'],
];
function byCode(status, keycloak, error, description, asked) {
	const transient = (0,external_index_js_namespaceObject.transientCode)(status);
	if (transient && status !== 500)
		return transient;
	const { authMethod, clientId, scope } = asked;
	const how = `${authMethod} ${clientId ? '' : 'without client_id'} ${scope ? '' : 'without scope'}${/[ ,]/.test(scope) ? 'several scopes' : ''}`;
	const [, , , , id] = meanings.find(([server, errors, says, methods]) => (server === 'any' || (server === 'keycloak') === keycloak) &&
		errors.test(error) &&
		says.test(description) &&
		methods.test(how)) ?? [];
	if (id || transient)
		return id ?? transient;
	if (keycloak && status >= 400 && /[A-Z ]/.test(error))
		return 'endpoint_not_found';
	return error && (status < 300 || (status === 400 && /^[a-z_]+$/.test(error))) ? 'request_refused' : undefined;
}
function byStatus({ status, body }) {
	if (status >= 200 && status < 300)
		return body.trim() === '' || /^\s*\{/.test(body) ? 'answer_invalid/cut_off' : 'answer_invalid/no_json';
	if (status >= 300 && status < 400)
		return 'redirect';
	if (status === 401)
		return 'invalid_client/status';
	if (status === 403)
		return 'access_denied';
	return [404, 405, 415].includes(status) ? 'endpoint_not_found' : 'answer_invalid';
}
function redirected({ headers, url }, base) {
	const location = Buffer.from(headers.location ?? '', 'latin1').toString();
	const [address = ''] = location.split(/[?#;]/, 1);
	const target = address && URL.canParse(address, url.href) ? new URL(address, url) : undefined;
	if (!target || !/^https?:$/.test(target.protocol))
		return (0,external_index_js_namespaceObject.failure)('redirect/nowhere', base);
	const where = target.origin === url.origin ? url.origin + (0,external_index_js_namespaceObject.words)(target.pathname) : (0,external_index_js_namespaceObject.words)(target.origin + target.pathname);
	const login = /(log|sign)[-_]?(in|on)|saml|sso/i.test(target.pathname) && !target.pathname.endsWith('/token');
	return (0,external_index_js_namespaceObject.failure)(login ? 'redirect/login' : 'redirect', { ...base, where });
}
function realmNotFound({ host, pathname }, base) {
	const [, name = ''] = /\/realms\/([^/]+)/.exec(pathname) ?? [];
	const params = { ...base, host, realm: name };
	return (0,external_index_js_namespaceObject.environmentAt)(host) === undefined
		? (0,external_index_js_namespaceObject.failure)('endpoint_not_found/realm', params)
		: (0,external_index_js_namespaceObject.failure)('endpoint_not_found/known_realms', { ...params, known: external_index_js_namespaceObject.realms });
}
function methodsInstead(method, taken = []) {
	const names = new Set(taken.map((name) => (name === 'self_signed_tls_client_auth' ? 'tls_client_auth' : name)));
	const name = method === 'github_oidc' || method === 'client_assertion' ? 'private_key_jwt' : method;
	return names.has(name) ? [] : external_index_js_namespaceObject.authMethods.filter((each) => names.has(each));
}
const MAX_SKEW = 20_000;
function againWith(response, error, { authMethod, tokenUrl, assertionAudience, issuer }) {
	if (!/_jwt$/.test(authMethod))
		return {};
	const { ahead = 0 } = (0,external_index_js_namespaceObject.detailsOf)(response);
	if (Math.abs(ahead) > MAX_SKEW)
		return { again: 'clock' };
	const refusesClient = error === 'invalid_client' || response.status === 401 || response.status === 403;
	const other = assertionAudience === '' && (issuer || (0,external_index_js_namespaceObject.issuerOf)(tokenUrl)) !== response.url.href;
	return refusesClient && other && !(0,external_index_js_namespaceObject.isKeycloak)(tokenUrl) ? { again: 'audience' } : {};
}
function withClock(error) {
	const { again, ahead = 0 } = error.details;
	return again === 'clock' ? error.and('clock', { skew: Math.round(-ahead / 1000) }) : error;
}

// src/report/texts.ts

const DOCS = 'https://github.com/org/arkane-token-action/blob/v1/docs/errors.md';
const SKIP_ON_FORKS = 'skip the job there: `if: ${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}`.';
const ALLOW_GRANT = "have the server's administrator allow the `client_credentials` grant for this client.";
const quoted = ({ said }) => (said ? `: ${said}` : '');
const refusing = (how) => (refusal) => {
	const { host, status, identity, method } = refusal;
	const proof = identity ? ` The ${method === 'client_assertion' ? 'assertion' : 'ID token'} has ${identity}.` : '';
	return `${host} ${how} (${String(status)})${quoted(refusal)}.${proof}`;
};
const answered = (how = '', causes = '') => (answer) => `${answer.host} answered ${String(answer.status)}${how}${quoted(answer)}.${causes}`;
const certificate = (how) => ({ host, reason, shown }) => `The certificate of ${host} ${how} (${reason})${shown && `: ${shown}`}.`;
const idTokenAnswered = ({ status, said }) => `GitHub's ID token endpoint answered ${String(status)}${status === 200 ? ' without a token' : ''}${said && `: "${said}"`}.`;
const handshakes = [
	[/wrong version number|http|not ssl|packet length/, 'check the port in `token_url`: what answers there does not speak TLS.'],
	[
		/version|protocol|cipher|handshake failure|security|curve|shared|suitable|renegotiation|small|short|weak|signature|dh/,
		"have the server's administrator allow TLS 1.2 or later with strong keys and ciphers.",
	],
];
const FEDERATED = "have the administrator compare these, letter by letter, with the client's federated credential.";
const proofs = {
	client_secret_jwt: [
		"compare `client_secret`; the client's authenticator must be Signed JWT with Client Secret.",
		'compare `client_secret`, then have the administrator check that this client takes `client_secret_jwt`.',
	],
	private_key_jwt: [
		'compare `private_key` and `private_key_id` with the Keys tab of the client, then check `assertion_audience`.',
		'compare `private_key` and `private_key_id` with the key registered for this client, then check `assertion_audience`.',
	],
	github_oidc: [`${FEDERATED} \`assertion_audience\` sets \`aud\`.`],
	client_assertion: [`${FEDERATED} Whoever writes the file sets \`aud\`.`],
	tls_client_auth: [
		"have the administrator compare the certificate's subject with the client: `openssl x509 -noout -subject -nameopt RFC2253`.",
	],
};
const elsewhere = ({ byDefault }) => byDefault ? ' For another server, set `environment`, `realm` or `token_url`.' : '';
const compare = (usual) => (refusal) => {
	const [keycloak, other = keycloak] = proofs[refusal.method ?? ''] ?? [usual];
	return (refusal.keycloak ? keycloak : other) + elsewhere(refusal);
};
const mistake = { problem: '{problem}', fix: '{fix}' };
const tooShort = 'The access token is valid for {left:span}; `min_validity` asks for {asked:span}.';
const idTokenAnswer = { problem: idTokenAnswered };
const metadataAnswer = { problem: '{host} answered {status} for its metadata.' };
const failures = {
	input_missing: {
		problem: '`{name}` is empty.',
		fix: 'set it under `with:`. From `${{ vars.NAME }}`? Compare the name with Settings > Secrets and variables > Actions > Variables.',
	},
	secret_empty: {
		problem: '`{name}` is empty.',
		fix: 'compare the name in `${{ secrets.NAME }}` with Settings > Secrets and variables > Actions > Secrets. In a GitHub environment? Add `environment: NAME` to the job.',
	},
	secret_withheld: { problem: '`{name}` is empty: GitHub gives this run no secrets.', fix: 'skip the job in such runs.' },
	'secret_withheld/fork': { problem: '`{name}` is empty: pull requests from forks get no secrets.', fix: SKIP_ON_FORKS },
	'secret_withheld/dependabot': {
		problem: '`{name}` is empty: runs of Dependabot get only its own secrets.',
		fix: "add it under Settings > Secrets and variables > Dependabot, or skip the job: `if: github.actor != 'dependabot[bot]'`.",
	},
	input_invalid: mistake,
	input_unknown: { problem: '`with:` has {names:list}, which this action does not know. Nothing was sent.', fix: '{fix}' },
	private_key_invalid: mistake,
	client_certificate_invalid: mistake,
	client_certificate_refused: {
		problem: '{host} wants a client certificate, or refused this one ({reason}).',
		fix: 'give `client_certificate` with its chain, and `client_certificate_key`, from an authority that the server trusts.',
	},
	client_assertion_invalid: {
		problem: '{problem}',
		fix: 'run `ls -lL FILE` in this job: the token must be mounted there, readable, and renewed before it expires.',
	},
	metadata_not_found: {
		problem: ({ places }) => `No metadata was found at ${places.join(', nor at ')}.`,
		fix: "give `issuer` exactly as the server's documents have it, or give `token_url` instead.",
	},
	metadata_invalid: {
		problem: "The server's metadata cannot be used.",
		fix: "give `token_url` instead of `issuer`, and tell the server's administrator.",
	},
	'metadata_invalid/issuer': {
		problem: ({ issuer, actual }) => `The metadata at ${issuer} names ${actual ? `the issuer ${actual}` : 'no issuer'}.`,
		fix: 'if you trust the issuer that it names, give that as `issuer`, letter by letter.',
	},
	'metadata_invalid/endpoint': { problem: 'In the metadata of {issuer}, `{name}` {problem}' },
	'metadata_invalid/no_token_endpoint': { problem: 'The metadata of {issuer} has no `token_endpoint`.' },
	id_token_unavailable: {
		title: 'ID token missing',
		problem: 'GitHub gives this job no ID token: it lacks the permission.',
		fix: 'add `permissions: { id-token: write, contents: read }` to the job. With a reusable workflow, add it to the calling job.',
	},
	'id_token_unavailable/fork': { problem: 'GitHub gives pull requests from forks no ID token.', fix: SKIP_ON_FORKS },
	id_token_refused: {
		title: 'ID token refused',
		problem: idTokenAnswered,
		fix: 'run the job again. If it fails again, look at the status page of GitHub Actions.',
	},
	'id_token_refused/passing': idTokenAnswer,
	runner_missing: {
		problem: '{name} is not set: this is not a step of GitHub Actions.',
		fix: 'use this action as a step of a workflow. `npm run demo` shows it without one.',
	},
	output_failed: {
		problem: 'Cannot write to the file of {name} ({reason}).',
		fix: "free space on the runner's disk, then run the job again.",
	},
	'output_failed/denied': {
		problem: 'This user may not write to the file of {name} ({reason}).',
		fix: 'run the container as the user of the runner (`options: --user 1001`), or `chown` the file.',
	},
	'output_failed/no_file': {
		problem: '{name} must be the path of a plain file.',
		fix: 'leave GITHUB_OUTPUT and GITHUB_STATE as the runner sets them.',
	},
	cancelled: {
		title: 'Job cancelled',
		problem: 'The step was cancelled before it passed a token on.',
		fix: 'run the job again if you still need it.',
	},
	proxy_invalid: {
		problem: '{variable} must be an http:// URL with a host name and port.',
		fix: "set it to `http://HOST:PORT`, percent-encoding its password, or add the server's host to NO_PROXY.",
	},
	proxy_refused: {
		problem: '{proxy}, the proxy to {host}, answered {status}.',
		fix: ({ status }) => status === '407'
			? 'put valid credentials into the proxy variable: `http://USER:PASSWORD@HOST:PORT`.'
			: 'have the proxy allow this host, or add the host to NO_PROXY.',
	},
	proxy_unreachable: {
		problem: ({ host, proxy, status }) => `${proxy}, the proxy to ${host}, ${status ? `answered ${status}` : 'takes no connection'}.`,
		fix: "check the proxy variable of the runner, or add the server's host to NO_PROXY.",
	},
	host_not_found: {
		problem: 'Cannot resolve {host} ({reason}).',
		fix: 'check the spelling of `token_url` or `issuer`, then the DNS of the runner.',
	},
	connection_refused: {
		problem: '{host} refused the connection ({reason}).',
		fix: 'check host and port in `token_url`, and that the server runs.',
	},
	connection_failed: {
		problem: 'The connection to {host} broke ({reason}).',
		fix: 'run the job again. If it breaks again, check the firewall and egress rules of the runner.',
	},
	timeout: {
		title: 'No answer in time',
		problem: '{host} did not answer within {seconds:span}.',
		fix: 'run the job again. If it fails again, check the firewalls between runner and server.',
	},
	certificate_untrusted: {
		problem: certificate('is not trusted'),
		fix: 'if you know and trust who issued it, put the PEM of that authority into `ca_certificate`.',
	},
	'certificate_untrusted/incomplete': {
		problem: certificate('cannot be verified'),
		fix: 'have the server send its intermediate certificates. With a private authority, put its PEM into `ca_certificate`.',
	},
	certificate_expired: {
		problem: certificate('is not valid now'),
		fix: "check the runner's clock (`date -u`), then have the certificate renewed.",
	},
	certificate_wrong_host: {
		title: 'Certificate of another host',
		problem: certificate('names another host'),
		fix: 'use the host name that the certificate was issued for.',
	},
	tls_failed: {
		title: 'TLS handshake failed',
		problem: 'No TLS connection to {host} could be made (OpenSSL: {reason}).',
		fix: ({ reason }) => handshakes.find(([pattern]) => pattern.test(reason))?.[1] ??
			'run the job again. If it fails again, see what `openssl s_client -connect HOST:PORT` says.',
	},
	redirect: {
		title: 'Redirect, not a token',
		problem: '{host} answered {status}, a redirect to {where}.',
		fix: 'if you trust that address and it is a token endpoint, use it as `token_url`.',
	},
	'redirect/nowhere': {
		problem: '{host} answered {status}, a redirect without an address.',
		fix: "check `token_url` against the `token_endpoint` of the server's metadata.",
	},
	'redirect/login': {
		problem: '{host} answered {status}, a redirect to the login page {where}.',
		fix: 'check `token_url`: it leads to a page for people, not to the token endpoint.',
	},
	answer_too_large: {
		problem: '{host} answered with more than 1 MiB.',
		fix: 'check `token_url`: it leads to a page or a download.',
	},
	answer_invalid: {
		title: 'Not a token response',
		problem: answered(' without an OAuth error'),
		fix: 'check `token_url`, `auth_method` and `parameters`, and what a gateway in between answers.',
	},
	'answer_invalid/no_json': {
		problem: answered(' without JSON'),
		fix: 'check `token_url`, and what a gateway in between answers.',
	},
	'answer_invalid/cut_off': {
		problem: '{host} answered {status}, but the answer is empty or cut off.',
		fix: 'run the job again. If it fails again, check `token_url` and the gateways in between.',
	},
	'answer_invalid/http': {
		problem: 'The answer of {host} breaks HTTP ({rule}).',
		fix: "check `token_url`. If it is right, tell the server's administrator.",
	},
	'answer_invalid/interim': {
		problem: '{host} answered {status} instead of a final status.',
		fix: 'check `token_url`: another kind of service answers there.',
	},
	'answer_invalid/no_token': {
		problem: '{host} answered with JSON that has no `access_token`.',
		fix: 'check `token_url`: it leads to another endpoint.',
	},
	token_invalid: {
		problem: '{host} sent an access token that is empty or has characters that no token has.',
		fix: "tell the server's administrator.",
	},
	token_type_unsupported: {
		problem: '{host} sent a token of the type "{name}", which needs a proof with each request.',
		fix: "have the server's administrator set this client to Bearer tokens.",
	},
	'token_type_unsupported/dpop': { problem: refusing('wants a DPoP proof from this client') },
	token_expired: {
		problem: 'The access token was no longer valid when it came.',
		fix: "have the lifetime of this client's access tokens raised.",
	},
	'token_expired/early': {
		title: 'Token not valid yet',
		problem: 'The `nbf` of the access token is still to come.',
		fix: "have the server's clocks compared, then run the job again.",
	},
	token_too_short: {
		title: 'Token expires too soon',
		problem: tooShort,
		fix: 'lower `min_validity` below the lifetime of the tokens. For longer steps, set `token_command: true`.',
	},
	'token_too_short/command': {
		problem: 'A new access token is valid for {left:span}; `--min-validity` asks for {asked:span}.',
		fix: "lower `--min-validity` below the lifetime of the client's tokens.",
	},
	'token_too_short/late': {
		problem: tooShort,
		fix: 're-run all jobs, since the token was sealed some time ago. If it fails again, lower `min_validity`.',
	},
	'token_too_short/unknown': {
		problem: 'The server does not say when the token expires, so `min_validity` cannot be checked.',
		fix: 'remove `min_validity`, or have the server send `expires_in`.',
	},
	token_too_large: {
		problem: ({ size, limit }) => `Sealed, the access token has ${String(Math.ceil(size / 1024))} KiB; a later job can take ${limit}.`,
		fix: 'have fewer roles and claims put into the token, or remove `seal_key`.',
	},
	seal_masked: {
		problem: 'The runner would drop `{name}`: {tries} seals all had a masked value in them.',
		fix: 'make the secrets of this step longer: one has only a letter or two.',
	},
	seal_key_invalid: {
		problem: '`seal_key` must be 32 random bytes in base64, with nothing around them.',
		fix: 'make one with `openssl rand -base64 32`, save it as a secret, and give that secret in both jobs.',
	},
	sealed_token_missing: {
		problem: '`sealed_token` is empty.',
		fix: 'give the sealing job `outputs: sealed_token: ${{ steps.ID.outputs.sealed_token }}`, and this step `sealed_token: ${{ needs.JOB.outputs.sealed_token }}`.',
	},
	'sealed_token_missing/session': {
		problem: '`sealed_session` is empty, so no session was ended.',
		fix: 'give the sealing job `outputs: sealed_session: ${{ steps.ID.outputs.sealed_session }}`, and this step `sealed_session: ${{ needs.JOB.outputs.sealed_session }}`.',
	},
	sealed_token_invalid: {
		problem: '`{name}` must be the output `{name}` of this action, whole and unchanged.',
		fix: 'pass `${{ needs.JOB.outputs.{name} }}` as it is.',
	},
	sealed_token_unreadable: {
		problem: '`{name}` cannot be opened with this `seal_key`.',
		fix: 'use the same secret as `seal_key` in both jobs, then re-run all jobs.',
	},
	sealed_token_of_other_run: {
		title: 'Seal of another run',
		problem: '`{name}` was sealed in another run, and opens only there.',
		fix: 'seal a token in a job of this run.',
	},
	sealed_session_other_server: {
		title: 'Session of another server',
		problem: 'The seal is of another server than the inputs name ({host}). Nothing was sent.',
		fix: 'give `end` the same server inputs as the step that sealed the session.',
	},
	sealed_token_expired: {
		title: 'Seal expired',
		problem: 'The sealed token expired at {expiry:time}.',
		fix: 're-run the job that seals: GitHub then runs again what needs it.',
	},
	invalid_client: {
		problem: refusing('does not accept this client'),
		fix: compare('compare `client_id`, `client_secret` and the server with what you were given.'),
	},
	'invalid_client/unknown': {
		problem: refusing('does not know this client, or has disabled it'),
		fix: (refusal) => `compare \`client_id\` with what you were given.${elsewhere(refusal)}`,
	},
	'invalid_client/method': {
		problem: refusing('wants another proof from this client'),
		fix: 'set `auth_method` to what this client is set up for, such as `private_key_jwt`.',
	},
	'invalid_client/status': {
		problem: answered(' without an OAuth error'),
		fix: 'check `token_url` first, then the credentials. A gateway in front of the server may also want its own login.',
	},
	unauthorized_client: {
		problem: refusing('gives this client no token'),
		fix: compare('compare `client_secret`, then check that client authentication and service accounts are on.'),
	},
	'unauthorized_client/grant': { problem: refusing('does not let this client use client_credentials'), fix: ALLOW_GRANT },
	'unauthorized_client/secret': {
		problem: refusing('says that `client_secret` is wrong'),
		fix: (refusal) => `save the secret again as you were given it for this client.${elsewhere(refusal)}`,
	},
	'unauthorized_client/disabled': {
		problem: refusing('has disabled this client'),
		fix: "have the server's administrator enable it.",
	},
	'unauthorized_client/public': {
		problem: refusing('lists this client as public, without a secret'),
		fix: 'use the id of your private client, or have client authentication and service accounts switched on.',
	},
	'unauthorized_client/no_service_account': {
		problem: refusing('has no service account for this client'),
		fix: "have the server's administrator switch service accounts on for this client.",
	},
	'unauthorized_client/user_disabled': {
		problem: refusing("has disabled the user of this client's service account"),
		fix: "have the server's administrator enable that user. The credentials are right.",
	},
	invalid_scope: {
		problem: refusing('does not accept the scope'),
		fix: 'correct `scope`, or have it assigned to this client.',
	},
	'invalid_scope/missing': { problem: refusing('wants a scope'), fix: 'set `scope`: this server requires one.' },
	'invalid_scope/commas': {
		problem: refusing('does not accept the scope'),
		fix: 'correct `scope`, have it assigned to this client, or separate its names by commas.',
	},
	request_refused: {
		problem: refusing('refused the request'),
		fix: "check `scope`, `audience`, `auth_method` and `parameters` against the client's setup.",
	},
	'request_refused/client_id': {
		problem: refusing('refused the request'),
		fix: 'give `client_id`: this server wants it beside the assertion.',
	},
	'request_refused/grant': { problem: refusing('does not allow client_credentials here'), fix: ALLOW_GRANT },
	'request_refused/target': {
		problem: refusing('does not know this audience or resource'),
		fix: 'correct `audience`, and `resource` in `parameters`.',
	},
	endpoint_not_found: {
		problem: answered('', ' This is not its token endpoint, or a gateway refuses the request.'),
		fix: "use the `token_endpoint` of the server's metadata (`/.well-known/openid-configuration`) as `token_url`.",
	},
	'endpoint_not_found/realm': {
		problem: 'Realm {realm} not found at {host} (case counts).',
		fix: 'correct the realm in `token_url` or `issuer`.',
	},
	'endpoint_not_found/known_realms': {
		problem: 'Realm {realm} not found at {host} (case counts).',
		fix: 'set `realm` to one that is known there: {known:list}.',
	},
	'endpoint_not_found/api': {
		problem: refusing('wants a token at this URL'),
		fix: 'check `token_url`: it leads to an API, not to the token endpoint.',
	},
	access_denied: {
		problem: answered('', ' The client is refused, the URL is wrong, or a gateway blocks.'),
		fix: 'check `token_url` and the credentials, then whether a gateway lets this runner through.',
	},
	'access_denied/https_required': {
		problem: refusing('does not see that the request came by HTTPS'),
		fix: 'have its proxy send `X-Forwarded-Proto`, and Keycloak read it (`proxy-headers`).',
	},
	'access_denied/realm_disabled': {
		problem: refusing('has disabled this realm'),
		fix: "have the server's administrator enable it under Realm settings.",
	},
	rate_limited: { problem: answered(), fix: 'raise `timeout`, or start fewer jobs at a time (`max-parallel`).' },
	'rate_limited/id_token': idTokenAnswer,
	'rate_limited/metadata': metadataAnswer,
	server_error: { problem: answered(), fix: "run the job again. If it fails again, tell the server's administrator." },
	'server_error/id_token': idTokenAnswer,
	'server_error/metadata': metadataAnswer,
	command_unusable: {
		title: 'Token command failed',
		problem: 'The folder of the token command is not there, or not whole.',
		fix: 'call the command in later steps of the same job, and leave RUNNER_TEMP alone.',
	},
	'command_unusable/noexec': {
		problem: 'RUNNER_TEMP is mounted `noexec`, so no command can run from it.',
		fix: 'mount it without `noexec`, or remove `token_command`.',
	},
	'command_unusable/ended': {
		problem: 'The token command was called after the job had ended.',
		fix: 'wait for background processes before the job ends.',
	},
	'command_unusable/disk': {
		problem: 'The token command cannot use its folder ({reason}).',
		fix: 'call it as the user of the step, and free space on the disk.',
	},
	'command_unusable/busy': {
		problem: 'Other calls of the token command have been asking for {seconds:span}.',
		fix: 'read what those calls printed.',
	},
	'command_unusable/unprintable': {
		problem: 'The token command could not print the token ({reason}).',
		fix: 'have the step read all that the command prints.',
	},
	'command_unusable/options': {
		problem: 'The token command does not know "{given}".',
		fix: 'use `--header`, `--min-validity N` (seconds) and `--help` alone.',
	},
	internal: {
		title: 'Bug in this action',
		problem: 'Unexpected {kind}.',
		fix: 'report it with this message, which has no secret in it. You can run the job again.',
	},
};
const limitOf = ({ timeout, limit }) => limit === 'end' ? `the ${(0,external_index_js_namespaceObject.forPeople)(timeout)} for it` : `\`timeout\` (${(0,external_index_js_namespaceObject.forPeople)(timeout)})`;
const owner = ({ clientId, host }) => `${clientId && `of client ${clientId} `}at ${host}`;
const staysOpen = (open) => `The session ${owner(open)} stays open ${(0,external_index_js_namespaceObject.describeUntil)(open.end)}.`;
const mayBeOpen = (open) => open.count === 1
	? `An answer was lost: a session ${owner(open)} may be open ${(0,external_index_js_namespaceObject.describeUntil)(open.end)}.`
	: `${String(open.count)} answers were lost: sessions ${owner(open)} may be open ${(0,external_index_js_namespaceObject.describeUntil)(open.end)}.`;
const clockApart = ({ skew }) => `The runner's clock is ${(0,external_index_js_namespaceObject.forPeople)(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the server's.`;
const notes = {
	methods_known: {
		problem: 'By its metadata, the server takes {methods:list}.',
		fix: () => 'set `auth_method` to what the server takes, and give the inputs for it.',
	},
	asks_to_wait: {
		problem: ({ seconds, ...limit }) => `It asks to wait ${(0,external_index_js_namespaceObject.forPeople)(seconds)}, which ${limitOf(limit)} does not allow.`,
		fix: () => 'raise `timeout` above that, or run the job again later.',
	},
	out_of_attempts: {
		problem: ({ attempts, ...limit }) => `Attempt ${String(attempts)} was the last within ${limitOf(limit)}.`,
	},
	clock: { problem: clockApart, fix: (usual) => `set the runner's clock (NTP). Otherwise, ${usual}` },
	odd_value: {
		problem: '`{name}` {looks}.',
		fix: (usual) => `save the value alone, as you were given it. Otherwise, ${usual}`,
	},
	form_encoded: {
		problem: '`client_secret_basic` encodes the special characters in this id or secret.',
		fix: (usual) => `try \`auth_method: client_secret_post\`. Otherwise, ${usual}`,
	},
	left_open: { problem: staysOpen },
	may_be_open: { problem: mayBeOpen },
	ended: { problem: 'The session of its token was ended.' },
};
const warnings = {
	environment_ignored: {
		section: 'environment-is-ignored',
		problem: '`environment` has no effect beside `token_url` or `issuer`.',
		fix: 'remove one of the two.',
	},
	scope_missing: {
		section: 'a-scope-is-not-in-the-answer',
		problem: 'The answer does not name these scopes: {names}.',
		fix: 'if the API refuses the token, have them assigned to this client.',
	},
	audience_missing: {
		section: 'the-token-is-not-for-the-audience',
		problem: ({ asked, found }) => `The token's \`aud\` does not include ${asked}; it has ${found || 'none'}.`,
		fix: "have the server's administrator add that audience to this client's tokens.",
	},
	part_ignored: {
		section: 'part-of-the-answer-was-ignored',
		problem: 'These fields of the answer are malformed, so they have no output: {names:list}.',
		fix: "tell the server's administrator.",
	},
	clocks_differ: {
		section: 'clocks-differ',
		problem: (clock) => `${clockApart(clock)} \`expiry\` is by the runner's.`,
		fix: "set the runner's clock (NTP).",
	},
	token_type_unusual: {
		section: 'the-token-type-is-taken-for-bearer',
		problem: ({ name }) => `The answer has ${name ? `the \`token_type\` "${name}"` : 'no `token_type`'}, so the output says Bearer.`,
	},
	lost_answers: { title: 'Answers lost', section: 'answers-were-lost', problem: mayBeOpen },
	ended_early: {
		title: 'Step killed',
		section: 'the-main-step-was-ended-early',
		problem: (open) => `The main step ended during a request: a session ${owner(open)} may be open until it expires.`,
	},
	state_damaged: {
		section: 'the-state-is-damaged',
		problem: 'Another step changed what the main step saved, so no session was ended.',
		fix: 'find the step that writes `STATE_` variables.',
	},
	no_summary: {
		section: 'no-summary',
		problem: 'The job summary could not be written; the outputs are there.',
		fix: "free space on the runner's disk, or write less into the summary.",
	},
	not_ended: {
		title: 'Session will stay open',
		section: 'the-session-will-not-be-ended',
		problem: ({ limit, ...open }) => `The token is too large for the post step (${limit}). ${staysOpen(open)}`,
		fix: 'have fewer roles and claims put into the token.',
	},
	sealed_ends: {
		title: 'Later jobs lose access',
		section: 'later-jobs-get-a-dead-token',
		problem: '`revoke: true` ends the session of the sealed token before later jobs use it.',
		fix: 'remove `revoke`.',
	},
	left_open: { title: 'Session stays open', section: 'the-session-is-left-open', problem: '{problem}' },
	call_stopped: {
		title: 'Token command stopped',
		section: 'a-call-of-the-token-command-was-stopped',
		problem: (open) => `${open.count === 1 ? 'A call' : `${String(open.count)} calls`} ended during a request: sessions ${owner(open)} may be open until they expire.`,
	},
	many_left_open: {
		title: 'Sessions stay open',
		section: 'sessions-are-left-open',
		problem: (open) => `${String(open.count)} sessions ${owner(open)} could not be ended; the last is open ${(0,external_index_js_namespaceObject.describeUntil)(open.end)}.`,
	},
	notes_damaged: {
		section: 'notes-of-the-token-command-are-damaged',
		problem: 'Files of the token command are damaged ({count}), so sessions may be open until they expire.',
		fix: 'leave RUNNER_TEMP alone in the steps of this job.',
	},
	folder_left: {
		title: 'Folder not removed',
		section: 'the-folder-of-the-token-command-is-left',
		problem: 'The folder of the token command, which has the credential, is still in RUNNER_TEMP ({reason}).',
		fix: 'on a runner of your own, remove it by hand.',
	},
};
const USAGE = `Prints an access token that is valid now. Masks it first, and asks for a new one when the last has expired.

  --header           print "Authorization: Bearer TOKEN"
  --min-validity N   the token must be valid for N more seconds (default 60, or half its lifetime if that is less)
  --help             print this

Without a token it prints nothing on standard output, says why on standard error, and exits with 1.
`;

// src/report/explain.ts



const MENDABLE = /^(input_|secret_|seal|private_key_|client_(certificate|assertion)_invalid|id_token_unavailable|output_failed|proxy_invalid)/;
const formats = {
	span: external_index_js_namespaceObject.forPeople,
	time: external_index_js_namespaceObject.isoSeconds,
	list: (all) => all.map((each) => `\`${each}\``).join(', '),
};
function say(text = '', params) {
	if (typeof text === 'function')
		return text(params).replaceAll('.".', '."');
	const values = params;
	return text.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name, format) => format ? formats[format](values[name]) : String(values[name]));
}
function titleOf(id, { title = id.replaceAll('_', ' ') }) {
	return title.charAt(0).toUpperCase() + title.slice(1);
}
function problemOf({ id, params, notes: added }) {
	return [say(failures[id].problem, params), ...added.map((note) => say(notes[note.id].problem, note.params))].join(' ');
}
function entryOf({ code, id }) {
	return { ...failures[code], ...failures[id] };
}
function fixOf(error) {
	const added = [...new Set(error.notes.map(({ id }) => id))].map((id) => notes[id]);
	const usual = say(entryOf(error).fix, error.params).replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
	return added.reduce((fix, note) => note.fix?.(fix) ?? fix, usual);
}
function explain(error) {
	const { all, code } = error;
	const stays = error.notes.some(({ id }) => id === 'left_open');
	if (stays && !MENDABLE.test(code))
		return warning('left_open', { problem: problemOf(error) });
	const added = all.includes(error) ? [] : error.notes.map((note) => say(notes[note.id].problem, note.params));
	const lines = all.flatMap((each) => [problemOf(each), `Fix: ${fixOf(each)}`]);
	const links = new Set(all.map((each) => `More causes: ${DOCS}#${each.code}`));
	const title = all.length > 1 ? 'Inputs not valid' : titleOf(code, entryOf(error));
	return { title, message: [...lines, ...added, ...links].join('\n') };
}
function retryLine(error, wait, attempt) {
	const when = wait < 50 ? 'now' : `in ${(0,external_index_js_namespaceObject.forPeople)(wait / 1000)}`;
	return `${problemOf(error)} Trying again ${when} (attempt ${String(attempt)}).`;
}
function warning(id, params) {
	const entry = warnings[id];
	const fix = say(entry.fix, params);
	const lines = [say(entry.problem, params), fix && `Fix: ${fix}`, `More: ${DOCS}#${entry.section}`];
	return { title: titleOf(id, entry), message: lines.filter(Boolean).join('\n') };
}

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
// node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
function command_issue(name, message = '') {
	command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
	constructor(command, properties, message) {
		if (!command) {
			command = 'missing.command';
		}
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += ' ';
			let first = true;
			for (const key in this.properties) {
				if (this.properties.hasOwnProperty(key)) {
					const val = this.properties[key];
					if (val) {
						if (first) {
							first = false;
						}
						else {
							cmdStr += ',';
						}
						cmdStr += `${key}=${escapeProperty(val)}`;
					}
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
}
function escapeData(s) {
	return toCommandValue(s)
		.replace(/%/g, '%25')
		.replace(/\r/g, '%0D')
		.replace(/\n/g, '%0A');
}
function escapeProperty(s) {
	return toCommandValue(s)
		.replace(/%/g, '%25')
		.replace(/\r/g, '%0D')
		.replace(/\n/g, '%0A')
		.replace(/:/g, '%3A')
		.replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = require("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = require("fs");
// node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) {
		throw new Error(`Unable to find environment variable for file command ${command}`);
	}
	if (!fs.existsSync(filePath)) {
		throw new Error(`Missing file at path: ${filePath}`);
	}
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, {
		encoding: 'utf8'
	});
}
function file_command_prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	// These should realistically never happen, but just in case someone finds a
	// way to exploit uuid generation let's not allow keys or values that contain
	// the delimiter.
	if (key.includes(delimiter)) {
		throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	}
	if (convertedValue.includes(delimiter)) {
		throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	}
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = require("path");
// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
// node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
	const usingSsl = reqUrl.protocol === 'https:';
	if (checkBypass(reqUrl)) {
		return undefined;
	}
	const proxyVar = (() => {
		if (usingSsl) {
			return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
		}
		else {
			return process.env['http_proxy'] || process.env['HTTP_PROXY'];
		}
	})();
	if (proxyVar) {
		try {
			return new DecodedURL(proxyVar);
		}
		catch (_a) {
			if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
				return new DecodedURL(`http://${proxyVar}`);
		}
	}
	else {
		return undefined;
	}
}
function checkBypass(reqUrl) {
	if (!reqUrl.hostname) {
		return false;
	}
	const reqHost = reqUrl.hostname;
	if (isLoopbackAddress(reqHost)) {
		return true;
	}
	const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
	if (!noProxy) {
		return false;
	}
	// Determine the request port
	let reqPort;
	if (reqUrl.port) {
		reqPort = Number(reqUrl.port);
	}
	else if (reqUrl.protocol === 'http:') {
		reqPort = 80;
	}
	else if (reqUrl.protocol === 'https:') {
		reqPort = 443;
	}
	// Format the request hostname and hostname with port
	const upperReqHosts = [reqUrl.hostname.toUpperCase()];
	if (typeof reqPort === 'number') {
		upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
	}
	// Compare request host against noproxy
	for (const upperNoProxyItem of noProxy
		.split(',')
		.map(x => x.trim().toUpperCase())
		.filter(x => x)) {
		if (upperNoProxyItem === '*' ||
			upperReqHosts.some(x => x === upperNoProxyItem ||
				x.endsWith(`.${upperNoProxyItem}`) ||
				(upperNoProxyItem.startsWith('.') &&
					x.endsWith(`${upperNoProxyItem}`)))) {
			return true;
		}
	}
	return false;
}
function isLoopbackAddress(host) {
	const hostLower = host.toLowerCase();
	return (hostLower === 'localhost' ||
		hostLower.startsWith('127.') ||
		hostLower.startsWith('[::1]') ||
		hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
	constructor(url, base) {
		super(url, base);
		this._decodedUsername = decodeURIComponent(super.username);
		this._decodedPassword = decodeURIComponent(super.password);
	}
	get username() {
		return this._decodedUsername;
	}
	get password() {
		return this._decodedPassword;
	}
}
//# sourceMappingURL=proxy.js.map
// src/http/tunnel.ts
let tunnel_tunnel;
async function loadTunnel() {
	tunnel_tunnel ??= await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 488, 19));
}
const httpOverHttp = (options) => tunnel_tunnel?.httpOverHttp(options);
const httpsOverHttp = (options) => tunnel_tunnel?.httpsOverHttp(options);


// node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
	function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
	return new (P || (P = Promise))(function (resolve, reject) {
		function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
		function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
		function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};





var HttpCodes;
(function (HttpCodes) {
	HttpCodes[HttpCodes["OK"] = 200] = "OK";
	HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
	HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
	HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
	HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
	HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
	HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
	HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
	HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
	HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
	HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
	HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
	HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
	HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
	HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
	HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
	HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
	HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
	HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
	HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
	HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
	HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
	HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
	HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
	HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
	HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
	HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
	Headers["Accept"] = "accept";
	Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
	MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
	const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
	return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
	HttpCodes.MovedPermanently,
	HttpCodes.ResourceMoved,
	HttpCodes.SeeOther,
	HttpCodes.TemporaryRedirect,
	HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
	HttpCodes.BadGateway,
	HttpCodes.ServiceUnavailable,
	HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = (/* unused pure expression or super */ null && (['OPTIONS', 'GET', 'DELETE', 'HEAD']));
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
	constructor(message, statusCode) {
		super(message);
		this.name = 'HttpClientError';
		this.statusCode = statusCode;
		Object.setPrototypeOf(this, HttpClientError.prototype);
	}
}
class HttpClientResponse {
	constructor(message) {
		this.message = message;
	}
	readBody() {
		return __awaiter(this, void 0, void 0, function* () {
			return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
				let output = Buffer.alloc(0);
				this.message.on('data', (chunk) => {
					output = Buffer.concat([output, chunk]);
				});
				this.message.on('end', () => {
					resolve(output.toString());
				});
			}));
		});
	}
	readBodyBuffer() {
		return __awaiter(this, void 0, void 0, function* () {
			return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
				const chunks = [];
				this.message.on('data', (chunk) => {
					chunks.push(chunk);
				});
				this.message.on('end', () => {
					resolve(Buffer.concat(chunks));
				});
			}));
		});
	}
}
function isHttps(requestUrl) {
	const parsedUrl = new URL(requestUrl);
	return parsedUrl.protocol === 'https:';
}
class lib_HttpClient {
	constructor(userAgent, handlers, requestOptions) {
		this._ignoreSslError = false;
		this._allowRedirects = true;
		this._allowRedirectDowngrade = false;
		this._maxRedirects = 50;
		this._allowRetries = false;
		this._maxRetries = 1;
		this._keepAlive = false;
		this._disposed = false;
		this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
		this.handlers = handlers || [];
		this.requestOptions = requestOptions;
		if (requestOptions) {
			if (requestOptions.ignoreSslError != null) {
				this._ignoreSslError = requestOptions.ignoreSslError;
			}
			this._socketTimeout = requestOptions.socketTimeout;
			if (requestOptions.allowRedirects != null) {
				this._allowRedirects = requestOptions.allowRedirects;
			}
			if (requestOptions.allowRedirectDowngrade != null) {
				this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
			}
			if (requestOptions.maxRedirects != null) {
				this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
			}
			if (requestOptions.keepAlive != null) {
				this._keepAlive = requestOptions.keepAlive;
			}
			if (requestOptions.allowRetries != null) {
				this._allowRetries = requestOptions.allowRetries;
			}
			if (requestOptions.maxRetries != null) {
				this._maxRetries = requestOptions.maxRetries;
			}
		}
	}
	options(requestUrl, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
		});
	}
	get(requestUrl, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('GET', requestUrl, null, additionalHeaders || {});
		});
	}
	del(requestUrl, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('DELETE', requestUrl, null, additionalHeaders || {});
		});
	}
	post(requestUrl, data, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('POST', requestUrl, data, additionalHeaders || {});
		});
	}
	patch(requestUrl, data, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('PATCH', requestUrl, data, additionalHeaders || {});
		});
	}
	put(requestUrl, data, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('PUT', requestUrl, data, additionalHeaders || {});
		});
	}
	head(requestUrl, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('HEAD', requestUrl, null, additionalHeaders || {});
		});
	}
	sendStream(verb, requestUrl, stream, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request(verb, requestUrl, stream, additionalHeaders);
		});
	}
	/**
	 * Gets a typed object from an endpoint
	 * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
	 */
	getJson(requestUrl_1) {
		return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			const res = yield this.get(requestUrl, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	postJson(requestUrl_1, obj_1) {
		return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2);
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			additionalHeaders[Headers.ContentType] =
				this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
			const res = yield this.post(requestUrl, data, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	putJson(requestUrl_1, obj_1) {
		return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2);
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			additionalHeaders[Headers.ContentType] =
				this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
			const res = yield this.put(requestUrl, data, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	patchJson(requestUrl_1, obj_1) {
		return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2);
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
			additionalHeaders[Headers.ContentType] =
				this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
			const res = yield this.patch(requestUrl, data, additionalHeaders);
			return this._processResponse(res, this.requestOptions);
		});
	}
	/**
	 * Makes a raw http request.
	 * All other methods such as get, post, patch, and request ultimately call this.
	 * Prefer get, del, post and patch
	 */
	request(verb, requestUrl, data, headers) {
		return __awaiter(this, void 0, void 0, function* () {
			if (this._disposed) {
				throw new Error('Client has already been disposed.');
			}
			const parsedUrl = new URL(requestUrl);
			let info = this._prepareRequest(verb, parsedUrl, headers);
			// Only perform retries on reads since writes may not be idempotent.
			const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
				? this._maxRetries + 1
				: 1;
			let numTries = 0;
			let response;
			do {
				response = yield this.requestRaw(info, data);
				// Check if it's an authentication challenge
				if (response &&
					response.message &&
					response.message.statusCode === HttpCodes.Unauthorized) {
					let authenticationHandler;
					for (const handler of this.handlers) {
						if (handler.canHandleAuthentication(response)) {
							authenticationHandler = handler;
							break;
						}
					}
					if (authenticationHandler) {
						return authenticationHandler.handleAuthentication(this, info, data);
					}
					else {
						// We have received an unauthorized response but have no handlers to handle it.
						// Let the response return to the caller.
						return response;
					}
				}
				let redirectsRemaining = this._maxRedirects;
				while (response.message.statusCode &&
					HttpRedirectCodes.includes(response.message.statusCode) &&
					this._allowRedirects &&
					redirectsRemaining > 0) {
					const redirectUrl = response.message.headers['location'];
					if (!redirectUrl) {
						// if there's no location to redirect to, we won't
						break;
					}
					const parsedRedirectUrl = new URL(redirectUrl);
					if (parsedUrl.protocol === 'https:' &&
						parsedUrl.protocol !== parsedRedirectUrl.protocol &&
						!this._allowRedirectDowngrade) {
						throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
					}
					// we need to finish reading the response before reassigning response
					// which will leak the open socket.
					yield response.readBody();
					// strip authorization header if redirected to a different hostname
					if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
						for (const header in headers) {
							// header names are case insensitive
							if (header.toLowerCase() === 'authorization') {
								delete headers[header];
							}
						}
					}
					// let's make the request with the new redirectUrl
					info = this._prepareRequest(verb, parsedRedirectUrl, headers);
					response = yield this.requestRaw(info, data);
					redirectsRemaining--;
				}
				if (!response.message.statusCode ||
					!HttpResponseRetryCodes.includes(response.message.statusCode)) {
					// If not a retry code, return immediately instead of retrying
					return response;
				}
				numTries += 1;
				if (numTries < maxTries) {
					yield response.readBody();
					yield this._performExponentialBackoff(numTries);
				}
			} while (numTries < maxTries);
			return response;
		});
	}
	/**
	 * Needs to be called if keepAlive is set to true in request options.
	 */
	dispose() {
		if (this._agent) {
			this._agent.destroy();
		}
		this._disposed = true;
	}
	/**
	 * Raw request.
	 * @param info
	 * @param data
	 */
	requestRaw(info, data) {
		return __awaiter(this, void 0, void 0, function* () {
			return new Promise((resolve, reject) => {
				function callbackForResult(err, res) {
					if (err) {
						reject(err);
					}
					else if (!res) {
						// If `err` is not passed, then `res` must be passed.
						reject(new Error('Unknown error'));
					}
					else {
						resolve(res);
					}
				}
				this.requestRawWithCallback(info, data, callbackForResult);
			});
		});
	}
	/**
	 * Raw request with callback.
	 * @param info
	 * @param data
	 * @param onResult
	 */
	requestRawWithCallback(info, data, onResult) {
		if (typeof data === 'string') {
			if (!info.options.headers) {
				info.options.headers = {};
			}
			info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
		}
		let callbackCalled = false;
		function handleResult(err, res) {
			if (!callbackCalled) {
				callbackCalled = true;
				onResult(err, res);
			}
		}
		const req = info.httpModule.request(info.options, (msg) => {
			const res = new HttpClientResponse(msg);
			handleResult(undefined, res);
		});
		let socket;
		req.on('socket', sock => {
			socket = sock;
		});
		// If we ever get disconnected, we want the socket to timeout eventually
		req.setTimeout(this._socketTimeout || 3 * 60000, () => {
			if (socket) {
				socket.end();
			}
			handleResult(new Error(`Request timeout: ${info.options.path}`));
		});
		req.on('error', function (err) {
			// err has statusCode property
			// res should have headers
			handleResult(err);
		});
		if (data && typeof data === 'string') {
			req.write(data, 'utf8');
		}
		if (data && typeof data !== 'string') {
			data.on('close', function () {
				req.end();
			});
			data.pipe(req);
		}
		else {
			req.end();
		}
	}
	/**
	 * Gets an http agent. This function is useful when you need an http agent that handles
	 * routing through a proxy server - depending upon the url and proxy environment variables.
	 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
	 */
	getAgent(serverUrl) {
		const parsedUrl = new URL(serverUrl);
		return this._getAgent(parsedUrl);
	}
	getAgentDispatcher(serverUrl) {
		const parsedUrl = new URL(serverUrl);
		const proxyUrl = pm.getProxyUrl(parsedUrl);
		const useProxy = proxyUrl && proxyUrl.hostname;
		if (!useProxy) {
			return;
		}
		return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
	}
	_prepareRequest(method, requestUrl, headers) {
		const info = {};
		info.parsedUrl = requestUrl;
		const usingSsl = info.parsedUrl.protocol === 'https:';
		info.httpModule = usingSsl ? https : http;
		const defaultPort = usingSsl ? 443 : 80;
		info.options = {};
		info.options.host = info.parsedUrl.hostname;
		info.options.port = info.parsedUrl.port
			? parseInt(info.parsedUrl.port)
			: defaultPort;
		info.options.path =
			(info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
		info.options.method = method;
		info.options.headers = this._mergeHeaders(headers);
		if (this.userAgent != null) {
			info.options.headers['user-agent'] = this.userAgent;
		}
		info.options.agent = this._getAgent(info.parsedUrl);
		// gives handlers an opportunity to participate
		if (this.handlers) {
			for (const handler of this.handlers) {
				handler.prepareRequest(info.options);
			}
		}
		return info;
	}
	_mergeHeaders(headers) {
		if (this.requestOptions && this.requestOptions.headers) {
			return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
		}
		return lowercaseKeys(headers || {});
	}
	/**
	 * Gets an existing header value or returns a default.
	 * Handles converting number header values to strings since HTTP headers must be strings.
	 * Note: This returns string | string[] since some headers can have multiple values.
	 * For headers that must always be a single string (like Content-Type), use the
	 * specialized _getExistingOrDefaultContentTypeHeader method instead.
	 */
	_getExistingOrDefaultHeader(additionalHeaders, header, _default) {
		let clientHeader;
		if (this.requestOptions && this.requestOptions.headers) {
			const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
			if (headerValue) {
				clientHeader =
					typeof headerValue === 'number' ? headerValue.toString() : headerValue;
			}
		}
		const additionalValue = additionalHeaders[header];
		if (additionalValue !== undefined) {
			return typeof additionalValue === 'number'
				? additionalValue.toString()
				: additionalValue;
		}
		if (clientHeader !== undefined) {
			return clientHeader;
		}
		return _default;
	}
	/**
	 * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
	 * Always returns a single string (not an array) since Content-Type should be a single value.
	 * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
	 * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
	 * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
	 */
	_getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
		let clientHeader;
		if (this.requestOptions && this.requestOptions.headers) {
			const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
			if (headerValue) {
				if (typeof headerValue === 'number') {
					clientHeader = String(headerValue);
				}
				else if (Array.isArray(headerValue)) {
					clientHeader = headerValue.join(', ');
				}
				else {
					clientHeader = headerValue;
				}
			}
		}
		const additionalValue = additionalHeaders[Headers.ContentType];
		// Return the first non-undefined value, converting numbers or arrays to strings if necessary
		if (additionalValue !== undefined) {
			if (typeof additionalValue === 'number') {
				return String(additionalValue);
			}
			else if (Array.isArray(additionalValue)) {
				return additionalValue.join(', ');
			}
			else {
				return additionalValue;
			}
		}
		if (clientHeader !== undefined) {
			return clientHeader;
		}
		return _default;
	}
	_getAgent(parsedUrl) {
		let agent;
		const proxyUrl = pm.getProxyUrl(parsedUrl);
		const useProxy = proxyUrl && proxyUrl.hostname;
		if (this._keepAlive && useProxy) {
			agent = this._proxyAgent;
		}
		if (!useProxy) {
			agent = this._agent;
		}
		// if agent is already assigned use that agent.
		if (agent) {
			return agent;
		}
		const usingSsl = parsedUrl.protocol === 'https:';
		let maxSockets = 100;
		if (this.requestOptions) {
			maxSockets = this.requestOptions.maxSockets || http.globalAgent.maxSockets;
		}
		// This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
		if (proxyUrl && proxyUrl.hostname) {
			const agentOptions = {
				maxSockets,
				keepAlive: this._keepAlive,
				proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
					proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
				})), { host: proxyUrl.hostname, port: proxyUrl.port })
			};
			let tunnelAgent;
			const overHttps = proxyUrl.protocol === 'https:';
			if (usingSsl) {
				tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
			}
			else {
				tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
			}
			agent = tunnelAgent(agentOptions);
			this._proxyAgent = agent;
		}
		// if tunneling agent isn't assigned create a new agent
		if (!agent) {
			const options = { keepAlive: this._keepAlive, maxSockets };
			agent = usingSsl ? new https.Agent(options) : new http.Agent(options);
			this._agent = agent;
		}
		if (usingSsl && this._ignoreSslError) {
			// we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
			// http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
			// we have to cast it to any and change it directly
			agent.options = Object.assign(agent.options || {}, {
				rejectUnauthorized: false
			});
		}
		return agent;
	}
	_getProxyAgentDispatcher(parsedUrl, proxyUrl) {
		let proxyAgent;
		if (this._keepAlive) {
			proxyAgent = this._proxyAgentDispatcher;
		}
		// if agent is already assigned use that agent.
		if (proxyAgent) {
			return proxyAgent;
		}
		const usingSsl = parsedUrl.protocol === 'https:';
		proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
			token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
		})));
		this._proxyAgentDispatcher = proxyAgent;
		if (usingSsl && this._ignoreSslError) {
			// we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
			// http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
			// we have to cast it to any and change it directly
			proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
				rejectUnauthorized: false
			});
		}
		return proxyAgent;
	}
	_getUserAgentWithOrchestrationId(userAgent) {
		const baseUserAgent = userAgent || 'actions/http-client';
		const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
		if (orchId) {
			// Sanitize the orchestration ID to ensure it contains only valid characters
			// Valid characters: 0-9, a-z, _, -, .
			const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
			return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
		}
		return baseUserAgent;
	}
	_performExponentialBackoff(retryNumber) {
		return __awaiter(this, void 0, void 0, function* () {
			retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
			const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
			return new Promise(resolve => setTimeout(() => resolve(), ms));
		});
	}
	_processResponse(res, options) {
		return __awaiter(this, void 0, void 0, function* () {
			return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
				const statusCode = res.message.statusCode || 0;
				const response = {
					statusCode,
					result: null,
					headers: {}
				};
				// not found leads to null obj returned
				if (statusCode === HttpCodes.NotFound) {
					resolve(response);
				}
				// get the result from the body
				function dateTimeDeserializer(key, value) {
					if (typeof value === 'string') {
						const a = new Date(value);
						if (!isNaN(a.valueOf())) {
							return a;
						}
					}
					return value;
				}
				let obj;
				let contents;
				try {
					contents = yield res.readBody();
					if (contents && contents.length > 0) {
						if (options && options.deserializeDates) {
							obj = JSON.parse(contents, dateTimeDeserializer);
						}
						else {
							obj = JSON.parse(contents);
						}
						response.result = obj;
					}
					response.headers = res.message.headers;
				}
				catch (err) {
					// Invalid resource (contents not json);  leaving result obj null
				}
				// note that 3xx redirects are handled by the http layer.
				if (statusCode > 299) {
					let msg;
					// if exception/error in body, attempt to get better error
					if (obj && obj.message) {
						msg = obj.message;
					}
					else if (contents && contents.length > 0) {
						// it may be the case that the exception is in the body message as string
						msg = contents;
					}
					else {
						msg = `Failed request: (${statusCode})`;
					}
					const err = new HttpClientError(msg, statusCode);
					err.result = response.result;
					reject(err);
				}
				else {
					resolve(response);
				}
			}));
		});
	}
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
// node_modules/@actions/http-client/lib/auth.js
var auth_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
	function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
	return new (P || (P = Promise))(function (resolve, reject) {
		function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
		function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
		function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
class BasicCredentialHandler {
	constructor(username, password) {
		this.username = username;
		this.password = password;
	}
	prepareRequest(options) {
		if (!options.headers) {
			throw Error('The request has no headers');
		}
		options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
	}
	// This handler cannot handle 401
	canHandleAuthentication() {
		return false;
	}
	handleAuthentication() {
		return auth_awaiter(this, void 0, void 0, function* () {
			throw new Error('not implemented');
		});
	}
}
class auth_BearerCredentialHandler {
	constructor(token) {
		this.token = token;
	}
	// currently implements pre-authorization
	// TODO: support preAuth = false where it hooks on 401
	prepareRequest(options) {
		if (!options.headers) {
			throw Error('The request has no headers');
		}
		options.headers['Authorization'] = `Bearer ${this.token}`;
	}
	// This handler cannot handle 401
	canHandleAuthentication() {
		return false;
	}
	handleAuthentication() {
		return auth_awaiter(this, void 0, void 0, function* () {
			throw new Error('not implemented');
		});
	}
}
class PersonalAccessTokenCredentialHandler {
	constructor(token) {
		this.token = token;
	}
	// currently implements pre-authorization
	// TODO: support preAuth = false where it hooks on 401
	prepareRequest(options) {
		if (!options.headers) {
			throw Error('The request has no headers');
		}
		options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
	}
	// This handler cannot handle 401
	canHandleAuthentication() {
		return false;
	}
	handleAuthentication() {
		return auth_awaiter(this, void 0, void 0, function* () {
			throw new Error('not implemented');
		});
	}
}
//# sourceMappingURL=auth.js.map
// node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
	function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
	return new (P || (P = Promise))(function (resolve, reject) {
		function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
		function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
		function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};



class oidc_utils_OidcClient {
	static createHttpClient(allowRetry = true, maxRetry = 10) {
		const requestOptions = {
			allowRetries: allowRetry,
			maxRetries: maxRetry
		};
		return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
	}
	static getRequestToken() {
		const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
		if (!token) {
			throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
		}
		return token;
	}
	static getIDTokenUrl() {
		const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
		if (!runtimeUrl) {
			throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
		}
		return runtimeUrl;
	}
	static getCall(id_token_url) {
		return oidc_utils_awaiter(this, void 0, void 0, function* () {
			var _a;
			const httpclient = oidc_utils_OidcClient.createHttpClient();
			const res = yield httpclient
				.getJson(id_token_url)
				.catch(error => {
				throw new Error(`Failed to get ID Token. \n 
		Error Code : ${error.statusCode}\n 
		Error Message: ${error.message}`);
			});
			const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
			if (!id_token) {
				throw new Error('Response json body do not have ID Token field');
			}
			return id_token;
		});
	}
	static getIDToken(audience) {
		return oidc_utils_awaiter(this, void 0, void 0, function* () {
			try {
				// New ID Token is requested from action service
				let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
				if (audience) {
					const encodedAudience = encodeURIComponent(audience);
					id_token_url = `${id_token_url}&audience=${encodedAudience}`;
				}
				debug(`ID token url is ${id_token_url}`);
				const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
				setSecret(id_token);
				return id_token;
			}
			catch (error) {
				throw new Error(`Error message: ${error.message}`);
			}
		});
	}
}
//# sourceMappingURL=oidc-utils.js.map
// node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
	function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
	return new (P || (P = Promise))(function (resolve, reject) {
		function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
		function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
		function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
	constructor() {
		this._buffer = '';
	}
	/**
	 * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	 * Also checks r/w permissions.
	 *
	 * @returns step summary file path
	 */
	filePath() {
		return summary_awaiter(this, void 0, void 0, function* () {
			if (this._filePath) {
				return this._filePath;
			}
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) {
				throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			}
			try {
				yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
			}
			catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	 * Wraps content in an HTML tag, adding any HTML attributes
	 *
	 * @param {string} tag HTML tag to wrap
	 * @param {string | null} content content within the tag
	 * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	 *
	 * @returns {string} content wrapped in HTML element
	 */
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs)
			.map(([key, value]) => ` ${key}="${value}"`)
			.join('');
		if (!content) {
			return `<${tag}${htmlAttrs}>`;
		}
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	 * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	 *
	 * @param {SummaryWriteOptions} [options] (optional) options for write operation
	 *
	 * @returns {Promise<Summary>} summary instance
	 */
	write(options) {
		return summary_awaiter(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			const writeFunc = overwrite ? writeFile : appendFile;
			yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
			return this.emptyBuffer();
		});
	}
	/**
	 * Clears the summary buffer and wipes the summary file
	 *
	 * @returns {Summary} summary instance
	 */
	clear() {
		return summary_awaiter(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	 * Returns the current summary buffer as a string
	 *
	 * @returns {string} string of summary buffer
	 */
	stringify() {
		return this._buffer;
	}
	/**
	 * If the summary buffer is empty
	 *
	 * @returns {boolen} true if the buffer is empty
	 */
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	 * Resets the summary buffer without writing to summary file
	 *
	 * @returns {Summary} summary instance
	 */
	emptyBuffer() {
		this._buffer = '';
		return this;
	}
	/**
	 * Adds raw text to the summary buffer
	 *
	 * @param {string} text content to add
	 * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	 *
	 * @returns {Summary} summary instance
	 */
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	 * Adds the operating system-specific end-of-line marker to the buffer
	 *
	 * @returns {Summary} summary instance
	 */
	addEOL() {
		return this.addRaw(external_os_namespaceObject.EOL);
	}
	/**
	 * Adds an HTML codeblock to the summary buffer
	 *
	 * @param {string} code content to render within fenced code block
	 * @param {string} lang (optional) language to syntax highlight code
	 *
	 * @returns {Summary} summary instance
	 */
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, (lang && { lang }));
		const element = this.wrap('pre', this.wrap('code', code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	 * Adds an HTML list to the summary buffer
	 *
	 * @param {string[]} items list of items to render
	 * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	 *
	 * @returns {Summary} summary instance
	 */
	addList(items, ordered = false) {
		const tag = ordered ? 'ol' : 'ul';
		const listItems = items.map(item => this.wrap('li', item)).join('');
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	 * Adds an HTML table to the summary buffer
	 *
	 * @param {SummaryTableCell[]} rows table rows
	 *
	 * @returns {Summary} summary instance
	 */
	addTable(rows) {
		const tableBody = rows
			.map(row => {
			const cells = row
				.map(cell => {
				if (typeof cell === 'string') {
					return this.wrap('td', cell);
				}
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? 'th' : 'td';
				const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
				return this.wrap(tag, data, attrs);
			})
				.join('');
			return this.wrap('tr', cells);
		})
			.join('');
		const element = this.wrap('table', tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	 * Adds a collapsable HTML details element to the summary buffer
	 *
	 * @param {string} label text for the closed state
	 * @param {string} content collapsable content
	 *
	 * @returns {Summary} summary instance
	 */
	addDetails(label, content) {
		const element = this.wrap('details', this.wrap('summary', label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	 * Adds an HTML image tag to the summary buffer
	 *
	 * @param {string} src path to the image you to embed
	 * @param {string} alt text description of the image
	 * @param {SummaryImageOptions} options (optional) addition image attributes
	 *
	 * @returns {Summary} summary instance
	 */
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
		const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	 * Adds an HTML section heading element
	 *
	 * @param {string} text heading text
	 * @param {number | string} [level=1] (optional) the heading level, default: 1
	 *
	 * @returns {Summary} summary instance
	 */
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
			? tag
			: 'h1';
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	 * Adds an HTML thematic break (<hr>) to the summary buffer
	 *
	 * @returns {Summary} summary instance
	 */
	addSeparator() {
		const element = this.wrap('hr', null);
		return this.addRaw(element).addEOL();
	}
	/**
	 * Adds an HTML line break (<br>) to the summary buffer
	 *
	 * @returns {Summary} summary instance
	 */
	addBreak() {
		const element = this.wrap('br', null);
		return this.addRaw(element).addEOL();
	}
	/**
	 * Adds an HTML blockquote to the summary buffer
	 *
	 * @param {string} text quote text
	 * @param {string} cite (optional) citation url
	 *
	 * @returns {Summary} summary instance
	 */
	addQuote(text, cite) {
		const attrs = Object.assign({}, (cite && { cite }));
		const element = this.wrap('blockquote', text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	 * Adds an HTML anchor tag to the summary buffer
	 *
	 * @param {string} text link text/content
	 * @param {string} href hyperlink
	 *
	 * @returns {Summary} summary instance
	 */
	addLink(text, href) {
		const element = this.wrap('a', text, { href });
		return this.addRaw(element).addEOL();
	}
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
// node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
	return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
	return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
	return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
// node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
	function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
	return new (P || (P = Promise))(function (resolve, reject) {
		function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
		function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
		function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
	const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
		silent: true
	});
	const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
		silent: true
	});
	return {
		name: name.trim(),
		version: version.trim()
	};
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
	var _a, _b, _c, _d;
	const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
		silent: true
	});
	const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
	const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
	return {
		name,
		version
	};
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
	const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
		silent: true
	});
	const [name, version] = stdout.trim().split('\n');
	return {
		name,
		version
	};
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
	return platform_awaiter(this, void 0, void 0, function* () {
		return Object.assign(Object.assign({}, (yield (isWindows
			? getWindowsInfo()
			: isMacOS
				? getMacOsInfo()
				: getLinuxInfo()))), { platform,
			arch,
			isWindows,
			isMacOS,
			isLinux });
	});
}
//# sourceMappingURL=platform.js.map
// node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
	function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
	return new (P || (P = Promise))(function (resolve, reject) {
		function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
		function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
		function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
	/**
	 * A code indicating that the action was successful
	 */
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	 * A code indicating that the action was a failure
	 */
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
	const convertedVal = toCommandValue(val);
	process.env[name] = convertedVal;
	const filePath = process.env['GITHUB_ENV'] || '';
	if (filePath) {
		return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
	}
	issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
	issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
	const filePath = process.env['GITHUB_PATH'] || '';
	if (filePath) {
		issueFileCommand('PATH', inputPath);
	}
	else {
		issueCommand('add-path', {}, inputPath);
	}
	process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
	if (options && options.required && !val) {
		throw new Error(`Input required and not supplied: ${name}`);
	}
	if (options && options.trimWhitespace === false) {
		return val;
	}
	return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
	const inputs = getInput(name, options)
		.split('\n')
		.filter(x => x !== '');
	if (options && options.trimWhitespace === false) {
		return inputs;
	}
	return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
	const trueValue = ['true', 'True', 'TRUE'];
	const falseValue = ['false', 'False', 'FALSE'];
	const val = getInput(name, options);
	if (trueValue.includes(val))
		return true;
	if (falseValue.includes(val))
		return false;
	throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
		`Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
	const filePath = process.env['GITHUB_OUTPUT'] || '';
	if (filePath) {
		return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
	}
	process.stdout.write(os.EOL);
	issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
	issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
	return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
	issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
	issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function core_warning(message, properties = {}) {
	issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
	issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
	process.stdout.write(message + os.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
	issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
	issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
	return core_awaiter(this, void 0, void 0, function* () {
		startGroup(name);
		let result;
		try {
			result = yield fn();
		}
		finally {
			endGroup();
		}
		return result;
	});
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
	const filePath = process.env['GITHUB_STATE'] || '';
	if (filePath) {
		return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
	}
	issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
	return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
	return core_awaiter(this, void 0, void 0, function* () {
		return yield OidcClient.getIDToken(aud);
	});
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
// src/report/summary.ts


async function writeSummary(report, log, check) {
	const { clientId, host, expiry, scope, attempts, took } = report;
	const rows = [
		['Client', clientId],
		['Server', host],
		['Valid until', expiry === undefined ? 'not said' : (0,external_index_js_namespaceObject.isoSeconds)(expiry)],
		['Scopes', scope ?? 'not said'],
		['Attempts', `${String(attempts)}, ${(took / 1000).toFixed(2)} s`],
	];
	const table = rows.map(([name, value]) => [{ data: name, header: true }, { data: escapeHtml(log.strike(value)) }]);
	try {
		check();
		await summary.addHeading('Access token', 3).addTable(table).write();
	}
	catch {
		await log.warn('no_summary', {});
	}
}
function escapeHtml(text) {
	return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

// src/session/end-request.ts






function endRequest({ tokenUrl, revocationUrl }, { kind, token }) {
	const logout = kind === 'refresh_token' ? (0,external_index_js_namespaceObject.endpointBeside)(tokenUrl, 'logout') : undefined;
	if (logout)
		return { url: logout, headers: {}, form: { refresh_token: token } };
	const url = revocationUrl ?? (0,external_index_js_namespaceObject.endpointBeside)(tokenUrl, 'revoke');
	return url && { url, headers: {}, form: { token, token_type_hint: kind } };
}
const NOT_OVER = /issuer|match|certificate|^invalid refresh token/i;
function readEndResponse(response, client) {
	const { url, status, body } = response;
	const { error, description } = errorIn((0,external_index_js_namespaceObject.jsonObject)(body));
	const whole = status >= 200 && status < 300;
	if (whole && error === '')
		return 'ended';
	const over = error === 'invalid_grant' && status < 500 && !NOT_OVER.test(description);
	if (over || (whole && error === 'invalid_token'))
		return 'had ended';
	if (error === 'unsupported_token_type')
		return 'unsupported';
	const details = { ...(0,external_index_js_namespaceObject.detailsOf)(response), ...againWith(response, error, client) };
	const params = { host: url.host, status, said: saidIn(response) };
	throw withClock((0,external_index_js_namespaceObject.failure)((0,external_index_js_namespaceObject.transientCode)(status) ?? 'request_refused', params, details));
}

// src/session/end.ts






const LIMITS = { timeout: 10, limit: 'end', attemptTimeout: 4_500, maxAttempts: 3 };
async function endSession(session, client, outside) {
	const request = endRequest(client, session);
	if (!request)
		return 'unsupported';
	try {
		(0,external_index_js_namespaceObject.trustAlso)(client.caCertificates);
		const { value } = await (0,external_index_js_namespaceObject.ask)({
			make: (attempt) => (0,external_index_js_namespaceObject.authenticate)(request, client, attempt, outside.log),
			read: (response) => readEndResponse(response, client),
		}, LIMITS, outside);
		return value;
	}
	catch (error) {
		if (!(error instanceof external_index_js_namespaceObject.ActionError))
			throw error;
		if (session.until !== undefined && session.until <= Date.now())
			return 'had ended';
		throw error.and('left_open', (0,external_index_js_namespaceObject.openSession)(session, client));
	}
}
async function endNow(error, session, client, outside) {
	const ending = session.shared ? 'unsupported' : await endSession(session, client, outside).catch(() => 'unsupported');
	return ending === 'unsupported' ? error.and('left_open', (0,external_index_js_namespaceObject.openSession)(session, client)) : error.and('ended', {});
}

// src/seal/seal.ts




const CIPHER = 'aes-256-gcm';
const AAD = Buffer.from(Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url'));
const [IV, TAG] = [12, 16];
const [IV_LETTERS, TAG_LETTERS] = [16, 22];
const MAX_TRIES = 100;
const LIKE_A_JWT = /eyJ|ewogI|e30/;
function seal(name, claims, exp, { key, run, masks }) {
	const text = JSON.stringify({ ...claims, iat: Math.floor(Date.now() / 1000), exp, aud: run.names[0] });
	const masked = [...masks].flatMap(formsInBase64url);
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		const iv = (0,external_node_crypto_namespaceObject.randomBytes)(IV);
		const cipher = (0,external_node_crypto_namespaceObject.createCipheriv)(CIPHER, key, iv).setAAD(AAD);
		const ciphertext = Buffer.concat([cipher.update(text), cipher.final()]);
		const sealed = [iv, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url')).join('');
		if (!fitsInput(name, sealed))
			throw (0,external_index_js_namespaceObject.failure)('token_too_large', { size: sealed.length, limit: external_index_js_namespaceObject.VARIABLE_LIMIT });
		if (!LIKE_A_JWT.test(sealed) && !masked.some((form) => sealed.includes(form)))
			return sealed;
	}
	throw (0,external_index_js_namespaceObject.failure)('seal_masked', { name, tries: MAX_TRIES });
}
function seal_open(name, sealed, key, run) {
	const cuts = [0, IV_LETTERS, IV_LETTERS + TAG_LETTERS, Infinity];
	const parts = [0, 1, 2].map((index) => sealed.slice(cuts[index], cuts[index + 1]));
	const [iv = Buffer.of(), tag = Buffer.of(), ciphertext = Buffer.of()] = parts.map((part) => Buffer.from(part, 'base64url'));
	const canonical = [iv, tag, ciphertext].map((bytes) => bytes.toString('base64url')).join('') === sealed;
	if (!canonical || !fitsInput(name, sealed) || tag.length < TAG || ciphertext.length === 0)
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid', { name });
	let text;
	try {
		const cipher = (0,external_node_crypto_namespaceObject.createDecipheriv)(CIPHER, key, iv).setAAD(AAD).setAuthTag(tag);
		text = Buffer.concat([cipher.update(ciphertext), cipher.final()]);
	}
	catch {
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_unreadable', { name });
	}
	const claims = (0,external_index_js_namespaceObject.jsonObject)(text.toString());
	if (!claims)
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid', { name });
	const { aud, exp } = claims;
	if (!run.names.includes(aud))
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_of_other_run', { name });
	if (typeof exp === 'number' && exp * 1000 <= Date.now())
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_expired', { expiry: exp * 1000 });
	return claims;
}
function fitsInput(name, sealed) {
	return (0,external_index_js_namespaceObject.fitsVariable)(`INPUT_${name.toUpperCase()}`, sealed);
}
function formsInBase64url(mask) {
	const offsets = [0, 1, 2].map((offset) => Buffer.from(mask).subarray(offset).toString('base64url'));
	return [mask, ...offsets.flatMap((whole) => [whole, whole.slice(0, -1)]).filter(({ length }) => length > 2)];
}

// src/session/sealed.ts







async function sealedOutputs(token, session, client, ends, sealing, log) {
	const { clientId, tokenUrl } = client;
	const { accessToken: access_token, tokenType: token_type, scope, expiry } = token;
	const claims = { access_token, token_type, scope, client_id: clientId, host: tokenUrl.host, run_attempt: sealing.run.attempt };
	const sealed_token = seal('sealed_token', claims, expiry === undefined ? undefined : expiry / 1000, sealing);
	const sealed_session = session.shared ? undefined : sealedSession(session, client, sealing);
	if (sealed_session === undefined && !ends && !session.shared)
		await log.warn('not_ended', { ...(0,external_index_js_namespaceObject.openSession)(session, client), limit: external_index_js_namespaceObject.VARIABLE_LIMIT });
	return { sealed_token, ...(sealed_session !== undefined && { sealed_session }) };
}
function sealedSession({ kind, token, until }, client, sealing) {
	const { authMethod, clientId, privateKeyId, assertionAudience, tokenUrl, revocationUrl } = client;
	const urls = { tokenUrl: tokenUrl.href, revocationUrl: revocationUrl?.href };
	const claims = { session: { kind, token, until }, authMethod, clientId, privateKeyId, assertionAudience, ...urls };
	try {
		return seal('sealed_session', claims, undefined, sealing);
	}
	catch (error) {
		if (error instanceof external_index_js_namespaceObject.ActionError && error.code === 'token_too_large')
			return undefined;
		throw error;
	}
}
function openSealedToken(sealed, key, run) {
	const claims = seal_open('sealed_token', sealed, key, run);
	const { access_token: accessToken, token_type: tokenType, exp } = claims;
	if ('session' in claims)
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid', { name: 'sealed_token' });
	const dated = exp === undefined || (Number.isInteger(exp) && Number(exp) >= 0 && Number(exp) < 1e11);
	if (!(0,external_index_js_namespaceObject.isToken)(accessToken) || typeof tokenType !== 'string' || !dated)
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid', { name: 'sealed_token' });
	const text = (name, value) => typeof value === 'string' && value !== '' ? { [name]: value } : {};
	return {
		accessToken,
		tokenType,
		expiry: exp === undefined ? undefined : Number(exp) * 1000,
		...text('scope', claims['scope']),
		...text('clientId', claims['client_id']),
		...text('host', claims['host']),
		...(Number.isInteger(claims['run_attempt']) && { attempt: claims['run_attempt'] }),
	};
}
function openSealedSession(sealed, key, run) {
	const claims = seal_open('sealed_session', sealed, key, run);
	if ('access_token' in claims)
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid', { name: 'sealed_session' });
	const { session, authMethod, clientId, privateKeyId, assertionAudience, ...urls } = claims;
	const [tokenUrl, revocationUrl] = [urls.tokenUrl, urls.revocationUrl].map(external_index_js_namespaceObject.endpointOf);
	const texts = [clientId, privateKeyId, assertionAudience].every((each) => typeof each === 'string');
	const known = external_index_js_namespaceObject.authMethods.includes(authMethod) && (0,external_index_js_namespaceObject.isToken)(session?.token);
	if (!known || !texts || !(tokenUrl instanceof URL))
		throw (0,external_index_js_namespaceObject.failure)('sealed_token_invalid', { name: 'sealed_session' });
	const revocation = revocationUrl instanceof URL ? revocationUrl : undefined;
	return { session, authMethod, clientId, privateKeyId, assertionAudience, tokenUrl, revocationUrl: revocation };
}

// src/command/lock.ts


const BEAT = 500;
const STALE = 2_000;
const POLL = 40;
const pause = () => new Promise((done) => setTimeout(done, POLL));
const lockOf = (folder) => (0,external_node_path_namespaceObject.join)(folder, 'lock');
function ageIn(folder) {
	const stats = (0,external_node_fs_namespaceObject.statSync)(lockOf(folder), { throwIfNoEntry: false });
	return stats && Math.abs(Date.now() - stats.mtimeMs);
}
function isAsking(folder) {
	return (ageIn(folder) ?? STALE) < STALE;
}
async function unlessAsking(folder, work) {
	const lock = lockOf(folder);
	const age = ageIn(folder);
	if (age !== undefined && age < STALE)
		return undefined;
	try {
		if (age !== undefined)
			(0,external_node_fs_namespaceObject.rmSync)(lock, { force: true });
		(0,external_node_fs_namespaceObject.closeSync)((0,external_node_fs_namespaceObject.openSync)(lock, 'wx', 0o600));
	}
	catch (error) {
		if (error.code === 'EEXIST')
			return undefined;
		throw error;
	}
	const timer = setInterval(() => {
		try {
			(0,external_node_fs_namespaceObject.utimesSync)(lock, new Date(), new Date());
		}
		catch {
		}
	}, BEAT);
	return work().finally(() => {
		clearInterval(timer);
		(0,external_node_fs_namespaceObject.rmSync)(lock, { force: true });
	});
}

// src/command/sessions.ts








const MAX_FILES = 20_000;
const MAX_TEXT = 64 * 1024 * 1024;
const MAX_DATE = 8.64e15;
const PATIENCE = 8_000;
function saveSessionIn(folder) {
	const id = (0,external_node_crypto_namespaceObject.randomUUID)();
	let count = 0;
	let previous;
	return (state) => {
		const path = (0,external_node_path_namespaceObject.join)(folder, 'sessions', `${id}.${String(++count)}.json`);
		writeWhole(path, JSON.stringify({ ...state, client: undefined }));
		if (previous !== undefined)
			(0,external_node_fs_namespaceObject.rmSync)(previous, { force: true });
		previous = path;
		if ((0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(folder, 'closed')))
			throw (0,external_index_js_namespaceObject.failure)('command_unusable/ended', {});
		return true;
	};
}
function isOurFolder(folder, { RUNNER_TEMP: temp }) {
	return (temp !== undefined && (0,external_node_path_namespaceObject.resolve)((0,external_node_path_namespaceObject.dirname)(folder)) === (0,external_node_path_namespaceObject.resolve)(temp) && /^token-command-[\da-f-]{36}$/.test((0,external_node_path_namespaceObject.basename)(folder)));
}
async function collectSessions(folder) {
	try {
		if (!(0,external_node_fs_namespaceObject.lstatSync)(folder).isDirectory())
			throw new TypeError();
		try {
			(0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(folder, 'closed'), '', { mode: 0o600, flag: 'wx' });
		}
		catch {
		}
		for (const end = Date.now() + PATIENCE; isAsking(folder) && Date.now() < end;)
			await pause();
		return readAll((0,external_node_path_namespaceObject.join)(folder, 'sessions'));
	}
	catch {
		return { states: [], damaged: 1 };
	}
}
function readAll(folder) {
	if (!(0,external_node_fs_namespaceObject.lstatSync)(folder).isDirectory())
		throw new TypeError();
	const all = (0,external_node_fs_namespaceObject.readdirSync)(folder).filter((name) => name.endsWith('.json'));
	const numberOf = (name) => Number(name.split('.').at(-2));
	const askings = Map.groupBy(all, (name) => name.replace(/\.\d+\.json$/, ''));
	const names = Array.from(askings.values(), (some) => some.reduce((one, next) => (numberOf(next) > numberOf(one) ? next : one)));
	let room = MAX_TEXT;
	const states = names.slice(0, MAX_FILES).flatMap((name) => {
		try {
			const text = room > 0 ? readPlain((0,external_node_path_namespaceObject.join)(folder, name)) : '';
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
	return {
		asking: asking === true,
		sessions: sessions.map(({ token, kind, until, shared }) => ({ token, kind, until, shared })),
	};
}
function isSession({ token, kind, until = 0 }) {
	const known = ['refresh_token', 'access_token'].includes(kind);
	return (0,external_index_js_namespaceObject.isToken)(token) && known && typeof until === 'number' && Math.abs(until) <= MAX_DATE;
}
function removeFolder(folder) {
	try {
		if (!(0,external_node_fs_namespaceObject.lstatSync)(folder).isDirectory())
			return 'not a folder';
		(0,external_node_fs_namespaceObject.chmodSync)(folder, 0o700);
		(0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
		return undefined;
	}
	catch (error) {
		const { code = 'no code' } = error;
		return code === 'ENOENT' ? undefined : code;
	}
}

// src/steps/command.ts














const PAUSE = 200;
async function printToken(log, cancelled) {
	const [folder = '', ...args] = process.argv.slice(2);
	const options = optionsOf(args);
	if (!options) {
		if (!args.includes('--help'))
			throw (0,external_index_js_namespaceObject.failure)('command_unusable/options', { given: args.join(' ') });
		write(1, USAGE);
		return;
	}
	const settings = readSettings(folder);
	const stored = await obtain(folder, options.minValidity, settings, () => askAgain(settings, folder, log, cancelled));
	(0,external_index_js_namespaceObject.checkValidity)(stored.expiry, options.minValidity ?? 0, Date.now(), 'token_too_short/command');
	await mask(stored);
	try {
		write(1, lineOf(stored, options));
	}
	catch (error) {
		throw (0,external_index_js_namespaceObject.failure)('command_unusable/unprintable', { reason: error.code ?? 'no code' });
	}
}
async function obtain(folder, minValidity, { request: { timeout } }, ask) {
	const seconds = timeout + 10;
	const valid = () => {
		const stored = tokenIn(folder);
		return stored && isValid(stored, minValidity) ? stored : undefined;
	};
	const end = Date.now() + seconds * 1000;
	while (Date.now() < end) {
		const asked = async () => valid() ?? (await ask());
		const stored = valid() ?? (await unlessAsking(folder, asked).catch(toFailure));
		if (stored)
			return stored;
		await pause();
	}
	throw (0,external_index_js_namespaceObject.failure)('command_unusable/busy', { seconds });
}
function toFailure(error) {
	if (error instanceof Error && 'syscall' in error && !(error instanceof external_index_js_namespaceObject.ActionError))
		return onDisk(() => {
			throw error;
		});
	throw error;
}
async function askAgain({ request, ends }, folder, log, cancelled) {
	const hiding = { mask: log.hide.bind(log) };
	(0,external_index_js_namespaceObject.maskCredentials)(request, hiding);
	for (const [, value] of request.parameters)
		log.hide(value);
	(0,external_index_js_namespaceObject.trustAlso)(request.caCertificates);
	const client = (0,external_index_js_namespaceObject.clientOf)(request);
	const ledger = new external_index_js_namespaceObject.Ledger(client, ends, saveSessionIn(folder));
	const { token, session, report } = await (0,external_index_js_namespaceObject.requestToken)(request, client, ledger, { log, cancelled });
	(0,external_index_js_namespaceObject.reportToken)(report, log);
	if (ledger.uncertain > 0)
		await log.warn('lost_answers', (0,external_index_js_namespaceObject.uncertainSessions)(request, ledger, session));
	const stored = storedTokenOf(token);
	storeToken(folder, stored);
	return stored;
}
async function mask({ token, masked }) {
	write(2, maskLines(token));
	const [output, errors] = [(0,external_node_fs_namespaceObject.fstatSync)(1), (0,external_node_fs_namespaceObject.fstatSync)(2)];
	const same = output.ino !== 0 && output.ino === errors.ino && output.dev === errors.dev;
	if (!same && !masked)
		await new Promise((done) => setTimeout(done, PAUSE));
}

// src/steps/end.ts










async function endSealedSession(log, cancelled) {
	const { sealedSession, sealKey, server, proofsFor } = await (0,external_index_js_namespaceObject.loadEndInputs)(log);
	const { session, ...sealed } = openSealedSession(sealedSession, sealKey, (0,external_index_js_namespaceObject.thisRun)(process.env));
	log.mask(session.token);
	try {
		const { caCertificates, issuer } = server;
		(0,external_index_js_namespaceObject.trustAlso)(caCertificates);
		const proofs = await proofsFor(sealed.authMethod);
		const endpoints = await (0,external_index_js_namespaceObject.findEndpoints)({ ...server, ...proofs }, { log, cancelled });
		const client = { ...sealed, ...proofs, ...endpoints, caCertificates, issuer };
		(0,external_index_js_namespaceObject.maskCredentials)(client, log);
		const { host } = client.tokenUrl;
		for (const name of ['tokenUrl', 'revocationUrl'])
			if (sealed[name] && sealed[name].href !== client[name]?.href)
				throw (0,external_index_js_namespaceObject.failure)('sealed_session_other_server', { host });
		const ending = await endSession(session, client, { log, cancelled });
		if (ending === 'unsupported')
			(0,external_index_js_namespaceObject.reportUnending)(host, (0,external_index_js_namespaceObject.canEnd)(client) ? 'unsupported' : 'no_endpoint', session, log);
		else
			(0,external_index_js_namespaceObject.reportEnded)(host, { ended: Number(ending === 'ended'), before: Number(ending === 'had ended') }, log);
		if (ending === 'ended' && session.kind === 'access_token')
			(0,external_index_js_namespaceObject.reportRevoked)(session, log);
	}
	catch (error) {
		if (!(error instanceof external_index_js_namespaceObject.ActionError) || error.notes.some(({ id }) => id === 'left_open'))
			throw error;
		throw error.and('left_open', (0,external_index_js_namespaceObject.openSession)(session, sealed));
	}
}

// src/steps/post.ts







const AT_ONCE = 20;
const post_PATIENCE = 60_000;
async function endSessions(log, cancelled) {
	const state = await load(log);
	const { folder, sessions = [], asked } = state;
	if (asked && state.asking)
		await log.warn('ended_early', asked);
	if (folder === undefined || !isOurFolder(folder, process.env))
		return endAll(sessions, state, log, cancelled);
	try {
		const { states, damaged } = await collectSessions(folder);
		if (damaged > 0)
			await log.warn('notes_damaged', { count: damaged });
		const stopped = states.filter(({ asking }) => asking).length;
		if (asked && stopped > 0)
			await log.warn('call_stopped', { ...asked, count: stopped });
		const inTime = AbortSignal.any([cancelled, AbortSignal.timeout(post_PATIENCE)]);
		await endAll([...sessions, ...states.flatMap((each) => each.sessions ?? [])], state, log, inTime);
	}
	finally {
		const reason = removeFolder(folder);
		if (reason !== undefined)
			await log.warn('folder_left', { reason });
	}
}
async function load(log) {
	try {
		return (0,external_index_js_namespaceObject.loadState)(getState);
	}
	catch {
		await log.warn('state_damaged', {});
		return {};
	}
}
async function endAll(sessions, { client, asked }, log, cancelled) {
	if (!client)
		return warnOfMany(sessions, asked, log);
	const { host } = client.tokenUrl;
	(0,external_index_js_namespaceObject.maskCredentials)(client, log);
	for (const { token } of sessions)
		log.mask(token);
	for (const { until } of sessions.filter(({ kept }) => kept))
		(0,external_index_js_namespaceObject.reportKept)(host, until, log);
	for (const session of sessions.filter(({ shared, kept }) => shared && !kept))
		(0,external_index_js_namespaceObject.reportUnending)(host, 'shared', session, log);
	const ending = sessions.filter(({ kept, shared }) => !kept && !shared);
	const endings = [];
	for (let first = 0; first < ending.length && !(cancelled.aborted && first > 0); first += AT_ONCE) {
		const some = ending.slice(first, first + AT_ONCE).map((session) => tryToEnd(session, client, log, cancelled));
		endings.push(...(await Promise.all(some)));
	}
	const of = (which) => ending.filter((_, index) => endings[index] === which);
	(0,external_index_js_namespaceObject.reportEnded)(host, { ended: of('ended').length, before: of('had ended').length }, log);
	for (const session of of('ended').filter(({ kind }) => kind === 'access_token'))
		(0,external_index_js_namespaceObject.reportRevoked)(session, log);
	for (const session of of('unsupported'))
		(0,external_index_js_namespaceObject.reportUnending)(host, 'unsupported', session, log);
	for (const error of endings.filter((each) => each instanceof external_index_js_namespaceObject.ActionError).slice(0, AT_ONCE))
		await log.warnOf(error);
	const left = ending.filter((_, index) => endings[index] === undefined || endings[index] instanceof external_index_js_namespaceObject.ActionError);
	await warnOfMany(left.slice(AT_ONCE), asked, log);
}
async function tryToEnd(session, client, log, cancelled) {
	return endSession(session, client, { log, cancelled }).catch((error) => {
		if (error instanceof external_index_js_namespaceObject.ActionError)
			return error;
		throw error;
	});
}
async function warnOfMany(sessions, asked, log) {
	const left = sessions.filter(({ until = Infinity }) => until > Date.now());
	if (!asked || left.length === 0)
		return;
	const end = Math.max(...left.map(({ until }) => until ?? Infinity));
	await log.warn('many_left_open', { ...asked, count: left.length, end: end === Infinity ? undefined : end });
}

// src/steps/unseal.ts







async function unsealToken(log) {
	const { sealed_token: sealedToken, seal_key: sealKey, min_validity: minValidity } = await (0,external_index_js_namespaceObject.loadUnsealInputs)(log);
	(0,external_index_js_namespaceObject.requireFile)('GITHUB_OUTPUT');
	const run = (0,external_index_js_namespaceObject.thisRun)(process.env);
	const opened = openSealedToken(sealedToken, sealKey, run);
	const { accessToken, tokenType, scope, expiry } = opened;
	log.mask(accessToken);
	const now = Date.now();
	(0,external_index_js_namespaceObject.checkValidity)(expiry, minValidity, now, 'token_too_short/late');
	(0,external_index_js_namespaceObject.writeOutputs)({
		access_token: accessToken,
		...(expiry !== undefined && { expiry: (0,external_index_js_namespaceObject.isoSeconds)(expiry), expires_in: String(Math.floor((expiry - now) / 1000)) }),
		token_type: tokenType,
		...(scope !== undefined && { scope }),
	});
	(0,external_index_js_namespaceObject.reportOpened)(opened, { now, attempt: run.attempt }, log);
}

// EXTERNAL MODULE: ../node_modules/tunnel/lib/tunnel.js
var lib_tunnel = __nccwpck_require__(488);
// src/later.entry.ts














module.exports = __webpack_exports__;
})()
;