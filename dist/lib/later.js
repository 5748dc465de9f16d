(() => { // webpackBootstrap
	"use strict";
	var __webpack_modules__ = ({

488:
((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);


exports.xj = httpOverHttp;
exports.I9 = httpsOverHttp;
__webpack_unused_export__ = httpOverHttps;
__webpack_unused_export__ = httpsOverHttps;


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
__webpack_unused_export__ = debug; // for test


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
  algorithmOf: () => (/* reexport */ algorithmOf),
  authorities: () => (/* reexport */ authorities),
  endNow: () => (/* reexport */ endNow),
  endSealedSession: () => (/* reexport */ endSealedSession),
  endSession: () => (/* reexport */ endSession),
  endSessions: () => (/* reexport */ endSessions),
  explain: () => (/* reexport */ explain),
  folderFor: () => (/* reexport */ folderFor),
  httpOverHttp: () => (/* reexport */ tunnel/* httpOverHttp */.xj),
  httpsOverHttp: () => (/* reexport */ tunnel/* httpsOverHttp */.I9),
  identityIn: () => (/* reexport */ identityIn),
  keepingFolder: () => (/* reexport */ keepingFolder),
  makeFolder: () => (/* reexport */ makeFolder),
  networkError: () => (/* reexport */ networkError),
  openSealedToken: () => (/* reexport */ openSealedToken),
  printToken: () => (/* reexport */ printToken),
  privatePieces: () => (/* reexport */ privatePieces),
  readMetadata: () => (/* reexport */ readMetadata),
  refused: () => (/* reexport */ refused),
  retryLine: () => (/* reexport */ retryLine),
  sealedOutputs: () => (/* reexport */ sealedOutputs),
  usable: () => (/* reexport */ usable),
  warning: () => (/* reexport */ warning),
  wellKnown: () => (/* reexport */ wellKnown),
  whatOf: () => (/* reexport */ whatOf),
  withAssertion: () => (/* reexport */ withAssertion),
  withShapes: () => (/* reexport */ withShapes),
  writeSummary: () => (/* reexport */ writeSummary)
});

;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
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
const PASSING = /internal error|record mac|decrypt|decode error|unexpected|cancelled|illegal parameter|length|digest|bad (packet|record)/;
function networkError(error, peer) {
	const thrown = error;
	const { code = thrown.errors?.[0]?.code ?? 'no code', message = '' } = thrown;
	const { host, proxy = 'The proxy', certificate } = peer;
	const [tunnel, status, parseError] = /^tunneling socket could not be established, (?:statusCode=(\d+)|cause=(Parse Error)?)/.exec(message) ?? [];
	if (tunnel !== undefined && (status === undefined ? parseError === undefined : status.startsWith('5')))
		return (0,external_index_js_namespaceObject.failure)('proxy_unreachable', { host, proxy, status });
	if (tunnel !== undefined)
		return (0,external_index_js_namespaceObject.failure)('proxy_refused', { host, proxy, status: status ?? 'with what is no HTTP' });
	if (code.startsWith('HPE_'))
		return (0,external_index_js_namespaceObject.failure)('answer_invalid/http', { host, rule: code });
	const id = codes.find(([pattern]) => pattern.test(code))?.[1];
	if (id === undefined && /^(EPROTO|ERR_(SSL|TLS)_)/.test(code))
		return tlsError(error, host);
	if (id === undefined)
		return (0,external_index_js_namespaceObject.failure)('connection_failed', { host, reason: code });
	const reason = code === 'UNSPECIFIED' ? (0,external_index_js_namespaceObject.onOneLine)(message) : code;
	return (0,external_index_js_namespaceObject.failure)(id, { host, reason, shown: certificate?.subject ? described(certificate) : '' });
}
function tlsError({ code = '', message, reason }, host) {
	const said = reason ?? /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? code.replace(/^ERR_(SSL|TLS)_/, '').replaceAll('_', ' ');
	const words = said.toLowerCase().replace(/^(ssl\/tls|sslv3|tlsv1(\.?[123])?|tlsv13) (alert )?/, '');
	return (0,external_index_js_namespaceObject.failure)(PASSING.test(words) || (0,external_index_js_namespaceObject.offeredClassical)() ? 'tls_failed/passing' : 'tls_failed', {
		host,
		reason: (0,external_index_js_namespaceObject.onOneLine)(words),
	});
}
function described({ subject, issuer, valid_to: until }) {
	const name = ({ CN, O }) => `"${(0,external_index_js_namespaceObject.cut)((0,external_index_js_namespaceObject.onOneLine)(String(CN ?? O ?? ''))).replaceAll('"', "'")}"`;
	return `: it was issued to ${name(subject)} by ${name(issuer)}, valid until ${(0,external_index_js_namespaceObject.onOneLine)(until)}`;
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = require("node:util");
// src/command/stored-token.ts



const MAX_FILE = 4 * 1024 * 1024;
function optionsOf(args) {
	try {
		const { values } = (0,external_node_util_namespaceObject.parseArgs)({
			args: [...args],
			options: { header: { type: 'boolean' }, 'min-validity': { type: 'string' } },
		});
		const { header = false, 'min-validity': seconds } = values;
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
		const given = JSON.parse(readPlain((0,external_node_path_namespaceObject.join)(folder, 'token.json')));
		return /^[\x21-\x7e]+$/.test(given.token) ? given : undefined;
	}
	catch {
		return undefined;
	}
}
function isGood({ expiry = 0, usual }, minValidity = usual) {
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

// src/command/folder.ts






const USUAL = 60;
const WAY = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'];
function folderFor({ RUNNER_TEMP: temp }) {
	if (!temp || !(0,external_node_path_namespaceObject.isAbsolute)(temp))
		throw (0,external_index_js_namespaceObject.failure)('runner_missing/temp', {});
	return (0,external_node_path_namespaceObject.join)(temp, `token-command-${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
}
function keepingFolder(folder) {
	return (state) => (0,external_index_js_namespaceObject.saveState)((0,external_node_fs_namespaceObject.existsSync)(folder) ? { ...state, folder } : state);
}
function makeFolder(folder, inputs, ends, token, askedAt) {
	const env = Object.fromEntries(WAY.map((name) => [name, process.env[name] ?? '']));
	const clientAssertionFile = inputs.clientAssertionFile && (0,external_node_path_namespaceObject.resolve)(inputs.clientAssertionFile);
	const settings = { inputs: { ...inputs, sealKey: undefined, clientAssertionFile }, ends, env };
	const call = [process.execPath, (0,external_node_path_namespaceObject.resolve)(process.argv[1] ?? '', '../../command/index.js'), folder];
	const files = {
		'settings.json': JSON.stringify(settings),
		token: `#!/bin/sh\nexec ${call.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')} "$@"\n`,
		'token.cmd': `@${call.map((word) => `"${word.replaceAll('%', '%%')}"`).join(' ')} %*\r\n`,
	};
	onDisk(() => {
		(0,external_node_fs_namespaceObject.mkdirSync)((0,external_node_path_namespaceObject.join)(folder, 'sessions'), { recursive: true, mode: 0o700 });
		for (const [name, text] of Object.entries(files))
			(0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(folder, name), text, { mode: name.startsWith('token') ? 0o700 : 0o600, flag: 'wx' });
	});
	storeToken(folder, storedTokenOf(token, askedAt));
	return (0,external_node_path_namespaceObject.join)(folder, process.platform === 'win32' ? 'token.cmd' : 'token');
}
function storedTokenOf({ accessToken: token, expiry }, askedAt) {
	return { token, expiry, usual: expiry === undefined ? 0 : Math.min(USUAL, Math.floor((expiry - askedAt) / 2000)) };
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

// src/command/notes.ts







const MAX_NOTES = 20_000;
const MAX_TEXT = 64 * 1024 * 1024;
const MAX_DATE = 8.64e15;
const PATIENCE = 8_000;
const BEAT = 500;
const STALE = 2_500;
const POLL = 40;
const pause = () => new Promise((done) => setTimeout(done, POLL));
const lockOf = (folder) => (0,external_node_path_namespaceObject.join)(folder, 'asking');
function isAsking(folder) {
	const { mtimeMs } = (0,external_node_fs_namespaceObject.statSync)(lockOf(folder), { throwIfNoEntry: false }) ?? { mtimeMs: -Infinity };
	return Date.now() - mtimeMs < STALE;
}
async function unlessAsked(folder, work) {
	const lock = lockOf(folder);
	const taken = onDisk(() => {
		if (isAsking(folder))
			return false;
		(0,external_node_fs_namespaceObject.rmSync)(lock, { force: true });
		try {
			(0,external_node_fs_namespaceObject.closeSync)((0,external_node_fs_namespaceObject.openSync)(lock, 'wx', 0o600));
			return true;
		}
		catch (error) {
			if (error.code === 'EEXIST')
				return false;
			throw error;
		}
	});
	if (!taken)
		return undefined;
	const timer = setInterval(() => {
		if ((0,external_node_fs_namespaceObject.existsSync)(lock))
			(0,external_node_fs_namespaceObject.utimesSync)(lock, new Date(), new Date());
	}, BEAT);
	return work().finally(() => {
		clearInterval(timer);
		(0,external_node_fs_namespaceObject.rmSync)(lock, { force: true });
	});
}
function noteIn(folder) {
	const path = (0,external_node_path_namespaceObject.join)(folder, 'sessions', `${(0,external_node_crypto_namespaceObject.randomUUID)()}.json`);
	return (state) => {
		writeWhole(path, JSON.stringify({ ...state, opener: undefined }));
		if ((0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(folder, 'closed')))
			throw (0,external_index_js_namespaceObject.failure)('command_unusable/ended', {});
		return true;
	};
}
async function collectNotes(folder) {
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
	return { asking: asking === true, sessions: sessions.map(({ token, kind, until }) => ({ token, kind, until })) };
}
function isSession({ token, kind, until = 0 }) {
	return ((0,external_index_js_namespaceObject.isVisible)(token) &&
		['refresh_token', 'access_token'].includes(kind) &&
		typeof until === 'number' &&
		Math.abs(until) <= MAX_DATE);
}
function removeFolder(folder) {
	try {
		if ((0,external_node_fs_namespaceObject.lstatSync)(folder).isDirectory())
			(0,external_node_fs_namespaceObject.chmodSync)(folder, 0o700);
		(0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
		return undefined;
	}
	catch (error) {
		const { code = 'no code' } = error;
		return code === 'ENOENT' ? undefined : code;
	}
}

// src/report/texts.ts

const DOCS = 'https://github.com/org/arkane-token-action/blob/v1/docs/errors.md';
const NOT_FOUND = 'It is not set under `with:`, or nothing is saved where the workflow looks: it may not be saved yet, its name may be misspelt, it may be saved as a variable, which `${{ secrets.NAME }}` does not find, or as a secret, which `${{ vars.NAME }}` does not find, or it belongs to an environment that the job does not name (`environment:`), or to the organisation, which does not grant it to this repository.';
const SKIP_ON_FORKS = 'Skip the job there with `if: ${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}`.';
const answered = ({ host, status, said, identity, method }) => `${host} answered ${String(status)}${said && `: ${said}`}.${identity ? ` The ${method === 'client_assertion' ? 'assertion' : 'ID token'} has ${identity}.` : ''}`;
const idTokenAnswered = ({ status, said = '' }) => `GitHub's ID token endpoint answered ${String(status)}${status === 200 ? ' without a token' : ''}${said && `: "${said}"`}.`;
const clocksApart = (skew) => `The clock of this runner is ${String(Math.abs(skew))} s ${skew > 0 ? 'ahead of' : 'behind'} the server's`;
const clockRefused = (so) => ({
	what: ({ skew, ...refused }) => `${answered(refused)} ${clocksApart(skew)}.`,
	why: `${so}: an assertion is good for a minute by the clock; where one by the server's time was refused, too, the key or \`assertion_audience\` is wrong.`,
	fix: 'Set the clock of the runner (NTP), then compare the key under Keys of the client.',
});
const refusedCertificate = ({ host, reason, shown }) => `The certificate that ${host} shows was refused (${reason})${shown}.`;
const metadataAnswered = ({ host, status }) => `${host}, asked for its metadata, answered ${String(status)}.`;
const listed = (names) => names.map((name) => `\`${name}\``).join(', ');
const TRUST_IT = 'Trust that authority in one of three ways: its PEM in the input `ca_certificate`, NODE_EXTRA_CA_CERTS=/path/to.pem, or NODE_USE_SYSTEM_CA=1 on a runner whose system trusts it.';
const CHECK_PORT = 'Check host and port of `token_url`.';
const ASK_SERVER = 'Have the administrator of the server allow TLS 1.2 or later with its usual ciphers.';
const handshakes = [
	[
		/certificate|unknown ca|access denied/,
		{
			why: 'The server wants a certificate of the client (mutual TLS), or refuses the one that it got.',
			fix: 'Give `client_certificate` and `client_certificate_key`, with the chain, from an authority that the server trusts.',
		},
	],
	[/wrong version number|http|not ssl|packet length/, { why: 'What answers on this port does not speak TLS.', fix: CHECK_PORT }],
	[
		/version|protocol|cipher|handshake failure|security|curve|shared|suitable|renegotiation|small|short|weak|signature|dh/,
		{ why: 'The two sides share no TLS version, cipher or key that is strong enough.', fix: ASK_SERVER },
	],
];
const handshake = ({ reason }) => handshakes.find(([pattern]) => pattern.test(reason))?.[1] ?? {
	why: 'The server, or something in front of it, ended the handshake.',
	fix: 'Check host and port of `token_url`; `openssl s_client -connect HOST:PORT` shows what the server speaks.',
};
const noTlsTo = ({ host, reason }) => `No TLS connection to ${host} could be made (OpenSSL: ${reason}).`;
const whyOf = {
	client_secret_jwt: 'Most likely `client_secret` is not the one of this client, the client is set up for another `auth_method`, or the server expects another `assertion_audience`.',
	client_assertion: 'Most likely one of them is not what the client or its identity provider is set up for (upper and lower case, and a slash at the end, count), or the server cannot reach the keys of the issuer, or is a Keycloak older than 26.6, which takes no such token.',
	tls_client_auth: 'Most likely the server did not see the certificate (a proxy before it ends TLS and does not hand it on), or its subject is not the one that the client is set up for.',
	private_key_jwt: 'Most likely the key or certificate registered with this client is not that of `private_key`, the server expects another `assertion_audience`, or it is an older Keycloak, which takes only RSA keys by certificate.',
	github_oidc: 'Most likely one of them is not what the client or its identity provider is set up for (upper and lower case, and a slash at the end, count), or the server is a Keycloak older than 26.6, which takes no such token.',
};
const fixOf = {
	client_secret_jwt: 'Compare `client_secret` with the one of this client, and see that its authenticator is Signed JWT with client secret.',
	client_assertion: 'Have the administrator compare them with the federated credential of the client; whoever writes the file sets `aud`.',
	tls_client_auth: 'Have the administrator compare the subject of the certificate (`openssl x509 -in certificate.pem -noout -subject -nameopt RFC2253`) with the client.',
	client_secret_basic: 'Compare `client_id`, `client_secret` and the server with the credentials that you were given; older Keycloak refuses special characters in a secret that is sent this way, so try `auth_method: client_secret_post`.',
	private_key_jwt: 'Compare the key under Keys of the client, `private_key_id` and `assertion_audience` with what is sent.',
	github_oidc: 'Have the administrator compare them with the federated credential of the client; `assertion_audience` sets `aud`.',
};
const byMethod = (table, otherwise) => ({ method = '' }) => table[method] ?? otherwise;
const elsewhere = ({ host, others = [] }) => others.length === 0
	? ''
	: ` ${host} is only the default: credentials for another server need \`environment\` (${listed(others)}) or \`token_url\`.`;
const withElsewhere = (advice) => (refusal) => advice(refusal) + elsewhere(refusal);
const andSaid = (sentence) => (refusal) => `${answered(refusal)} ${sentence}`;
const told = ({ what }) => what;
const failures = {
	input_missing: {
		title: 'An input is missing',
		what: ({ name }) => `The input \`${name}\` is empty.`,
		why: 'It is not set under `with:`, or the expression that sets it is empty: its name may be misspelt, or not saved yet; `${{ vars.NAME }}` finds no secret, and `${{ secrets.NAME }}` no variable.',
		fix: 'Set it in the step that uses this action.',
	},
	secret_empty: {
		title: 'A secret is empty',
		what: ({ name }) => `The input \`${name}\` is empty.`,
		why: NOT_FOUND,
		fix: 'Compare the name with Settings > Secrets and variables > Actions, on both of its tabs.',
	},
	secret_withheld: {
		title: 'A secret is withheld from this run',
		what: ({ name }) => `The input \`${name}\` is empty.`,
		why: 'It is withheld: GitHub gives no repository secrets to such runs.',
		fix: 'Skip the job there, or run it on an event that has secrets.',
	},
	'secret_withheld/fork': {
		what: ({ name }) => `The input \`${name}\` is empty: this run is for a pull request from a fork.`,
		fix: SKIP_ON_FORKS,
	},
	'secret_withheld/dependabot': {
		what: ({ name }) => `The input \`${name}\` is empty: Dependabot started this run.`,
		fix: "Add the secret under Settings > Secrets and variables > Dependabot as well, or skip the job with `if: github.actor != 'dependabot[bot]'`.",
	},
	input_invalid: {
		title: 'An input is not valid',
		what: told,
		why: '',
		fix: 'Correct it in the step that uses this action.',
	},
	'input_invalid/several': { what: '', fix: 'Correct them in the step that uses this action.' },
	private_key_invalid: {
		title: 'private_key is not usable',
		what: told,
		why: 'The key is not usable: an assertion can only be signed with an unencrypted private key in PEM.',
		fix: 'Give the text of the key file, which begins with -----BEGIN PRIVATE KEY-----; `openssl pkey -in key.pem -noout` tells whether it is sound.',
	},
	client_certificate_invalid: {
		title: 'The client certificate',
		what: told,
		why: 'A client shows a certificate that is valid now, and proves that it has its unencrypted private key.',
		fix: 'Give the text of the file, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, with the chain after it, no key, and not a path.',
	},
	client_assertion_invalid: {
		title: 'The file of the assertion',
		what: told,
		why: '`client_assertion_file` may be another path than that of the token, or whoever writes the token has not done so, or not for the user of the runner.',
		fix: 'Compare the path with the `mountPath` of the volume, mount it into the pod that runs the job, and see why it is not replaced in time.',
	},
	metadata_not_found: {
		title: 'The server has no metadata',
		what: ({ places }) => `There is no metadata at ${places}.`,
		why: '`issuer` is not what the server calls itself, or it has no metadata at all.',
		fix: 'Give the `issuer` letter by letter as the documents of the server have it (that of a Keycloak ends with /realms/NAME), or its token endpoint as `token_url`.',
	},
	metadata_invalid: {
		title: 'The metadata of the server',
		what: 'The metadata of the server cannot be used.',
		why: 'It is not set up as RFC 8414 says.',
		fix: 'Tell the administrator of the server, or give its token endpoint as `token_url`.',
	},
	'metadata_invalid/issuer': {
		what: ({ issuer, told }) => `The metadata at ${issuer} is that of ${told ? `the issuer ${told}` : 'no issuer'}.`,
		why: 'Both must be the same letter by letter, a slash at the end included (RFC 8414, 3.3): another server could answer in place of the one that is meant.',
		fix: 'If you trust that name, give it as `issuer`.',
	},
	'metadata_invalid/endpoint': {
		what: ({ issuer, name, problem }) => `In the metadata of ${issuer}, \`${name}\` ${problem}.`,
		why: 'What is secret may only be sent over TLS, to a place that is certain.',
	},
	'metadata_invalid/no_token_endpoint': {
		what: ({ issuer }) => `The metadata of ${issuer} has no \`token_endpoint\`.`,
	},
	id_token_unavailable: {
		title: 'GitHub gives this job no ID token',
		what: 'GitHub gives no ID token to this job.',
		why: 'The job lacks the permission to ask for one.',
		fix: 'Give the job `permissions: { id-token: write, contents: read }`; a reusable workflow needs it in the calling job, too.',
	},
	'id_token_unavailable/fork': {
		what: 'GitHub gives no ID token to this run: it is for a pull request from a fork.',
		why: 'GitHub lets no such run prove who it is.',
		fix: SKIP_ON_FORKS,
	},
	id_token_refused: {
		title: 'GitHub refused to give an ID token',
		what: idTokenAnswered,
		why: 'GitHub refused to give an ID token: its endpoint is disturbed, or the token of this job is no longer valid.',
		fix: 'Run the job again.',
	},
	'id_token_refused/passing': { what: idTokenAnswered },
	runner_missing: {
		title: 'Not run by a GitHub Actions runner',
		what: ({ names }) => `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not set.`,
		why: 'This is not run by a GitHub Actions runner: without the file that GITHUB_OUTPUT names, the token could only be handed on in the log.',
		fix: 'Use this action as a step of a workflow.',
	},
	'runner_missing/run': {
		what: 'GITHUB_SERVER_URL, GITHUB_REPOSITORY or GITHUB_RUN_ID is not set.',
		why: 'This is not run by a GitHub Actions runner: a sealed token is bound to the run that they name.',
	},
	'runner_missing/temp': {
		what: 'RUNNER_TEMP is not set.',
		why: 'This is not run by a GitHub Actions runner: the folder of the token command is made there, since a runner empties it when the job ends.',
	},
	output_failed: {
		title: 'The outputs or the state could not be written',
		what: ({ file, reason }) => `Writing to the file of ${file} failed (${reason}).`,
		why: "The outputs or the state could not be written: the runner's disk may be full, or its temporary folder may be gone.",
		fix: 'Free space on the runner and run the job again.',
	},
	'output_failed/no_file': {
		what: ({ file }) => `${file} names no plain file.`,
		why: 'The outputs or the state could not be written: it is a folder, a link, a pipe or a device, where they would be lost or printed.',
		fix: 'Leave GITHUB_OUTPUT and GITHUB_STATE as the runner sets them.',
	},
	cancelled: {
		title: 'The step was cancelled',
		what: 'The step was cancelled before it had a token.',
		why: 'Somebody cancelled the job, a newer run replaced it, or the runner was shut down.',
		fix: 'Run the job again if it is still needed.',
	},
	'cancelled/granted': {
		what: 'The step was cancelled while its token came; the token is not handed on, and its session ends with the job.',
	},
	'cancelled/in_flight': {
		what: 'The step was cancelled, and the server did not answer in the time that was left.',
	},
	proxy_invalid: {
		title: 'The proxy setting cannot be used',
		what: ({ variable }) => `The proxy in ${variable} cannot be used.`,
		why: 'The environment variable holds no http:// URL of a host name and port; https://, socks or an IPv6 address for the proxy itself is not supported.',
		fix: 'Set it to http://host:port, or add the host of the token server to NO_PROXY.',
	},
	proxy_refused: {
		title: 'The proxy refused the connection',
		what: ({ host, proxy, status }) => `${proxy}, the proxy on the way to ${host}, answered ${status}.`,
		why: 'The proxy refused the connection: it asks for credentials, does not allow this host, or is no proxy.',
		fix: 'Put valid credentials into the proxy variable of the runner, or have the host allowed.',
	},
	proxy_unreachable: {
		title: 'The proxy cannot be reached',
		what: ({ host, proxy, status }) => `${proxy}, the proxy on the way to ${host}, ${status === undefined ? 'cannot be reached' : `answered ${status}: it does not reach that host`}.`,
		why: 'The address in the proxy variable may be wrong, the proxy is down, or it closed the connection.',
		fix: 'Correct the variable on the runner, or add the host of the token server to NO_PROXY.',
	},
	host_not_found: {
		title: 'The server name has no address',
		what: ({ host, reason }) => `The name of ${host} has no address (${reason}).`,
		why: 'The name may be misspelt, or the DNS of the runner does not know it.',
		fix: 'Check `environment` or `token_url`, then the DNS of the runner.',
	},
	connection_refused: {
		title: 'The server refused the connection',
		what: ({ host, reason }) => `${host} refused the connection (${reason}).`,
		why: 'Nothing listens there: the server is down, or the port is wrong.',
		fix: 'Check `token_url`, and that the server runs.',
	},
	connection_failed: {
		title: 'The connection broke',
		what: ({ host, reason }) => `The connection to ${host} broke (${reason}).`,
		why: 'The network between runner and server broke, or something between them closed the connection.',
		fix: 'Run the job again; if it stays, check firewall and egress rules of the runner.',
	},
	timeout: {
		title: 'The server did not answer in time',
		what: ({ host, seconds }) => `${host} did not answer within ${String(seconds)} s.`,
		why: 'It is overloaded, or a firewall drops the packets.',
		fix: 'Run the job again; if it stays, check the egress rules of the runner.',
	},
	certificate_untrusted: {
		title: 'The certificate is not trusted',
		what: refusedCertificate,
		why: 'A private certificate authority signed it, or a proxy opens the TLS connection.',
		fix: TRUST_IT,
	},
	'certificate_untrusted/incomplete': {
		what: refusedCertificate,
		why: 'The server leaves out its intermediate certificate, a private authority signed it, or a proxy opens the TLS connection.',
		fix: `Have the server send its whole chain. ${TRUST_IT}`,
	},
	certificate_expired: {
		title: 'The certificate is not valid at this time',
		what: refusedCertificate,
		why: 'It has expired or is not valid yet, or the clock of the runner is wrong.',
		fix: 'Check the clock of the runner, then have the certificate renewed.',
	},
	certificate_wrong_host: {
		title: 'The certificate is for another host',
		what: refusedCertificate,
		why: 'It is for another host: the one in `token_url` may be wrong, or a proxy answers in its place.',
		fix: 'Use the name that the certificate was issued for.',
	},
	tls_failed: {
		title: 'No TLS connection could be made',
		what: noTlsTo,
		why: (failed) => handshake(failed).why,
		fix: (failed) => handshake(failed).fix,
	},
	'tls_failed/passing': {
		what: noTlsTo,
		why: 'The server, or something in front of it, failed in the middle of the handshake, every time.',
		fix: 'Run the job again; if it stays, tell the administrator of the server.',
	},
	redirect: {
		title: 'The server answered with a redirect',
		what: ({ host, status, where }) => `${host} answered ${String(status)}, a redirect to ${where || 'nowhere'}.`,
		why: 'Following it would send the client secret to another address.',
		fix: 'If it names an address that you trust, use the token endpoint there as `token_url`.',
	},
	answer_too_large: {
		title: 'The answer is too large',
		what: ({ host }) => `${host} answered with more than 1 MiB.`,
		why: 'That is too large: no token response is larger than 1 MiB, so this is another page, or no token endpoint.',
		fix: 'Check `token_url`.',
	},
	answer_invalid: {
		title: 'The answer is no token response',
		what: answered,
		why: 'This is no token response: something in front of the server answered, or the URL is not its token endpoint.',
		fix: 'Check `token_url`, and what a proxy or gateway between answers.',
	},
	'answer_invalid/no_json': {
		what: ({ host, status, kind }) => `${host} answered ${String(status)}, but with ${kinds[kind]} instead of a JSON object.`,
	},
	'answer_invalid/cut_off': {
		what: ({ host, status, kind }) => `${host} answered ${String(status)}, but with ${kinds[kind]} instead of a JSON object.`,
		why: 'A gateway in front of the server lost its answer, the token response, or the URL is not its token endpoint.',
	},
	'answer_invalid/http': {
		title: 'The answer breaks HTTP',
		what: ({ host, rule }) => `${host} answered, but the answer breaks HTTP (${rule}).`,
		why: 'The server, or a gateway in front of it, is at fault, or the port speaks something else.',
		fix: 'Check `token_url`; if it is right, tell the administrator of the server.',
	},
	'answer_invalid/interim': {
		title: 'The answer breaks HTTP',
		what: ({ host, status }) => `${host} answered ${String(status)}, which is no answer to this request, and so breaks HTTP: it asked to change to no other protocol.`,
		why: 'The URL leads to another kind of service, or a gateway in front of it is at fault.',
	},
	'answer_invalid/no_token': {
		what: ({ host }) => `${host} answered with JSON that has no \`access_token\`.`,
	},
	token_invalid: {
		title: 'The access token is not usable',
		what: ({ host }) => `${host} answered with an access token that has characters which no token may have, or that is empty.`,
		why: 'Such a token is not usable: a token is one line of visible ASCII characters; anything else could write other outputs or headers.',
		fix: 'Tell the administrator of the server.',
	},
	token_type_unsupported: {
		title: 'The token is no Bearer token',
		what: ({ host, calledType }) => `${host} answered with a token of the type "${calledType}", not Bearer.`,
		why: 'The client is set up for another kind of token, such as DPoP.',
		fix: 'Have the client set to Bearer tokens.',
	},
	'token_type_unsupported/dpop': { what: answered, why: 'The client is set up for DPoP, so the token is no Bearer token.' },
	token_expired: {
		title: 'The access token has expired already',
		what: 'The access token that the server sent has expired already.',
		why: 'The server issues tokens with no lifetime, or the answer took longer than the lifetime.',
		fix: 'Raise the access token lifespan of the client.',
	},
	token_too_short: {
		title: 'The access token is not valid for long enough',
		what: ({ left, asked }) => `The access token is valid for ${String(left)} s, and \`min_validity\` asks for ${String(asked)} s.`,
		why: 'That is not long enough: the access token lifespan of the client is shorter than `min_validity`.',
		fix: 'Lower `min_validity`, raise the lifespan, or set `token_command: true`: steps that take longer then call a command that prints a good token.',
	},
	'token_too_short/command': {
		what: ({ left, asked }) => `A fresh access token is valid for ${String(left)} s, and \`--min-validity\` asks for ${String(asked)} s.`,
		why: 'That is not long enough: the access token lifespan of the client is shorter.',
		fix: 'Ask for less, or raise the lifespan.',
	},
	'token_too_short/barely': {
		what: ({ left, asked }) => `The access token is valid for ${String(left)} s more, and \`min_validity\` asks for ${String(asked)} s, about as long as the server's tokens live.`,
		why: 'That is not long enough: a part of it passes before the token is there.',
		fix: 'Lower `min_validity` by some seconds, or raise the access token lifespan of the client.',
	},
	'token_too_short/late': {
		what: ({ left, asked }) => `The access token is valid for ${String(left)} s, and \`min_validity\` asks for ${String(asked)} s.`,
		why: 'That is not long enough, since this job started late: a part of its life has passed since it was sealed.',
		fix: 'Re-run all jobs; if it happens again, lower `min_validity`, or raise the access token lifespan of the client.',
	},
	'token_too_short/unknown': {
		what: 'The server does not say how long the access token is valid, so `min_validity` cannot be met.',
		why: 'The answer has no `expires_in`, and the token is no JWT with `iat` and `exp`.',
		fix: 'Leave out `min_validity`, or have the server send `expires_in`.',
	},
	token_too_large: {
		title: 'The access token is too large to be sealed',
		what: ({ size }) => `Sealed, the access token has ${String(size)} bytes.`,
		why: ({ limit }) => `That is too large: a later job gets it through an environment variable, which holds ${limit}.`,
		fix: 'Leave out `seal_key`, or have fewer roles and claims put into the token.',
	},
	seal_masked: {
		title: 'The runner would drop the seal',
		what: ({ name, tries }) => `Each of ${String(tries)} seals for the output \`${name}\` had something in it that this step masks, so the runner would drop it.`,
		why: 'A secret of this step is only a letter or two long, and so is found in any text.',
		fix: 'Give that secret a proper length, or leave out `seal_key`.',
	},
	seal_key_invalid: {
		title: 'seal_key is no key',
		what: told,
		why: 'A passphrase could be guessed by anyone who can read the run.',
		fix: 'Make one with `openssl rand -base64 32`, save it as a secret, and give that secret in both jobs.',
	},
	sealed_token_missing: {
		title: 'There is no sealed token',
		what: 'The input `sealed_token` is empty.',
		why: 'The job that seals it was skipped or is not in `needs:`, its `seal_key` was empty, its `outputs:` are not wired, or the runner dropped the output because another secret is only one to three letters long (its log then says "Skip output").',
		fix: 'Give that job `outputs: sealed_token: ${{ steps.arkane.outputs.sealed_token }}`, and this step `sealed_token: ${{ needs.JOB.outputs.sealed_token }}`.',
	},
	'sealed_token_missing/session': {
		what: 'The input `sealed_session` is empty, so nothing was ended.',
		why: 'The job that seals it had no token, was skipped or is not in `needs:`, its `outputs:` are not wired, or the runner dropped the output (its log then says "Skip output").',
		fix: 'If that job had a token, give it `outputs: sealed_session: ${{ steps.arkane.outputs.sealed_session }}`, and this step `sealed_session: ${{ needs.JOB.outputs.sealed_session }}`.',
	},
	sealed_token_invalid: {
		title: 'This is no sealed token',
		what: ({ name }) => `The input \`${name}\` is no token or session that this action sealed.`,
		why: 'The input holds another value, or only a part of the output.',
		fix: ({ name }) => `Give the output \`${name}\` as it is.`,
	},
	'sealed_token_invalid/session': {
		what: 'The input `sealed_token` holds the output `sealed_session`, which only `end` opens.',
		why: 'The two outputs were mixed up.',
		fix: 'Give the output `sealed_token`.',
	},
	'sealed_token_invalid/token': {
		what: 'The input `sealed_session` holds the output `sealed_token`, which only `unseal` opens.',
		why: 'The two outputs were mixed up.',
		fix: 'Give the output `sealed_session`.',
	},
	sealed_token_unreadable: {
		title: 'The seal cannot be opened',
		what: ({ name }) => `The input \`${name}\` cannot be opened with this \`seal_key\`.`,
		why: 'The job that sealed it has another `seal_key`, or the text was changed on the way.',
		fix: 'Give the same secret as `seal_key` in both jobs, then re-run all jobs.',
	},
	sealed_token_of_other_run: {
		title: 'The sealed token is from another run',
		what: ({ name }) => `The input \`${name}\` was sealed in another run.`,
		why: 'It was kept from there, in a cache, an artifact or a variable; a run that `workflow_run` or `workflow_dispatch` starts is another run, too.',
		fix: 'Seal a token in a job of this run.',
	},
	sealed_token_expired: {
		title: 'The sealed token has expired',
		what: ({ expiry }) => `The sealed token has expired, at ${(0,external_index_js_namespaceObject.isoSeconds)(expiry)}.`,
		why: 'It was sealed too long ago; re-running failed jobs alone keeps the old one.',
		fix: 'Re-run all jobs; the job that seals is enough, since GitHub runs again what needs it.',
	},
	invalid_client: {
		title: 'The server does not accept the client',
		what: andSaid('It does not accept the client.'),
		why: byMethod(whyOf, 'Most likely `client_id` is misspelt, `client_secret` is not the one of this client, or the client does not exist on this server, is disabled, or is set up for another `auth_method`.'),
		fix: withElsewhere(byMethod(fixOf, 'Compare `client_id`, `client_secret` and the server with the credentials that you were given.')),
	},
	'invalid_client/unknown': {
		what: andSaid('It does not accept the client.'),
		why: 'Most likely `client_id` is misspelt, or the client does not exist on this server, is disabled, or is set up for another `auth_method`.',
		fix: withElsewhere(() => 'Compare `client_id` with the credentials that you were given.'),
	},
	unauthorized_client: {
		title: 'The client may not have a token',
		what: andSaid('The client may not have a token.'),
		why: byMethod(whyOf, 'Most likely `client_secret` is wrong, or the client is disabled or public, or it has no service account.'),
		fix: withElsewhere(byMethod(fixOf, 'Compare `client_secret` with the one of this client on this server, then check that client authentication and service accounts are on.')),
	},
	'invalid_client/clock': clockRefused('So it does not accept the client'),
	'unauthorized_client/clock': clockRefused('So the client may not have a token'),
	'request_refused/clock': clockRefused('So it refused the request'),
	'unauthorized_client/user_disabled': {
		what: answered,
		why: "The realm gives no token, since it has disabled the user of the client's service account; the client and its credentials are right.",
		fix: 'Have the administrator of the server enable that user: Users > service-account-CLIENT > Enabled.',
	},
	'unauthorized_client/secret': {
		title: 'The client secret is wrong',
		what: andSaid('The client secret is wrong: `client_secret` is not the one of this client.'),
		why: '',
		fix: withElsewhere(byMethod(fixOf, 'Save the secret again, as you were given it for this client and this server.')),
	},
	'unauthorized_client/disabled': {
		title: 'The client is disabled',
		what: andSaid('The client is disabled.'),
		why: '',
		fix: 'Have the administrator of the server enable it.',
	},
	'unauthorized_client/public': {
		title: 'The client is public',
		what: andSaid('The client is public: it has no secret, and gets no token of its own.'),
		why: '',
		fix: withElsewhere(() => 'Use the id of your private client, or have client authentication and service accounts switched on.'),
	},
	'unauthorized_client/no_service_account': {
		title: 'The client has no service account',
		what: andSaid('The client has no service account, without which it gets no token of its own.'),
		why: '',
		fix: 'Have the administrator of the server switch service accounts on for this client.',
	},
	invalid_scope: {
		title: 'The server does not know a scope',
		what: answered,
		why: 'It does not know a scope: a name in `scope` is misspelt, or the scope is not assigned to this client.',
		fix: 'Correct `scope`, or have the scope assigned to the client.',
	},
	request_refused: {
		title: 'The server refused the request',
		what: andSaid('It refused the request.'),
		why: byMethod(whyOf, 'The client is set up for another way to ask for a token.'),
		fix: byMethod(fixOf, 'Check `auth_method`, `scope` and `audience` against the setup of the client.'),
	},
	endpoint_not_found: {
		title: 'There is no token endpoint at this URL',
		what: andSaid('There is no token endpoint at this URL.'),
		why: 'The path or the realm in `token_url` or `issuer` is wrong (upper and lower case count).',
		fix: 'Use the `token_endpoint` that the server names in /.well-known/openid-configuration of the realm.',
	},
	access_denied: {
		title: 'The server denies access',
		what: andSaid('It denies access.'),
		why: 'A firewall or gateway in front of it blocks the address of this runner.',
		fix: 'Have the address allowed, or run the job on a runner that is.',
	},
	'access_denied/https_required': {
		what: answered,
		why: 'The realm refuses, not the client, and denies access to all: it wants HTTPS, and does not see that the request came by it, since the proxy in front of it does not say so (X-Forwarded-Proto).',
		fix: 'Tell the administrator of the server: the proxy must send that header, and Keycloak heed it (`proxy-headers`).',
	},
	'access_denied/realm_disabled': {
		what: answered,
		why: 'The realm refuses, not the client, and denies access to all: it is switched off for all.',
		fix: 'Tell the administrator of the server: Realm settings > Enabled.',
	},
	rate_limited: {
		title: 'The server asks for fewer requests',
		what: answered,
		why: 'The server asks for fewer requests: too many jobs ask for a token at once.',
		fix: 'Raise `timeout`, or ask for fewer tokens.',
	},
	server_error: {
		title: 'The server failed',
		what: answered,
		why: 'The server failed: it is overloaded or being restarted.',
		fix: 'Run the job again; if it stays, tell the administrator of the server.',
	},
	'rate_limited/id_token': { what: idTokenAnswered },
	'server_error/id_token': { what: idTokenAnswered },
	'rate_limited/metadata': { what: metadataAnswered },
	'server_error/metadata': { what: metadataAnswered },
	command_unusable: {
		title: 'The token command failed',
		what: 'The token command failed: its folder is not there, or not whole.',
		why: 'The job that it was made in has ended, or a step emptied RUNNER_TEMP.',
		fix: 'Call it in the steps after the one that gave it, in the same job; each job that needs one uses the action itself.',
	},
	'command_unusable/ended': {
		what: 'The token command failed: the job has ended.',
		why: 'A process that a step left in the background still calls the token command.',
		fix: 'Wait for such processes before the job ends.',
	},
	'command_unusable/disk': {
		what: ({ reason }) => `The token command failed: its folder could not be read or written (${reason}).`,
		why: "The runner's disk may be full, or another user than that of the runner calls the command.",
		fix: 'Free space on the runner, and call the command as the user of the step.',
	},
	'command_unusable/busy': {
		what: ({ seconds }) => `The token command failed: other calls of it have been asking for ${String(seconds)} s.`,
		why: 'The server answers none of them.',
		fix: 'Read what they printed.',
	},
	'command_unusable/unprintable': {
		what: ({ reason }) => `The token command failed to print the token (${reason}).`,
		why: 'Whatever reads standard output of the command was closed, or the disk that it is written to is full.',
		fix: 'Read all that the command prints.',
	},
	'command_unusable/options': {
		what: ({ given }) => `The token command failed: it does not know "${given}".`,
		why: 'It knows `--header`, `--min-validity N` in seconds, and `--help`.',
		fix: 'Call it with these alone.',
	},
	internal: {
		title: 'The action itself failed',
		what: ({ kind }) => `Unexpected ${kind}.`,
		why: 'This is a bug in the action: the action itself failed.',
		fix: 'Report it with this message; the job can be run again.',
	},
	'internal/ran_dry': { what: 'The step ran out of work before it was done.' },
};
const kinds = {
	nothing: 'nothing',
	compressed: 'a compressed body, which was not asked for,',
	page: 'a web page',
	other: 'something else',
};
const limits = {
	timeout: (seconds) => `\`timeout\` of ${String(seconds)} s`,
	end: (seconds) => `${String(seconds)} s for it`,
};
const limitOf = ({ timeout, limit = 'timeout' }) => limits[limit](timeout);
const ofClient = (clientId) => clientId && ` of client ${clientId}`;
const leftOpen = ({ clientId, host, end }) => `The session${ofClient(clientId)} at ${host} is left open ${(0,external_index_js_namespaceObject.describeUntil)(end)}, and ends by itself then.`;
const mayBeOpen = ({ clientId, host, count, end }) => `${count === 1 ? 'A request was' : `${String(count)} requests were`} sent whose answer was lost; the server may have opened a session for ${count === 1 ? 'it' : 'each'} (${clientId && `client ${clientId} `}at ${host}), which lives ${(0,external_index_js_namespaceObject.describeUntil)(end)}.`;
const notes = {
	methods_known: {
		what: ({ methods }) => `By its metadata, the server takes ${listed(methods)} alone.`,
		fix: ({ methods }) => `Set \`auth_method\` to ${methods.length === 1 ? 'it' : 'one of them'}, with what it needs, unless the administrator of the server says otherwise.`,
	},
	asks_to_wait: {
		what: ({ seconds, left, ...limit }) => `It asks to wait ${String(seconds)} s, ${seconds > limit.timeout ? 'which is beyond the' : `and no more than ${String(left)} s are left of the`} ${limitOf(limit)}.`,
		fix: 'Raise `timeout` above that, or run the job again later.',
	},
	out_of_attempts: {
		what: ({ attempts, ...limit }) => `That was attempt ${String(attempts)}; no other fits into the ${limitOf(limit)}.`,
	},
	left_open: { what: leftOpen },
	odd_shape: {
		what: ({ name, looks }) => `The \`${name}\` that was sent ${looks}.`,
		why: 'Most likely it was not saved as it was given.',
		fix: 'Save the value alone, with nothing around it, use it as `${{ secrets.NAME }}` or `${{ vars.NAME }}`, and run the job again.',
	},
	may_be_open: { what: mayBeOpen },
	ended: { what: 'Its session is ended.' },
};
const warnings = {
	scope_missing: {
		title: 'A scope is not in the answer',
		what: ({ names }) => `Asked for, but not named in the answer: ${names}. Keycloak may have granted it all the same (scopes can be set not to show in tokens).`,
	},
	audience_missing: {
		title: 'The token is not for the audience',
		what: ({ asked, found }) => `Asked for the audience ${asked}, and the token is for ${found || 'none that it names'}. Keycloak does not read \`audience\`: give the client an audience mapper, or a client scope that has one.`,
	},
	no_expiry: {
		title: 'No expiry',
		what: 'The server does not say how long the token is valid, so the output `expiry` is not set.',
	},
	part_ignored: {
		title: 'Part of the answer was ignored',
		what: ({ names }) => `A part of the answer is not in its proper form, and was ignored: ${names.join(', ')}.${names.includes('refresh_token') ? ' Nothing ends a refresh token that cannot be sent back: it is good until it expires.' : ''}`,
	},
	clocks_differ: {
		title: 'Clocks differ',
		what: ({ skew }) => `${clocksApart(skew)}; \`expiry\` is told by the runner's.`,
	},
	token_type_unusual: {
		title: 'The token type is taken for Bearer',
		what: ({ name }) => `The answer ${name === '' ? 'has no `token_type`, which RFC 6749 requires' : `calls it "${name}"`}; the output \`token_type\` is Bearer: that type of token is taken for it.`,
	},
	lost_answers: {
		title: 'Answers were lost',
		what: (unread) => `${mayBeOpen(unread)} ${DOCS}#answers-were-lost`,
	},
	ended_early: {
		title: 'The main step was ended early',
		what: ({ clientId, host }) => `The main step was ended early, while a request was under way: a session${ofClient(clientId)} at ${host} may be open, until it expires. ${DOCS}#the-main-step-was-ended-early`,
	},
	state_damaged: {
		title: 'The state is damaged',
		what: `The state that the main step left is damaged, so no session was ended and nothing was sent. ${DOCS}#the-state-is-damaged`,
	},
	no_summary: { title: 'No summary', what: 'The job summary could not be written; the outputs are.' },
	not_ended: {
		title: 'The session will not be ended',
		what: ({ limit, ...left }) => `What ends it does not fit into an environment variable, which holds ${limit}. ${leftOpen(left)} ${DOCS}#the-session-will-not-be-ended`,
	},
	sealed_ends: {
		title: 'Later jobs get a dead token',
		what: `The token is sealed for later jobs, and \`revoke: true\` ends its session with this one: where the API checks sessions, they get a dead token. Leave out \`revoke\`. ${DOCS}#later-jobs-get-a-dead-token`,
	},
	nothing_ended: {
		title: 'No session was ended',
		what: ({ what }) => (/session was ended|is left open/.test(what) ? what : `No session was ended. ${what}`),
	},
	left_open: {
		title: 'The session is left open',
		what: ({ what }) => `${what}${what.includes('is left open') ? '' : ' The session is left open.'}${what.includes(DOCS) ? '' : ` ${DOCS}#the-session-is-left-open`}`,
	},
	call_stopped: {
		title: 'A call of the token command was stopped',
		what: ({ clientId, host, count }) => `${count === 1 ? 'A call of the token command was' : `${String(count)} calls of the token command were`} stopped while a request was under way: a session of client ${clientId} at ${host} may be open for ${count === 1 ? 'it' : 'each'}, until it expires. ${DOCS}#a-call-of-the-token-command-was-stopped`,
	},
	many_left_open: {
		title: 'Sessions are left open',
		what: ({ count, ...left }) => `${String(count)} sessions of client ${left.clientId} at ${left.host} are left open, the last ${(0,external_index_js_namespaceObject.describeUntil)(left.end)}. ${DOCS}#sessions-are-left-open`,
	},
	notes_damaged: {
		title: 'Notes of the token command are damaged',
		what: ({ count }) => `${String(count)} ${count === 1 ? 'note' : 'notes'} of the token command ${count === 1 ? 'is' : 'are'} damaged: sessions that it opened may be open until they expire. ${DOCS}#notes-of-the-token-command-are-damaged`,
	},
	folder_left: {
		title: 'The folder of the token command is left',
		what: ({ reason }) => `The folder of the token command could not be removed (${reason}) and is left: it holds what the command asks with until the runner empties RUNNER_TEMP. ${DOCS}#the-folder-of-the-token-command-is-left`,
	},
};
const USAGE = [
	'Prints an access token that is good now. It is masked first; a fresh one is asked for where the last has ended.',
	'',
	'  --header           prints "Authorization: Bearer TOKEN"',
	'  --min-validity N   the token must still be good for N seconds (60, or half of its life where that is less)',
	'  --help             prints this',
	'',
	'Where there is no token, it prints nothing, says why on standard error, and ends with exit code 1.',
	'',
].join('\n');

// src/report/explain.ts


function say(text, params) {
	return typeof text === 'function' ? text(params) : (text ?? '');
}
function whatOf({ all, notes: added }) {
	const wrong = all.map(({ id, params }) => say(failures[id].what, params)).join('\n');
	return [wrong, ...added.map(({ id, params }) => say(notes[id].what, params))].join(' ');
}
function explain(error) {
	const entry = { ...failures[error.code], ...failures[error.id] };
	const entryOf = ({ id }) => notes[id];
	const noted = error.notes.findLast((note) => entryOf(note).fix);
	const { why = entry.why, fix = entry.fix } = noted ? entryOf(noted) : entry;
	const params = noted ? { ...error.params, ...noted.params } : error.params;
	const rest = [say(why, params), say(fix, params), `${DOCS}#${error.code}`].filter(Boolean).join(' ');
	const message = [whatOf(error), rest].filter(Boolean).join(error.all.length > 1 ? '\n' : ' ');
	return { title: entry.title ?? '', message };
}
function retryLine(error, wait, attempt) {
	return `${whatOf(error)} Trying again in ${(wait / 1000).toFixed(1)} s (attempt ${String(attempt)}).`;
}
function warning(id, params) {
	return { title: warnings[id].title, message: say(warnings[id].what, params) };
}

// src/steps/command.ts















const PAUSE = 200;
async function printToken(log, cancelled) {
	const [folder = '', ...args] = process.argv.slice(2);
	const options = optionsOf(args);
	if (!options) {
		help(args);
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
function help(args) {
	if (!args.includes('--help'))
		throw (0,external_index_js_namespaceObject.failure)('command_unusable/options', { given: args.join(' ') });
	write(1, USAGE);
}
async function obtain(folder, { minValidity }, timeout, ask) {
	const seconds = timeout + 10;
	const good = () => {
		const there = tokenIn(folder);
		return there && isGood(there, minValidity) ? there : undefined;
	};
	let fresh;
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause()) {
		const given = good() ??
			(await unlessAsked(folder, async () => {
				const there = good();
				if (there)
					return there;
				await masked((fresh = await ask()));
				storeToken(folder, fresh);
				return fresh;
			}));
		if (given && given !== fresh)
			await masked(given);
		if (given)
			return given;
	}
	throw (0,external_index_js_namespaceObject.failure)('command_unusable/busy', { seconds });
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
	const known = { mask: (secret) => log.hide(secret) };
	for (const secret of [inputs.clientSecret, inputs.privateKey, inputs.clientCertificateKey])
		log.hide(secret);
	(0,external_index_js_namespaceObject.maskBasic)(known, inputs);
	(0,external_index_js_namespaceObject.maskQuery)(inputs.tokenUrl, known);
	(0,external_index_js_namespaceObject.checkProxy)(inputs.tokenUrl, process.env, known);
	for (const [, value] of inputs.parameters)
		log.hide(value);
	(0,external_index_js_namespaceObject.trustAlso)(caCertificates);
	const server = { ...inputs, caCertificates, spent: 0 };
	const opener = (0,external_index_js_namespaceObject.openerOf)(server);
	const openings = new external_index_js_namespaceObject.Openings(opener, ends, keep);
	const { token, response, given } = await (0,external_index_js_namespaceObject.requestToken)(server, opener, openings, {
		log,
		cancelled,
	});
	(0,external_index_js_namespaceObject.reportGiven)(given, log);
	if (openings.unread > 0)
		await log.warn('lost_answers', (0,external_index_js_namespaceObject.lostAnswers)(server, openings, token));
	return storedTokenOf(token, response.sentAt);
}
async function masked({ token }) {
	write(2, maskLines(token));
	const [output, errors] = [(0,external_node_fs_namespaceObject.fstatSync)(1), (0,external_node_fs_namespaceObject.fstatSync)(2)];
	if (output.ino !== 0 && output.ino === errors.ino && output.dev === errors.dev)
		return;
	await new Promise((done) => setTimeout(done, PAUSE));
}

// src/report/ended.ts

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

// src/seal/session.ts





function sealSession({ kind, token, until }, opener, sealing) {
	const known = Object.entries(opener).filter(([name]) => !(name in external_index_js_namespaceObject.noSecrets));
	const claims = {
		session: { kind, token, until },
		opener: { ...Object.fromEntries(known), tokenUrl: opener.tokenUrl.href, revocationUrl: opener.revocationUrl?.href },
	};
	try {
		return seal('sealed_session', claims, undefined, sealing);
	}
	catch (error) {
		if (error instanceof external_index_js_namespaceObject.ActionError && error.code === 'token_too_large')
			return undefined;
		throw error;
	}
}
function openSession(sealed, key, run) {
	const claims = seal_open('sealed_session', sealed, key, run);
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

// src/session/end-request.ts






function endRequest({ tokenUrl, revocationUrl }, { kind, token }) {
	const logout = kind === 'refresh_token' ? (0,external_index_js_namespaceObject.endpointBeside)(tokenUrl, 'logout') : undefined;
	if (logout)
		return { url: logout, headers: {}, form: { refresh_token: token } };
	const url = (0,external_index_js_namespaceObject.endpointBeside)(tokenUrl, 'revoke') ?? revocationUrl;
	return url && { url, headers: {}, form: { token, token_type_hint: kind } };
}
const NOTHING = /^(null|true|"?ok"?)?$/i;
const NOT_OVER = /issuer|match|certificate|^invalid refresh token/i;
function readEndResponse(response, { form }, authMethod = '') {
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
	const quoted = error === 'invalid_grant' && description ? `${error} "${(0,external_index_js_namespaceObject.prose)(description)}"` : (0,external_index_js_namespaceObject.prose)(error);
	const params = { host: url.host, status, said: quoted };
	const transient = (0,external_index_js_namespaceObject.transientCode)(status);
	const skew = (0,external_index_js_namespaceObject.skewBehindRefusal)(details, authMethod);
	if (transient || skew === undefined)
		throw (0,external_index_js_namespaceObject.failure)(transient ?? 'request_refused', params, details);
	throw (0,external_index_js_namespaceObject.failure)('request_refused/clock', { ...params, skew }, details);
}

// src/session/end.ts








async function endSession(session, opener, log, cancelled) {
	const request = endRequest(opener, session);
	if (!request)
		return 'irrevocable';
	try {
		(0,external_index_js_namespaceObject.trustAlso)(opener.caCertificates);
		const proxy = (0,external_index_js_namespaceObject.checkProxy)(request.url, process.env, log);
		const { value } = await (0,external_index_js_namespaceObject.retry)(async (timeLeft, ahead) => {
			const authenticated = await (0,external_index_js_namespaceObject.authenticate)(request, opener, { log, timeLeft, ahead });
			const response = await (0,external_index_js_namespaceObject.send)(authenticated, timeLeft(), { proxy });
			return readEndResponse(response, request, opener.authMethod);
		}, { timeout: 10, limit: 'end', attemptTimeout: 4_500, maxAttempts: 2, cancelled, ...(0,external_index_js_namespaceObject.realTime)(log) });
		return value;
	}
	catch (error) {
		throw error instanceof external_index_js_namespaceObject.ActionError ? error.and('left_open', (0,external_index_js_namespaceObject.leftOpen)(session, opener)) : error;
	}
}
async function endNow(error, session, opener, log) {
	const ending = await endSession(session, opener, log).catch(() => 'irrevocable');
	return ending === 'irrevocable' ? error.and('left_open', (0,external_index_js_namespaceObject.leftOpen)(session, opener)) : error.and('ended', {});
}

// src/steps/end.ts










async function endSealedSession(log, cancelled) {
	const { sealed_session: sealed, seal_key: key, proofs } = await (0,external_index_js_namespaceObject.loadEndInputs)(log);
	const { session, opener: known } = openSession(sealed, key, (0,external_index_js_namespaceObject.thisRun)(process.env));
	log.mask(session.token);
	(0,external_index_js_namespaceObject.maskQuery)(known.tokenUrl, log);
	const opener = { ...known, ...external_index_js_namespaceObject.noSecrets };
	try {
		Object.assign(opener, await proofs(known.authMethod));
	}
	catch (error) {
		throw error instanceof external_index_js_namespaceObject.ActionError ? error.and('left_open', (0,external_index_js_namespaceObject.leftOpen)(session, opener)) : error;
	}
	(0,external_index_js_namespaceObject.maskBasic)(log, opener);
	for (const key of [opener.privateKey, opener.clientCertificateKey])
		log.mask(key);
	const ending = await endSession(session, opener, log, cancelled);
	const { host } = opener.tokenUrl;
	if (ending === 'irrevocable')
		reportIrrevocable(host, session, (0,external_index_js_namespaceObject.canEnd)(opener), log);
	else
		reportEnded(host, { ended: Number(ending === 'ended'), before: Number(ending === 'had ended') }, log);
}

// src/steps/post.ts








const AT_ONCE = 20;
const post_PATIENCE = 60_000;
async function endSessions(log, cancelled) {
	const state = await load(log);
	const { folder, sessions = [], asked } = state;
	if (asked && state.asking)
		await log.warn('ended_early', asked);
	if (folder === undefined)
		return endAll(sessions, state, log, cancelled);
	try {
		const { states, damaged } = await collectNotes(folder);
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
		return (0,external_index_js_namespaceObject.loadState)(external_index_js_namespaceObject.getState);
	}
	catch {
		await log.warn('state_damaged', {});
		return {};
	}
}
async function endAll(sessions, { opener, asked }, log, cancelled) {
	if (!opener)
		return warnOfMany(sessions, asked, log);
	const { host } = opener.tokenUrl;
	for (const secret of [opener.clientSecret, opener.privateKey, opener.clientCertificateKey])
		log.mask(secret);
	for (const { token } of sessions)
		log.mask(token);
	(0,external_index_js_namespaceObject.maskBasic)(log, opener);
	(0,external_index_js_namespaceObject.maskQuery)(opener.tokenUrl, log);
	for (const { until } of sessions.filter(({ kept }) => kept))
		reportKept(host, until, log);
	const ending = sessions.filter(({ kept }) => !kept);
	const endings = [];
	for (let first = 0; first < ending.length && !(cancelled.aborted && first > 0); first += AT_ONCE)
		endings.push(...(await Promise.all(ending.slice(first, first + AT_ONCE).map((session) => tryToEnd(session, opener, log, cancelled)))));
	const count = (which) => endings.filter((each) => each === which).length;
	reportEnded(host, { ended: count('ended'), before: count('had ended') }, log);
	for (const session of ending.filter((_, index) => endings[index] === 'irrevocable'))
		reportIrrevocable(host, session, true, log);
	for (const error of endings.filter((each) => each instanceof external_index_js_namespaceObject.ActionError).slice(0, AT_ONCE))
		await log.warnOf(error);
	const left = ending.filter((_, index) => endings[index] === undefined || endings[index] instanceof external_index_js_namespaceObject.ActionError);
	await warnOfMany(left.slice(AT_ONCE), asked, log);
}
async function tryToEnd(session, opener, log, cancelled) {
	return endSession(session, opener, log, cancelled).catch((error) => {
		if (error instanceof external_index_js_namespaceObject.ActionError)
			return error;
		throw error;
	});
}
async function warnOfMany(left, asked, log) {
	if (!asked || left.length === 0)
		return;
	const end = Math.max(...left.map(({ until }) => until ?? Infinity));
	await log.warn('many_left_open', { ...asked, count: left.length, end: end === Infinity ? undefined : end });
}

// src/seal/token.ts




function sealToken(token, { clientId, host }, sealing) {
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
function openToken(sealed, key, run) {
	const claims = seal_open('sealed_token', sealed, key, run);
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

// src/seal/outputs.ts




async function sealedOutputs(token, opener, ends, sealing, log) {
	const { clientId, tokenUrl } = opener;
	const sealedToken = sealToken(token, { clientId, host: tokenUrl.host }, sealing);
	const session = (0,external_index_js_namespaceObject.sessionOf)(token);
	const sealedSession = sealSession(session, opener, sealing);
	if (sealedSession === undefined && !ends)
		await log.warn('not_ended', { ...(0,external_index_js_namespaceObject.leftOpen)(session, opener), limit: external_index_js_namespaceObject.VARIABLE_LIMIT });
	return { sealed_token: sealedToken, ...(sealedSession !== undefined && { sealed_session: sealedSession }) };
}

// src/steps/unseal.ts







async function openSealedToken(log) {
	const { sealed_token: sealedToken, seal_key: sealKey, min_validity: minValidity } = await (0,external_index_js_namespaceObject.loadUnsealInputs)(log);
	(0,external_index_js_namespaceObject.requireFiles)(process.env, ['GITHUB_OUTPUT']);
	const run = (0,external_index_js_namespaceObject.thisRun)(process.env);
	const opened = openToken(sealedToken, sealKey, run);
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

// src/later.ts







// src/oauth/github-oidc.ts









async function fetchIdToken(credentials, env, { log, timeLeft }) {
	const request = idTokenRequest(credentials, env, log);
	const proxy = (0,external_index_js_namespaceObject.checkProxy)(request.url, env, log);
	return readIdToken(await (0,external_index_js_namespaceObject.send)(request, timeLeft(), { proxy }));
}
function idTokenRequest(credentials, env, log) {
	const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
	if (!address || !bearer || !/^https?:/i.test(address) || !URL.canParse(address))
		throw (0,external_index_js_namespaceObject.failure)((0,external_index_js_namespaceObject.secretsWithheld)(env) === 'fork' ? 'id_token_unavailable/fork' : 'id_token_unavailable', {});
	log.mask(bearer);
	const url = new URL(address);
	url.searchParams.set('audience', (0,external_index_js_namespaceObject.assertionAudience)(credentials));
	return { url, headers: { authorization: `Bearer ${bearer}` } };
}
function readIdToken(response) {
	const { status, body } = response;
	const fields = (0,external_index_js_namespaceObject.jsonObject)(body);
	const value = status === 200 ? fields?.['value'] : undefined;
	if (!(0,external_index_js_namespaceObject.isVisible)(value)) {
		const message = fields?.['message'];
		const said = typeof message === 'string' ? (0,external_index_js_namespaceObject.prose)(message).replaceAll('"', "'") : '';
		const transient = (0,external_index_js_namespaceObject.transientCode)(status);
		const passing = (status === 403 && /pending/i.test(said)) || (status === 200 && value === undefined);
		const id = transient ? `${transient}/id_token` : passing ? 'id_token_refused/passing' : 'id_token_refused';
		throw (0,external_index_js_namespaceObject.failure)(id, { status, said }, (0,external_index_js_namespaceObject.detailsOf)(response));
	}
	return value;
}

;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
// src/text/pem.ts
const WRITTEN_BREAK = /(?:\\+r)?\\+n|\\+r/g;
const LAYERS = 3;
const BEGIN = '-----BEGIN ';
function pemText(given) {
	let text = given;
	for (let layer = 0; layer < LAYERS && !text.includes(BEGIN); layer++) {
		text = Buffer.from(text.replace(WRITTEN_BREAK, ''), 'base64').toString();
	}
	return text.includes(BEGIN) ? text.replace(WRITTEN_BREAK, '\n') : given;
}
function pemBlocks(text) {
	const found = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[^]*?-----END \1-----/g);
	return Array.from(found, ([block, label = '']) => ({ label, text: block.replace(/\s*[\r\n]\s*/g, '\n') }));
}
function privatePieces(given) {
	const text = pemText(given);
	const bodies = Array.from(text.matchAll(/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----([^]*?)(?:-----|$)/g), ([, body = '']) => body);
	if (!given.includes(BEGIN))
		bodies.push(given.replace(WRITTEN_BREAK, '\n'));
	return bodies.flatMap((body) => body.split(/[\s"'`]+/)).filter(({ length }) => length >= 8);
}

// src/oauth/keys.ts







const unusable = (code, name, problem) => (0,external_index_js_namespaceObject.failure)(code, { what: `The input \`${name}\` ${problem}.` });
function usable(given, problems) {
	const { private_key: key, client_assertion_file: file, client_certificate: certificate } = given;
	const privateKey = key && problems.try(() => signingKey(key));
	const clientCertificateKey = (certificate || given.client_certificate_key) &&
		problems.try(() => keyIn('client_certificate_key', given.client_certificate_key));
	return {
		privateKey: privateKey && pemOf(privateKey),
		clientAssertionFile: file && problems.try(() => path(file)),
		clientCertificate: clientCertificateKey ? problems.try(() => chainOf(certificate, clientCertificateKey, Date.now())) : '',
		clientCertificateKey: clientCertificateKey ? pemOf(clientCertificateKey) : '',
	};
}
const pemOf = (key) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
function keyIn(name, given) {
	const code = name === 'private_key' ? 'private_key_invalid' : 'client_certificate_invalid';
	const text = pemText(given);
	const pem = pemBlocks(text).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text ?? '';
	if (pem.includes('ENCRYPTED'))
		throw unusable(code, name, 'has a passphrase: take it away with `openssl pkey -in key.pem -out plain.pem`');
	try {
		return (0,external_node_crypto_namespaceObject.createPrivateKey)(pem);
	}
	catch {
		throw unusable(code, name, /BEGIN (RSA )?(PUBLIC|CERTIFICATE)/.test(text) && !text.includes(' PRIVATE KEY-----') ? 'is public' : 'cannot be read');
	}
}
function signingKey(given) {
	const key = keyIn('private_key', given);
	if (algorithmOf(key) !== undefined)
		return key;
	throw unusable('private_key_invalid', 'private_key', 'is too short, or of a kind that is not used here (RSA from 2048 bits, P-256, P-384, Ed25519)');
}
function algorithmOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }) {
	if (type === 'rsa')
		return (details?.modulusLength ?? 0) >= 2048 ? 'RS256' : undefined;
	if (type === 'ed25519')
		return 'EdDSA';
	const curves = { prime256v1: 'ES256', secp384r1: 'ES384' };
	return type === 'ec' ? curves[details?.namedCurve ?? ''] : undefined;
}
function chainOf(given, key, now) {
	const problem = (what) => unusable('client_certificate_invalid', 'client_certificate', what);
	if (given === '')
		throw (0,external_index_js_namespaceObject.failure)('input_missing', { name: 'client_certificate' });
	const certificates = certificatesIn(given);
	if (!certificates)
		throw problem('is no PEM certificate');
	const own = certificates.find(({ parsed }) => parsed.checkPrivateKey(key));
	if (!own)
		throw problem('has no certificate of `client_certificate_key`');
	const { validFromDate: from, validToDate: until } = own.parsed;
	if (now < from.getTime() || now >= until.getTime())
		throw problem(`is valid from ${(0,external_index_js_namespaceObject.isoSeconds)(from.getTime())} until ${(0,external_index_js_namespaceObject.isoSeconds)(until.getTime())}, and not now`);
	const pem = [own, ...certificates.filter((each) => each !== own)].map((each) => each.pem).join('\n');
	try {
		(0,external_node_tls_namespaceObject.createSecureContext)({ cert: pem, key: pemOf(key) });
	}
	catch (error) {
		throw problem(`cannot be used for TLS (${error.code ?? 'no code'}): it may be too weak`);
	}
	return pem;
}
function authorities(given, problems) {
	return problems.try(() => {
		const found = certificatesIn(given);
		if (found)
			return found.map(({ pem }) => pem);
		throw (0,external_index_js_namespaceObject.invalid)('ca_certificate', 'is no PEM certificate. Give its text, from -----BEGIN CERTIFICATE----- on, not a path.');
	});
}
function certificatesIn(given) {
	const text = pemText(given);
	const found = pemBlocks(text).filter(({ label }) => label === 'CERTIFICATE');
	if (found.length === 0 || found.length < (text.match(/-----BEGIN/g) ?? []).length)
		return undefined;
	try {
		return found.map((block) => {
			const body = block.text.replace(/-----[A-Z ]+-----|\s/g, '').match(/.{1,64}/g) ?? [];
			const pem = ['-----BEGIN CERTIFICATE-----', ...body, '-----END CERTIFICATE-----'].join('\n');
			return { pem, parsed: new external_node_crypto_namespaceObject.X509Certificate(pem) };
		});
	}
	catch {
		return undefined;
	}
}
function path(given) {
	if (/\bey[\w-]{8,}\.[\w-]+\./.test(given))
		throw (0,external_index_js_namespaceObject.invalid)('client_assertion_file', 'is a JWT. Give the path of the file that holds it.');
	return (0,external_node_path_namespaceObject.resolve)(given);
}

// src/oauth/assertion.ts









const LIFETIME = 60;
const SET_BACK = 30;
const assertion_MAX_FILE = 64 * 1024;
const assertionBy = {
	client_secret_jwt: (credentials, { ahead }) => signed(credentials, Buffer.from(credentials.clientSecret), ahead),
	private_key_jwt: (credentials, { ahead }) => signed(credentials, (0,external_node_crypto_namespaceObject.createPrivateKey)(credentials.privateKey), ahead),
	github_oidc: (credentials, attempt) => fetchIdToken(credentials, process.env, attempt),
	client_assertion: ({ clientAssertionFile }) => readAssertion(clientAssertionFile, Date.now()),
};
async function withAssertion(request, credentials, attempt) {
	const { clientId, authMethod } = credentials;
	const assertion = await assertionBy[authMethod]?.(credentials, attempt);
	if (assertion !== undefined)
		attempt.log.mask(assertion);
	const proof = assertion !== undefined && {
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		client_assertion: assertion,
	};
	return { ...request, form: { ...request.form, ...(clientId !== '' && { client_id: clientId }), ...proof } };
}
function signed(credentials, key, ahead = 0) {
	const { clientId, privateKeyId } = credentials;
	const now = Math.floor((Date.now() + ahead) / 1000);
	const alg = key instanceof Uint8Array ? 'HS256' : algorithmOf(key);
	const header = { alg, typ: 'JWT', ...(privateKeyId !== '' && alg !== 'HS256' && { kid: privateKeyId }) };
	const times = { iat: now - SET_BACK, exp: now + LIFETIME };
	const claims = { jti: (0,external_node_crypto_namespaceObject.randomUUID)(), iss: clientId, sub: clientId, aud: (0,external_index_js_namespaceObject.assertionAudience)(credentials), ...times };
	const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
	const signature = key instanceof Uint8Array
		? (0,external_node_crypto_namespaceObject.createHmac)('sha256', key).update(input).digest()
		: (0,external_node_crypto_namespaceObject.sign)(alg === 'EdDSA' ? null : `sha${alg?.slice(2) ?? ''}`, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
	return `${input}.${signature.toString('base64url')}`;
}
function readAssertion(file, now) {
	const assertion = read(file).trim();
	if (assertion === '')
		throw assertion_unusable(file, 'is empty');
	const claims = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(assertion) && (0,external_index_js_namespaceObject.compactPart)(assertion, 0) && (0,external_index_js_namespaceObject.compactPart)(assertion, 1);
	if (!claims)
		throw assertion_unusable(file, 'holds no JWT on one line');
	const { exp } = claims;
	if (typeof exp === 'number' && exp * 1000 <= now)
		throw assertion_unusable(file, `holds a JWT that expired at ${(0,external_index_js_namespaceObject.isoSeconds)(exp * 1000)}`);
	return assertion;
}
function read(path) {
	let file;
	try {
		file = (0,external_node_fs_namespaceObject.openSync)(path, external_node_fs_namespaceObject.constants.O_RDONLY | (external_node_fs_namespaceObject.constants.O_NONBLOCK ?? 0));
		const stats = (0,external_node_fs_namespaceObject.fstatSync)(file);
		if (!stats.isFile())
			throw assertion_unusable(path, 'is no file');
		if (stats.size > assertion_MAX_FILE)
			throw assertion_unusable(path, 'has more than 64 KiB');
		return (0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8');
	}
	catch (error) {
		const { code } = error;
		if (typeof code !== 'string' || !('syscall' in error))
			throw error;
		throw assertion_unusable(path, code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`);
	}
	finally {
		if (file !== undefined)
			(0,external_node_fs_namespaceObject.closeSync)(file);
	}
}
function assertion_unusable(file, problem) {
	return (0,external_index_js_namespaceObject.failure)('client_assertion_invalid', { what: `The file of the assertion, ${file}, ${problem}.` });
}
function identityIn({ form }, { authMethod }) {
	if (authMethod !== 'github_oidc' && authMethod !== 'client_assertion')
		return '';
	const claims = (0,external_index_js_namespaceObject.compactPart)(form['client_assertion'] ?? '', 1) ?? {};
	return ['iss', 'sub', 'aud'].map((name) => `${name} ${(0,external_index_js_namespaceObject.cut)((0,external_index_js_namespaceObject.onOneLine)(JSON.stringify(claims[name] ?? 'none')))}`).join(', ');
}

// src/oauth/credential-hints.ts
const shapes = [
	['is an expression or variable that was not expanded', /\$\{?\{|^(secrets|vars|env|inputs)\.|^\$\w+$|^%\w+%$/],
	['is a placeholder', /^<.*>$|^([*•xX.])\1{2,}$/],
	['has quotation marks around it', /^[\p{Quotation_Mark}`]|[\p{Quotation_Mark}`]$/u],
	['has a space, a line break or an invisible character (such as a byte order mark) in it', /\s|\p{Cf}|\\[rn]/u],
	['has a name before it', /^(export |"?)\w*(secret|password|token|client_?id)\w*"?\s*[=:]./i],
	['is a key or certificate', /-----BEGIN /],
	['is an address', /^[a-z][a-z\d+.-]*:\/\//i],
];
function withShapes(error, { authMethod, clientId, clientSecret }) {
	if (error.code !== 'invalid_client' && error.code !== 'unauthorized_client')
		return error;
	const sent = { client_id: clientId, ...(authMethod.startsWith('client_secret_') && { client_secret: clientSecret }) };
	for (const [name, value] of Object.entries(sent)) {
		const looks = lookOf(value, name === 'client_secret' ? clientId : undefined);
		if (looks !== undefined)
			error.and('odd_shape', { name, looks });
	}
	return error;
}
function lookOf(value, clientId) {
	if (clientId !== undefined && (value === clientId || value.startsWith(`${clientId}:`)))
		return 'is, or begins with, the `client_id`';
	if (/^(Bearer|Basic)\s/i.test(value))
		return 'begins with `Bearer` or `Basic`';
	return shapes.find(([, pattern]) => pattern.test(value))?.[0];
}

// src/oauth/metadata.ts



async function readMetadata(issuer, certified, ask, log) {
	const places = [];
	for (const url of wellKnown(issuer)) {
		const { status, fields } = await ask(url);
		if (fields)
			return endpointsIn(fields, issuer, certified, log);
		places.push(`${url.href} (${String(status)})`);
	}
	throw (0,external_index_js_namespaceObject.failure)('metadata_not_found', { places: places.join(', nor at ') });
}
function wellKnown(issuer) {
	const { origin, pathname } = new URL(issuer);
	const path = pathname.replace(/\/$/, '');
	return [
		new URL(`${origin}${path}/.well-known/openid-configuration`),
		new URL(`${origin}/.well-known/oauth-authorization-server${path}`),
	];
}
function endpointsIn(fields, issuer, certified, log) {
	const { issuer: told, token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = fields;
	if (told !== issuer)
		throw (0,external_index_js_namespaceObject.failure)('metadata_invalid/issuer', { issuer, told: typeof told === 'string' ? (0,external_index_js_namespaceObject.cut)((0,external_index_js_namespaceObject.onOneLine)(told)) : '' });
	const { host } = new URL(issuer);
	const aliases = ((certified && fields['mtls_endpoint_aliases']) || {});
	const endpoint = (name) => {
		const given = aliases[name] ?? fields[name] ?? undefined;
		const url = given === undefined ? undefined : (0,external_index_js_namespaceObject.endpointOf)(given);
		const problem = typeof url === 'object' && url.host !== host && log.repeats(url.host) ? 'secret' : url;
		if (typeof problem === 'string')
			throw (0,external_index_js_namespaceObject.failure)('metadata_invalid/endpoint', { issuer, name, problem: external_index_js_namespaceObject.urlProblems[problem] });
		return problem;
	};
	const [tokenUrl, revocationUrl] = [endpoint('token_endpoint'), endpoint('revocation_endpoint')];
	if (!tokenUrl)
		throw (0,external_index_js_namespaceObject.failure)('metadata_invalid/no_token_endpoint', { issuer });
	const methodsTaken = Array.isArray(methods) ? methods.filter((method) => typeof method === 'string') : undefined;
	return { tokenUrl, revocationUrl, methodsTaken };
}

// src/oauth/refusal.ts






function refused(response, expected) {
	const { status, body } = response;
	if (status >= 300 && status < 400)
		return redirected(response, expected);
	const fields = (0,external_index_js_namespaceObject.jsonObject)(body);
	if (status < 200 || status >= 300 || fields)
		return refusal(response, fields, expected);
	const cutOff = status === 200 && (body === '' || (0,external_index_js_namespaceObject.isCutOff)(body));
	const kind = cutOff ? 'answer_invalid/cut_off' : 'answer_invalid/no_json';
	return (0,external_index_js_namespaceObject.failure)(kind, { host: expected.host, status, kind: kindOf(response) }, (0,external_index_js_namespaceObject.detailsOf)(response));
}
function kindOf({ headers, body }) {
	if (body === '')
		return 'nothing';
	if (headers['content-encoding'] && headers['content-encoding'] !== 'identity')
		return 'compressed';
	return /^\s*</.test(body) ? 'page' : 'other';
}
function redirected({ status, headers, url }, { host }) {
	const location = Buffer.from(headers.location ?? '', 'latin1')
		.toString()
		.split(/[?#]/, 1)[0] ?? '';
	const target = headers.location && URL.canParse(location, url.href) ? new URL(location, url) : undefined;
	const leads = target && /^https?:$/.test(target.protocol);
	return (0,external_index_js_namespaceObject.failure)('redirect', { host, status, where: leads ? (0,external_index_js_namespaceObject.prose)(`${target.origin}${target.pathname}`) : '' });
}
function refusal(response, fields, expected) {
	const { status } = response;
	const said = (name) => (typeof fields?.[name] === 'string' ? (0,external_index_js_namespaceObject.prose)(fields[name]) : '');
	const error = said('error');
	const description = said('error_description');
	const quoted = [error, description && `"${description}"`].filter(Boolean).join(' ');
	const code = refusalCode(status, fields?.['error']);
	const details = (0,external_index_js_namespaceObject.detailsOf)(response);
	const base = { host: expected.host, status, said: quoted };
	const realm = realmSays.find(([words]) => status >= 400 && status < 500 && words.test(description));
	if (realm)
		return (0,external_index_js_namespaceObject.failure)(realm[1], base, details);
	const known = secretMethods.has(expected.authMethod) ? knownRefusals[`${error} ${description}`] : undefined;
	if (code !== 'invalid_client' && code !== 'unauthorized_client' && code !== 'request_refused')
		return (0,external_index_js_namespaceObject.failure)(known ?? code, base, details);
	const { identity, authMethod: method, host } = expected;
	const params = { ...base, identity, method, others: (0,external_index_js_namespaceObject.othersThanDefault)(host) ?? [] };
	const skew = (0,external_index_js_namespaceObject.skewBehindRefusal)(details, method);
	const refusal = skew === undefined ? (0,external_index_js_namespaceObject.failure)(known ?? code, params, details) : (0,external_index_js_namespaceObject.failure)(`${code}/clock`, { ...params, skew }, details);
	const methods = methodsInstead(method, expected.methodsTaken);
	return methods.length > 0 ? refusal.and('methods_known', { methods }) : refusal;
}
function methodsInstead(method, taken = []) {
	const names = new Set(taken.map((name) => (name === 'self_signed_tls_client_auth' ? 'tls_client_auth' : name)));
	const name = method === 'github_oidc' || method === 'client_assertion' ? 'private_key_jwt' : method;
	return names.has(name) ? [] : external_index_js_namespaceObject.authMethods.filter((each) => names.has(each));
}
const realmSays = [
	[/^HTTPS required$/, 'access_denied/https_required'],
	[/^Realm not enabled$/, 'access_denied/realm_disabled'],
	[/^User '.*' disabled$/, 'unauthorized_client/user_disabled'],
];
const OAUTH_ERROR = /^(invalid_(request|client|grant|scope|target|token|dpop_proof)|unauthorized_client|unsupported_grant_type|access_denied|insufficient_scope|server_error|temporarily_unavailable|use_dpop_nonce)$/;
const secretMethods = new Set(['client_secret_post', 'client_secret_basic']);
const knownRefusals = {
	'unauthorized_client Invalid client secret': 'unauthorized_client/secret',
	'unauthorized_client Invalid client or Invalid client credentials': 'unauthorized_client/secret',
	'unauthorized_client Invalid client credentials': 'unauthorized_client/disabled',
	'unauthorized_client Public client not allowed to retrieve service account': 'unauthorized_client/public',
	'unauthorized_client Client not enabled to retrieve service account': 'unauthorized_client/no_service_account',
	'invalid_client Invalid client or Invalid client credentials': 'invalid_client/unknown',
	'invalid_client Invalid client credentials': 'invalid_client/unknown',
	'invalid_client INVALID_CREDENTIALS: Invalid client credentials': 'invalid_client/unknown',
	'unauthorized_client INVALID_CREDENTIALS: Invalid client credentials': 'invalid_client/unknown',
};
function refusalCode(status, error) {
	const transient = (0,external_index_js_namespaceObject.transientCode)(status);
	if (transient)
		return transient;
	if (error === 'invalid_client' || error === 'unauthorized_client' || error === 'invalid_scope')
		return error;
	if (error === 'use_dpop_nonce' || error === 'invalid_dpop_proof')
		return 'token_type_unsupported/dpop';
	if (status === 401)
		return 'invalid_client';
	if (status === 403 && !(typeof error === 'string' && OAUTH_ERROR.test(error)))
		return 'access_denied';
	if (status === 404 || status === 405)
		return 'endpoint_not_found';
	if (typeof error !== 'string' || error === '')
		return 'answer_invalid';
	return /^[a-z_]+$/.test(error) ? 'request_refused' : 'endpoint_not_found';
}

// src/report/summary.ts


async function writeSummary({ clientId, host, expiry, scope, attempts, took }, log) {
	const rows = {
		Client: clientId,
		Server: host,
		'Valid until': expiry === undefined ? 'not told' : (0,external_index_js_namespaceObject.isoSeconds)(expiry),
		Scopes: scope ?? 'not told',
		Attempts: `${String(attempts)}, ${(took / 1000).toFixed(2)} s`,
	};
	const cells = Object.entries(rows).map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(log.strike(value))}</td></tr>`);
	try {
		(0,external_index_js_namespaceObject.append)('GITHUB_STEP_SUMMARY', `<h3>Access token</h3>\n<table>${cells.join('')}</table>\n`);
	}
	catch {
		await log.warn('no_summary', {});
	}
}
function escapeHtml(text) {
	return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

// EXTERNAL MODULE: ../node_modules/tunnel/lib/tunnel.js
var tunnel = __nccwpck_require__(488);
// src/later.entry.ts











module.exports = __webpack_exports__;
})()
;