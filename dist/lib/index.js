// 37 is ./stand-ins/lazy-tunnel/index.cjs
(() => {
	var __webpack_modules__ = {
		283: module => {
			'use strict';
			module.exports = require('./later.js');
		},
		522: module => {
			'use strict';
			module.exports = require('node:zlib');
		},
		37: (__unused_webpack_module, exports, __nccwpck_require__) => {
			exports.xj = options => __nccwpck_require__(283).httpOverHttp(options);
			exports.I9 = options => __nccwpck_require__(283).httpsOverHttp(options);
			exports.aQ = options => __nccwpck_require__(283).httpOverHttps(options);
			exports.vX = options => __nccwpck_require__(283).httpsOverHttps(options);
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
		var getProto = Object.getPrototypeOf ? obj => Object.getPrototypeOf(obj) : obj => obj.__proto__;
		var leafPrototypes;
		__nccwpck_require__.t = function (value, mode) {
			if (mode & 1) value = this(value);
			if (mode & 8) return value;
			if (typeof value === 'object' && value) {
				if (mode & 4 && value.__esModule) return value;
				if (mode & 16 && typeof value.then === 'function') return value;
			}
			var ns = Object.create(null);
			__nccwpck_require__.r(ns);
			var def = {};
			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
			for (
				var current = mode & 2 && value;
				typeof current == 'object' && !~leafPrototypes.indexOf(current);
				current = getProto(current)
			)
				Object.getOwnPropertyNames(current).forEach(key => (def[key] = () => value[key]));
			def['default'] = () => value;
			__nccwpck_require__.d(ns, def);
			return ns;
		};
	})();
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
			ActionError: () => ActionError,
			Ledger: () => Ledger,
			VARIABLE_LIMIT: () => VARIABLE_LIMIT,
			ask: () => ask,
			askOnce: () => askOnce,
			authMethods: () => authMethods,
			authenticate: () => authenticate,
			canEnd: () => canEnd,
			checkValidity: () => checkValidity,
			clientOf: () => clientOf,
			command: () => command,
			compactPart: () => compactPart,
			describeUntil: () => describeUntil,
			detailsOf: () => detailsOf,
			end: () => build_end,
			endpointBeside: () => endpointBeside,
			endpointOf: () => endpointOf,
			environmentAt: () => environmentAt,
			failure: () => failure,
			findEndpoints: () => findEndpoints,
			fitsVariable: () => fitsVariable,
			forPeople: () => forPeople,
			formEncode: () => formEncode,
			invalid: () => invalid,
			isDefaultHost: () => isDefaultHost,
			isKeycloak: () => isKeycloak,
			isSession: () => isSession,
			isToken: () => isToken,
			isoSeconds: () => isoSeconds,
			issuerOf: () => issuerOf,
			jsonObject: () => jsonObject,
			jsonValue: () => jsonValue,
			loadEndInputs: () => loadEndInputs,
			loadState: () => loadState,
			loadUnsealInputs: () => loadUnsealInputs,
			main: () => build_main,
			maskCredentials: () => maskCredentials,
			onOneLine: () => onOneLine,
			post: () => post,
			quotable: () => quotable,
			realms: () => realms,
			reportEnded: () => reportEnded,
			reportEndpoints: () => reportEndpoints,
			reportKept: () => reportKept,
			reportOpened: () => reportOpened,
			reportRevoked: () => reportRevoked,
			reportToken: () => reportToken,
			reportUnending: () => reportUnending,
			requestToken: () => requestToken,
			requireFile: () => requireFile,
			saveState: () => state_saveState,
			secretsWithheld: () => secretsWithheld,
			thisRun: () => thisRun,
			transientCode: () => transientCode,
			trustAlso: () => trustAlso,
			uncertainSessions: () => uncertainSessions,
			unseal: () => build_unseal,
			urlProblems: () => urlProblems,
			whatStaysOpen: () => whatStaysOpen,
			words: () => words,
			writeOutputs: () => writeOutputs,
		});
		// ./src/report/error.ts
		class ActionError extends Error {
			name = 'ActionError';
			id;
			params;
			details;
			notes = [];
			all = [this];
			constructor(id, params, details, all) {
				super(id);
				this.id = id;
				this.params = params;
				this.details = details;
				if (all) this.all = all;
			}
			get code() {
				return this.id.split('/')[0];
			}
			with(details) {
				this.details = { ...this.details, ...details };
				return this;
			}
			and(id, params) {
				this.notes.push({ id, params });
				return this;
			}
		}
		function invalid(name, problem, fix) {
			return failure('input_invalid', { problem: `\`${name}\` ${problem}`, fix });
		}
		function failure(id, params, details = {}) {
			return new ActionError(id, params, details);
		}
		const external_os_namespaceObject = require('os');
		// ./node_modules/@actions/core/lib/utils.js
		function utils_toCommandValue(input) {
			if (input === null || input === void 0) return '';
			else if (typeof input === 'string' || input instanceof String) return input;
			return JSON.stringify(input);
		}
		function utils_toCommandProperties(annotationProperties) {
			if (!Object.keys(annotationProperties).length) return {};
			return {
				title: annotationProperties.title,
				file: annotationProperties.file,
				line: annotationProperties.startLine,
				endLine: annotationProperties.endLine,
				col: annotationProperties.startColumn,
				endColumn: annotationProperties.endColumn,
			};
		}
		// ./node_modules/@actions/core/lib/command.js
		function command_issueCommand(command, properties, message) {
			const cmd = new Command(command, properties, message);
			process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
		}
		const CMD_STRING = '::';
		class Command {
			constructor(command, properties, message) {
				if (!command) command = 'missing.command';
				this.command = command;
				this.properties = properties;
				this.message = message;
			}
			toString() {
				let cmdStr = CMD_STRING + this.command;
				if (this.properties && Object.keys(this.properties).length > 0) {
					cmdStr += ' ';
					let first = true;
					for (const key in this.properties)
						if (this.properties.hasOwnProperty(key)) {
							const val = this.properties[key];
							if (val) {
								if (first) first = false;
								else cmdStr += ',';
								cmdStr += `${key}=${escapeProperty(val)}`;
							}
						}
				}
				cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
				return cmdStr;
			}
		}
		function escapeData(s) {
			return utils_toCommandValue(s).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
		}
		function escapeProperty(s) {
			return utils_toCommandValue(s)
				.replace(/%/g, '%25')
				.replace(/\r/g, '%0D')
				.replace(/\n/g, '%0A')
				.replace(/:/g, '%3A')
				.replace(/,/g, '%2C');
		}
		const external_crypto_namespaceObject = require('crypto');
		const external_fs_namespaceObject = require('fs');
		// ./node_modules/@actions/core/lib/file-command.js
		function file_command_issueFileCommand(command, message) {
			const filePath = process.env[`GITHUB_${command}`];
			if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
			if (!external_fs_namespaceObject.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
			external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
				encoding: 'utf8',
			});
		}
		function file_command_prepareKeyValueMessage(key, value) {
			const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
			const convertedValue = utils_toCommandValue(value);
			if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
			if (convertedValue.includes(delimiter))
				throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
			return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
		}
		require('path');
		const external_http_namespaceObject = require('http');
		var external_http_namespaceObject_0 = __nccwpck_require__.t(external_http_namespaceObject, 2);
		const external_https_namespaceObject = require('https');
		var external_https_namespaceObject_0 = __nccwpck_require__.t(external_https_namespaceObject, 2);
		// ./node_modules/@actions/http-client/lib/proxy.js
		function getProxyUrl(reqUrl) {
			const usingSsl = reqUrl.protocol === 'https:';
			if (checkBypass(reqUrl)) return;
			const proxyVar = (() => {
				if (usingSsl) return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
				else return process.env['http_proxy'] || process.env['HTTP_PROXY'];
			})();
			if (proxyVar)
				try {
					return new DecodedURL(proxyVar);
				} catch (_a) {
					if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://')) return new DecodedURL(`http://${proxyVar}`);
				}
			else return;
		}
		function checkBypass(reqUrl) {
			if (!reqUrl.hostname) return false;
			const reqHost = reqUrl.hostname;
			if (isLoopbackAddress(reqHost)) return true;
			const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
			if (!noProxy) return false;
			let reqPort;
			if (reqUrl.port) reqPort = Number(reqUrl.port);
			else if (reqUrl.protocol === 'http:') reqPort = 80;
			else if (reqUrl.protocol === 'https:') reqPort = 443;
			const upperReqHosts = [reqUrl.hostname.toUpperCase()];
			if (typeof reqPort === 'number') upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
			for (const upperNoProxyItem of noProxy
				.split(',')
				.map(x => x.trim().toUpperCase())
				.filter(x => x))
				if (
					upperNoProxyItem === '*' ||
					upperReqHosts.some(
						x =>
							x === upperNoProxyItem ||
							x.endsWith(`.${upperNoProxyItem}`) ||
							(upperNoProxyItem.startsWith('.') && x.endsWith(`${upperNoProxyItem}`)),
					)
				)
					return true;
			return false;
		}
		function isLoopbackAddress(host) {
			const hostLower = host.toLowerCase();
			return (
				hostLower === 'localhost' ||
				hostLower.startsWith('127.') ||
				hostLower.startsWith('[::1]') ||
				hostLower.startsWith('[0:0:0:0:0:0:0:1]')
			);
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
		var lazy_tunnel = __nccwpck_require__(37);
		// ./stand-ins/no-undici/index.js
		function ProxyAgent() {
			throw new Error('undici is not part of this action');
		}
		// ./node_modules/@actions/http-client/lib/index.js
		var __awaiter =
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
		const HttpRedirectCodes = [
			HttpCodes.MovedPermanently,
			HttpCodes.ResourceMoved,
			HttpCodes.SeeOther,
			HttpCodes.TemporaryRedirect,
			HttpCodes.PermanentRedirect,
		];
		const HttpResponseRetryCodes = [HttpCodes.BadGateway, HttpCodes.ServiceUnavailable, HttpCodes.GatewayTimeout];
		const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
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
					return new Promise(resolve =>
						__awaiter(this, void 0, void 0, function* () {
							let output = Buffer.alloc(0);
							this.message.on('data', chunk => {
								output = Buffer.concat([output, chunk]);
							});
							this.message.on('end', () => {
								resolve(output.toString());
							});
						}),
					);
				});
			}
			readBodyBuffer() {
				return __awaiter(this, void 0, void 0, function* () {
					return new Promise(resolve =>
						__awaiter(this, void 0, void 0, function* () {
							const chunks = [];
							this.message.on('data', chunk => {
								chunks.push(chunk);
							});
							this.message.on('end', () => {
								resolve(Buffer.concat(chunks));
							});
						}),
					);
				});
			}
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
					if (requestOptions.ignoreSslError != null) this._ignoreSslError = requestOptions.ignoreSslError;
					this._socketTimeout = requestOptions.socketTimeout;
					if (requestOptions.allowRedirects != null) this._allowRedirects = requestOptions.allowRedirects;
					if (requestOptions.allowRedirectDowngrade != null) this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
					if (requestOptions.maxRedirects != null) this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
					if (requestOptions.keepAlive != null) this._keepAlive = requestOptions.keepAlive;
					if (requestOptions.allowRetries != null) this._allowRetries = requestOptions.allowRetries;
					if (requestOptions.maxRetries != null) this._maxRetries = requestOptions.maxRetries;
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
			getJson(requestUrl_1) {
				return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
					additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
						additionalHeaders,
						Headers.Accept,
						MediaTypes.ApplicationJson,
					);
					const res = yield this.get(requestUrl, additionalHeaders);
					return this._processResponse(res, this.requestOptions);
				});
			}
			postJson(requestUrl_1, obj_1) {
				return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
					const data = JSON.stringify(obj, null, 2);
					additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
						additionalHeaders,
						Headers.Accept,
						MediaTypes.ApplicationJson,
					);
					additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(
						additionalHeaders,
						MediaTypes.ApplicationJson,
					);
					const res = yield this.post(requestUrl, data, additionalHeaders);
					return this._processResponse(res, this.requestOptions);
				});
			}
			putJson(requestUrl_1, obj_1) {
				return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
					const data = JSON.stringify(obj, null, 2);
					additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
						additionalHeaders,
						Headers.Accept,
						MediaTypes.ApplicationJson,
					);
					additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(
						additionalHeaders,
						MediaTypes.ApplicationJson,
					);
					const res = yield this.put(requestUrl, data, additionalHeaders);
					return this._processResponse(res, this.requestOptions);
				});
			}
			patchJson(requestUrl_1, obj_1) {
				return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
					const data = JSON.stringify(obj, null, 2);
					additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
						additionalHeaders,
						Headers.Accept,
						MediaTypes.ApplicationJson,
					);
					additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(
						additionalHeaders,
						MediaTypes.ApplicationJson,
					);
					const res = yield this.patch(requestUrl, data, additionalHeaders);
					return this._processResponse(res, this.requestOptions);
				});
			}
			request(verb, requestUrl, data, headers) {
				return __awaiter(this, void 0, void 0, function* () {
					if (this._disposed) throw new Error('Client has already been disposed.');
					const parsedUrl = new URL(requestUrl);
					let info = this._prepareRequest(verb, parsedUrl, headers);
					const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb) ? this._maxRetries + 1 : 1;
					let numTries = 0;
					let response;
					do {
						response = yield this.requestRaw(info, data);
						if (response && response.message && response.message.statusCode === HttpCodes.Unauthorized) {
							let authenticationHandler;
							for (const handler of this.handlers)
								if (handler.canHandleAuthentication(response)) {
									authenticationHandler = handler;
									break;
								}
							if (authenticationHandler) return authenticationHandler.handleAuthentication(this, info, data);
							else return response;
						}
						let redirectsRemaining = this._maxRedirects;
						while (
							response.message.statusCode &&
							HttpRedirectCodes.includes(response.message.statusCode) &&
							this._allowRedirects &&
							redirectsRemaining > 0
						) {
							const redirectUrl = response.message.headers['location'];
							if (!redirectUrl) break;
							const parsedRedirectUrl = new URL(redirectUrl);
							if (
								parsedUrl.protocol === 'https:' &&
								parsedUrl.protocol !== parsedRedirectUrl.protocol &&
								!this._allowRedirectDowngrade
							)
								throw new Error(
									'Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.',
								);
							yield response.readBody();
							if (parsedRedirectUrl.hostname !== parsedUrl.hostname)
								for (const header in headers) if (header.toLowerCase() === 'authorization') delete headers[header];
							info = this._prepareRequest(verb, parsedRedirectUrl, headers);
							response = yield this.requestRaw(info, data);
							redirectsRemaining--;
						}
						if (!response.message.statusCode || !HttpResponseRetryCodes.includes(response.message.statusCode)) return response;
						numTries += 1;
						if (numTries < maxTries) {
							yield response.readBody();
							yield this._performExponentialBackoff(numTries);
						}
					} while (numTries < maxTries);
					return response;
				});
			}
			dispose() {
				if (this._agent) this._agent.destroy();
				this._disposed = true;
			}
			requestRaw(info, data) {
				return __awaiter(this, void 0, void 0, function* () {
					return new Promise((resolve, reject) => {
						function callbackForResult(err, res) {
							if (err) reject(err);
							else if (!res) reject(new Error('Unknown error'));
							else resolve(res);
						}
						this.requestRawWithCallback(info, data, callbackForResult);
					});
				});
			}
			requestRawWithCallback(info, data, onResult) {
				if (typeof data === 'string') {
					if (!info.options.headers) info.options.headers = {};
					info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
				}
				let callbackCalled = false;
				function handleResult(err, res) {
					if (!callbackCalled) {
						callbackCalled = true;
						onResult(err, res);
					}
				}
				const req = info.httpModule.request(info.options, msg => {
					const res = new HttpClientResponse(msg);
					handleResult(void 0, res);
				});
				let socket;
				req.on('socket', sock => {
					socket = sock;
				});
				req.setTimeout(this._socketTimeout || 3 * 6e4, () => {
					if (socket) socket.end();
					handleResult(new Error(`Request timeout: ${info.options.path}`));
				});
				req.on('error', function (err) {
					handleResult(err);
				});
				if (data && typeof data === 'string') req.write(data, 'utf8');
				if (data && typeof data !== 'string') {
					data.on('close', function () {
						req.end();
					});
					data.pipe(req);
				} else req.end();
			}
			getAgent(serverUrl) {
				const parsedUrl = new URL(serverUrl);
				return this._getAgent(parsedUrl);
			}
			getAgentDispatcher(serverUrl) {
				const parsedUrl = new URL(serverUrl);
				const proxyUrl = getProxyUrl(parsedUrl);
				const useProxy = proxyUrl && proxyUrl.hostname;
				if (!useProxy) return;
				return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
			}
			_prepareRequest(method, requestUrl, headers) {
				const info = {};
				info.parsedUrl = requestUrl;
				const usingSsl = info.parsedUrl.protocol === 'https:';
				info.httpModule = usingSsl ? external_https_namespaceObject_0 : external_http_namespaceObject_0;
				const defaultPort = usingSsl ? 443 : 80;
				info.options = {};
				info.options.host = info.parsedUrl.hostname;
				info.options.port = info.parsedUrl.port ? parseInt(info.parsedUrl.port) : defaultPort;
				info.options.path = (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
				info.options.method = method;
				info.options.headers = this._mergeHeaders(headers);
				if (this.userAgent != null) info.options.headers['user-agent'] = this.userAgent;
				info.options.agent = this._getAgent(info.parsedUrl);
				if (this.handlers) for (const handler of this.handlers) handler.prepareRequest(info.options);
				return info;
			}
			_mergeHeaders(headers) {
				if (this.requestOptions && this.requestOptions.headers)
					return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
				return lowercaseKeys(headers || {});
			}
			_getExistingOrDefaultHeader(additionalHeaders, header, _default) {
				let clientHeader;
				if (this.requestOptions && this.requestOptions.headers) {
					const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
					if (headerValue) clientHeader = typeof headerValue === 'number' ? headerValue.toString() : headerValue;
				}
				const additionalValue = additionalHeaders[header];
				if (additionalValue !== void 0) return typeof additionalValue === 'number' ? additionalValue.toString() : additionalValue;
				if (clientHeader !== void 0) return clientHeader;
				return _default;
			}
			_getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
				let clientHeader;
				if (this.requestOptions && this.requestOptions.headers) {
					const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
					if (headerValue)
						if (typeof headerValue === 'number') clientHeader = String(headerValue);
						else if (Array.isArray(headerValue)) clientHeader = headerValue.join(', ');
						else clientHeader = headerValue;
				}
				const additionalValue = additionalHeaders[Headers.ContentType];
				if (additionalValue !== void 0)
					if (typeof additionalValue === 'number') return String(additionalValue);
					else if (Array.isArray(additionalValue)) return additionalValue.join(', ');
					else return additionalValue;
				if (clientHeader !== void 0) return clientHeader;
				return _default;
			}
			_getAgent(parsedUrl) {
				let agent;
				const proxyUrl = getProxyUrl(parsedUrl);
				const useProxy = proxyUrl && proxyUrl.hostname;
				if (this._keepAlive && useProxy) agent = this._proxyAgent;
				if (!useProxy) agent = this._agent;
				if (agent) return agent;
				const usingSsl = parsedUrl.protocol === 'https:';
				let maxSockets = 100;
				if (this.requestOptions)
					maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets;
				if (proxyUrl && proxyUrl.hostname) {
					const agentOptions = {
						maxSockets,
						keepAlive: this._keepAlive,
						proxy: Object.assign(
							Object.assign(
								{},
								(proxyUrl.username || proxyUrl.password) && { proxyAuth: `${proxyUrl.username}:${proxyUrl.password}` },
							),
							{ host: proxyUrl.hostname, port: proxyUrl.port },
						),
					};
					let tunnelAgent;
					const overHttps = proxyUrl.protocol === 'https:';
					if (usingSsl) tunnelAgent = overHttps ? lazy_tunnel.vX : lazy_tunnel.I9;
					else tunnelAgent = overHttps ? lazy_tunnel.aQ : lazy_tunnel.xj;
					agent = tunnelAgent(agentOptions);
					this._proxyAgent = agent;
				}
				if (!agent) {
					const options = { keepAlive: this._keepAlive, maxSockets };
					agent = usingSsl ? new external_https_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options);
					this._agent = agent;
				}
				if (usingSsl && this._ignoreSslError) agent.options = Object.assign(agent.options || {}, { rejectUnauthorized: false });
				return agent;
			}
			_getProxyAgentDispatcher(parsedUrl, proxyUrl) {
				let proxyAgent;
				if (this._keepAlive) proxyAgent = this._proxyAgentDispatcher;
				if (proxyAgent) return proxyAgent;
				const usingSsl = parsedUrl.protocol === 'https:';
				proxyAgent = new ProxyAgent(
					Object.assign(
						{ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 },
						(proxyUrl.username || proxyUrl.password) && {
							token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`,
						},
					),
				);
				this._proxyAgentDispatcher = proxyAgent;
				if (usingSsl && this._ignoreSslError)
					proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, { rejectUnauthorized: false });
				return proxyAgent;
			}
			_getUserAgentWithOrchestrationId(userAgent) {
				const baseUserAgent = userAgent || 'actions/http-client';
				const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
				if (orchId) {
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
					return new Promise((resolve, reject) =>
						__awaiter(this, void 0, void 0, function* () {
							const statusCode = res.message.statusCode || 0;
							const response = { statusCode, result: null, headers: {} };
							if (statusCode === HttpCodes.NotFound) resolve(response);
							function dateTimeDeserializer(key, value) {
								if (typeof value === 'string') {
									const a = new Date(value);
									if (!isNaN(a.valueOf())) return a;
								}
								return value;
							}
							let obj;
							let contents;
							try {
								contents = yield res.readBody();
								if (contents && contents.length > 0) {
									if (options && options.deserializeDates) obj = JSON.parse(contents, dateTimeDeserializer);
									else obj = JSON.parse(contents);
									response.result = obj;
								}
								response.headers = res.message.headers;
							} catch (err) {}
							if (statusCode > 299) {
								let msg;
								if (obj && obj.message) msg = obj.message;
								else if (contents && contents.length > 0) msg = contents;
								else msg = `Failed request: (${statusCode})`;
								const err = new HttpClientError(msg, statusCode);
								err.result = response.result;
								reject(err);
							} else resolve(response);
						}),
					);
				});
			}
		}
		const lowercaseKeys = obj => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
		// ./node_modules/@actions/http-client/lib/auth.js
		void 0 && (void 0).__awaiter;
		// ./node_modules/@actions/core/lib/oidc-utils.js
		void 0 && (void 0).__awaiter;
		// ./node_modules/@actions/core/lib/summary.js
		void 0 && (void 0).__awaiter;
		const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
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
		function core_setSecret(secret) {
			command_issueCommand('add-mask', {}, secret);
		}
		function getInput(name, options) {
			const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
			if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
			if (options && options.trimWhitespace === false) return val;
			return val.trim();
		}
		function setOutput(name, value) {
			const filePath = process.env['GITHUB_OUTPUT'] || '';
			if (filePath) return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
			process.stdout.write(external_os_namespaceObject.EOL);
			command_issueCommand('set-output', { name }, utils_toCommandValue(value));
		}
		function error(message, properties = {}) {
			command_issueCommand(
				'error',
				utils_toCommandProperties(properties),
				message instanceof Error ? message.toString() : message,
			);
		}
		function warning(message, properties = {}) {
			command_issueCommand(
				'warning',
				utils_toCommandProperties(properties),
				message instanceof Error ? message.toString() : message,
			);
		}
		function info(message) {
			process.stdout.write(message + external_os_namespaceObject.EOL);
		}
		function saveState(name, value) {
			const filePath = process.env['GITHUB_STATE'] || '';
			if (filePath) return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
			command_issueCommand('save-state', { name }, utils_toCommandValue(value));
		}
		// ./src/text/encoding.ts
		function hasControls(text) {
			return /[\0-\x1f\x7f-\x9f]/.test(text);
		}
		function formEncode(value) {
			return new URLSearchParams({ v: value }).toString().slice(2);
		}
		function isToken(value) {
			return typeof value === 'string' && /^(?!::)[\x21-\x7e]+$/.test(value) && !value.includes('##[');
		}
		function scopesOf(value) {
			const text = Array.isArray(value) && value.every(each => typeof each === 'string') ? value.join(' ') : value;
			if (typeof text !== 'string' || !/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text) || /[$`;|&<>()']/.test(text)) return;
			return text.split(/[ ,]+/).filter(Boolean).join(' ');
		}
		// ./src/report/log.ts
		const MAX_REFUSED = { masks: 24, characters: 64 * 1024 };
		const MAX_TEXT = 64 * 1024;
		const SHORTEST_FOLDED = 8;
		class Log {
			#printer;
			#secrets = new Set();
			#masks = new Set();
			#refused = { masks: 0, characters: 0 };
			constructor(printer = { setSecret: core_setSecret, info, warning, error }) {
				this.#printer = printer;
			}
			mask(secret) {
				for (const part of partsOf(secret)) {
					this.#secrets.add(part);
					for (const form of new Set([part, formEncode(part)])) {
						if (!this.#masks.has(form)) this.#printer.setSecret(form);
						this.#masks.add(form);
					}
				}
			}
			hide(secret) {
				for (const part of partsOf(secret)) if (part.length >= 4) this.#secrets.add(part);
			}
			maskRefused(secret) {
				this.#refused.masks += secret.split('\n').length;
				this.#refused.characters += secret.length;
				if (this.#refused.masks <= MAX_REFUSED.masks && this.#refused.characters <= MAX_REFUSED.characters) this.mask(secret);
			}
			get masks() {
				return this.#masks;
			}
			info(message) {
				const line = message.replace(/[\0-\x1f\x7f]+/g, ' ').replace(/:(?=:)/g, ': ');
				this.#printer.info(this.strike(line.replace(/##\[/g, '## [')));
			}
			async warn(id, params) {
				const { warning } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
				const { title, message } = warning(id, params);
				this.#printer.warning(this.strike(message), { title });
			}
			async warnOf(error) {
				const { title, message } = await explained(error);
				this.#printer.warning(this.strike(message), { title });
			}
			async retrying(error, wait, attempt) {
				const { retryLine } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
				this.info(retryLine(error, wait, attempt));
			}
			async fail(error) {
				const { title, message } = await explained(error);
				this.#printer.error(this.strike(message), { title });
			}
			repeats = text => this.strike(text) !== text || /eyJ[\w-]{10}/.test(text);
			strike(text) {
				if (text.length > MAX_TEXT) return '(left out: it is too long)';
				const plain = lettersOf(text);
				const within = [...this.#secrets].filter(secret => lettersOf(secret).length <= plain.length);
				const near = within.flatMap(formsOf).filter(form => plain.includes(lettersOf(form)));
				if (near.length === 0) return text;
				const views = [fold(text, false), fold(text, true)];
				const found = near.flatMap(form => placesOf(form, views));
				let [struck, end] = ['', 0];
				for (const [from, to] of found.sort(([a], [b]) => a - b)) {
					if (from >= end) struck += `${text.slice(end, from)}***`;
					end = Math.max(end, to);
				}
				return struck + text.slice(end);
			}
		}
		async function explained(error) {
			try {
				return (await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).explain(error);
			} catch {
				return { title: error.code, message: `Failed: ${error.id}.` };
			}
		}
		function partsOf(secret) {
			const lines = secret.toWellFormed().split(/[\r\n]+/);
			const parts = lines.length > 1 ? lines.filter(line => line.length >= 8 && !line.startsWith('-----')) : lines;
			const cores = parts.map(part =>
				part
					.trim()
					.replace(/^["'`]+|(?<!["'`])["'`]+$/g, '')
					.replace(/^(?:Bearer|Basic)\s+/i, ''),
			);
			return [...new Set([...parts, ...cores.filter(({ length }) => length >= 8)])].filter(Boolean);
		}
		function formsOf(secret) {
			const bytes = Buffer.from(secret);
			const forms = [secret, formEncode(secret), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
			return [...new Set([...forms, bytes.toString('base64'), bytes.toString('hex')])];
		}
		function lettersOf(text) {
			const others = /[^\0-\x7f]/.test(text) ? new RegExp(String.raw`[^\p{L}\p{N}]+`, 'gu') : /[^a-z\d]+/gi;
			return text.replace(others, '').toLowerCase();
		}
		function fold(text, lettersOnly) {
			const pattern = lettersOnly ? new RegExp(String.raw`[\p{L}\p{N}]`, 'gu') : /[^]/gu;
			const places = [];
			let folded = '';
			for (const { 0: character, index } of text.matchAll(pattern)) {
				folded += character.toLowerCase();
				while (places.length < folded.length) places.push(index);
			}
			return { text, folded, places };
		}
		function placesOf(form, [exact, loose]) {
			const letters = fold(form, true).folded;
			const [wanted, { text, folded, places }] =
				letters.length >= SHORTEST_FOLDED ? [letters, loose] : [fold(form, false).folded, exact];
			const found = [];
			for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
				const last = places[at + wanted.length - 1] ?? 0;
				found.push([places[at] ?? 0, last + String.fromCodePoint(text.codePointAt(last) ?? 0).length]);
			}
			return found;
		}
		// ./src/report/step.ts
		function runStep(work) {
			guard(work, 1, (error, log) => log.fail(error));
		}
		function runCleanup(work) {
			for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
			guard(work, 0, (error, log) => log.warnOf(error));
		}
		function runCommand(work) {
			Object.defineProperty(process, 'stdout', { value: process.stderr });
			process.stderr.write('\n');
			runStep(work);
		}
		function guard(work, failed, tell) {
			process.exitCode = failed;
			process.env['RES_OPTIONS'] ??= 'timeout:2 attempts:2';
			const log = new Log();
			let failing = false;
			const fail = error => {
				if (failing) process.exit(failed);
				failing = true;
				void tell(error instanceof ActionError ? error : internal(error), log).finally(() => {
					end(failed);
				});
			};
			process.on('uncaughtException', fail);
			process.once('beforeExit', () => {
				fail(failure('internal', { kind: 'end of the step before its work was done' }));
			});
			const cancelled = onSignals(end.bind(void 0, failed));
			work(log, cancelled).then(() => {
				end(cancelled.aborted ? failed : 0);
			}, fail);
		}
		function onSignals(again) {
			const first = new AbortController();
			for (const name of ['SIGINT', 'SIGTERM'])
				process.on(name, () => {
					if (first.signal.aborted) again();
					else first.abort();
				});
			return first.signal;
		}
		function end(exitCode) {
			process.exitCode = exitCode;
			if (process.stdout.writable) process.stdout.write('', () => process.exit());
			else process.exit();
		}
		function internal(error) {
			const { name, code, stack } = error instanceof Error ? error : new Error();
			const place = /[\w-]+\.js:\d+/.exec(stack ?? '')?.[0];
			return failure('internal', { kind: [name, code, place && `at ${place}`].filter(Boolean).join(' ') });
		}
		const external_node_crypto_namespaceObject = require('node:crypto');
		const external_node_tls_namespaceObject = require('node:tls');
		// ./src/http/trust.ts
		const SECURE = {
			minVersion: external_node_tls_namespaceObject.DEFAULT_MIN_VERSION === 'TLSv1.3' ? 'TLSv1.3' : 'TLSv1.2',
			ciphers: external_node_crypto_namespaceObject.constants.defaultCoreCipherList,
			rejectUnauthorized: true,
		};
		const CLASSICAL = 'X25519:P-256:P-384:P-521';
		function trustAlso(certificates) {
			if (certificates.length === 0) return;
			if (!('setDefaultCACertificates' in external_node_tls_namespaceObject)) {
				const problem = `needs Node 24.5 or later, and this runner has ${process.version}.`;
				throw invalid('ca_certificate', problem, 'update the runner, or set NODE_EXTRA_CA_CERTS on it.');
			}
			external_node_tls_namespaceObject.setDefaultCACertificates([
				...external_node_tls_namespaceObject.getCACertificates('default'),
				...certificates,
			]);
		}
		function offerOtherGroups() {
			external_node_tls_namespaceObject.DEFAULT_ECDH_CURVE =
				external_node_tls_namespaceObject.DEFAULT_ECDH_CURVE === CLASSICAL ? 'auto' : CLASSICAL;
		}
		// ./src/oauth/credentials.ts
		const authMethods = [
			'client_secret_post',
			'client_secret_basic',
			'client_secret_jwt',
			'private_key_jwt',
			'github_oidc',
			'client_assertion',
			'tls_client_auth',
		];
		function basicOf({ clientId, clientSecret }) {
			return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
		}
		// ./src/oauth/keycloak.ts
		const TOKEN_PATH = /\/protocol\/openid-connect\/token\/?$/;
		function tokenEndpointOf(realm) {
			return new URL(`${realm}/protocol/openid-connect/token`);
		}
		function realmOf({ origin, pathname }) {
			const [, realm, rest = ''] = /^((?:\/auth)?\/realms\/[^/]+)\/?(.*)$/.exec(pathname) ?? [];
			return realm === void 0 ? void 0 : { realm: origin + realm, rest };
		}
		function isKeycloak({ pathname }) {
			return TOKEN_PATH.test(pathname);
		}
		function endpointBeside(tokenUrl, name) {
			if (!isKeycloak(tokenUrl)) return;
			const url = new URL(tokenUrl);
			url.pathname = url.pathname.replace(TOKEN_PATH, `/protocol/openid-connect/${name}`);
			return url;
		}
		function issuerOf({ origin, pathname }) {
			return `${origin}${pathname}`.replace(TOKEN_PATH, '');
		}
		// ./src/oauth/environments.ts
		const environments = {
			production: 'login.arkane.network',
			qa: 'login-qa.arkane.network',
			staging: 'login-staging.arkane.network',
			venly: 'login.venly.io',
			'venly-staging': 'login-staging.venly.io',
			'venly-sandbox': 'login-sandbox.venly.io',
			'venly-qa': 'login-qa.venly.io',
		};
		const realms = ['Arkane', 'VenlyFinance'];
		function environmentEndpoint(environment, realm) {
			return tokenEndpointOf(`https://${environments[environment] ?? ''}/auth/realms/${encodeURIComponent(realm)}`);
		}
		function environmentAt(host) {
			return Object.keys(environments).find(name => environments[name] === host.toLowerCase());
		}
		function isDefaultHost(host) {
			return environmentAt(host) === Object.keys(environments)[0];
		}
		const external_node_fs_namespaceObject = require('node:fs');
		// ./src/runner/run.ts
		function secretsWithheld(env) {
			if (env['GITHUB_ACTOR'] === 'dependabot[bot]') return 'dependabot';
			if (!env['GITHUB_EVENT_NAME']?.startsWith('pull_request') || env['GITHUB_EVENT_NAME'] === 'pull_request_target') return;
			try {
				const { pull_request: pullRequest } = JSON.parse(
					(0, external_node_fs_namespaceObject.readFileSync)(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'),
				);
				return pullRequest && pullRequest.head?.repo?.full_name !== env['GITHUB_REPOSITORY'] ? 'fork' : void 0;
			} catch {
				return;
			}
		}
		function thisRun(env) {
			const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_REPOSITORY_ID: number, GITHUB_RUN_ID: id } = env;
			if (!server || !repository || !id) {
				const name = ['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'].find(each => !env[each]) ?? '';
				throw failure('runner_missing', { name });
			}
			const byName = `${server}/${repository}/actions/runs/${id}`;
			return {
				names: number ? [`${server}/repositories/${number}/actions/runs/${id}`, byName] : [byName],
				attempt: Number(env['GITHUB_RUN_ATTEMPT']) || void 0,
			};
		}
		// ./src/oauth/endpoint-url.ts
		const MAX_NAME = 253;
		const LEAST_SECRET = 8;
		const UNSEEN = /["<>`{}\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|\*{3}/;
		const urlProblems = {
			no_url: ['is not a URL.', 'give the whole address and nothing around it, such as `https://HOST/oauth/token`.'],
			not_https: [
				'is not https.',
				'use https. For a service container, add `ports:` to it and use `http://localhost:PORT`: http is for localhost only.',
			],
			user_info: ['has a password in it.', 'use `client_id` and `client_secret` instead.'],
			character: ['has a character that no address has.', 'type the address anew, without quotation marks or placeholders.'],
			fragment: ['has a fragment (`#`).', 'remove it, with all that follows.'],
			secret: ['repeats a secret in its host.', 'check the metadata of the server.'],
		};
		function endpointOf(value) {
			const url = typeof value === 'string' && !hasControls(value) ? URL.parse(value) : void 0;
			if (!url?.hostname || url.hostname.length > MAX_NAME) return 'no_url';
			const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
			if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return 'not_https';
			if (url.username || url.password || url.searchParams.has('client_secret')) return 'user_info';
			const [address = ''] = String(value).split('?');
			if (UNSEEN.test(address)) return 'character';
			return String(value).includes('#') ? 'fragment' : url;
		}
		function checkEndpoint(value, name) {
			const url = endpointOf(value);
			if (typeof url === 'string') {
				const [problem, fix] = urlProblems[url];
				throw invalid(name, problem, fix);
			}
			return url;
		}
		function maskQuery(url, log) {
			for (const pair of url?.search.slice(1).split('&') ?? []) {
				const written = pair.slice(pair.indexOf('=') + 1);
				const decoded = new URLSearchParams(`value=${written}`).get('value') ?? '';
				for (const value of [written, decoded]) if (value.length >= LEAST_SECRET) log.mask(value);
			}
		}
		// ./src/inputs/read.ts
		function textOf(name) {
			if (name !== 'client_secret') return getInput(name);
			const secret = getInput(name, { trimWhitespace: false }).replace(/(?<![\r\n])[\r\n]+$/, '');
			return secret.trim() === '' ? '' : secret;
		}
		class Problems {
			#all = [];
			add(problem) {
				this.#all.push(problem);
			}
			try(work) {
				try {
					return work();
				} catch (error) {
					if (!(error instanceof ActionError)) throw error;
					this.add(error);
					return;
				}
			}
			read(table) {
				const entries = Object.entries(table).map(([name, parse]) => [name, this.try(() => parse(textOf(name), name))]);
				return Object.fromEntries(entries);
			}
			throwAny(table, serverNamed) {
				const letters = name => name.toLowerCase().replace(/[-_ ]/g, '');
				const ours = new Map(Object.keys(table).map(name => [letters(name), name]));
				const unknown = unknownInputs(table);
				const misspelt = unknown.filter(name => ours.has(letters(name)));
				const right = misspelt.map(name => ours.get(letters(name)) ?? '');
				const others = this.#all.filter(({ id, params }) => !EMPTY.test(id) || !right.includes(params.name));
				const fix = misspelt.length > 0 ? `write ${listed(right)}.` : `the inputs are ${listed(Object.keys(table))}.`;
				if (misspelt.length > 0 || (unknown.length > 0 && (others.length > 0 || !serverNamed)))
					others.unshift(failure('input_unknown', { names: misspelt.length > 0 ? misspelt : unknown, fix }));
				const [first, ...more] = others;
				if (first) throw more.length === 0 ? first : new ActionError(first.id, first.params, {}, others);
			}
		}
		const EMPTY = /^(input_missing|secret_|sealed_token_missing)/;
		function listed(names) {
			return names.map(name => `\`${name}\``).join(', ');
		}
		function unknownInputs(table) {
			return Object.keys(process.env)
				.filter(variable => variable.startsWith('INPUT_') && process.env[variable]?.trim())
				.map(variable => variable.slice('INPUT_'.length).toLowerCase())
				.filter(name => !(name in table));
		}
		// ./src/inputs/values.ts
		const OWN_FIELDS = /^(grant_type|scope|audience|client_id|client_secret|client_assertion(_type)?)$/i;
		const values_text = value => value;
		const oneLine = (value, name) => {
			if (hasControls(value)) throw invalid(name, 'has a line break or another control character.', 'give it on one line.');
			return value;
		};
		const optional = parse => (value, name) => (value === '' ? void 0 : parse(value, name));
		const required = (value, name) => {
			if (value === '') throw failure('input_missing', { name });
			return value;
		};
		const secret = (value, name) => {
			if (value.trim() !== '') return value;
			const withheld = secretsWithheld(process.env);
			throw failure(withheld ? `secret_withheld/${withheld}` : 'secret_empty', { name });
		};
		const oneOf =
			(values, or = '') =>
			(value, name) => {
				const found = value === '' ? values[0] : values.find(each => each === value.toLowerCase());
				if (found === void 0) throw invalid(name, 'has a value that does not exist.', `use one of ${listed(values)}.${or}`);
				return found;
			};
		const flag = (value, name) => oneOf(['false', 'true'])(value, name) === 'true';
		const seconds = (otherwise, least, most) => (value, name) => {
			const number = value === '' ? otherwise : /^\d{1,9}$/.test(value) ? Number(value) : NaN;
			if (number >= least && number <= most) return number;
			const fix = `give a number from ${String(least)} to ${String(most)}, without a unit.`;
			throw invalid(name, 'is not a whole number of seconds.', fix);
		};
		const environment = oneOf(Object.keys(environments), " Venly's production is `venly`. Others: `token_url`, `issuer`.");
		const realm = (value, name) => {
			if (hasControls(value) || /[/?#\\]/.test(value))
				throw invalid(name, 'is not the name of a realm.', `give the name alone, such as ${listed(realms)}.`);
			return value || realms[0];
		};
		const endpoint = checkEndpoint;
		const tokenUrl = (value, name) => {
			const url = checkEndpoint(value, name);
			const known = environmentAt(url.host);
			const found = realmOf(url);
			const keycloak = known !== void 0 || found !== void 0 || /^(\/auth)?\/admin\//.test(url.pathname);
			const other = /\/\.well-known\//.test(url.pathname) || (url.pathname === '/' && url.search === '' && !value.endsWith('/'));
			if (!other && (!keycloak || /\/token\/?$/.test(url.pathname))) return url;
			const endpoint = found && tokenEndpointOf(found.realm).href;
			const right = known === void 0 ? endpoint : `\`environment: ${known}\` instead`;
			const fix = `use ${right ?? "the `token_endpoint` of the server's metadata, or its `issuer` instead"}.`;
			throw invalid(name, 'is not a token endpoint.', fix);
		};
		const issuer = (value, name) => {
			if (value === '') return { issuer: '' };
			const url = checkEndpoint(value, name);
			if (value.includes('?') || url.pathname.includes('/.well-known/'))
				throw invalid(name, 'is the address of the metadata.', 'give what is before `/.well-known/`, without a query.');
			const found = realmOf(url);
			if (!found) return { issuer: value };
			if (found.rest !== '') throw invalid(name, 'has more than the issuer in it.', `use ${found.realm}.`);
			return { tokenUrl: tokenEndpointOf(found.realm), issuer: '' };
		};
		const scopes = (value, name) => {
			const names = value.replace(/\s+/g, ' ');
			if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(names)) return names;
			throw invalid(name, 'has a character that no scope has.', 'separate the names with spaces, without quotation marks.');
		};
		const fields = (value, name) =>
			value.split(/\r?\n/).flatMap((line, index) => {
				if (line.trim() === '') return [];
				const cut = line.indexOf('=');
				const field = line.slice(0, Math.max(0, cut)).trim();
				if (OWN_FIELDS.test(field))
					throw invalid(name, `has \`${field.toLowerCase()}\`, which the action sets.`, 'use the input for it.');
				const problem = `has no \`name=value\` in line ${String(index + 1)}.`;
				if (!/^[\w.-]+$/.test(field)) throw invalid(name, problem, 'use letters, digits, `-`, `.` and `_` in a name.');
				return [[field, oneLine(line.slice(cut + 1).trim(), name)]];
			});
		const sealKey = (value, name) => {
			const key = Buffer.from(secret(value, name), 'base64');
			const canonical = value.replace(/=$/, '').replaceAll('+', '-').replaceAll('/', '_');
			if (key.length === 32 && key.toString('base64url') === canonical && key.some(byte => byte !== key[0])) return key;
			throw failure('seal_key_invalid', {});
		};
		const sealed = (value, name) => {
			if (value !== '') return value;
			throw failure(name === 'sealed_token' ? 'sealed_token_missing' : 'sealed_token_missing/session', { name });
		};
		// ./src/inputs/proofs.ts
		const proofs = {
			client_secret: oneLine,
			private_key: values_text,
			client_assertion_file: values_text,
			client_certificate: values_text,
			client_certificate_key: values_text,
		};
		const needs = {
			client_secret_post: ['client_id', 'client_secret'],
			client_secret_basic: ['client_id', 'client_secret'],
			client_secret_jwt: ['client_id', 'client_secret'],
			private_key_jwt: ['client_id', 'private_key'],
			github_oidc: [],
			client_assertion: ['client_assertion_file'],
			tls_client_auth: ['client_id', 'client_certificate', 'client_certificate_key'],
		};
		async function proofsOf(method, read, problems) {
			const needed = method ? needs[method] : [];
			for (const name of needed) problems.try(checkPresent.bind(void 0, name, read));
			const used = name => (needed.includes(name) && read[name]) || '';
			const sent = { clientSecret: used('client_secret'), privateKey: '', clientAssertionFile: used('client_assertion_file') };
			const { client_certificate: certificate = '', client_certificate_key: key = '' } = read;
			const certified = method === 'tls_client_auth' || certificate !== '' || key !== '';
			if (!used('private_key') && !certified) return { ...sent, clientCertificate: '', clientCertificateKey: '' };
			const keys = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
			const pair = () =>
				keys.certificateAndKey(required(certificate, 'client_certificate'), secret(key, 'client_certificate_key'), Date.now());
			const shown = certified ? problems.try(pair) : void 0;
			return {
				...sent,
				privateKey: used('private_key') && problems.try(() => keys.signingKey(used('private_key'))),
				clientCertificate: shown?.cert ?? '',
				clientCertificateKey: shown?.key ?? '',
			};
		}
		function checkUnused(method, read, problems) {
			for (const name of ['client_secret', 'private_key'])
				if (method && read[name] && !needs[method].includes(name)) {
					const problem = `is set, and \`auth_method: ${method}\` does not use it.`;
					problems.add(invalid(name, problem, 'remove it, or set the `auth_method` that uses it.'));
				}
		}
		function checkPresent(name, read) {
			if (read[name] === void 0 || read[name].trim() !== '' || name.startsWith('client_certificate')) return;
			const other = authMethods.find(method => needs[method].some(each => each !== 'client_id' && each !== name && read[each]));
			if (name === 'client_secret' && other !== void 0 && !secretsWithheld(process.env)) {
				const problem = `is empty, and what \`auth_method: ${other}\` needs is set.`;
				throw invalid(name, problem, `add \`auth_method: ${other}\`, or give the secret.`);
			}
			const check = name.endsWith('_id') || name.endsWith('_file') ? required : secret;
			check('', name);
		}
		// ./src/inputs/inputs.ts
		const server = {
			environment,
			realm,
			token_url: optional(tokenUrl),
			issuer,
			revocation_url: optional(endpoint),
			ca_certificate: values_text,
		};
		const min_validity = seconds(0, 0, 31536e3);
		const main = {
			client_id: oneLine,
			...proofs,
			...server,
			scope: scopes,
			audience: oneLine,
			parameters: fields,
			auth_method: oneOf(authMethods),
			private_key_id: oneLine,
			assertion_audience: oneLine,
			timeout: seconds(60, 1, 3600),
			min_validity,
			revoke: oneOf(['auto', 'true', 'false']),
			seal_key: optional(sealKey),
			summary: flag,
			token_command: flag,
		};
		const unseal = { sealed_token: sealed, seal_key: sealKey, min_validity };
		const inputs_end = { sealed_session: sealed, seal_key: sealKey, ...server, ...proofs };
		async function loadInputs(log) {
			await maskSecrets(log);
			const problems = new Problems();
			const read = problems.read(main);
			const found = { ...(await serverOf(read, problems)), ...(await proofsOf(read.auth_method, read, problems)) };
			checkUnused(read.auth_method, read, problems);
			problems.throwAny(main, isServerNamed());
			for (const [, value] of read.parameters) log.hide(value);
			if (namesEnvironment() && namesAddress()) await log.warn('environment_ignored', {});
			return {
				...found,
				clientId: read.client_id,
				scope: read.scope,
				audience: read.audience,
				parameters: read.parameters,
				authMethod: read.auth_method,
				privateKeyId: read.private_key_id,
				assertionAudience: read.assertion_audience,
				timeout: read.timeout,
				minValidity: read.min_validity,
				revoke: read.revoke,
				sealKey: read.seal_key,
				summary: read.summary,
				tokenCommand: read.token_command,
			};
		}
		async function loadUnsealInputs(log) {
			await maskSecrets(log);
			const problems = new Problems();
			const read = problems.read(unseal);
			problems.throwAny(unseal, true);
			return read;
		}
		async function loadEndInputs(log) {
			await maskSecrets(log);
			const problems = new Problems();
			const read = problems.read(inputs_end);
			const at = await serverOf(read, problems);
			problems.throwAny(inputs_end, isServerNamed());
			const proofsFor = async method => {
				const missing = new Problems();
				const found = await proofsOf(method, read, missing);
				missing.throwAny(inputs_end, true);
				return found;
			};
			return {
				sealedSession: read.sealed_session,
				sealKey: read.seal_key,
				server: { ...at, timeout: 10, clientCertificate: '' },
				proofsFor,
			};
		}
		const namesEnvironment = () => !['', Object.keys(environments)[0]].includes(textOf('environment').toLowerCase());
		const namesAddress = () => textOf('token_url') !== '' || textOf('issuer') !== '';
		const isServerNamed = () => namesEnvironment() || namesAddress();
		async function serverOf(read, problems) {
			const [url, issuer] = [textOf('token_url'), textOf('issuer')];
			const issued = read.issuer;
			if (url && issuer) problems.add(invalid('issuer', 'is set beside `token_url`.', 'remove one of the two.'));
			if ((url || issuer) && textOf('realm') && textOf('realm') !== realms[0])
				problems.add(
					invalid('realm', `is set beside \`${url ? 'token_url' : 'issuer'}\`.`, 'remove it: that address names the realm.'),
				);
			const certificates = read.ca_certificate;
			const caCertificates = certificates
				? (await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).authorities
				: void 0;
			return {
				tokenUrl: read.token_url ?? issued?.tokenUrl ?? (issuer ? void 0 : environmentEndpoint(read.environment, read.realm)),
				issuer: issued?.issuer ?? '',
				revocationUrl: read.revocation_url,
				caCertificates: problems.try(() => caCertificates?.(certificates)) ?? [],
			};
		}
		async function maskSecrets(log) {
			if (textOf('client_secret') !== '') log.mask(textOf('client_secret'));
			if (textOf('seal_key').length >= 8) log.mask(textOf('seal_key'));
			const keys = [textOf('private_key'), textOf('client_certificate_key')].filter(Boolean);
			if (keys.length === 0) return;
			const { secretPieces } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
			for (const piece of keys.flatMap(secretPieces)) log.mask(piece);
		}
		// ./src/oauth/authenticate.ts
		async function authenticate(request, credentials, attempt, log) {
			const { authMethod, clientId, clientSecret, clientCertificate: cert, clientCertificateKey: key } = credentials;
			const shown = cert ? { ...request, certificate: { cert, key } } : request;
			if (authMethod === 'client_secret_post')
				return { ...shown, form: { ...shown.form, client_id: clientId, client_secret: clientSecret } };
			if (authMethod === 'client_secret_basic')
				return { ...shown, headers: { ...shown.headers, authorization: `Basic ${basicOf(credentials)}` } };
			const { withAssertion } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
			return withAssertion(shown, credentials, attempt, log);
		}
		function maskCredentials(credentials, log) {
			const { clientId, clientSecret, privateKey, clientCertificateKey, tokenUrl } = credentials;
			for (const secret of [clientSecret, privateKey, clientCertificateKey]) log.mask(secret);
			if (clientSecret !== '')
				for (const form of [basicOf(credentials), Buffer.from(`${clientId}:${clientSecret}`).toString('base64')]) log.mask(form);
			maskQuery(tokenUrl, log);
		}
		// ./src/oauth/endpoints.ts
		async function findEndpoints(server, context) {
			const { tokenUrl, revocationUrl } = server;
			if (tokenUrl) return { tokenUrl, revocationUrl, elapsed: 0 };
			const { readMetadata } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
			return readMetadata(server, context);
		}
		// ./src/text/json.ts
		function jsonObject(text) {
			const value = jsonValue(text);
			return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : void 0;
		}
		function jsonValue(text) {
			try {
				return JSON.parse(text);
			} catch {
				return;
			}
		}
		function compactPart(token, index) {
			return jsonObject(Buffer.from(token.split('.', 2)[index] ?? '', 'base64url').toString());
		}
		// ./src/oauth/expiry.ts
		const MAX_SECONDS = 100 * 365 * 86400;
		const MAX_SKEW = 60;
		function secondsOf(value) {
			const number = typeof value === 'string' && /^-?\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : value;
			return typeof number === 'number' && Math.abs(number) <= MAX_SECONDS ? Math.floor(number) : void 0;
		}
		function endOf(sentAt, lifetime) {
			return Math.floor(sentAt / 1e3 + lifetime) * 1e3;
		}
		function expiryOf(accessToken, expiresIn, times) {
			const { sentAt, receivedAt, date, age = '' } = times;
			const claims = compactPart(accessToken, 1) ?? {};
			const [exp, iat, nbf] = [secondsOf(claims['exp']), secondsOf(claims['iat']), secondsOf(claims['nbf'])];
			const ours = sentAt / 1e3;
			const took = (receivedAt - sentAt) / 1e3;
			const cached = Number(/^\d{1,9}(?=,|$)/.exec(age)?.[0] ?? 0);
			const dated = Date.parse(date ?? '') / 1e3;
			const theirs = Number.isNaN(dated) ? issuedNow(iat, exp, expiresIn, ours) : dated;
			const clock = theirs === void 0 ? ours : theirs + cached;
			const lifetimes = [
				expiresIn !== void 0 && expiresIn > 0 ? expiresIn - cached : void 0,
				exp === void 0 ? void 0 : Math.min(exp - clock, iat === void 0 ? 1 / 0 : exp - iat),
			].filter(lifetime => lifetime !== void 0);
			const skew = Math.round(clock < ours ? ours - clock : Math.min(0, ours + took - clock));
			return {
				expiry: lifetimes.length === 0 ? void 0 : endOf(sentAt, Math.min(...lifetimes)),
				skew: Math.abs(skew) > MAX_SKEW ? skew : 0,
				early: nbf !== void 0 && nbf > clock + MAX_SKEW,
				shared: iat !== void 0 && iat < clock - took - MAX_SKEW,
			};
		}
		function issuedNow(iat, exp, expiresIn, ours) {
			if (iat === void 0 || exp === void 0) return;
			const fresh = expiresIn === void 0 ? ours < iat - MAX_SKEW || ours >= exp : Math.abs(exp - iat - expiresIn) <= 2;
			return fresh && Math.abs(iat - ours) > MAX_SKEW ? iat : void 0;
		}
		// ./src/text/words.ts
		const MAX = 200;
		const DROPPED = '…';
		const MAX_WORD = 24;
		const makePatterns = () => ({
			run: new RegExp(String.raw`[\p{L}\p{M}\p{N}%\\&#+=~]+`, 'gu'),
			word: new RegExp(
				String.raw`^(?!.*[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{6})(?:(?:\p{Lu}?\p{Ll}[\p{Ll}\p{M}]+|(?:\p{Lu}{0,5}(?![b-df-hj-np-tv-xz]+(?![\p{Ll}\p{M}]))\p{Ll}[\p{Ll}\p{M}]+){1,4}(?:\p{Lu}\p{Ll}|\p{Lu}{2})?|\p{Lu}{2,16}s?)\d{0,3}|\p{Lu}?\p{Ll}|[\p{L}\p{M}]\d?|[\p{Lo}\p{Lm}\p{M}]+|\d{1,4}|[A-Z]{1,8}\d{1,8})$`,
				'u',
			),
			spelled: new RegExp(
				String.raw`(?<![\p{L}\p{N}])(?:\p{L}\d?|\d{1,4}|[\da-fA-F]{2})(?:[^\p{L}\p{N}]+(?:\p{L}\d?|\d{1,4}|[\da-fA-F]{2})(?![\p{L}\p{N}])){2,}`,
				'gu',
			),
			address: /^\d{1,3}(?:\.\d{1,3}){3}$/,
			controls: new RegExp(String.raw`[\p{C}\p{Zl}\p{Zp}\s]+`, 'gu'),
			halves: new RegExp(String.raw`\p{Cs}`, 'gu'),
			beside: new RegExp(String.raw`(?:(?<!\S)\S[^\s\p{Lu}]*\p{Lu}\S* )*…(?: \S[^\s\p{Lu}]*\p{Lu}\S*)*`, 'gu'),
		});
		let made;
		const patterns = () => (made ??= makePatterns());
		function onOneLine(text) {
			return text
				.toWellFormed()
				.replace(patterns().controls, ' ')
				.replace(/:(?=:)/g, ': ')
				.replace(/##\[/g, '## [')
				.trim();
		}
		function words(text) {
			const { run, word, spelled, address, beside } = patterns();
			const areWords = chunk => (chunk.match(run) ?? []).every(each => each.length <= MAX_WORD && word.test(each));
			const part = text.length > 20 * MAX ? `${text.slice(0, 10 * MAX)} ${DROPPED} ${text.slice(-10 * MAX)}` : text;
			const chunks = onOneLine(part.normalize('NFKC'))
				.split(' ')
				.map(chunk => (areWords(chunk) ? chunk : DROPPED));
			return cut(
				chunks
					.join(' ')
					.replace(spelled, each => (address.test(each) ? each : DROPPED))
					.replace(beside, DROPPED)
					.replace(/…(?: …)+/g, DROPPED),
			);
		}
		function quotable(text) {
			return words(text).replaceAll('"', "'");
		}
		function cut(text) {
			if (text.length <= MAX) return text;
			const [begin, end] = [text.slice(0, MAX / 2), text.slice(-MAX / 2)];
			const both = `${begin.replace(/\S{0,40}$/, '')}${DROPPED}${end.replace(/^\S{0,40}/, '')}`;
			return both.replace(patterns().halves, '');
		}
		// ./src/oauth/token.ts
		const PROOF = /^\s*(mac|dpop|pop)\s*$/i;
		function grantedFields({ status, body }) {
			if (status < 200 || status >= 300) return;
			const fields = jsonObject(body);
			return typeof fields?.['error'] === 'string' && fields['error'] !== '' ? void 0 : fields;
		}
		function tokenOf(fields, response, repeats) {
			const { url, sentAt, receivedAt, headers } = response;
			const ignored = [];
			const field = (name, parse) => {
				const value = fields[name] ?? void 0;
				const parsed = value === void 0 ? void 0 : parse(value);
				if (value !== void 0 && parsed === void 0) ignored.push(name);
				return parsed;
			};
			const text = value => (isToken(value) ? value : void 0);
			const harmless = value => (value === void 0 || repeats(value) ? void 0 : value);
			const accessToken = accessTokenIn(fields, url);
			const refreshToken = field('refresh_token', text);
			const refreshExpiresIn = field('refresh_expires_in', secondsOf);
			return {
				accessToken,
				...tokenTypeIn(fields, url),
				...expiryOf(accessToken, field('expires_in', secondsOf), { sentAt, receivedAt, ...headers }),
				scope: field('scope', value => harmless(scopesOf(value))),
				refreshToken,
				refreshExpiresIn,
				refreshExpiry: refreshToken && (refreshExpiresIn ?? 0) > 0 ? endOf(sentAt, refreshExpiresIn ?? 0) : void 0,
				idToken: field('id_token', text),
				sessionState: field('session_state', value => harmless(scopesOf(value) === void 0 ? void 0 : text(value))),
				notBeforePolicy: field('not-before-policy', secondsOf),
				ignored,
				requestedAt: sentAt,
			};
		}
		function accessTokenIn({ access_token: token }, { host }) {
			if (isToken(token)) return token;
			throw failure(token === void 0 || token === null ? 'answer_invalid/no_token' : 'token_invalid', { host });
		}
		function tokenTypeIn({ token_type: type }, { host }) {
			if (typeof type !== 'string') return { tokenType: 'Bearer', unusualType: '' };
			if (/^bearer$/i.test(type)) return { tokenType: type };
			if (PROOF.test(type)) throw failure('token_type_unsupported', { host, name: type.trim() });
			return { tokenType: 'Bearer', unusualType: quotable(type) };
		}
		// ./src/report/time.ts
		const units = [
			[86400, 'days'],
			[3600, 'h'],
			[60, 'min'],
		];
		const LAST_DATE = 864e13;
		function isoSeconds(milliseconds) {
			return new Date(Math.max(-LAST_DATE, Math.min(milliseconds, LAST_DATE))).toISOString().replace(/\.\d+Z$/, 'Z');
		}
		function forPeople(seconds) {
			const whole = Math.round(seconds);
			const at = units.findIndex(([size]) => whole >= 2 * size);
			const [size, unit] = units[at] ?? [1, 's'];
			const [nextSize, nextUnit] = units[at + 1] ?? [1, 's'];
			const rest = Math.floor((whole % size) / nextSize);
			if (at >= 0) return `${String(Math.floor(whole / size))} ${unit}${rest > 0 ? ` ${String(rest)} ${nextUnit}` : ''}`;
			return `${String(seconds < 10 ? Math.max(1, Math.round(seconds * 10)) / 10 : Math.round(seconds))} s`;
		}
		function describeExpiry(expiry, now) {
			if (expiry === void 0) return 'the server does not say until when';
			return `valid for ${forPeople((expiry - now) / 1e3)}, until ${isoSeconds(expiry)}`;
		}
		function describeUntil(end) {
			return end === void 0 ? 'until it expires' : `until ${isoSeconds(end)}`;
		}
		// ./src/oauth/outputs.ts
		const MAX_LINES = 20;
		function maskTokens(response, log) {
			const granted = grantedFields(response);
			const fields = granted ?? jsonObject(response.body) ?? {};
			for (const name of ['access_token', 'refresh_token', 'id_token']) {
				if (typeof fields[name] !== 'string') continue;
				const token = fields[name].split(/[\r\n]+/, MAX_LINES).join('\n');
				if (granted && isToken(token)) log.mask(token);
				else log.maskRefused(token);
			}
		}
		function outputsOf(token) {
			const { expiry, refreshExpiry, requestedAt } = token;
			const all = {
				access_token: token.accessToken,
				expiry: expiry === void 0 ? void 0 : isoSeconds(expiry),
				expires_in: expiry === void 0 ? void 0 : expiry / 1e3 - Math.floor(requestedAt / 1e3),
				token_type: token.tokenType,
				scope: token.scope,
				refresh_token: token.refreshToken,
				refresh_expires_in: token.refreshExpiresIn,
				refresh_expiry: refreshExpiry === void 0 ? void 0 : isoSeconds(refreshExpiry),
				id_token: token.idToken,
				session_state: token.sessionState,
				not_before_policy: token.notBeforePolicy,
			};
			return Object.fromEntries(
				Object.entries(all).flatMap(([name, value]) => (value === void 0 ? [] : [[name, String(value)]])),
			);
		}
		// ./src/oauth/validity.ts
		function checkExpiry({ expiry, early }, now) {
			if (early) throw failure('token_expired/early', {});
			if (expiry !== void 0 && expiry - now < 1e3) throw failure('token_expired', {});
		}
		function checkValidity(expiry, minValidity, now, tooShort = 'token_too_short') {
			if (minValidity === 0) return;
			if (expiry === void 0) throw failure('token_too_short/unknown', {});
			const left = Math.floor((expiry - now) / 1e3);
			if (left < minValidity) throw failure(tooShort, { left, asked: minValidity });
		}
		function warningsOf(token, asked) {
			const found = [];
			const granted = new Set(token.scope?.split(' '));
			const missing = new Set(
				token.scope === void 0 ? [] : asked.scope.split(/[ ,]+/).filter(name => name && !granted.has(name)),
			);
			if (missing.size > 0) found.push({ id: 'scope_missing', params: { names: [...missing].join(' ') } });
			const audiences = audiencesOf(token.accessToken);
			if (asked.audience !== '' && audiences && !audiences.includes(asked.audience))
				found.push({ id: 'audience_missing', params: { asked: asked.audience, found: words(audiences.join(', ')) } });
			if (token.ignored.length > 0) found.push({ id: 'part_ignored', params: { names: token.ignored } });
			if (token.unusualType !== void 0) found.push({ id: 'token_type_unusual', params: { name: token.unusualType } });
			if (token.skew !== 0) found.push({ id: 'clocks_differ', params: { skew: token.skew } });
			return found;
		}
		function audiencesOf(token) {
			const claims = compactPart(token, 1);
			return claims && [claims['aud']].flat().filter(each => typeof each === 'string');
		}
		// ./src/report/lines.ts
		function reportEndpoints(issuer, { tokenUrl, revocationUrl }, log) {
			const address = url => url.origin + words(url.pathname);
			log.info(
				`Metadata of ${issuer}: token ${address(tokenUrl)}, ${revocationUrl ? `revocation ${address(revocationUrl)}` : 'no revocation endpoint'}.`,
			);
		}
		function reportToken({ clientId, host, expiry, scope, requestedAt, attempts, took }, log) {
			const effort = `${String(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}, ${(took / 1e3).toFixed(2)} s`;
			const requested = Math.floor(requestedAt / 1e3) * 1e3;
			log.info(
				`Access token ${clientId && `for client ${clientId} `}from ${host}: ${describeExpiry(expiry, requested)} (${effort}).`,
			);
			if (scope) log.info(`Scopes: ${scope}`);
		}
		function reportOpened(opened, { now, attempt }, log) {
			const parts = [
				describeExpiry(opened.expiry, now),
				opened.clientId !== void 0 && `for client ${opened.clientId}`,
				opened.host !== void 0 && `from ${opened.host}`,
				opened.attempt !== void 0 && opened.attempt !== attempt && `sealed in attempt ${String(opened.attempt)} of this run`,
			];
			log.info(`Opened the sealed access token: ${parts.filter(Boolean).join(', ')}.`);
		}
		function reportEnded(host, { ended, before }, log) {
			const sessions = count => (count === 1 ? 'the session' : `${String(count)} sessions`);
			if (ended > 0) log.info(`Ended ${sessions(ended)} at ${host}.`);
			if (before > 0) log.info(`${before === 1 ? 'The session' : `${String(before)} sessions`} at ${host} had ended already.`);
		}
		function reportRevoked({ until }, log) {
			if (until !== void 0) log.info(`An API that only checks signatures takes the revoked token ${describeUntil(until)}.`);
		}
		function reportKept(host, until, log) {
			log.info(`The session at ${host} stays open for later jobs, ${describeUntil(until)} or until \`end\` ends it.`);
		}
		function reportUnending(host, why, { kind, until }, log) {
			log.info(`${unending[why](host)}: the ${kind.replace('_', ' ')} is valid ${describeUntil(until)}.`);
		}
		const unending = {
			no_endpoint: host => `The token is not revoked at ${host}, since no revocation endpoint is known`,
			unsupported: host => `The token is not revoked: ${host} revokes no tokens of this type`,
			shared: host => `The token is not revoked: ${host} returned one that it had issued before, which others may use`,
		};
		// ./src/runner/files.ts
		const MAX_VARIABLE = process.platform === 'win32' ? 32766 : 128 * 1024 - 1;
		const VARIABLE_LIMIT = process.platform === 'win32' ? '32,766 characters on Windows' : '128 KiB';
		function fitsVariable(name, value) {
			return Buffer.byteLength(`${name}=${value}`) <= MAX_VARIABLE;
		}
		function requireFile(name) {
			const path = process.env[name];
			if (!path) throw failure('runner_missing', { name });
			onFile(name, () => {
				if (!(0, external_node_fs_namespaceObject.lstatSync)(path).isFile()) throw failure('output_failed/no_file', { name });
				(0, external_node_fs_namespaceObject.closeSync)((0, external_node_fs_namespaceObject.openSync)(path, 'a'));
			});
		}
		function writeOutputs({ access_token, ...others }) {
			requireFile('GITHUB_OUTPUT');
			onFile('GITHUB_OUTPUT', () => {
				for (const [name, value] of Object.entries(others)) setOutput(name, value);
				if (access_token !== void 0) setOutput('access_token', access_token);
			});
		}
		function writeState(name, value) {
			requireFile('GITHUB_STATE');
			onFile('GITHUB_STATE', saveState.bind(void 0, name, value));
		}
		function onFile(name, work) {
			try {
				work();
			} catch (error) {
				if (error instanceof ActionError || !(error instanceof Error && 'code' in error)) throw error;
				const reason = String(error.code);
				throw failure(/^(EACCES|EPERM)$/.test(reason) ? 'output_failed/denied' : 'output_failed', { name, reason });
			}
		}
		// ./src/http/proxy.ts
		const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
		function checkProxy(url, env, log) {
			const set = VARIABLES.filter(name => env[name]);
			for (const variable of set) proxy_maskCredentials(env[variable] ?? '', log);
			const variable = set.find(name => name.toLowerCase() === `${url.protocol.slice(0, -1)}_proxy`);
			for (const name of ['no_proxy', 'NO_PROXY']) if (env[name]) env[name] = env[name].replace(/(^|,)(\s*)\*(?=\.)/g, '$1$2');
			if (variable === void 0 || checkBypass(url)) return;
			const proxy = parse(env[variable] ?? '');
			if (!proxy) throw failure('proxy_invalid', { variable });
			env[variable] = proxy.href;
			return proxy.host;
		}
		function parse(value) {
			const proxy = toUrl(value);
			const usable =
				proxy?.protocol === 'http:' &&
				!proxy.hostname.startsWith('[') &&
				isDecodable(proxy.username + proxy.password) &&
				proxy.pathname + proxy.search + proxy.hash === '/';
			return usable ? proxy : void 0;
		}
		function toUrl(value) {
			const text = /^\s*[a-z][a-z\d+.-]*:\/\//i.test(value.replace(/[\t\r\n]/g, '')) ? value : `http://${value}`;
			return URL.parse(text) ?? void 0;
		}
		function isDecodable(text) {
			try {
				decodeURIComponent(text);
				return true;
			} catch {
				return false;
			}
		}
		function proxy_maskCredentials(value, log) {
			maskPair(/^(?:[a-z]+:\/\/)?([^/@:]*):?(.*)@/is.exec(value.trim())?.slice(1) ?? [], log);
			const proxy = toUrl(value);
			if (proxy) maskPair([proxy.username, proxy.password], log);
		}
		function maskPair([username = '', password = ''], log) {
			const credential = password || username;
			if (credential.length < 4) return;
			log.mask(credential);
			if (!isDecodable(username + password)) return;
			log.mask(decodeURIComponent(credential));
			log.mask(Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64'));
		}
		// ./src/http/retry.ts
		const FIRST_BACKOFF = 500;
		const MAX_BACKOFF = 1e4;
		const GRACE = 7e3;
		const MIN_ATTEMPT = 1e3;
		const MIN_ROOM = 100;
		const passing = {
			host_not_found: 1 / 0,
			connection_refused: 1 / 0,
			connection_failed: 1 / 0,
			timeout: 1 / 0,
			proxy_unreachable: 1 / 0,
			rate_limited: 1 / 0,
			server_error: 1 / 0,
			'id_token_refused/passing': 1 / 0,
			'answer_invalid/cut_off': 5,
			tls_failed: 3,
			token_expired: 3,
			'answer_invalid/http': 2,
		};
		async function retry(attempt, options) {
			const { timeout, attemptTimeout = Math.min(Math.max(timeout * 500, 15e3), 12e4), elapsed = 0 } = options;
			const { limit, cancelled, now } = options;
			const start = now() - elapsed;
			const left = () => start + timeout * 1e3 - now();
			const seen = new Map();
			let [ahead, otherAudience] = [0, false];
			for (let attempts = 1; ; attempts++)
				try {
					const end = now() + Math.min(attemptTimeout, left());
					const timeLeft = () => Math.max(1, Math.floor(end - now()));
					const value = await unlessCancelled(attempt({ timeLeft, ahead, otherAudience }), cancelled, GRACE);
					return { value, attempts, took: now() - start };
				} catch (error) {
					if (!(error instanceof ActionError)) throw error;
					if (cancelled?.aborted) throw error.code === 'cancelled' ? error : failure('cancelled', {});
					if (isFinal(error, seen) || attempts === options.maxAttempts) throw error;
					const { details } = error;
					if (details.again === 'clock') ahead = details.ahead ?? 0;
					otherAudience ||= details.again === 'audience';
					const asked = retryAfter(details.retryAfter, Date.now() + (details.ahead ?? 0));
					const room = left() - asked - MIN_ATTEMPT;
					const final = room < (asked > 0 ? 0 : MIN_ROOM);
					if (final && asked > 0) throw error.and('asks_to_wait', { seconds: Math.ceil(asked / 1e3), timeout, limit });
					const backoff = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (attempts - 1));
					const wait = details.again ? 0 : asked + options.random() * Math.min(room, Math.max(asked, backoff));
					if (!final) {
						await options.onRetry(error, wait, attempts + 1);
						await unlessCancelled(options.sleep(wait), cancelled, 0);
					}
					if (final || left() <= 0) throw attempts === 1 ? error : error.and('out_of_attempts', { attempts, timeout, limit });
				}
		}
		async function unlessCancelled(work, cancelled, grace) {
			const { promise, reject } = Promise.withResolvers();
			const cancel = () => setTimeout(reject, grace, failure('cancelled', {}));
			if (cancelled?.aborted) cancel();
			cancelled?.addEventListener('abort', cancel, { once: true });
			return Promise.race([work, promise]).finally(() => cancelled?.removeEventListener('abort', cancel));
		}
		function isFinal({ id, code, details: { again } }, seen) {
			const key = again ?? id;
			const times = (seen.get(key) ?? 0) + 1;
			seen.set(key, times);
			return times >= (again ? 2 : (passing[id] ?? passing[code] ?? 1));
		}
		function retryAfter(header, now) {
			const value = header?.trim() ?? '';
			if (/^\d+$/.test(value)) return Math.min(Number(value), 1e9) * 1e3;
			return Math.max(0, (/^(mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN) - now) || 0;
		}
		function realTime(log) {
			return {
				now: () => Number(process.hrtime.bigint() / 1000n) / 1e3,
				sleep: milliseconds => new Promise(done => setTimeout(done, milliseconds)),
				random: Math.random,
				onRetry: (error, wait, attempt) => log.retrying(error, wait, attempt),
			};
		}
		const external_node_http_namespaceObject = require('node:http');
		const external_node_https_namespaceObject = require('node:https');
		const external_node_net_namespaceObject = require('node:net');
		const external_node_url_namespaceObject = require('node:url');
		// ./src/http/body.ts
		const MAX_BODY = 1024 * 1024;
		async function readBody(message, host) {
			return new TextDecoder().decode(await unpacked(await received(message, host), message, host));
		}
		function received(message, host) {
			return new Promise((done, fail) => {
				let [body, size] = [Buffer.alloc(8192), 0];
				message
					.on('data', chunk => {
						if (size + chunk.length > MAX_BODY) fail(failure('answer_too_large', { host }));
						else {
							while (body.length < size + chunk.length) body = Buffer.concat([body], body.length * 2);
							size += chunk.copy(body, size);
						}
					})
					.once('end', () => {
						done(body.subarray(0, size));
					})
					.once('error', fail);
			});
		}
		async function unpacked(body, { statusCode: status = 0, headers }, host) {
			const encoding = headers['content-encoding']?.toLowerCase();
			if (!/^(br|(x-)?gzip|deflate)$/.test(encoding ?? '')) return body;
			const { brotliDecompress, unzip } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 522, 19));
			return new Promise((done, fail) => {
				const unpacked = (error, whole) => {
					if (!error) done(whole);
					else if (error.code === 'ERR_BUFFER_TOO_LARGE') fail(failure('answer_too_large', { host }));
					else fail(failure('answer_invalid/cut_off', { host, status }));
				};
				if (encoding === 'br') brotliDecompress(body, { maxOutputLength: MAX_BODY }, unpacked);
				else unzip(body, { maxOutputLength: MAX_BODY }, unpacked);
			});
		}
		// ./src/http/send.ts
		const MAX_HEADERS = 64 * 1024;
		const MAX_OPENING = 15e3;
		const NEXT_ADDRESS = Math.max(2500, (0, external_node_net_namespaceObject.getDefaultAutoSelectFamilyAttemptTimeout)());
		async function send(request, timeout, proxy) {
			const { host } = request.url;
			(0, external_node_net_namespaceObject.setDefaultAutoSelectFamilyAttemptTimeout)(
				Math.max(10, Math.min(NEXT_ADDRESS, Math.floor(timeout / 4))),
			);
			const client = new lib_HttpClient('arkane-token-action', [], { keepAlive: true });
			const abort = new AbortController();
			const { promise: failed, reject: fail } = Promise.withResolvers();
			const trace = { host, proxy, phase: 'dialing', certificate: void 0, sentAt: Date.now(), sent: false, fail };
			const timers = [timeout, Math.min(MAX_OPENING, timeout)].map(after =>
				setTimeout(() => {
					if (after === timeout || trace.phase !== 'open') fail(failure('timeout', { host, seconds: after / 1e3 }));
				}, after),
			);
			try {
				return await Promise.race([exchange(request, client, abort.signal, trace), failed]);
			} catch (error) {
				if (error instanceof TypeError) throw error;
				const { isAlert, networkError } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
				if (trace.phase === 'hello') offerOtherGroups();
				const cause = error instanceof ActionError ? error : networkError(error, trace);
				throw cause.with({ sent: trace.sent && !isAlert(error) });
			} finally {
				for (const timer of timers) clearTimeout(timer);
				abort.abort();
				setImmediate(() => {
					client.dispose();
				});
			}
		}
		async function exchange(request, client, signal, trace) {
			const { message } = await start(request, client, signal, trace);
			const { statusCode: status = 0, headers } = message;
			if (status < 200) throw failure('answer_invalid/interim', { host: trace.host, status });
			const body = await readBody(message, trace.host);
			return { url: request.url, status, headers, body, sentAt: trace.sentAt, receivedAt: Date.now() };
		}
		function start({ url, headers, form, more = [], certificate }, client, signal, trace) {
			process.noDeprecation = true;
			delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
			const agent = client.getAgent(url.href);
			Object.assign(agent.options, SECURE, certificate);
			const open =
				url.protocol === 'https:' ? external_node_https_namespaceObject.request : external_node_http_namespaceObject.request;
			const request = (...args) => watch(open(...args), trace);
			return client.requestRaw(
				{
					parsedUrl: url,
					httpModule: { request },
					options: {
						...(0, external_node_url_namespaceObject.urlToHttpOptions)(url),
						method: form ? 'POST' : 'GET',
						agent,
						signal,
						maxHeaderSize: MAX_HEADERS,
						headers: {
							accept: 'application/json',
							'accept-encoding': 'identity',
							...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
							'user-agent': 'arkane-token-action',
							...headers,
						},
					},
				},
				form ? new URLSearchParams([...Object.entries(form), ...more]).toString() : '',
			);
		}
		function watch(request, trace) {
			return request
				.once('upgrade', ({ statusCode: status = 101 }, socket) => {
					socket.destroy();
					trace.fail(failure('answer_invalid/interim', { host: trace.host, status }));
				})
				.once('finish', () => {
					trace.sent = true;
				})
				.on('error', error => {
					if (error.code?.startsWith('HPE_') && error.code !== 'HPE_CLOSED_CONNECTION') trace.fail(error);
				})
				.once('socket', socket => {
					const secure = socket instanceof external_node_tls_namespaceObject.TLSSocket;
					const connected = () => {
						trace.phase = secure ? 'hello' : 'open';
					};
					if (socket.connecting) socket.once('connect', connected);
					else connected();
					if (!secure) return;
					socket.prependOnceListener('secure', () => {
						trace.phase = 'open';
						trace.certificate = socket.getPeerCertificate();
					});
				});
		}
		// ./src/http/ask.ts
		function ask(question, limits, { log, cancelled }) {
			return retry(
				async attempt => {
					const request = await question.make(attempt);
					if (cancelled?.aborted) throw failure('cancelled', {});
					const proxy = checkProxy(request.url, process.env, log);
					question.sending?.();
					const response = await send(request, attempt.timeLeft(), proxy).catch(error => {
						if (error instanceof ActionError) question.lost?.(error.details.sent === true);
						throw error;
					});
					return question.read(response);
				},
				{ ...limits, cancelled, ...realTime(log) },
			);
		}
		async function askOnce(request, { timeLeft }, log) {
			return send(request, timeLeft(), checkProxy(request.url, process.env, log));
		}
		// ./src/oauth/token-request.ts
		function tokenRequest({ tokenUrl, scope, audience, parameters }) {
			const form = { grant_type: 'client_credentials', ...(scope !== '' && { scope }), ...(audience !== '' && { audience }) };
			return { url: tokenUrl, headers: {}, form, ...(parameters.length > 0 && { more: parameters }) };
		}
		// ./src/session/session.ts
		function clientOf(all) {
			const { authMethod, tokenUrl, revocationUrl, clientId, clientSecret, privateKey, privateKeyId, signingAlgs } = all;
			const { assertionAudience, issuer, clientAssertionFile, clientCertificate, clientCertificateKey, caCertificates } = all;
			return {
				authMethod,
				tokenUrl,
				revocationUrl,
				clientId,
				clientSecret,
				privateKey,
				privateKeyId,
				signingAlgs,
				assertionAudience,
				issuer,
				clientAssertionFile,
				clientCertificate,
				clientCertificateKey,
				caCertificates,
			};
		}
		function sessionIn({ body, sentAt, receivedAt, headers }) {
			const fields = jsonObject(body) ?? {};
			const tokenIn = name => (isToken(fields[name]) ? fields[name] : void 0);
			const refreshToken = tokenIn('refresh_token');
			const lifetime = secondsOf(fields['refresh_expires_in']) ?? 0;
			if (refreshToken !== void 0)
				return { kind: 'refresh_token', token: refreshToken, until: lifetime > 0 ? endOf(sentAt, lifetime) : void 0 };
			const accessToken = tokenIn('access_token');
			if (accessToken === void 0) return;
			const { expiry, shared } = expiryOf(accessToken, secondsOf(fields['expires_in']), { sentAt, receivedAt, ...headers });
			return { kind: 'access_token', token: accessToken, until: expiry, ...(shared && { shared }) };
		}
		function isSession(value) {
			const { token, kind, until = 0 } = value ?? {};
			const known = kind === 'refresh_token' || kind === 'access_token';
			return isToken(token) && known && typeof until === 'number' && Math.abs(until) <= LAST_DATE;
		}
		function canEnd({ tokenUrl, revocationUrl }) {
			return (endpointBeside(tokenUrl, 'logout') ?? revocationUrl) !== void 0;
		}
		function whatStaysOpen({ until: end }, { clientId, tokenUrl }) {
			return { clientId, host: tokenUrl.host, end };
		}
		// ./src/session/grant.ts
		async function requestToken(request, client, ledger, context) {
			const { value, attempts, took } = await askUntilGranted(request, ledger, context);
			const { token, session } = value;
			try {
				if (!ledger.granted(session))
					await context.log.warn('not_ended', { ...whatStaysOpen(session, client), limit: VARIABLE_LIMIT });
			} catch (error) {
				if (!(error instanceof ActionError)) throw error;
				const { endNow } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
				throw withUncertain(await endNow(error, session, client, { log: context.log }), request, ledger);
			}
			if (context.cancelled?.aborted) throw failure('cancelled', {});
			const { clientId, tokenUrl } = request;
			const { expiry, scope, requestedAt } = token;
			return { ...value, report: { clientId, host: tokenUrl.host, expiry, scope, requestedAt, attempts, took } };
		}
		async function askUntilGranted(asked, ledger, context) {
			const { log } = context;
			let request;
			ledger.begin();
			try {
				return await ask(
					{
						make: async attempt => (request = await authenticate(tokenRequest(asked), asked, attempt, log)),
						sending: ledger.sending.bind(ledger),
						lost: ledger.lost.bind(ledger),
						read: async response => {
							try {
								return await granted(response, request, asked, context);
							} catch (error) {
								if (error instanceof ActionError) ledger.refused(response, log);
								throw error;
							}
						},
					},
					asked,
					context,
				);
			} catch (error) {
				if (!(error instanceof ActionError)) throw error;
				ledger.close();
				throw withUncertain(error, asked, ledger);
			}
		}
		async function granted(response, request, asked, { log }) {
			maskTokens(response, log);
			const fields = grantedFields(response);
			if (!fields) {
				const { refused } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
				const { identityIn } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
				throw refused(response, { ...asked, identity: request ? identityIn(request, asked) : '' });
			}
			const token = tokenOf(fields, response, log.repeats);
			checkExpiry(token, Date.now());
			const session = sessionIn(response) ?? { kind: 'access_token', token: token.accessToken, until: token.expiry };
			return { token, session };
		}
		function withUncertain(error, request, ledger) {
			return ledger.uncertain > 0 ? error.and('may_be_open', uncertainSessions(request, ledger)) : error;
		}
		function uncertainSessions({ clientId, tokenUrl }, ledger, session) {
			return { clientId, host: tokenUrl.host, count: ledger.uncertain, end: session?.until };
		}
		// ./src/http/status.ts
		const serverErrors = [408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527, 529, 530];
		function mayHaveActed(status) {
			return [504, 520, 524].includes(status);
		}
		function transientCode(status) {
			if (status === 429) return 'rate_limited';
			return serverErrors.includes(status) ? 'server_error' : void 0;
		}
		function detailsOf({ headers, receivedAt }) {
			const ahead = Date.parse(headers.date ?? '') - receivedAt;
			return { retryAfter: headers['retry-after'], ...(!Number.isNaN(ahead) && { ahead }) };
		}
		// ./src/session/state.ts
		const NAME = 'session';
		function state_saveState(state) {
			const value = JSON.stringify(state);
			if (!fitsVariable(`STATE_${NAME}`, value)) return false;
			writeState(NAME, value);
			return true;
		}
		function loadState(getState) {
			const state = jsonObject(getState(NAME) || '{}');
			if (!state || !(state.sessions ?? []).every(({ token }) => isToken(token))) throw new TypeError();
			if (!state.client) return state;
			const { tokenUrl, revocationUrl } = state.client;
			const urls = {
				tokenUrl: checkEndpoint(tokenUrl, 'token_url'),
				revocationUrl: revocationUrl === void 0 ? void 0 : checkEndpoint(revocationUrl, 'revocation_url'),
			};
			return { ...state, client: { ...state.client, ...urls } };
		}
		// ./src/session/ledger.ts
		const MAX_SESSIONS = 20;
		const MAX_TOKEN = 32 * 1024;
		class Ledger {
			#asked;
			#client;
			#save;
			#sessions = [];
			#saved = 0;
			#uncertain = 0;
			#underWay = false;
			constructor(client, ends, save = state_saveState) {
				this.#asked = { clientId: client.clientId, host: client.tokenUrl.host };
				this.#client = ends ? client : void 0;
				this.#save = save;
			}
			get uncertain() {
				return this.#uncertain + this.#sessions.length - this.#saved;
			}
			begin() {
				this.#write(true);
			}
			sending() {
				this.#underWay = true;
			}
			lost(sent) {
				this.#underWay = false;
				if (sent) this.#uncertain++;
			}
			refused(response, log) {
				this.#underWay = false;
				const { status, body } = response;
				const session = sessionIn(response);
				if (session && session.token.length <= MAX_TOKEN && this.#client && this.#sessions.length < MAX_SESSIONS) {
					log.mask(session.token);
					this.#sessions = [...this.#sessions, session];
					this.#write(true);
				} else if (session || mayHaveActed(status) || (status >= 200 && status < 300 && mayHoldToken(body))) this.#uncertain++;
			}
			granted(session) {
				this.#underWay = false;
				const before = this.#sessions;
				if (this.#client) this.#sessions = [session, ...before];
				try {
					this.#write(false);
				} catch (error) {
					this.#sessions = before;
					throw error;
				}
				return !this.#client || this.#saved > 0;
			}
			close() {
				if (this.#underWay) this.lost(true);
				try {
					this.#write(false);
				} catch (error) {
					if (!(error instanceof ActionError)) throw error;
				}
			}
			save() {
				this.#write(false);
			}
			keep() {
				const [own, ...others] = this.#sessions;
				if (own) this.#sessions = [{ ...own, kept: true }, ...others.filter(({ token }) => token !== own.token)];
				this.#write(false);
			}
			#write(asking) {
				const common = { asked: this.#asked, asking };
				let count = this.#sessions.length;
				while (count > 0 && !this.#save({ ...common, client: this.#client, sessions: this.#sessions.slice(0, count) })) count--;
				if (count === 0) this.#save(common);
				this.#saved = count;
			}
		}
		function mayHoldToken(body) {
			return body.includes('access_token') || (!jsonObject(body) && !/^\s*</.test(body));
		}
		// ./src/steps/main.ts
		async function requestAccessToken(log, cancelled) {
			state_saveState({});
			requireFile('GITHUB_OUTPUT');
			const { sealKey, ...inputs } = await loadInputs(log);
			const sealing = sealKey && { key: sealKey, run: thisRun(process.env), masks: log.masks };
			trustAlso(inputs.caCertificates);
			const request = { ...inputs, ...(await findEndpoints(inputs, { log, cancelled })) };
			maskCredentials(request, log);
			const client = clientOf(request);
			const ends = inputs.revoke !== 'false' && canEnd(client);
			const command = inputs.tokenCommand
				? await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))
				: void 0;
			const folder = command?.folderFor(process.env);
			const ledger = new Ledger(client, ends, folder === void 0 ? state_saveState : command?.savingFolder(folder));
			const { token, session, report } = await requestToken(request, client, ledger, { log, cancelled });
			checkValidity(token.expiry, inputs.minValidity, Date.now());
			const sealed = sealing && (await seal(token, session, client, inputs.revoke, sealing, log));
			const path = folder === void 0 ? void 0 : command?.makeFolder(folder, request, ends, token, ledger.save.bind(ledger));
			writeOutputs({ ...outputsOf(token), ...sealed, ...(path !== void 0 && { token_command: path }) });
			if (sealed && inputs.revoke === 'auto') ledger.keep();
			reportToken(report, log);
			if (!canEnd(client)) reportUnending(report.host, 'no_endpoint', session, log);
			for (const { id, params } of warningsOf(token, inputs)) await log.warn(id, params);
			if (ledger.uncertain > 0) await log.warn('lost_answers', uncertainSessions(request, ledger, session));
			if (sealed && inputs.revoke === 'true') await log.warn('sealed_ends', {});
			if (!inputs.summary) return;
			const { writeSummary } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
			await writeSummary(report, log, requireFile.bind(void 0, 'GITHUB_STEP_SUMMARY'));
		}
		async function seal(token, session, client, revoke, sealing, log) {
			const { sealedOutputs } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
			return sealedOutputs(token, session, client, revoke === 'true', sealing, log);
		}
		// ./src/index.ts
		function build_main() {
			runStep(requestAccessToken);
		}
		function post() {
			runCleanup(async (...step) =>
				(await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).endSessions(...step),
			);
		}
		function build_unseal() {
			runStep(async log =>
				(await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).unsealToken(log),
			);
		}
		function build_end() {
			runCleanup(async (...step) =>
				(await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).endSealedSession(...step),
			);
		}
		function command() {
			runCommand(async (...step) =>
				(await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).printToken(...step),
			);
		}
	})();
	module.exports = __webpack_exports__;
})();
