// 665 is ./node_modules/real-tunnel/index.js
// 667 is ./node_modules/real-tunnel/lib/tunnel.js
// 37 is ./stand-ins/lazy-tunnel/index.cjs
(() => {
	var __webpack_modules__ = {
		665: (module, __unused_webpack_exports, __nccwpck_require__) => {
			module.exports = __nccwpck_require__(667);
		},
		667: (__unused_webpack_module, exports, __nccwpck_require__) => {
			'use strict';
			__nccwpck_require__(278);
			var tls = __nccwpck_require__(756);
			var http = __nccwpck_require__(611);
			var https = __nccwpck_require__(692);
			var events = __nccwpck_require__(434);
			__nccwpck_require__(613);
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
				self.on('free', function (socket, host, port, localAddress) {
					var options = toOptions(host, port, localAddress);
					for (var i = 0, len = self.requests.length; i < len; ++i) {
						var pending = self.requests[i];
						if (pending.host === options.host && pending.port === options.port) {
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
			TunnelingAgent.prototype.addRequest = function (req, host, port, localAddress) {
				var self = this;
				var options = mergeOptions({ request: req }, self.options, toOptions(host, port, localAddress));
				if (self.sockets.length >= this.maxSockets) {
					self.requests.push(options);
					return;
				}
				self.createSocket(options, function (socket) {
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
			TunnelingAgent.prototype.createSocket = function (options, cb) {
				var self = this;
				var placeholder = {};
				self.sockets.push(placeholder);
				var connectOptions = mergeOptions({}, self.proxyOptions, {
					method: 'CONNECT',
					path: options.host + ':' + options.port,
					agent: false,
					headers: { host: options.host + ':' + options.port },
				});
				if (options.localAddress) connectOptions.localAddress = options.localAddress;
				if (connectOptions.proxyAuth) {
					connectOptions.headers = connectOptions.headers || {};
					connectOptions.headers['Proxy-Authorization'] = 'Basic ' + new Buffer(connectOptions.proxyAuth).toString('base64');
				}
				debug('making CONNECT request');
				var connectReq = self.request(connectOptions);
				connectReq.useChunkedEncodingByDefault = false;
				connectReq.once('response', onResponse);
				connectReq.once('upgrade', onUpgrade);
				connectReq.once('connect', onConnect);
				connectReq.once('error', onError);
				connectReq.end();
				function onResponse(res) {
					res.upgrade = true;
				}
				function onUpgrade(res, socket, head) {
					process.nextTick(function () {
						onConnect(res, socket, head);
					});
				}
				function onConnect(res, socket, head) {
					connectReq.removeAllListeners();
					socket.removeAllListeners();
					if (res.statusCode !== 200) {
						debug('tunneling socket could not be established, statusCode=%d', res.statusCode);
						socket.destroy();
						var error = new Error('tunneling socket could not be established, ' + 'statusCode=' + res.statusCode);
						error.code = 'ECONNRESET';
						options.request.emit('error', error);
						self.removeSocket(placeholder);
						return;
					}
					if (head.length > 0) {
						debug('got illegal response body from proxy');
						socket.destroy();
						error = new Error('got illegal response body from proxy');
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
					debug('tunneling socket could not be established, cause=%s\n', cause.message, cause.stack);
					var error = new Error('tunneling socket could not be established, ' + 'cause=' + cause.message);
					error.code = 'ECONNRESET';
					options.request.emit('error', error);
					self.removeSocket(placeholder);
				}
			};
			TunnelingAgent.prototype.removeSocket = function (socket) {
				var pos = this.sockets.indexOf(socket);
				if (pos === -1) return;
				this.sockets.splice(pos, 1);
				var pending = this.requests.shift();
				if (pending)
					this.createSocket(pending, function (socket) {
						pending.request.onSocket(socket);
					});
			};
			function createSecureSocket(options, cb) {
				var self = this;
				TunnelingAgent.prototype.createSocket.call(self, options, function (socket) {
					var hostHeader = options.request.getHeader('host');
					var tlsOptions = mergeOptions({}, self.options, {
						socket,
						servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host,
					});
					var secureSocket = tls.connect(0, tlsOptions);
					self.sockets[self.sockets.indexOf(socket)] = secureSocket;
					cb(secureSocket);
				});
			}
			function toOptions(host, port, localAddress) {
				if (typeof host === 'string') return { host, port, localAddress };
				return host;
			}
			function mergeOptions(target) {
				for (var i = 1, len = arguments.length; i < len; ++i) {
					var overrides = arguments[i];
					if (typeof overrides === 'object') {
						var keys = Object.keys(overrides);
						for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
							var k = keys[j];
							if (overrides[k] !== void 0) target[k] = overrides[k];
						}
					}
				}
				return target;
			}
			var debug;
			if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG))
				debug = function () {
					var args = Array.prototype.slice.call(arguments);
					if (typeof args[0] === 'string') args[0] = 'TUNNEL: ' + args[0];
					else args.unshift('TUNNEL:');
					console.error.apply(console, args);
				};
			else debug = function () {};
			exports.debug = debug;
		},
		613: module => {
			'use strict';
			module.exports = require('assert');
		},
		434: module => {
			'use strict';
			module.exports = require('events');
		},
		611: module => {
			'use strict';
			module.exports = require('http');
		},
		692: module => {
			'use strict';
			module.exports = require('https');
		},
		278: module => {
			'use strict';
			module.exports = require('net');
		},
		756: module => {
			'use strict';
			module.exports = require('tls');
		},
		23: module => {
			'use strict';
			module.exports = require('util');
		},
		37: (__unused_webpack_module, exports, __nccwpck_require__) => {
			0;
			0;
			0;
			0;
		},
	};
	var __webpack_module_cache__ = {};
	function __nccwpck_require__(moduleId) {
		var cachedModule = __webpack_module_cache__[moduleId];
		if (cachedModule !== void 0) return cachedModule.exports;
		var module = (__webpack_module_cache__[moduleId] = { exports: {} });
		var threw = true;
		try {
			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
			threw = false;
		} finally {
			if (threw) delete __webpack_module_cache__[moduleId];
		}
		return module.exports;
	}
	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + '/';
	(() => {
		__nccwpck_require__.d = (exports, definition) => {
			for (var key in definition)
				if (__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key))
					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
		};
	})();
	(() => {
		__nccwpck_require__.o = (obj, prop) => Object.prototype.hasOwnProperty.call(obj, prop);
	})();
	(() => {
		__nccwpck_require__.r = exports => {
			if (typeof Symbol !== 'undefined' && Symbol.toStringTag)
				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
			Object.defineProperty(exports, '__esModule', { value: true });
		};
	})();
	var __webpack_exports__ = {};
	(() => {
		'use strict';
		__nccwpck_require__.r(__webpack_exports__);
		__nccwpck_require__.d(__webpack_exports__, {
			USAGE: () => USAGE,
			againWith: () => againWith,
			algorithmOf: () => algorithmOf,
			authorities: () => authorities,
			certificateAndKey: () => certificateAndKey,
			debug: () => real_tunnel.debug,
			diskFailure: () => diskFailure,
			endNow: () => endNow,
			endSealedSession: () => endSealedSession,
			endSession: () => endSession,
			endSessions: () => endSessions,
			explain: () => explain,
			folderFor: () => folderFor,
			httpOverHttp: () => real_tunnel.httpOverHttp,
			httpOverHttps: () => real_tunnel.httpOverHttps,
			httpsOverHttp: () => real_tunnel.httpsOverHttp,
			httpsOverHttps: () => real_tunnel.httpsOverHttps,
			identityIn: () => identityIn,
			isAlert: () => isAlert,
			makeFolder: () => makeFolder,
			networkError: () => networkError,
			onDisk: () => onDisk,
			openSealedSession: () => openSealedSession,
			openSealedToken: () => openSealedToken,
			printToken: () => printToken,
			problemOf: () => problemOf,
			readMetadata: () => readMetadata,
			readSettings: () => readSettings,
			refused: () => refused,
			retryLine: () => retryLine,
			savingFolder: () => savingFolder,
			sealedOutputs: () => sealedOutputs,
			secretPieces: () => secretPieces,
			signingKey: () => signingKey,
			storeToken: () => storeToken,
			storedTokenOf: () => storedTokenOf,
			unsealToken: () => unsealToken,
			warning: () => warning,
			wellKnown: () => wellKnown,
			withAssertion: () => withAssertion,
			withClock: () => withClock,
			writeSummary: () => writeSummary,
			writeWhole: () => writeWhole,
		});
		var real_tunnel = __nccwpck_require__(665);
		const external_node_crypto_namespaceObject = require('node:crypto');
		const external_node_fs_namespaceObject = require('node:fs');
		const external_node_path_namespaceObject = require('node:path');
		// ./src/command/launchers.ts
		const VARIABLES = [
			'https_proxy',
			'HTTPS_PROXY',
			'http_proxy',
			'HTTP_PROXY',
			'no_proxy',
			'NO_PROXY',
			'NODE_OPTIONS',
			'NODE_EXTRA_CA_CERTS',
			'NODE_USE_SYSTEM_CA',
			'NODE_USE_ENV_PROXY',
		];
		function launchers(folder, env) {
			const program = [
				process.execPath,
				(0, external_node_path_namespaceObject.resolve)(process.argv[1] ?? '', '../../command/index.js'),
			];
			return { token: posix([...program, folder], env), 'token.cmd': windows(program, env) };
		}
		function posix(call, env) {
			const quoted = word => `'${word.replaceAll("'", "'\\''")}'`;
			const set = VARIABLES.map(name => (env[name] ? `export ${name}=${quoted(env[name])}` : `unset ${name}`));
			return ['#!/bin/sh', ...set, `exec ${call.map(quoted).join(' ')} "$@"`, ''].join('\n');
		}
		function windows(program, env) {
			const doubled = word => word.replaceAll('%', '%%');
			const escaped = value => doubled(value.replace(/[\r\n]+/g, ' ').replace(/[\^&|<>"]/g, '^$&'));
			const names = new Set(VARIABLES.map(name => name.toUpperCase()));
			const set = [...names].map(name => `set ${name}=${escaped(env[name] ?? env[name.toLowerCase()] ?? '')}`);
			const lines = [...set, `${program.map(word => `"${doubled(word)}"`).join(' ')} "%~dp0." %*`, ''];
			const utf8 = /[^\0-\x7f]/.test(lines.join('')) ? ['chcp 65001 >nul'] : [];
			return ['@echo off', 'setlocal', ...utf8, ...lines].join('\r\n');
		}
		const external_node_util_namespaceObject = require('node:util');
		// ./src/command/stored-token.ts
		const MAX_FILE = 4 * 1024 * 1024;
		function optionsOf(args) {
			try {
				const options = { header: { type: 'boolean' }, 'min-validity': { type: 'string' } };
				const { header = false, 'min-validity': seconds } = (0, external_node_util_namespaceObject.parseArgs)({
					args: [...args],
					options,
				}).values;
				if (seconds !== void 0 && !/^\d{1,8}$/.test(seconds)) return;
				return { header, minValidity: seconds === void 0 ? void 0 : Number(seconds) };
			} catch {
				return;
			}
		}
		function tokenIn(folder) {
			try {
				const names = (0, external_node_fs_namespaceObject.readdirSync)(
					(0, external_node_path_namespaceObject.join)(folder, 'tokens'),
				).filter(name => name.endsWith('.json'));
				const stored = JSON.parse(
					readPlain((0, external_node_path_namespaceObject.join)(folder, 'tokens', names.sort().at(-1) ?? '')),
				);
				return /^(?!::)[\x21-\x7e]+$/.test(stored.token) && !stored.token.includes('##[') ? stored : void 0;
			} catch {
				return;
			}
		}
		function isValid({ expiry = 0, usual }, minValidity = usual) {
			const left = expiry - Date.now();
			return left > 0 && left >= minValidity * 1e3;
		}
		function readPlain(path) {
			const { O_RDONLY = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = external_node_fs_namespaceObject.constants;
			const file = (0, external_node_fs_namespaceObject.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
			try {
				const stats = (0, external_node_fs_namespaceObject.fstatSync)(file);
				if (!stats.isFile() || stats.size > MAX_FILE) throw new Error();
				return (0, external_node_fs_namespaceObject.readFileSync)(file, 'utf8');
			} finally {
				(0, external_node_fs_namespaceObject.closeSync)(file);
			}
		}
		function maskLines(token) {
			const forms = new Set([token, new URLSearchParams({ v: token }).toString().slice(2)]);
			return `\n${[...forms].map(form => `::add-mask::${form.replace(/%/g, '%25')}\n`).join('')}`;
		}
		function write(file, text) {
			for (let bytes = Buffer.from(text); bytes.length > 0;)
				try {
					bytes = bytes.subarray((0, external_node_fs_namespaceObject.writeSync)(file, bytes));
				} catch (error) {
					if (error.code !== 'EAGAIN') throw error;
					Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
				}
		}
		function lineOf({ token }, { header }) {
			return `${header ? 'Authorization: Bearer ' : ''}${token}\n`;
		}
		const external_index_js_namespaceObject = require('./index.js');
		// ./src/command/folder.ts
		const USUAL = 60;
		function folderFor({ RUNNER_TEMP: temp }) {
			if (!temp || !(0, external_node_path_namespaceObject.isAbsolute)(temp))
				throw (0, external_index_js_namespaceObject.failure)('runner_missing', { name: 'RUNNER_TEMP' });
			return (0, external_node_path_namespaceObject.join)(
				temp,
				`token-command-${(0, external_node_crypto_namespaceObject.randomUUID)()}`,
			);
		}
		function savingFolder(folder) {
			return state =>
				(0, external_index_js_namespaceObject.saveState)(
					(0, external_node_fs_namespaceObject.existsSync)(folder) ? { ...state, folder } : state,
				);
		}
		function makeFolder(folder, request, ends, token, save) {
			const clientAssertionFile =
				request.clientAssertionFile && (0, external_node_path_namespaceObject.resolve)(request.clientAssertionFile);
			const settings = { request: { ...request, clientAssertionFile, elapsed: 0 }, ends };
			try {
				onDisk(() => {
					for (const each of ['', 'sessions', 'tokens'])
						(0, external_node_fs_namespaceObject.mkdirSync)((0, external_node_path_namespaceObject.join)(folder, each), {
							mode: 448,
						});
					(0, external_node_fs_namespaceObject.writeFileSync)(
						(0, external_node_path_namespaceObject.join)(folder, 'settings.json'),
						JSON.stringify(settings),
						{ mode: 384, flag: 'wx' },
					);
					for (const [each, text] of Object.entries(launchers(folder, process.env)))
						(0, external_node_fs_namespaceObject.writeFileSync)(
							(0, external_node_path_namespaceObject.join)(folder, each),
							text,
							{ mode: 448, flag: 'wx' },
						);
				});
				storeToken(folder, { ...storedTokenOf(token), masked: true });
				const path = runnable(folder);
				save();
				return path;
			} catch (error) {
				(0, external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true });
				throw error;
			}
		}
		function runnable(folder) {
			const path = (0, external_node_path_namespaceObject.join)(folder, process.platform === 'win32' ? 'token.cmd' : 'token');
			try {
				(0, external_node_fs_namespaceObject.accessSync)(path, external_node_fs_namespaceObject.constants.X_OK);
			} catch {
				throw (0, external_index_js_namespaceObject.failure)('command_unusable/noexec', {});
			}
			return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
		}
		function storedTokenOf({ accessToken: token, expiry, requestedAt }) {
			return { token, expiry, usual: expiry === void 0 ? 0 : Math.min(USUAL, Math.floor((expiry - requestedAt) / 2e3)) };
		}
		function storeToken(folder, stored) {
			writeWhole(
				(0, external_node_path_namespaceObject.join)(
					folder,
					'tokens',
					`${String(Date.now()).padStart(15, '0')}-${(0, external_node_crypto_namespaceObject.randomUUID)()}.json`,
				),
				JSON.stringify(stored),
			);
		}
		function writeWhole(path, text) {
			const unfinished = `${path}.${(0, external_node_crypto_namespaceObject.randomUUID)()}.new`;
			onDisk(() => {
				try {
					(0, external_node_fs_namespaceObject.writeFileSync)(unfinished, text, { mode: 384, flag: 'wx' });
					(0, external_node_fs_namespaceObject.renameSync)(unfinished, path);
				} catch (error) {
					(0, external_node_fs_namespaceObject.rmSync)(unfinished, { force: true });
					throw error;
				}
			});
		}
		function readSettings(folder) {
			const revive = (name, value) => (name.endsWith('Url') && typeof value === 'string' ? new URL(value) : value);
			return onDisk(() => JSON.parse(readPlain((0, external_node_path_namespaceObject.join)(folder, 'settings.json')), revive));
		}
		function onDisk(work) {
			try {
				return work();
			} catch (error) {
				throw diskFailure(error);
			}
		}
		function diskFailure(error) {
			if (error instanceof external_index_js_namespaceObject.ActionError) return error;
			const { code = 'ENOENT' } = error;
			return code === 'ENOENT'
				? (0, external_index_js_namespaceObject.failure)('command_unusable', {})
				: (0, external_index_js_namespaceObject.failure)('command_unusable/disk', { reason: code });
		}
		// ./src/http/network-errors.ts
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
			if (message.startsWith('tunneling socket could not be established')) return proxyError(message, peer);
			if (code.startsWith('HPE_'))
				return (0, external_index_js_namespaceObject.failure)('answer_invalid/http', { host, rule: code });
			const id = codes.find(([pattern]) => pattern.test(code))?.[1];
			if (id === void 0 && /^(EPROTO|ERR_(SSL|TLS)_)/.test(code)) {
				const reason = opensslReason(error);
				const ofClient = isAlert(error) && /certificate|unknown ca|access denied/.test(reason);
				return (0, external_index_js_namespaceObject.failure)(ofClient ? 'client_certificate_refused' : 'tls_failed', {
					host,
					reason,
				});
			}
			if (id === void 0) return (0, external_index_js_namespaceObject.failure)('connection_failed', { host, reason: code });
			const reason = code === 'UNSPECIFIED' ? (0, external_index_js_namespaceObject.onOneLine)(message) : code;
			return (0, external_index_js_namespaceObject.failure)(id, {
				host,
				reason,
				shown: certificate?.subject ? described(certificate) : '',
			});
		}
		function isAlert(error) {
			const { code, message } = error;
			return [code, message].some(text => /ALERT|SSL alert number/.test(text ?? ''));
		}
		function proxyError(message, { host, proxy = 'The proxy' }) {
			const [, status, noHttp] = /, (?:statusCode=(\d+)|cause=(Parse Error))/.exec(message) ?? [];
			if (noHttp === void 0 && (status?.startsWith('5') ?? true))
				return (0, external_index_js_namespaceObject.failure)('proxy_unreachable', { host, proxy, status });
			return (0, external_index_js_namespaceObject.failure)('proxy_refused', {
				host,
				proxy,
				status: status ?? 'something that is not HTTP',
			});
		}
		function opensslReason({ code = '', message, reason }) {
			const queued = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1];
			const said = reason ?? queued ?? code.replace(/^ERR_(SSL|TLS)_/, '').replaceAll('_', ' ');
			return (0, external_index_js_namespaceObject.onOneLine)(
				said.toLowerCase().replace(/^(ssl\/tls|sslv3|tlsv1(\.?[123])?|tlsv13) (alert )?/, ''),
			);
		}
		function described({ subject, issuer, valid_to: until }) {
			const name = ({ CN, O }) => `"${(0, external_index_js_namespaceObject.quotable)(String(CN ?? O ?? ''))}"`;
			return `issued to ${name(subject)} by ${name(issuer)}, valid until ${(0, external_index_js_namespaceObject.onOneLine)(until)}`;
		}
		// ./src/oauth/github-oidc.ts
		async function fetchIdToken(audience, env, attempt, log) {
			return readIdToken(await (0, external_index_js_namespaceObject.askOnce)(idTokenRequest(audience, env, log), attempt, log));
		}
		function idTokenRequest(audience, env, log) {
			const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
			if (!address || !bearer || !/^https?:/i.test(address) || !URL.canParse(address))
				throw (0, external_index_js_namespaceObject.failure)(
					(0, external_index_js_namespaceObject.secretsWithheld)(env) === 'fork'
						? 'id_token_unavailable/fork'
						: 'id_token_unavailable',
					{},
				);
			log.mask(bearer);
			const url = new URL(address);
			url.searchParams.set('audience', audience);
			return { url, headers: { authorization: `Bearer ${bearer}` } };
		}
		function readIdToken(response) {
			const { status, body } = response;
			const fields = (0, external_index_js_namespaceObject.jsonObject)(body);
			const value = status === 200 ? fields?.['value'] : void 0;
			if ((0, external_index_js_namespaceObject.isToken)(value)) return value;
			const message = fields?.['message'];
			const said = typeof message === 'string' ? (0, external_index_js_namespaceObject.quotable)(message) : '';
			const transient = (0, external_index_js_namespaceObject.transientCode)(status);
			const passing = (status === 403 && /pending/i.test(said)) || (status === 200 && value === void 0);
			const id = transient ? `${transient}/id_token` : passing ? 'id_token_refused/passing' : 'id_token_refused';
			throw (0, external_index_js_namespaceObject.failure)(
				id,
				{ status, said },
				(0, external_index_js_namespaceObject.detailsOf)(response),
			);
		}
		const external_node_tls_namespaceObject = require('node:tls');
		// ./src/text/pem.ts
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
				.flatMap(rest => {
					const [label = '', body = '', end = ''] = rest.split('-----', 3);
					if (!/^[A-Z0-9 ]+$/.test(label) || end !== `END ${label}`) return [];
					const lines = body.split(/[\r\n]+/).map(line => line.trim());
					return [{ label, text: [`${BEGIN}${label}-----`, ...lines.filter(Boolean), `-----END ${label}-----`].join('\n') }];
				});
		}
		function privatePieces(text) {
			const pem = pemText(text);
			const bodies = pem
				.split(BEGIN)
				.slice(1)
				.filter(rest => rest.split('-----', 1)[0]?.endsWith('PRIVATE KEY'))
				.map(rest => rest.split('-----', 2)[1] ?? '');
			if (!text.includes(BEGIN)) bodies.push(text.replace(WRITTEN_BREAK, '\n'));
			return bodies.flatMap(body => body.split(/[\s"'`]+/)).filter(({ length }) => length >= 8);
		}
		// ./src/oauth/keys.ts
		const PEM_KEY = 'give the text of the key file, which begins with `-----BEGIN PRIVATE KEY-----`.';
		const PEM_CERTIFICATE = 'give the text of the file, from `-----BEGIN CERTIFICATE-----` on, not its path.';
		function unusable(name, problem, fix) {
			const code = name === 'private_key' ? 'private_key_invalid' : 'client_certificate_invalid';
			return (0, external_index_js_namespaceObject.failure)(code, { problem: `\`${name}\` ${problem}`, fix });
		}
		function jwkIn(text) {
			const json = (0, external_index_js_namespaceObject.jsonObject)(text);
			return json?.['kty'] === void 0 ? void 0 : json;
		}
		function secretPieces(text) {
			const jwk = jwkIn(text);
			if (!jwk) return privatePieces(text);
			const members = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].map(name => jwk[name]);
			return members.filter(value => typeof value === 'string' && value.length >= 8);
		}
		function signingKey(text) {
			const key = keyIn('private_key', text);
			if (algorithmOf(key) !== void 0) return pemOf(key);
			const fix = 'use RSA from 2048 bits, P-256, P-384 or Ed25519.';
			throw unusable('private_key', 'is too short, or of a kind that cannot sign.', fix);
		}
		function certificateAndKey(certificate, keyText, now) {
			const key = keyIn('client_certificate_key', keyText);
			const problem = unusable.bind(void 0, 'client_certificate');
			const all = certificatesIn(certificate);
			if (!all) throw problem('is not a PEM certificate.', PEM_CERTIFICATE);
			const own = all.find(({ parsed }) => parsed.checkPrivateKey(key));
			if (!own) throw problem('is not the certificate of `client_certificate_key`.', 'give two that belong together.');
			const { validFromDate: from, validToDate: until } = own.parsed;
			if (now < from.getTime() || now >= until.getTime()) {
				const span = `from ${(0, external_index_js_namespaceObject.isoSeconds)(from.getTime())} until ${(0, external_index_js_namespaceObject.isoSeconds)(until.getTime())}`;
				throw problem(`is valid ${span}.`, "renew it, or correct the runner's clock.");
			}
			const cert = [own, ...all.filter(each => each !== own)].map(({ pem }) => pem).join('\n');
			try {
				(0, external_node_tls_namespaceObject.createSecureContext)({ cert, key: pemOf(key) });
			} catch (error) {
				const { code = 'no code' } = error;
				throw problem(
					`cannot be used for TLS (${code}).`,
					'use a stronger key: RSA from 2048 bits or P-256, signed with SHA-256.',
				);
			}
			return { cert, key: pemOf(key) };
		}
		const pemOf = key => key.export({ format: 'pem', type: 'pkcs8' }).toString();
		function keyIn(name, text) {
			const jwk = jwkIn(text);
			const pem = pemText(text);
			const block = pemBlocks(pem).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text ?? '';
			if (block.includes('OPENSSH PRIVATE KEY'))
				throw unusable(
					name,
					'is in the format of OpenSSH.',
					'convert a copy with `ssh-keygen -p -m PKCS8 -f key`, and give that.',
				);
			if (block.includes('ENCRYPTED'))
				throw unusable(
					name,
					'has a passphrase.',
					'remove it with `openssl pkey -in key.pem -out plain.pem`, and give that file.',
				);
			try {
				return jwk
					? (0, external_node_crypto_namespaceObject.createPrivateKey)({ key: jwk, format: 'jwk' })
					: (0, external_node_crypto_namespaceObject.createPrivateKey)(block);
			} catch {
				const isPublic = (jwk && jwk['d'] === void 0) || (block === '' && /BEGIN (?:RSA )?(?:PUBLIC|CERTIFICATE)/.test(pem));
				throw unusable(name, isPublic ? 'is public: it has no private key.' : 'cannot be read.', PEM_KEY);
			}
		}
		const HASHES = ['256', '384', '512'];
		function algorithmOf(key, supported) {
			const possible = algorithmsOf(key);
			return possible.find(alg => supported?.includes(alg)) ?? possible[0];
		}
		function algorithmsOf(key) {
			if (key instanceof Uint8Array) return HASHES.map(size => `HS${size}`);
			const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
			if (type === 'rsa')
				return (details?.modulusLength ?? 0) >= 2048 ? ['RS', 'PS'].flatMap(kind => HASHES.map(size => kind + size)) : [];
			if (type === 'ed25519') return ['EdDSA'];
			const curves = { prime256v1: 'ES256', secp384r1: 'ES384' };
			return [(type === 'ec' && curves[details?.namedCurve ?? '']) || ''].filter(Boolean);
		}
		function authorities(text) {
			const found = certificatesIn(text);
			if (found) return found.map(({ pem }) => pem);
			throw (0, external_index_js_namespaceObject.invalid)('ca_certificate', 'is not a PEM certificate.', PEM_CERTIFICATE);
		}
		function certificatesIn(text) {
			const pem = pemText(text);
			const found = pemBlocks(pem).filter(({ label }) => label === 'CERTIFICATE');
			if (found.length === 0 || found.length < (pem.match(/-----BEGIN/g) ?? []).length) return;
			try {
				return found.map(block => {
					const body = block.text.replace(/-----[A-Z ]+-----|\s/g, '').match(/.{1,64}/g) ?? [];
					const lines = ['-----BEGIN CERTIFICATE-----', ...body, '-----END CERTIFICATE-----'].join('\n');
					return { pem: lines, parsed: new external_node_crypto_namespaceObject.X509Certificate(lines) };
				});
			} catch {
				return;
			}
		}
		// ./src/oauth/assertion.ts
		const LIFETIME = 60;
		const SET_BACK = 30;
		const assertion_MAX_FILE = 64 * 1024;
		const assertions = {
			client_secret_jwt: (credentials, audience, { ahead }) =>
				signed(credentials, audience, Buffer.from(credentials.clientSecret), ahead),
			private_key_jwt: (credentials, audience, { ahead }) =>
				signed(credentials, audience, (0, external_node_crypto_namespaceObject.createPrivateKey)(credentials.privateKey), ahead),
			github_oidc: (_, audience, attempt, log) => fetchIdToken(audience, process.env, attempt, log),
			client_assertion: ({ clientAssertionFile }) => readAssertion(clientAssertionFile, Date.now()),
		};
		async function withAssertion(request, credentials, attempt, log) {
			const { clientId, authMethod, assertionAudience, issuer, tokenUrl } = credentials;
			const audience = attempt.otherAudience
				? request.url.href
				: assertionAudience || issuer || (0, external_index_js_namespaceObject.issuerOf)(tokenUrl);
			const assertion = await assertions[authMethod]?.(credentials, audience, attempt, log);
			if (assertion !== void 0) log.mask(assertion);
			const proof = assertion !== void 0 && {
				client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
				client_assertion: assertion,
			};
			return { ...request, form: { ...request.form, ...(clientId !== '' && { client_id: clientId }), ...proof } };
		}
		function signed(credentials, audience, key, ahead) {
			const { clientId, privateKeyId, signingAlgs } = credentials;
			const now = Math.floor((Date.now() + ahead) / 1e3);
			const alg = algorithmOf(key, signingAlgs) ?? '';
			const header = { alg, typ: 'JWT', ...(privateKeyId !== '' && !alg.startsWith('HS') && { kid: privateKeyId }) };
			const times = { iat: now - SET_BACK, exp: now + LIFETIME };
			const claims = {
				jti: (0, external_node_crypto_namespaceObject.randomUUID)(),
				iss: clientId,
				sub: clientId,
				aud: audience,
				...times,
			};
			const input = [header, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
			return `${input}.${signatureOf(alg, key, input).toString('base64url')}`;
		}
		function signatureOf(alg, key, input) {
			const hash = `sha${alg.slice(2)}`;
			if (key instanceof Uint8Array)
				return (0, external_node_crypto_namespaceObject.createHmac)(hash, key).update(input).digest();
			const pss = {
				padding: external_node_crypto_namespaceObject.constants.RSA_PKCS1_PSS_PADDING,
				saltLength: external_node_crypto_namespaceObject.constants.RSA_PSS_SALTLEN_DIGEST,
			};
			const how = { key, dsaEncoding: 'ieee-p1363', ...(alg.startsWith('PS') && pss) };
			return (0, external_node_crypto_namespaceObject.sign)(alg === 'EdDSA' ? null : hash, Buffer.from(input), how);
		}
		function readAssertion(file, now) {
			const assertion = textIn(file).trim();
			if (assertion === '') throw assertion_unusable('is empty');
			const claims =
				/^[\w-]+\.[\w-]+\.[\w-]+$/.test(assertion) &&
				(0, external_index_js_namespaceObject.compactPart)(assertion, 0) &&
				(0, external_index_js_namespaceObject.compactPart)(assertion, 1);
			if (!claims) throw assertion_unusable('holds no JWT on one line');
			const { exp } = claims;
			if (typeof exp === 'number' && exp * 1e3 <= now)
				throw assertion_unusable(`holds a JWT that expired at ${(0, external_index_js_namespaceObject.isoSeconds)(exp * 1e3)}`);
			return assertion;
		}
		function textIn(path) {
			let file;
			try {
				file = (0, external_node_fs_namespaceObject.openSync)(
					path,
					external_node_fs_namespaceObject.constants.O_RDONLY | (external_node_fs_namespaceObject.constants.O_NONBLOCK ?? 0),
				);
				const stats = (0, external_node_fs_namespaceObject.fstatSync)(file);
				if (!stats.isFile()) throw assertion_unusable('is not a plain file');
				if (stats.size > assertion_MAX_FILE) throw assertion_unusable('has more than 64 KiB');
				return (0, external_node_fs_namespaceObject.readFileSync)(file, 'utf8');
			} catch (error) {
				const { code, syscall } = error;
				if (syscall === void 0 && code !== 'ERR_INVALID_ARG_VALUE') throw error;
				throw assertion_unusable(code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? 'no code'})`);
			} finally {
				if (file !== void 0) (0, external_node_fs_namespaceObject.closeSync)(file);
			}
		}
		function assertion_unusable(problem) {
			return (0, external_index_js_namespaceObject.failure)('client_assertion_invalid', {
				problem: `The file of \`client_assertion_file\` ${problem}.`,
			});
		}
		function identityIn({ form }, { authMethod }) {
			if (authMethod !== 'github_oidc' && authMethod !== 'client_assertion') return '';
			const claims = (0, external_index_js_namespaceObject.compactPart)(form['client_assertion'] ?? '', 1) ?? {};
			return ['iss', 'sub', 'aud'].map(name => `${name} ${identityOf(claims[name])}`).join(', ');
		}
		function identityOf(claim) {
			const text = JSON.stringify(claim ?? 'none');
			return text.length > 300 ? (0, external_index_js_namespaceObject.words)(text) : text;
		}
		// ./src/oauth/metadata.ts
		const MAX_ISSUER = 200;
		async function readMetadata(server, context) {
			const { revocationUrl, issuer, timeout } = server;
			let elapsed = 0;
			const documents = [];
			for (const url of wellKnown(issuer)) {
				const limits = { timeout, elapsed, ...(documents.length > 0 && { maxAttempts: 1 }) };
				const read = (0, external_index_js_namespaceObject.ask)(
					{ make: () => ({ url, headers: {} }), read: ({ status, body }) => metadataIn(url, status, body) },
					limits,
					context,
				);
				const { value, took } = await (documents.length > 0 ? read.catch(() => ({ value: void 0, took: 0 })) : read);
				elapsed = Math.max(elapsed, took);
				if (value?.['issuer'] === issuer || (value && documents.length === 0)) documents.push(value);
				if (documents.some(each => each['revocation_endpoint']) || (documents.length > 0 && revocationUrl)) break;
			}
			if (documents.length === 0)
				throw (0, external_index_js_namespaceObject.failure)('metadata_not_found', {
					places: wellKnown(issuer).map(({ href }) => href),
				});
			const found = endpointsIn(Object.assign({}, ...documents.toReversed()), server, context.log);
			(0, external_index_js_namespaceObject.reportEndpoints)(issuer, found, context.log);
			return { ...found, elapsed };
		}
		function wellKnown(issuer) {
			const { origin, pathname } = new URL(issuer);
			const path = pathname.replace(/\/$/, '');
			return [
				new URL(`${origin}${path}/.well-known/openid-configuration`),
				new URL(`${origin}/.well-known/oauth-authorization-server${path}`),
			];
		}
		function metadataIn({ host }, status, body) {
			const transient = (0, external_index_js_namespaceObject.transientCode)(status);
			if (transient) throw (0, external_index_js_namespaceObject.failure)(`${transient}/metadata`, { host, status });
			return status === 200 ? (0, external_index_js_namespaceObject.jsonObject)(body) : void 0;
		}
		function endpointsIn(fields, { issuer, clientCertificate, revocationUrl }, log) {
			const { issuer: actual, token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = fields;
			if (actual !== issuer)
				throw (0, external_index_js_namespaceObject.failure)('metadata_invalid/issuer', {
					issuer,
					actual: typeof actual === 'string' ? addressOf(actual, issuer) : '',
				});
			const aliases = (clientCertificate && fields['mtls_endpoint_aliases']) || {};
			const endpoint = name => {
				const value = aliases[name] ?? fields[name] ?? void 0;
				if (value === void 0) return;
				const url = (0, external_index_js_namespaceObject.endpointOf)(value);
				const problem = typeof url === 'object' && url.host !== new URL(issuer).host && log.repeats(url.host) ? 'secret' : url;
				if (typeof problem === 'string')
					throw (0, external_index_js_namespaceObject.failure)('metadata_invalid/endpoint', {
						issuer,
						name,
						problem: external_index_js_namespaceObject.urlProblems[problem][0],
					});
				return problem;
			};
			const tokenUrl = endpoint('token_endpoint');
			if (!tokenUrl) throw (0, external_index_js_namespaceObject.failure)('metadata_invalid/no_token_endpoint', { issuer });
			return {
				tokenUrl,
				revocationUrl: revocationUrl ?? endpoint('revocation_endpoint'),
				authMethods: textsIn(methods),
				signingAlgs: textsIn(fields['token_endpoint_auth_signing_alg_values_supported']),
			};
		}
		function addressOf(text, issuer) {
			const known = new Set(issuer.split('/'));
			if (text.length > MAX_ISSUER) return (0, external_index_js_namespaceObject.words)(text);
			return text
				.split('/')
				.map(part => (known.has(part) ? part : (0, external_index_js_namespaceObject.words)(part)))
				.join('/');
		}
		function textsIn(value) {
			return Array.isArray(value) ? value.filter(each => typeof each === 'string') : void 0;
		}
		// ./src/oauth/answer-words.ts
		function errorIn(fields = {}) {
			const text = name => (typeof fields[name] === 'string' ? fields[name] : '');
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
		const TITLE_WORDS = 8;
		const MAX_PAGE = 4096;
		function saidIn({ body, status }) {
			const quoted = text =>
				(0, external_index_js_namespaceObject.quotable)(text) ? `"${(0, external_index_js_namespaceObject.quotable)(text)}"` : '';
			const value = (0, external_index_js_namespaceObject.jsonValue)(body);
			if (value !== void 0) {
				const { error } = errorIn((0, external_index_js_namespaceObject.jsonObject)(body));
				return [(0, external_index_js_namespaceObject.words)(error), quoted(messageIn([value].flat()[0]))]
					.filter(Boolean)
					.join(' ');
			}
			if (/^\s*</.test(body)) return quoted(pageTitle(body.slice(0, MAX_PAGE)));
			return status < 300 ? '' : quoted(body);
		}
		function messageIn(value) {
			const at = path => path.split('.').reduce((inner, name) => inner?.[name], value);
			return places.map(at).find(each => typeof each === 'string' && each !== '') ?? '';
		}
		function pageTitle(page) {
			const [, title = ''] = /<title[^>]*>([^<]*)/i.exec(page) ?? [];
			const text = title.trim() || page.replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/gi, ' ');
			return text.trim().split(/\s+/).slice(0, TITLE_WORDS).join(' ');
		}
		// ./src/oauth/credential-hints.ts
		const oddities = [
			['is an expression that was not expanded', /\$\{\{/],
			['is a placeholder', /^<.*>$|^([*•xX.])\1{2,}$/],
			['has quotation marks around it', /^[\p{Quotation_Mark}`]|[\p{Quotation_Mark}`]$/u],
			['begins with `Bearer` or `Basic`', /^(?:Bearer|Basic)\s/i],
			['has a space, line break or invisible character in it', /\s|\p{Cf}|\\[rn]/u],
		];
		const ADDRESS = /^[a-z][a-z\d+.-]*:\/\//i;
		function hints({ clientId, clientSecret }) {
			const looks = { client_id: lookOf(clientId), client_secret: lookOfSecret(clientSecret, clientId) };
			return Object.entries(looks).flatMap(([name, look]) => (look === void 0 ? [] : [{ name, looks: look }]));
		}
		function lookOf(value) {
			return oddities.find(([, pattern]) => pattern.test(value))?.[0];
		}
		function lookOfSecret(value, clientId) {
			if (value !== '' && value === clientId) return 'is the same as `client_id`';
			return lookOf(value) ?? (ADDRESS.test(value) ? 'is an address' : void 0);
		}
		// ./src/oauth/refusal.ts
		function refused(response, asked) {
			const { status, url } = response;
			const { error, description } = errorIn((0, external_index_js_namespaceObject.jsonObject)(response.body));
			const keycloak = (0, external_index_js_namespaceObject.isKeycloak)(asked.tokenUrl);
			const id = byCode(status, keycloak, error, description, asked) ?? byStatus(response);
			const base = { host: url.host, status, said: saidIn(response) };
			const details = {
				...(0, external_index_js_namespaceObject.detailsOf)(response),
				...(CLIENT.test(id) && againWith(response, error, asked)),
			};
			if (id === 'redirect') return redirected(response, base);
			if (id === 'endpoint_not_found/realm') return realmNotFound(url, base);
			const { authMethod: method, identity, clientId, clientSecret } = asked;
			const byDefault = (0, external_index_js_namespaceObject.isDefaultHost)(url.host);
			const params = { ...base, method, keycloak, byDefault, ...(CLIENT.test(id) && { identity }) };
			const refusal = withClock((0, external_index_js_namespaceObject.failure)(id, params, details));
			const compared = COMPARED.has(id);
			if (compared) for (const hint of hints(asked)) refusal.and('odd_value', hint);
			if (
				compared &&
				method === 'client_secret_basic' &&
				[clientId, clientSecret].some(value => (0, external_index_js_namespaceObject.formEncode)(value) !== value)
			)
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
		const UNAUTHORIZED = /^unauthorized_client$/;
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
			['keycloak', UNAUTHORIZED, /^Invalid client (secret|or Invalid client credentials)$/, SECRET, 'unauthorized_client/secret'],
			['keycloak', UNAUTHORIZED, /^Invalid client credentials$/, SECRET, 'unauthorized_client/disabled'],
			['keycloak', EITHER, /Invalid client credentials$/, SECRET, 'invalid_client/unknown'],
			['keycloak', UNAUTHORIZED, ANY, ANY, 'unauthorized_client'],
			['other', UNAUTHORIZED, ANY, ANY, 'unauthorized_client/grant'],
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
			const transient = (0, external_index_js_namespaceObject.transientCode)(status);
			if (transient && status !== 500) return transient;
			const { authMethod, clientId, scope } = asked;
			const how = `${authMethod} ${clientId ? '' : 'without client_id'} ${scope ? '' : 'without scope'}${/[ ,]/.test(scope) ? 'several scopes' : ''}`;
			const [, , , , id] =
				meanings.find(
					([server, errors, says, methods]) =>
						(server === 'any' || (server === 'keycloak') === keycloak) &&
						errors.test(error) &&
						says.test(description) &&
						methods.test(how),
				) ?? [];
			if (id || transient) return id ?? transient;
			if (keycloak && /[A-Z ]/.test(error)) return 'endpoint_not_found';
			return error && (status < 300 || (status === 400 && /^[a-z_]+$/.test(error))) ? 'request_refused' : void 0;
		}
		function byStatus({ status, body }) {
			if (status >= 200 && status < 300)
				return body.trim() === '' || /^\s*\{/.test(body) ? 'answer_invalid/cut_off' : 'answer_invalid/no_json';
			if (status >= 300 && status < 400) return 'redirect';
			if (status === 401) return 'invalid_client/status';
			if (status === 403) return 'access_denied';
			return [404, 405, 415].includes(status) ? 'endpoint_not_found' : 'answer_invalid';
		}
		function redirected({ headers, url }, base) {
			const location = Buffer.from(headers.location ?? '', 'latin1').toString();
			const [address = ''] = location.split(/[?#;]/, 1);
			const target = address === '' ? void 0 : URL.parse(address, url.href);
			if (!target || !/^https?:$/.test(target.protocol))
				return (0, external_index_js_namespaceObject.failure)('redirect/nowhere', base);
			const where =
				target.origin === url.origin
					? url.origin + (0, external_index_js_namespaceObject.words)(target.pathname)
					: (0, external_index_js_namespaceObject.words)(target.origin + target.pathname);
			const login = /(log|sign)[-_]?(in|on)|saml|sso/i.test(target.pathname) && !target.pathname.endsWith('/token');
			return (0, external_index_js_namespaceObject.failure)(login ? 'redirect/login' : 'redirect', { ...base, where });
		}
		function realmNotFound({ host, pathname }, base) {
			const [, name = ''] = /\/realms\/([^/]+)/.exec(pathname) ?? [];
			const params = { ...base, host, realm: name };
			return (0, external_index_js_namespaceObject.environmentAt)(host) === void 0
				? (0, external_index_js_namespaceObject.failure)('endpoint_not_found/realm', params)
				: (0, external_index_js_namespaceObject.failure)('endpoint_not_found/known_realms', {
						...params,
						known: external_index_js_namespaceObject.realms,
					});
		}
		function methodsInstead(method, taken = []) {
			const names = new Set(taken.map(name => (name === 'self_signed_tls_client_auth' ? 'tls_client_auth' : name)));
			const name = method === 'github_oidc' || method === 'client_assertion' ? 'private_key_jwt' : method;
			return names.has(name) ? [] : external_index_js_namespaceObject.authMethods.filter(each => names.has(each));
		}
		const MAX_SKEW = 2e4;
		function againWith(response, error, asserted) {
			const { authMethod, tokenUrl, assertionAudience, issuer } = asserted;
			if (!/_jwt$/.test(authMethod)) return {};
			const { ahead = 0 } = (0, external_index_js_namespaceObject.detailsOf)(response);
			if (Math.abs(ahead) > MAX_SKEW) return { again: 'clock' };
			const refusesClient = error === 'invalid_client' || response.status === 401 || response.status === 403;
			const other =
				assertionAudience === '' && (issuer || (0, external_index_js_namespaceObject.issuerOf)(tokenUrl)) !== response.url.href;
			return refusesClient && other && !(0, external_index_js_namespaceObject.isKeycloak)(tokenUrl) ? { again: 'audience' } : {};
		}
		function withClock(error) {
			const { again, ahead = 0 } = error.details;
			return again === 'clock' ? error.and('clock', { skew: Math.round(-ahead / 1e3) }) : error;
		}
		// ./src/report/texts.ts
		const DOCS = 'https://github.com/org/arkane-token-action/blob/v1/docs/errors.md';
		const SKIP_ON_FORKS =
			'skip the job there: `if: ${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}`.';
		const ALLOW_GRANT = "have the server's administrator allow the `client_credentials` grant for this client.";
		const quoted = ({ said }) => (said ? `: ${said}` : '');
		const refusing = how => refusal => {
			const { host, status, identity, method } = refusal;
			const proof = identity ? ` The ${method === 'client_assertion' ? 'assertion' : 'ID token'} has ${identity}.` : '';
			return `${host} ${how} (${String(status)})${quoted(refusal)}.${proof}`;
		};
		const answered =
			(how = '', causes = '') =>
			answer =>
				`${answer.host} answered ${String(answer.status)}${how}${quoted(answer)}.${causes}`;
		const certificate =
			how =>
			({ host, reason, shown }) =>
				`The certificate of ${host} ${how} (${reason})${shown && `: ${shown}`}.`;
		const idTokenAnswered = ({ status, said }) =>
			`GitHub's ID token endpoint answered ${String(status)}${status === 200 ? ' without a token' : ''}${said && `: "${said}"`}.`;
		const handshakes = [
			[
				/wrong version number|http|not ssl|packet length/,
				'check the port in `token_url`: what answers there does not speak TLS.',
			],
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
		const elsewhere = ({ byDefault }) => (byDefault ? ' For another server, set `environment`, `realm` or `token_url`.' : '');
		const compare = usual => refusal => {
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
				fix: ({ status }) =>
					status === '407'
						? 'put valid credentials into the proxy variable: `http://USER:PASSWORD@HOST:PORT`.'
						: 'have the proxy allow this host, or add the host to NO_PROXY.',
			},
			proxy_unreachable: {
				problem: ({ host, proxy, status }) =>
					`${proxy}, the proxy to ${host}, ${status ? `answered ${status}` : 'takes no connection'}.`,
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
				fix: ({ reason }) =>
					handshakes.find(([pattern]) => pattern.test(reason))?.[1] ??
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
				fix: 'compare the clocks of runner and server (NTP), then run the job again.',
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
				problem: ({ size, limit }) =>
					`Sealed, the access token has ${String(Math.ceil(size / 1024))} KiB; a later job can take ${limit}.`,
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
				fix: refusal => `compare \`client_id\` with what you were given.${elsewhere(refusal)}`,
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
				fix: refusal => `save the secret again, as you were given it for this client at ${refusal.host}.${elsewhere(refusal)}`,
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
				problem: 'The token command does not know "{options}".',
				fix: 'use `--header`, `--min-validity N` (seconds) and `--help` alone.',
			},
			internal: {
				title: 'Bug in this action',
				problem: 'Unexpected {kind}.',
				fix: 'report it with this message, which has no secret in it. You can run the job again.',
			},
		};
		const limitOf = ({ timeout, limit }) =>
			limit === 'end'
				? `the ${(0, external_index_js_namespaceObject.forPeople)(timeout)} for it`
				: `\`timeout\` (${(0, external_index_js_namespaceObject.forPeople)(timeout)})`;
		const owner = ({ clientId, host }) => `${clientId && `of client ${clientId} `}at ${host}`;
		const staysOpen = open =>
			`The session ${owner(open)} stays open ${(0, external_index_js_namespaceObject.describeUntil)(open.end)}.`;
		const mayBeOpen = open =>
			open.count === 1
				? `An answer was lost: a session ${owner(open)} may be open ${(0, external_index_js_namespaceObject.describeUntil)(open.end)}.`
				: `${String(open.count)} answers were lost: sessions ${owner(open)} may be open ${(0, external_index_js_namespaceObject.describeUntil)(open.end)}.`;
		const clockApart = ({ skew }) =>
			`The runner's clock is ${(0, external_index_js_namespaceObject.forPeople)(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the server's.`;
		const notes = {
			methods_known: {
				problem: 'By its metadata, the server takes {methods:list}.',
				fix: () => 'set `auth_method` to what the server takes, and give the inputs for it.',
			},
			asks_to_wait: {
				problem: ({ seconds, ...limit }) =>
					`It asks to wait ${(0, external_index_js_namespaceObject.forPeople)(seconds)}, which ${limitOf(limit)} does not allow.`,
				fix: () => 'raise `timeout` above that, or run the job again later.',
			},
			out_of_attempts: {
				problem: ({ attempts, ...limit }) => `Attempt ${String(attempts)} was the last within ${limitOf(limit)}.`,
			},
			clock: { problem: clockApart, fix: usual => `set the runner's clock (NTP). Otherwise, ${usual}` },
			odd_value: {
				problem: '`{name}` {looks}.',
				fix: usual => `save the value alone, as you were given it. Otherwise, ${usual}`,
			},
			form_encoded: {
				problem: '`client_secret_basic` encodes the special characters in this id or secret.',
				fix: usual => `try \`auth_method: client_secret_post\`. Otherwise, ${usual}`,
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
				problem: clock => `${clockApart(clock)} \`expiry\` is by the runner's.`,
				fix: "set the runner's clock (NTP).",
			},
			token_type_unusual: {
				section: 'the-token-type-is-taken-for-bearer',
				problem: ({ name }) =>
					`The answer has ${name ? `the \`token_type\` "${name}"` : 'no `token_type`'}, so the output says Bearer.`,
			},
			lost_answers: { title: 'Answers lost', section: 'answers-were-lost', problem: mayBeOpen },
			ended_early: {
				title: 'Step killed',
				section: 'the-main-step-was-ended-early',
				problem: open => `The main step ended during a request: a session ${owner(open)} may be open until it expires.`,
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
				problem: open =>
					`${open.count === 1 ? 'A call' : `${String(open.count)} calls`} ended during a request: sessions ${owner(open)} may be open until they expire.`,
			},
			many_left_open: {
				title: 'Sessions stay open',
				section: 'sessions-are-left-open',
				problem: open =>
					`${open.count === 1 ? 'A session' : `${String(open.count)} sessions`} ${owner(open)} could not be ended; the last is open ${(0, external_index_js_namespaceObject.describeUntil)(open.end)}.`,
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
		const USAGE = `Prints an access token that is valid now. Masks it first, and asks for a new one when the last has expired.\n\n  --header           print "Authorization: Bearer TOKEN"\n  --min-validity N   the token must be valid for N more seconds (default 60, or half its lifetime if that is less)\n  --help             print this\n\nWithout a token it prints nothing on standard output, says why on standard error, and exits with 1.\n`;
		// ./src/report/explain.ts
		const MENDABLE =
			/^(input_|secret_|seal|private_key_|client_(certificate|assertion)_invalid|id_token_unavailable|output_failed|proxy_invalid)/;
		const formats = {
			span: external_index_js_namespaceObject.forPeople,
			time: external_index_js_namespaceObject.isoSeconds,
			list: all => all.map(each => `\`${each}\``).join(', '),
		};
		function say(text = '', params) {
			if (typeof text === 'function') return text(params).replaceAll('.".', '."');
			const values = params;
			return text.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name, format) =>
				format ? formats[format](values[name]) : String(values[name]),
			);
		}
		function titleOf(id, { title = id.replaceAll('_', ' ') }) {
			return title.charAt(0).toUpperCase() + title.slice(1);
		}
		function problemOf({ id, params, notes: added }) {
			return [say(failures[id].problem, params), ...added.map(note => say(notes[note.id].problem, note.params))].join(' ');
		}
		function entryOf({ code, id }) {
			return { ...failures[code], ...failures[id] };
		}
		function fixOf(error) {
			const added = [...new Set(error.notes.map(({ id }) => id))].map(id => notes[id]);
			const usual = say(entryOf(error).fix, error.params).replace(/^[A-Z](?=[a-z])/, first => first.toLowerCase());
			return added.reduce((fix, note) => note.fix?.(fix) ?? fix, usual);
		}
		function explain(error) {
			const { all, code } = error;
			const stays = error.notes.some(({ id }) => id === 'left_open');
			if (stays && !MENDABLE.test(code)) return warning('left_open', { problem: problemOf(error) });
			const added = all.includes(error) ? [] : error.notes.map(note => say(notes[note.id].problem, note.params));
			const lines = all.flatMap(each => [problemOf(each), `Fix: ${fixOf(each)}`]);
			const links = new Set(all.map(each => `More causes: ${DOCS}#${each.code}`));
			const title = all.length > 1 ? 'Inputs not valid' : titleOf(code, entryOf(error));
			return { title, message: [...lines, ...added, ...links].join('\n') };
		}
		function retryLine(error, wait, attempt) {
			const when = wait < 50 ? 'now' : `in ${(0, external_index_js_namespaceObject.forPeople)(wait / 1e3)}`;
			return `${problemOf(error)} Trying again ${when} (attempt ${String(attempt)}).`;
		}
		function warning(id, params) {
			const entry = warnings[id];
			const fix = say(entry.fix, params);
			const lines = [say(entry.problem, params), fix && `Fix: ${fix}`, `More: ${DOCS}#${entry.section}`];
			return { title: titleOf(id, entry), message: lines.filter(Boolean).join('\n') };
		}
		const external_os_namespaceObject = require('os');
		require('crypto');
		const external_fs_namespaceObject = require('fs');
		require('path');
		__nccwpck_require__(611);
		__nccwpck_require__(692);
		URL;
		__nccwpck_require__(37);
		// ./node_modules/@actions/http-client/lib/index.js
		void 0 && (void 0).__awaiter;
		var HttpCodes;
		(function (HttpCodes) {
			HttpCodes[(HttpCodes['OK'] = 200)] = 'OK';
			HttpCodes[(HttpCodes['MultipleChoices'] = 300)] = 'MultipleChoices';
			HttpCodes[(HttpCodes['MovedPermanently'] = 301)] = 'MovedPermanently';
			HttpCodes[(HttpCodes['ResourceMoved'] = 302)] = 'ResourceMoved';
			HttpCodes[(HttpCodes['SeeOther'] = 303)] = 'SeeOther';
			HttpCodes[(HttpCodes['NotModified'] = 304)] = 'NotModified';
			HttpCodes[(HttpCodes['UseProxy'] = 305)] = 'UseProxy';
			HttpCodes[(HttpCodes['SwitchProxy'] = 306)] = 'SwitchProxy';
			HttpCodes[(HttpCodes['TemporaryRedirect'] = 307)] = 'TemporaryRedirect';
			HttpCodes[(HttpCodes['PermanentRedirect'] = 308)] = 'PermanentRedirect';
			HttpCodes[(HttpCodes['BadRequest'] = 400)] = 'BadRequest';
			HttpCodes[(HttpCodes['Unauthorized'] = 401)] = 'Unauthorized';
			HttpCodes[(HttpCodes['PaymentRequired'] = 402)] = 'PaymentRequired';
			HttpCodes[(HttpCodes['Forbidden'] = 403)] = 'Forbidden';
			HttpCodes[(HttpCodes['NotFound'] = 404)] = 'NotFound';
			HttpCodes[(HttpCodes['MethodNotAllowed'] = 405)] = 'MethodNotAllowed';
			HttpCodes[(HttpCodes['NotAcceptable'] = 406)] = 'NotAcceptable';
			HttpCodes[(HttpCodes['ProxyAuthenticationRequired'] = 407)] = 'ProxyAuthenticationRequired';
			HttpCodes[(HttpCodes['RequestTimeout'] = 408)] = 'RequestTimeout';
			HttpCodes[(HttpCodes['Conflict'] = 409)] = 'Conflict';
			HttpCodes[(HttpCodes['Gone'] = 410)] = 'Gone';
			HttpCodes[(HttpCodes['TooManyRequests'] = 429)] = 'TooManyRequests';
			HttpCodes[(HttpCodes['InternalServerError'] = 500)] = 'InternalServerError';
			HttpCodes[(HttpCodes['NotImplemented'] = 501)] = 'NotImplemented';
			HttpCodes[(HttpCodes['BadGateway'] = 502)] = 'BadGateway';
			HttpCodes[(HttpCodes['ServiceUnavailable'] = 503)] = 'ServiceUnavailable';
			HttpCodes[(HttpCodes['GatewayTimeout'] = 504)] = 'GatewayTimeout';
		})(HttpCodes || (HttpCodes = {}));
		var Headers;
		(function (Headers) {
			Headers['Accept'] = 'accept';
			Headers['ContentType'] = 'content-type';
		})(Headers || (Headers = {}));
		var MediaTypes;
		(function (MediaTypes) {
			MediaTypes['ApplicationJson'] = 'application/json';
		})(MediaTypes || (MediaTypes = {}));
		(HttpCodes.MovedPermanently,
			HttpCodes.ResourceMoved,
			HttpCodes.SeeOther,
			HttpCodes.TemporaryRedirect,
			HttpCodes.PermanentRedirect);
		(HttpCodes.BadGateway, HttpCodes.ServiceUnavailable, HttpCodes.GatewayTimeout);
		Error;
		// ./node_modules/@actions/http-client/lib/auth.js
		void 0 && (void 0).__awaiter;
		// ./node_modules/@actions/core/lib/oidc-utils.js
		void 0 && (void 0).__awaiter;
		// ./node_modules/@actions/core/lib/summary.js
		var summary_awaiter =
			(void 0 && (void 0).__awaiter) ||
			function (thisArg, _arguments, P, generator) {
				function adopt(value) {
					return value instanceof P
						? value
						: new P(function (resolve) {
								resolve(value);
							});
				}
				return new (P || (P = Promise))(function (resolve, reject) {
					function fulfilled(value) {
						try {
							step(generator.next(value));
						} catch (e) {
							reject(e);
						}
					}
					function rejected(value) {
						try {
							step(generator['throw'](value));
						} catch (e) {
							reject(e);
						}
					}
					function step(result) {
						result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
					}
					step((generator = generator.apply(thisArg, _arguments || [])).next());
				});
			};
		const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
		const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
		class Summary {
			constructor() {
				this._buffer = '';
			}
			filePath() {
				return summary_awaiter(this, void 0, void 0, function* () {
					if (this._filePath) return this._filePath;
					const pathFromEnv = process.env[SUMMARY_ENV_VAR];
					if (!pathFromEnv)
						throw new Error(
							`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`,
						);
					try {
						yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
					} catch (_a) {
						throw new Error(
							`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`,
						);
					}
					this._filePath = pathFromEnv;
					return this._filePath;
				});
			}
			wrap(tag, content, attrs = {}) {
				const htmlAttrs = Object.entries(attrs)
					.map(([key, value]) => ` ${key}="${value}"`)
					.join('');
				if (!content) return `<${tag}${htmlAttrs}>`;
				return `<${tag}${htmlAttrs}>${content}</${tag}>`;
			}
			write(options) {
				return summary_awaiter(this, void 0, void 0, function* () {
					const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
					const filePath = yield this.filePath();
					const writeFunc = overwrite ? writeFile : appendFile;
					yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
					return this.emptyBuffer();
				});
			}
			clear() {
				return summary_awaiter(this, void 0, void 0, function* () {
					return this.emptyBuffer().write({ overwrite: true });
				});
			}
			stringify() {
				return this._buffer;
			}
			isEmptyBuffer() {
				return this._buffer.length === 0;
			}
			emptyBuffer() {
				this._buffer = '';
				return this;
			}
			addRaw(text, addEOL = false) {
				this._buffer += text;
				return addEOL ? this.addEOL() : this;
			}
			addEOL() {
				return this.addRaw(external_os_namespaceObject.EOL);
			}
			addCodeBlock(code, lang) {
				const attrs = Object.assign({}, lang && { lang });
				const element = this.wrap('pre', this.wrap('code', code), attrs);
				return this.addRaw(element).addEOL();
			}
			addList(items, ordered = false) {
				const tag = ordered ? 'ol' : 'ul';
				const listItems = items.map(item => this.wrap('li', item)).join('');
				const element = this.wrap(tag, listItems);
				return this.addRaw(element).addEOL();
			}
			addTable(rows) {
				const tableBody = rows
					.map(row => {
						const cells = row
							.map(cell => {
								if (typeof cell === 'string') return this.wrap('td', cell);
								const { header, data, colspan, rowspan } = cell;
								const tag = header ? 'th' : 'td';
								const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
								return this.wrap(tag, data, attrs);
							})
							.join('');
						return this.wrap('tr', cells);
					})
					.join('');
				const element = this.wrap('table', tableBody);
				return this.addRaw(element).addEOL();
			}
			addDetails(label, content) {
				const element = this.wrap('details', this.wrap('summary', label) + content);
				return this.addRaw(element).addEOL();
			}
			addImage(src, alt, options) {
				const { width, height } = options || {};
				const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
				const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
				return this.addRaw(element).addEOL();
			}
			addHeading(text, level) {
				const tag = `h${level}`;
				const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag) ? tag : 'h1';
				const element = this.wrap(allowedTag, text);
				return this.addRaw(element).addEOL();
			}
			addSeparator() {
				const element = this.wrap('hr', null);
				return this.addRaw(element).addEOL();
			}
			addBreak() {
				const element = this.wrap('br', null);
				return this.addRaw(element).addEOL();
			}
			addQuote(text, cite) {
				const attrs = Object.assign({}, cite && { cite });
				const element = this.wrap('blockquote', text, attrs);
				return this.addRaw(element).addEOL();
			}
			addLink(text, href) {
				const element = this.wrap('a', text, { href });
				return this.addRaw(element).addEOL();
			}
		}
		const _summary = new Summary();
		const summary = _summary;
		// ./node_modules/@actions/core/lib/platform.js
		void 0 && (void 0).__awaiter;
		external_os_namespaceObject.platform();
		external_os_namespaceObject.arch();
		// ./node_modules/@actions/core/lib/core.js
		void 0 && (void 0).__awaiter;
		var ExitCode;
		(function (ExitCode) {
			ExitCode[(ExitCode['Success'] = 0)] = 'Success';
			ExitCode[(ExitCode['Failure'] = 1)] = 'Failure';
		})(ExitCode || (ExitCode = {}));
		function getState(name) {
			return process.env[`STATE_${name}`] || '';
		}
		// ./src/report/summary.ts
		async function writeSummary(report, log, check) {
			const { clientId, host, expiry, scope, attempts, took } = report;
			const rows = [
				['Client', clientId],
				['Server', host],
				['Valid until', expiry === void 0 ? 'not said' : (0, external_index_js_namespaceObject.isoSeconds)(expiry)],
				['Scopes', scope ?? 'not said'],
				['Attempts', `${String(attempts)}, ${(took / 1e3).toFixed(2)} s`],
			];
			const table = rows.map(([name, value]) => [{ data: name, header: true }, { data: escapeHtml(log.strike(value)) }]);
			try {
				check();
				await summary.addHeading('Access token', 3).addTable(table).write();
			} catch {
				await log.warn('no_summary', {});
			}
		}
		function escapeHtml(text) {
			return text.replace(/[&<>"']/g, character => `&#${String(character.charCodeAt(0))};`);
		}
		// ./src/session/end-request.ts
		function endRequest({ tokenUrl, revocationUrl }, { kind, token }) {
			const refreshes =
				kind === 'refresh_token' ||
				/^(Refresh|Offline)$/.test(String((0, external_index_js_namespaceObject.compactPart)(token, 1)?.['typ']));
			const logout = refreshes ? (0, external_index_js_namespaceObject.endpointBeside)(tokenUrl, 'logout') : void 0;
			if (logout) return { url: logout, headers: {}, form: { refresh_token: token } };
			const url = revocationUrl ?? (0, external_index_js_namespaceObject.endpointBeside)(tokenUrl, 'revoke');
			return url && { url, headers: {}, form: { token, token_type_hint: kind } };
		}
		const NOT_OVER = /issuer|match|certificate|^invalid refresh token/i;
		function readEndResponse(response, client) {
			const { url, status, body } = response;
			const { error, description } = errorIn((0, external_index_js_namespaceObject.jsonObject)(body));
			const whole = status >= 200 && status < 300;
			if (whole && error === '') return 'ended';
			const over = error === 'invalid_grant' && status < 500 && !NOT_OVER.test(description);
			if (over || (whole && error === 'invalid_token')) return 'had ended';
			if (error === 'unsupported_token_type') return 'unsupported';
			const details = { ...(0, external_index_js_namespaceObject.detailsOf)(response), ...againWith(response, error, client) };
			const params = { host: url.host, status, said: saidIn(response) };
			throw withClock(
				(0, external_index_js_namespaceObject.failure)(
					(0, external_index_js_namespaceObject.transientCode)(status) ?? 'request_refused',
					params,
					details,
				),
			);
		}
		// ./src/session/end.ts
		const LIMITS = { timeout: 10, limit: 'end', attemptTimeout: 4500, maxAttempts: 3 };
		async function endSession(session, client, context) {
			const request = endRequest(client, session);
			if (!request) return 'unsupported';
			try {
				const { value } = await (0, external_index_js_namespaceObject.ask)(
					{
						make: attempt => (0, external_index_js_namespaceObject.authenticate)(request, client, attempt, context.log),
						read: response => readEndResponse(response, client),
					},
					LIMITS,
					context,
				);
				return value;
			} catch (error) {
				if (!(error instanceof external_index_js_namespaceObject.ActionError)) throw error;
				if (session.until !== void 0 && session.until <= Date.now()) return 'had ended';
				throw error.and('left_open', (0, external_index_js_namespaceObject.whatStaysOpen)(session, client));
			}
		}
		async function endNow(error, session, client, context) {
			const ending = session.shared ? 'unsupported' : await endSession(session, client, context).catch(() => 'unsupported');
			return ending === 'unsupported'
				? error.and('left_open', (0, external_index_js_namespaceObject.whatStaysOpen)(session, client))
				: error.and('ended', {});
		}
		// ./src/seal/seal.ts
		const CIPHER = 'aes-256-gcm';
		const AAD = Buffer.from(Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url'));
		const [IV, TAG] = [12, 16];
		const [IV_LETTERS, TAG_LETTERS] = [16, 22];
		const MAX_TRIES = 100;
		const LIKE_A_JWT = /eyJ|ewogI|e30/;
		function seal(name, claims, exp, { key, run, masks }) {
			const text = JSON.stringify({ ...claims, iat: Math.floor(Date.now() / 1e3), exp, aud: run.names[0] });
			const masked = [...masks].flatMap(formsInBase64url);
			for (let tries = 0; tries < MAX_TRIES; tries++) {
				const iv = (0, external_node_crypto_namespaceObject.randomBytes)(IV);
				const cipher = (0, external_node_crypto_namespaceObject.createCipheriv)(CIPHER, key, iv).setAAD(AAD);
				const ciphertext = Buffer.concat([cipher.update(text), cipher.final()]);
				const sealed = [iv, cipher.getAuthTag(), ciphertext].map(part => part.toString('base64url')).join('');
				if (!fitsInput(name, sealed))
					throw (0, external_index_js_namespaceObject.failure)('token_too_large', {
						size: sealed.length,
						limit: external_index_js_namespaceObject.VARIABLE_LIMIT,
					});
				if (!LIKE_A_JWT.test(sealed) && !masked.some(form => sealed.includes(form))) return sealed;
			}
			throw (0, external_index_js_namespaceObject.failure)('seal_masked', { name, tries: MAX_TRIES });
		}
		function seal_open(name, sealed, key, run) {
			const cuts = [0, IV_LETTERS, IV_LETTERS + TAG_LETTERS, 1 / 0];
			const parts = [0, 1, 2].map(index => sealed.slice(cuts[index], cuts[index + 1]));
			const [iv = Buffer.of(), tag = Buffer.of(), ciphertext = Buffer.of()] = parts.map(part => Buffer.from(part, 'base64url'));
			const canonical = [iv, tag, ciphertext].map(bytes => bytes.toString('base64url')).join('') === sealed;
			if (!canonical || !fitsInput(name, sealed) || tag.length < TAG || ciphertext.length === 0)
				throw (0, external_index_js_namespaceObject.failure)('sealed_token_invalid', { name });
			let text;
			try {
				const cipher = (0, external_node_crypto_namespaceObject.createDecipheriv)(CIPHER, key, iv).setAAD(AAD).setAuthTag(tag);
				text = Buffer.concat([cipher.update(ciphertext), cipher.final()]);
			} catch {
				throw (0, external_index_js_namespaceObject.failure)('sealed_token_unreadable', { name });
			}
			const claims = (0, external_index_js_namespaceObject.jsonObject)(text.toString());
			if (!claims) throw (0, external_index_js_namespaceObject.failure)('sealed_token_invalid', { name });
			const { aud, exp } = claims;
			if (!run.names.includes(aud)) throw (0, external_index_js_namespaceObject.failure)('sealed_token_of_other_run', { name });
			if (typeof exp === 'number' && exp * 1e3 <= Date.now())
				throw (0, external_index_js_namespaceObject.failure)('sealed_token_expired', { expiry: exp * 1e3 });
			return claims;
		}
		function fitsInput(name, sealed) {
			return (0, external_index_js_namespaceObject.fitsVariable)(`INPUT_${name.toUpperCase()}`, sealed);
		}
		function formsInBase64url(mask) {
			const offsets = [0, 1, 2].map(offset => Buffer.from(mask).subarray(offset).toString('base64url'));
			return [mask, ...offsets.flatMap(whole => [whole, whole.slice(0, -1)]).filter(({ length }) => length > 2)];
		}
		// ./src/session/sealed.ts
		async function sealedOutputs(token, session, client, ends, sealing, log) {
			const { clientId, tokenUrl } = client;
			const { accessToken: access_token, tokenType: token_type, scope, expiry } = token;
			const claims = {
				access_token,
				token_type,
				scope,
				client_id: clientId,
				host: tokenUrl.host,
				run_attempt: sealing.run.attempt,
			};
			const sealed_token = seal('sealed_token', claims, expiry === void 0 ? void 0 : expiry / 1e3, sealing);
			const sealed_session = session.shared ? void 0 : sealedSession(session, client, sealing);
			if (sealed_session === void 0 && !ends && !session.shared)
				await log.warn('not_ended', {
					...(0, external_index_js_namespaceObject.whatStaysOpen)(session, client),
					limit: external_index_js_namespaceObject.VARIABLE_LIMIT,
				});
			return { sealed_token, ...(sealed_session !== void 0 && { sealed_session }) };
		}
		function sealedSession({ kind, token, until }, client, sealing) {
			const { authMethod, clientId, privateKeyId, assertionAudience, tokenUrl, revocationUrl } = client;
			const urls = { tokenUrl: tokenUrl.href, revocationUrl: revocationUrl?.href };
			const claims = { session: { kind, token, until }, authMethod, clientId, privateKeyId, assertionAudience, ...urls };
			try {
				return seal('sealed_session', claims, void 0, sealing);
			} catch (error) {
				if (error instanceof external_index_js_namespaceObject.ActionError && error.code === 'token_too_large') return;
				throw error;
			}
		}
		function openSealedToken(sealed, key, run) {
			const claims = seal_open('sealed_token', sealed, key, run);
			const { access_token: accessToken, token_type: tokenType, exp } = claims;
			const dated = exp === void 0 || (Number.isInteger(exp) && Number(exp) >= 0 && Number(exp) < 1e11);
			if (!(0, external_index_js_namespaceObject.isToken)(accessToken) || typeof tokenType !== 'string' || !dated)
				throw (0, external_index_js_namespaceObject.failure)('sealed_token_invalid', { name: 'sealed_token' });
			const text = name => (typeof claims[name] === 'string' && claims[name]) || void 0;
			return {
				accessToken,
				tokenType,
				expiry: exp === void 0 ? void 0 : Number(exp) * 1e3,
				scope: text('scope'),
				clientId: text('client_id'),
				host: text('host'),
				attempt: Number.isInteger(claims['run_attempt']) ? Number(claims['run_attempt']) : void 0,
			};
		}
		function openSealedSession(sealed, key, run) {
			const claims = seal_open('sealed_session', sealed, key, run);
			const { session, authMethod, clientId, privateKeyId, assertionAudience, ...urls } = claims;
			const [tokenUrl, revocationUrl] = [urls.tokenUrl, urls.revocationUrl].map(external_index_js_namespaceObject.endpointOf);
			const texts = [clientId, privateKeyId, assertionAudience].every(each => typeof each === 'string');
			const known =
				external_index_js_namespaceObject.authMethods.includes(authMethod) &&
				(0, external_index_js_namespaceObject.isSession)(session);
			if (!known || !texts || !(tokenUrl instanceof URL))
				throw (0, external_index_js_namespaceObject.failure)('sealed_token_invalid', { name: 'sealed_session' });
			const revocation = revocationUrl instanceof URL ? revocationUrl : void 0;
			return { session, authMethod, clientId, privateKeyId, assertionAudience, tokenUrl, revocationUrl: revocation };
		}
		// ./src/command/lock.ts
		const BEAT = 500;
		const STALE = 2e3;
		const POLL = 40;
		const TAKEN = process.platform === 'win32' ? ['EEXIST', 'EPERM', 'EACCES', 'EBUSY'] : ['EEXIST'];
		const pause = () => new Promise(done => setTimeout(done, POLL));
		const lockOf = folder => (0, external_node_path_namespaceObject.join)(folder, 'lock');
		function ageIn(folder) {
			const stats = (0, external_node_fs_namespaceObject.lstatSync)(lockOf(folder), { throwIfNoEntry: false });
			return stats && Math.abs(Date.now() - stats.mtimeMs);
		}
		function isAsking(folder) {
			return (ageIn(folder) ?? STALE) < STALE;
		}
		async function unlessAsking(folder, work) {
			const lock = lockOf(folder);
			const age = ageIn(folder);
			if (age !== void 0 && age < STALE) return;
			try {
				if (age !== void 0) (0, external_node_fs_namespaceObject.rmSync)(lock, { force: true });
				(0, external_node_fs_namespaceObject.closeSync)((0, external_node_fs_namespaceObject.openSync)(lock, 'wx', 384));
			} catch (error) {
				if (TAKEN.includes(error.code ?? '')) return;
				throw error;
			}
			const timer = setInterval(() => {
				try {
					(0, external_node_fs_namespaceObject.utimesSync)(lock, new Date(), new Date());
				} catch {}
			}, BEAT);
			return work().finally(() => {
				clearInterval(timer);
				try {
					(0, external_node_fs_namespaceObject.rmSync)(lock, { force: true });
				} catch {}
			});
		}
		// ./src/command/sessions.ts
		const MAX_FILES = 2e4;
		const MAX_TEXT = 64 * 1024 * 1024;
		const PATIENCE = 8e3;
		function saveSessionIn(folder) {
			const id = (0, external_node_crypto_namespaceObject.randomUUID)();
			let count = 0;
			let previous;
			return state => {
				const path = (0, external_node_path_namespaceObject.join)(folder, 'sessions', `${id}.${String(++count)}.json`);
				writeWhole(path, JSON.stringify({ ...state, client: void 0 }));
				if (previous !== void 0) (0, external_node_fs_namespaceObject.rmSync)(previous, { force: true });
				previous = path;
				if ((0, external_node_fs_namespaceObject.existsSync)((0, external_node_path_namespaceObject.join)(folder, 'closed')))
					throw (0, external_index_js_namespaceObject.failure)('command_unusable/ended', {});
				return true;
			};
		}
		function isOurFolder(folder, { RUNNER_TEMP: temp }) {
			if (
				temp === void 0 ||
				(0, external_node_path_namespaceObject.resolve)((0, external_node_path_namespaceObject.dirname)(folder)) !==
					(0, external_node_path_namespaceObject.resolve)(temp)
			)
				return false;
			return /^token-command-[\da-f-]{36}$/.test((0, external_node_path_namespaceObject.basename)(folder));
		}
		async function collectSessions(folder) {
			try {
				if (!(0, external_node_fs_namespaceObject.lstatSync)(folder).isDirectory()) throw new TypeError();
				try {
					(0, external_node_fs_namespaceObject.writeFileSync)(
						(0, external_node_path_namespaceObject.join)(folder, 'closed'),
						'',
						{ mode: 384, flag: 'wx' },
					);
				} catch {}
				for (const end = Date.now() + PATIENCE; isAsking(folder) && Date.now() < end;) await pause();
				return readAll((0, external_node_path_namespaceObject.join)(folder, 'sessions'));
			} catch {
				return { states: [], damaged: 1 };
			}
		}
		function readAll(folder) {
			if (!(0, external_node_fs_namespaceObject.lstatSync)(folder).isDirectory()) throw new TypeError();
			const all = (0, external_node_fs_namespaceObject.readdirSync)(folder).filter(name => name.endsWith('.json'));
			const numberOf = name => Number(name.split('.').at(-2));
			const askings = Map.groupBy(all, name => name.replace(/\.\d+\.json$/, ''));
			const names = Array.from(askings.values(), some =>
				some.reduce((one, next) => (numberOf(next) > numberOf(one) ? next : one)),
			);
			let room = MAX_TEXT;
			const states = names.slice(0, MAX_FILES).flatMap(name => {
				try {
					const text = room > 0 ? readPlain((0, external_node_path_namespaceObject.join)(folder, name)) : '';
					room -= text.length;
					return [stateOf(text)];
				} catch {
					return [];
				}
			});
			return { states, damaged: names.length - states.length };
		}
		function stateOf(text) {
			const { asking, sessions = [] } = JSON.parse(text);
			if (!sessions.every(external_index_js_namespaceObject.isSession)) throw new TypeError();
			return {
				asking: asking === true,
				sessions: sessions.map(({ token, kind, until, shared }) => ({ token, kind, until, shared })),
			};
		}
		function removeFolder(folder) {
			try {
				if (!(0, external_node_fs_namespaceObject.lstatSync)(folder).isDirectory()) return 'not a folder';
				(0, external_node_fs_namespaceObject.chmodSync)(folder, 448);
				(0, external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
				return;
			} catch (error) {
				const { code = 'no code' } = error;
				return code === 'ENOENT' ? void 0 : code;
			}
		}
		// ./src/steps/command.ts
		const PAUSE = 200;
		async function printToken(log, cancelled) {
			const [folder = '', ...args] = process.argv.slice(2);
			const options = optionsOf(args);
			if (!options) {
				if (!args.includes('--help'))
					throw (0, external_index_js_namespaceObject.failure)('command_unusable/options', { options: args.join(' ') });
				write(1, USAGE);
				return;
			}
			const settings = readSettings(folder);
			const stored = await obtain(folder, options.minValidity, settings.request.timeout, () =>
				askAgain(settings, folder, log, cancelled),
			);
			(0, external_index_js_namespaceObject.checkValidity)(
				stored.expiry,
				options.minValidity ?? 0,
				Date.now(),
				'token_too_short/command',
			);
			await mask(stored);
			try {
				write(1, lineOf(stored, options));
			} catch (error) {
				throw (0, external_index_js_namespaceObject.failure)('command_unusable/unprintable', { reason: error.code ?? 'no code' });
			}
		}
		async function obtain(folder, minValidity, timeout, ask) {
			const seconds = timeout + 10;
			const valid = () => {
				const stored = tokenIn(folder);
				return stored && isValid(stored, minValidity) ? stored : void 0;
			};
			const end = Date.now() + seconds * 1e3;
			while (Date.now() < end) {
				const asked = async () => valid() ?? (await ask());
				const stored = valid() ?? (await unlessAsking(folder, asked).catch(rethrow));
				if (stored) return stored;
				await pause();
			}
			throw (0, external_index_js_namespaceObject.failure)('command_unusable/busy', { seconds });
		}
		function rethrow(error) {
			throw error instanceof Error && 'syscall' in error ? diskFailure(error) : error;
		}
		async function askAgain({ request, ends }, folder, log, cancelled) {
			const hiding = { mask: log.hide.bind(log) };
			(0, external_index_js_namespaceObject.maskCredentials)(request, hiding);
			for (const [, value] of request.parameters) log.hide(value);
			(0, external_index_js_namespaceObject.trustAlso)(request.caCertificates);
			const client = (0, external_index_js_namespaceObject.clientOf)(request);
			const ledger = new external_index_js_namespaceObject.Ledger(client, ends, saveSessionIn(folder));
			const { token, session, report } = await (0, external_index_js_namespaceObject.requestToken)(request, client, ledger, {
				log,
				cancelled,
			});
			(0, external_index_js_namespaceObject.reportToken)(report, log);
			if (ledger.uncertain > 0)
				await log.warn('lost_answers', (0, external_index_js_namespaceObject.uncertainSessions)(request, ledger, session));
			const stored = storedTokenOf(token);
			storeToken(folder, stored);
			return stored;
		}
		async function mask({ token, masked }) {
			write(2, maskLines(token));
			const [output, errors] = [
				(0, external_node_fs_namespaceObject.fstatSync)(1),
				(0, external_node_fs_namespaceObject.fstatSync)(2),
			];
			const same = output.ino !== 0 && output.ino === errors.ino && output.dev === errors.dev;
			if (!same && !masked) await new Promise(done => setTimeout(done, PAUSE));
		}
		// ./src/steps/end.ts
		async function endSealedSession(log, cancelled) {
			const { sealedSession, sealKey, server, proofsFor } = await (0, external_index_js_namespaceObject.loadEndInputs)(log);
			const { session, ...sealed } = openSealedSession(
				sealedSession,
				sealKey,
				(0, external_index_js_namespaceObject.thisRun)(process.env),
			);
			log.mask(session.token);
			try {
				const { caCertificates, issuer } = server;
				(0, external_index_js_namespaceObject.trustAlso)(caCertificates);
				const proofs = await proofsFor(sealed.authMethod);
				const endpoints = await (0, external_index_js_namespaceObject.findEndpoints)(
					{ ...server, ...proofs },
					{ log, cancelled },
				);
				const client = { ...sealed, ...proofs, ...endpoints, caCertificates, issuer };
				(0, external_index_js_namespaceObject.maskCredentials)(client, log);
				const { host } = client.tokenUrl;
				for (const name of ['tokenUrl', 'revocationUrl'])
					if (sealed[name] && sealed[name].href !== client[name]?.href)
						throw (0, external_index_js_namespaceObject.failure)('sealed_session_other_server', { host });
				const ending = await endSession(session, client, { log, cancelled });
				if (ending === 'unsupported')
					(0, external_index_js_namespaceObject.reportUnending)(
						host,
						(0, external_index_js_namespaceObject.canEnd)(client) ? 'unsupported' : 'no_endpoint',
						session,
						log,
					);
				else
					(0, external_index_js_namespaceObject.reportEnded)(
						host,
						{ ended: Number(ending === 'ended'), before: Number(ending === 'had ended') },
						log,
					);
				if (ending === 'ended' && session.kind === 'access_token')
					(0, external_index_js_namespaceObject.reportRevoked)(session, log);
			} catch (error) {
				if (!(error instanceof external_index_js_namespaceObject.ActionError) || error.notes.some(({ id }) => id === 'left_open'))
					throw error;
				throw error.and('left_open', (0, external_index_js_namespaceObject.whatStaysOpen)(session, sealed));
			}
		}
		// ./src/steps/post.ts
		const AT_ONCE = 20;
		const post_PATIENCE = 6e4;
		async function endSessions(log, cancelled) {
			const state = await load(log);
			const { folder, sessions = [], asked } = state;
			if (asked && state.asking) await log.warn('ended_early', asked);
			if (folder === void 0) return endAll(sessions, state, { log, cancelled });
			const ours = isOurFolder(folder, process.env);
			try {
				const { states, damaged } = ours ? await collectSessions(folder) : { states: [], damaged: 1 };
				if (damaged > 0) await log.warn('notes_damaged', { count: damaged });
				const stopped = states.filter(({ asking }) => asking).length;
				if (asked && stopped > 0) await log.warn('call_stopped', { ...asked, count: stopped });
				const inTime = { log, cancelled: AbortSignal.any([cancelled, AbortSignal.timeout(post_PATIENCE)]) };
				await endAll([...sessions, ...states.flatMap(each => each.sessions ?? [])], state, inTime);
			} finally {
				const reason = ours ? removeFolder(folder) : 'RUNNER_TEMP has changed';
				if (reason !== void 0) await log.warn('folder_left', { reason });
			}
		}
		async function load(log) {
			try {
				return (0, external_index_js_namespaceObject.loadState)(getState);
			} catch {
				await log.warn('state_damaged', {});
				return {};
			}
		}
		async function endAll(sessions, { client, asked }, context) {
			const { log, cancelled } = context;
			if (!client) return warnOfMany(sessions, asked, log);
			const { host } = client.tokenUrl;
			(0, external_index_js_namespaceObject.maskCredentials)(client, log);
			if (sessions.length > 0) (0, external_index_js_namespaceObject.trustAlso)(client.caCertificates);
			for (const { token } of sessions) log.mask(token);
			for (const { until } of sessions.filter(({ kept }) => kept))
				(0, external_index_js_namespaceObject.reportKept)(host, until, log);
			for (const session of sessions.filter(({ shared, kept }) => shared && !kept))
				(0, external_index_js_namespaceObject.reportUnending)(host, 'shared', session, log);
			const ending = sessions.filter(({ kept, shared }) => !kept && !shared);
			const endings = [];
			for (let first = 0; first < ending.length && !(cancelled?.aborted && first > 0); first += AT_ONCE) {
				const some = ending.slice(first, first + AT_ONCE).map(session => tryToEnd(session, client, context));
				endings.push(...(await Promise.all(some)));
			}
			const of = which => ending.filter((_, index) => endings[index] === which);
			(0, external_index_js_namespaceObject.reportEnded)(
				host,
				{ ended: of('ended').length, before: of('had ended').length },
				log,
			);
			for (const session of of('ended').filter(({ kind }) => kind === 'access_token'))
				(0, external_index_js_namespaceObject.reportRevoked)(session, log);
			for (const session of of('unsupported'))
				(0, external_index_js_namespaceObject.reportUnending)(host, 'unsupported', session, log);
			const failed = endings.filter(each => each instanceof external_index_js_namespaceObject.ActionError).slice(0, AT_ONCE);
			for (const error of failed) await log.warnOf(error);
			const left = ending.filter(
				(_, index) => endings[index] === void 0 || endings[index] instanceof external_index_js_namespaceObject.ActionError,
			);
			await warnOfMany(left.slice(failed.length), asked, log);
		}
		async function tryToEnd(session, client, context) {
			return endSession(session, client, context).catch(error => {
				if (error instanceof external_index_js_namespaceObject.ActionError) return error;
				throw error;
			});
		}
		async function warnOfMany(sessions, asked, log) {
			const left = sessions.filter(({ until = 1 / 0 }) => until > Date.now());
			if (!asked || left.length === 0) return;
			const end = Math.max(...left.map(({ until }) => until ?? 1 / 0));
			await log.warn('many_left_open', { ...asked, count: left.length, end: end === 1 / 0 ? void 0 : end });
		}
		// ./src/steps/unseal.ts
		async function unsealToken(log) {
			const {
				sealed_token: sealedToken,
				seal_key: sealKey,
				min_validity: minValidity,
			} = await (0, external_index_js_namespaceObject.loadUnsealInputs)(log);
			(0, external_index_js_namespaceObject.requireFile)('GITHUB_OUTPUT');
			const run = (0, external_index_js_namespaceObject.thisRun)(process.env);
			const opened = openSealedToken(sealedToken, sealKey, run);
			const { accessToken, tokenType, scope, expiry } = opened;
			log.mask(accessToken);
			const now = Date.now();
			(0, external_index_js_namespaceObject.checkValidity)(expiry, minValidity, now, 'token_too_short/late');
			(0, external_index_js_namespaceObject.writeOutputs)({
				access_token: accessToken,
				...(expiry !== void 0 && {
					expiry: (0, external_index_js_namespaceObject.isoSeconds)(expiry),
					expires_in: String(Math.floor((expiry - now) / 1e3)),
				}),
				token_type: tokenType,
				...(scope !== void 0 && { scope }),
			});
			(0, external_index_js_namespaceObject.reportOpened)(opened, { now, attempt: run.attempt }, log);
		}
	})();
	module.exports = __webpack_exports__;
})();
