(() => { // webpackBootstrap
	"use strict";
	var __webpack_modules__ = ({

283:
((module) => {

module.exports = require("./later.js");

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
  ActionError: () => (/* reexport */ ActionError),
  Openings: () => (/* reexport */ Openings),
  VARIABLE_LIMIT: () => (/* reexport */ VARIABLE_LIMIT),
  append: () => (/* reexport */ append),
  appendTo: () => (/* reexport */ appendTo),
  assertionAudience: () => (/* reexport */ assertionAudience),
  authMethods: () => (/* reexport */ authMethods),
  authenticate: () => (/* reexport */ authenticate),
  canEnd: () => (/* reexport */ canEnd),
  checkEndpoint: () => (/* reexport */ checkEndpoint),
  checkProxy: () => (/* reexport */ checkProxy),
  checkValidity: () => (/* reexport */ checkValidity),
  command: () => (/* reexport */ command),
  compactPart: () => (/* reexport */ compactPart),
  cut: () => (/* reexport */ cut),
  describeUntil: () => (/* reexport */ describeUntil),
  detailsOf: () => (/* reexport */ detailsOf),
  end: () => (/* reexport */ index_end),
  endpointBeside: () => (/* reexport */ endpointBeside),
  endpointOf: () => (/* reexport */ endpointOf),
  failure: () => (/* reexport */ failure),
  fitsVariable: () => (/* reexport */ fitsVariable),
  getState: () => (/* reexport */ core_getState),
  invalid: () => (/* reexport */ invalid),
  isCutOff: () => (/* reexport */ isCutOff),
  isMoment: () => (/* reexport */ isMoment),
  isVisible: () => (/* reexport */ isVisible),
  isoSeconds: () => (/* reexport */ isoSeconds),
  jsonObject: () => (/* reexport */ jsonObject),
  leftOpen: () => (/* reexport */ leftOpen),
  loadEndInputs: () => (/* reexport */ loadEndInputs),
  loadState: () => (/* reexport */ loadState),
  loadUnsealInputs: () => (/* reexport */ loadUnsealInputs),
  lostAnswers: () => (/* reexport */ lostAnswers),
  main: () => (/* reexport */ index_main),
  maskBasic: () => (/* reexport */ maskBasic),
  maskQuery: () => (/* reexport */ maskQuery),
  noSecrets: () => (/* reexport */ noSecrets),
  offeredClassical: () => (/* reexport */ offeredClassical),
  onOneLine: () => (/* reexport */ onOneLine),
  openerOf: () => (/* reexport */ openerOf),
  othersThanDefault: () => (/* reexport */ othersThanDefault),
  post: () => (/* reexport */ post),
  prose: () => (/* reexport */ prose),
  realTime: () => (/* reexport */ realTime),
  reportGiven: () => (/* reexport */ reportGiven),
  reportOpened: () => (/* reexport */ reportOpened),
  requestToken: () => (/* reexport */ requestToken),
  requireFiles: () => (/* reexport */ requireFiles),
  retry: () => (/* reexport */ retry),
  saveState: () => (/* reexport */ state_saveState),
  secretsWithheld: () => (/* reexport */ secretsWithheld),
  send: () => (/* reexport */ send),
  sessionOf: () => (/* reexport */ sessionOf),
  skewBehindRefusal: () => (/* reexport */ skewBehindRefusal),
  thisRun: () => (/* reexport */ thisRun),
  transientCode: () => (/* reexport */ transientCode),
  trustAlso: () => (/* reexport */ trustAlso),
  unseal: () => (/* reexport */ index_unseal),
  urlProblems: () => (/* reexport */ urlProblems)
});

// NAMESPACE OBJECT: ../node_modules/@actions/core/lib/core.js
var core_namespaceObject = {};
__nccwpck_require__.r(core_namespaceObject);
__nccwpck_require__.d(core_namespaceObject, {
  z3: () => (error),
  V4: () => (getInput),
  Gu: () => (getState),
  pq: () => (info),
  LZ: () => (saveState),
  uH: () => (setOutput),
  Pq: () => (core_setSecret),
  $e: () => (warning)
});

// NAMESPACE OBJECT: ./report/core.js
var report_core_namespaceObject = {};
__nccwpck_require__.r(report_core_namespaceObject);
__nccwpck_require__.d(report_core_namespaceObject, {
  error: () => (core_error),
  getInput: () => (core_getInput),
  getState: () => (core_getState),
  info: () => (core_info),
  keyValue: () => (keyValue),
  setSecret: () => (report_core_setSecret),
  warning: () => (core_warning)
});

// NAMESPACE OBJECT: ./inputs/values.js
var values_namespaceObject = {};
__nccwpck_require__.r(values_namespaceObject);
__nccwpck_require__.d(values_namespaceObject, {
  cA: () => (environment),
  OA: () => (fields),
  Jt: () => (flag),
  u9: () => (issuer),
  TN: () => (oneLine),
  yL: () => (oneOf),
  lq: () => (optional),
  Wu: () => (scopes),
  FD: () => (sealKey),
  JW: () => (sealed),
  YA: () => (seconds),
  rJ: () => (secret),
  Qq: () => (values_text),
  vQ: () => (tokenUrl)
});

// src/oauth/keycloak.ts
const TOKEN_PATH = /\/protocol\/openid-connect\/token\/?$/;
function realmOf({ origin, pathname }) {
	const [, realm, more = ''] = /^(.*\/realms\/[^/]+)\/?(.*)$/.exec(pathname) ?? [];
	return realm === undefined ? undefined : { right: `${origin}${realm}/protocol/openid-connect/token`, more };
}
function isTokenEndpoint({ pathname }) {
	return /\/token\/?$/.test(pathname);
}
function endpointBeside(tokenUrl, name) {
	if (!TOKEN_PATH.test(tokenUrl.pathname))
		return undefined;
	const url = new URL(tokenUrl);
	url.pathname = url.pathname.replace(TOKEN_PATH, `/protocol/openid-connect/${name}`);
	return url;
}
function issuerOf({ origin, pathname }) {
	return `${origin}${pathname}`.replace(TOKEN_PATH, '');
}

// src/text/encoding.ts
function hasControls(text) {
	return /[\0-\x1f\x7f-\x9f]/.test(text);
}
function formEncode(value) {
	return new URLSearchParams({ v: value }).toString().slice(2);
}
function isVisible(value) {
	return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}
function scopeOf(value) {
	if (typeof value !== 'string' || !/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(value) || /[$`;|&<>()']/.test(value))
		return undefined;
	return value.split(' ').filter(Boolean).join(' ');
}

// src/oauth/credentials.ts


const authMethods = [
	'client_secret_post',
	'client_secret_basic',
	'client_secret_jwt',
	'private_key_jwt',
	'github_oidc',
	'client_assertion',
	'tls_client_auth',
];
function credentialsOf(given) {
	const { authMethod, tokenUrl, clientId, clientSecret, privateKey, privateKeyId, assertionAudience } = given;
	const { clientAssertionFile, clientCertificate, clientCertificateKey } = given;
	return {
		...{ authMethod, tokenUrl, clientId, clientSecret, privateKey, privateKeyId, assertionAudience },
		...{ clientAssertionFile, clientCertificate, clientCertificateKey },
	};
}
const noSecrets = {
	clientSecret: '',
	privateKey: '',
	clientAssertionFile: '',
	clientCertificate: '',
	clientCertificateKey: '',
};
function basicOf({ clientId, clientSecret }) {
	return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
}
function maskBasic(log, { clientId, clientSecret }) {
	if (clientSecret === '')
		return;
	for (const form of [basicOf({ clientId, clientSecret }), Buffer.from(`${clientId}:${clientSecret}`).toString('base64')])
		log.mask(form);
}
function assertionAudience({ assertionAudience: given, tokenUrl }) {
	return given || issuerOf(tokenUrl);
}
const MAX_SKEW = 20;
function skewBehindRefusal({ ahead = 0 }, authMethod) {
	return /^(private_key|client_secret)_jwt$/.test(authMethod) && Math.abs(ahead) > MAX_SKEW * 1000
		? Math.round(-ahead / 1000)
		: undefined;
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
// src/report/error.ts
class ActionError extends Error {
	name = 'ActionError';
	id;
	params;
	details;
	notes = [];
	brokenOff;
	all = [this];
	constructor(id, params, details, all) {
		super(id);
		this.id = id;
		this.params = params;
		this.details = details;
		if (all)
			this.all = all;
	}
	get code() {
		return this.id.split('/')[0];
	}
	broken(brokenOff) {
		this.brokenOff = brokenOff;
		return this;
	}
	and(id, params) {
		this.notes.push({ id, params });
		return this;
	}
}
function invalid(name, problem) {
	return failure('input_invalid', { what: `The input \`${name}\` ${problem}` });
}
function failure(id, params, details = {}) {
	return new ActionError(id, params, details);
}

// src/http/trust.ts



const CLASSICAL = 'X25519:P-256:P-384:P-521';
function trustAlso(certificates, env = process.env) {
	delete env['NODE_TLS_REJECT_UNAUTHORIZED'];
	if (external_node_tls_namespaceObject.DEFAULT_MIN_VERSION < 'TLSv1.2')
		external_node_tls_namespaceObject.DEFAULT_MIN_VERSION = 'TLSv1.2';
	external_node_tls_namespaceObject.DEFAULT_CIPHERS = external_node_crypto_namespaceObject.constants.defaultCoreCipherList;
	if (certificates.length === 0)
		return;
	if (!("setDefaultCACertificates" in external_node_tls_namespaceObject))
		throw invalid('ca_certificate', `needs Node 24.5 or later, and this runner has ${process.version}: update it, or set NODE_EXTRA_CA_CERTS on it.`);
	external_node_tls_namespaceObject.setDefaultCACertificates([...external_node_tls_namespaceObject.getCACertificates('default'), ...certificates]);
}
function offerOtherGroups() {
	external_node_tls_namespaceObject.DEFAULT_ECDH_CURVE = offeredClassical() ? 'auto' : CLASSICAL;
}
function offeredClassical() {
	return external_node_tls_namespaceObject.DEFAULT_ECDH_CURVE === CLASSICAL;
}

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
// node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
	if (input === null || input === undefined) {
		return '';
	}
	else if (typeof input === 'string' || input instanceof String) {
		return input;
	}
	return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) {
		return {};
	}
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
//# sourceMappingURL=utils.js.map
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
	process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
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
	return utils_toCommandValue(s)
		.replace(/%/g, '%25')
		.replace(/\r/g, '%0D')
		.replace(/\n/g, '%0A');
}
function escapeProperty(s) {
	return utils_toCommandValue(s)
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
	if (!external_fs_namespaceObject.existsSync(filePath)) {
		throw new Error(`Missing file at path: ${filePath}`);
	}
	external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
		encoding: 'utf8'
	});
}
function file_command_prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
	const convertedValue = utils_toCommandValue(value);
	// These should realistically never happen, but just in case someone finds a
	// way to exploit uuid generation let's not allow keys or values that contain
	// the delimiter.
	if (key.includes(delimiter)) {
		throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	}
	if (convertedValue.includes(delimiter)) {
		throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	}
	return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = require("path");
;// CONCATENATED MODULE: external "http"
const external_http_namespaceObject = require("http");
var external_http_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_http_namespaceObject, 2);
;// CONCATENATED MODULE: external "https"
const external_https_namespaceObject = require("https");
var external_https_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_https_namespaceObject, 2);
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
// src/http/never-called.ts
function ProxyAgent() {
	throw new Error('this part of the toolkit is left out of dist/');
}
const never_called_exec = () => {
	throw new Error();
};
const getExecOutput = (/* unused pure expression or super */ null && (never_called_exec));

// src/http/tunnel.ts
let tunnel;
async function loadTunnel() {
	tunnel ??= await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
}
const httpOverHttp = (options) => tunnel?.httpOverHttp(options);
const httpsOverHttp = (options) => tunnel?.httpsOverHttp(options);


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
		const proxyUrl = getProxyUrl(parsedUrl);
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
		info.httpModule = usingSsl ? external_https_namespaceObject_0 : external_http_namespaceObject_0;
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
		const proxyUrl = getProxyUrl(parsedUrl);
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
			maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets;
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
				tunnelAgent = overHttps ? ProxyAgent : httpsOverHttp;
			}
			else {
				tunnelAgent = overHttps ? ProxyAgent : httpOverHttp;
			}
			agent = tunnelAgent(agentOptions);
			this._proxyAgent = agent;
		}
		// if tunneling agent isn't assigned create a new agent
		if (!agent) {
			const options = { keepAlive: this._keepAlive, maxSockets };
			agent = usingSsl ? new external_https_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options);
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
const summary = (/* unused pure expression or super */ null && (_summary));
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
	command_issueCommand('add-mask', {}, secret);
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
		return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
	}
	process.stdout.write(external_os_namespaceObject.EOL);
	command_issueCommand('set-output', { name }, utils_toCommandValue(value));
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
	command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
	command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
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
	process.stdout.write(message + external_os_namespaceObject.EOL);
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
		return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
	}
	command_issueCommand('save-state', { name }, utils_toCommandValue(value));
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
// src/report/core.ts


function core_getInput(name, { trimWhitespace }) {
	return getInput(name, { trimWhitespace });
}
const { /* setSecret */ "Pq": report_core_setSecret, /* info */ "pq": core_info, /* warning */ "$e": core_warning, /* error */ "z3": core_error, /* getState */ "Gu": core_getState } = core_namespaceObject;
const keyValue = file_command_prepareKeyValueMessage;

// src/inputs/read.ts


const CAUSES = ['secret_withheld', 'secret_empty', 'sealed_token_missing', 'input_missing'];
const textOf = (name) => name === 'client_secret'
	? core_getInput(name, { trimWhitespace: false }).replace(/[\r\n]+$/, '')
	: core_getInput(name, { trimWhitespace: true });
class Problems {
	#all = [];
	try(work) {
		try {
			return work();
		}
		catch (error) {
			if (!(error instanceof ActionError))
				throw error;
			this.#all.push(error);
			return undefined;
		}
	}
	read(table) {
		return Object.fromEntries(Object.entries(table).map(([name, parse]) => [name, this.try(() => parse(textOf(name), name))]));
	}
	throwAny(table, complete = true) {
		const given = Object.keys(process.env).filter((variable) => variable.startsWith('INPUT_') && process.env[variable]?.trim());
		const unknown = given.map((variable) => variable.slice('INPUT_'.length).toLowerCase()).filter((name) => !(name in table));
		if (unknown.length > 0 && (this.#all.length > 0 || !complete))
			this.#all.push(failure('input_invalid', { what: told(unknown, table) }));
		const [first, ...others] = this.#all;
		if (!first)
			return;
		if (others.length === 0)
			throw first;
		const cause = CAUSES.map((code) => this.#all.find((problem) => problem.code === code)).find(Boolean);
		throw new ActionError(cause?.id ?? 'input_invalid/several', cause?.params ?? {}, {}, this.#all);
	}
}
function told(unknown, table) {
	return `\`with:\` has \`${unknown.join('`, `')}\`, which is no input, so nothing was sent. There are \`${Object.keys(table).join('`, `')}\`.`;
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
// src/runner/run.ts


function secretsWithheld(env) {
	if (env['GITHUB_ACTOR'] === 'dependabot[bot]')
		return 'dependabot';
	if (!env['GITHUB_EVENT_NAME']?.startsWith('pull_request') || env['GITHUB_EVENT_NAME'] === 'pull_request_target')
		return undefined;
	try {
		const { pull_request: pullRequest } = JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
		return pullRequest && pullRequest.head?.repo?.full_name !== env['GITHUB_REPOSITORY'] ? 'fork' : undefined;
	}
	catch {
		return undefined;
	}
}
function thisRun(env) {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_REPOSITORY_ID: number, GITHUB_RUN_ID: id } = env;
	if (!server || !repository || !id)
		throw failure('runner_missing/run', {});
	const byName = `${server}/${repository}/actions/runs/${id}`;
	return {
		names: number ? [`${server}/repositories/${number}/actions/runs/${id}`, byName] : [byName],
		attempt: Number(env['GITHUB_RUN_ATTEMPT']) || undefined,
	};
}

// src/oauth/endpoint-url.ts


const MAX_NAME = 253;
const LEAST_SECRET = 8;
const UNSEEN = /["<>`{}\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|\*{3}/;
const CONTROL = 'has a line break or another control character inside. Give it on one line.';
const urlProblems = {
	no_url: 'is no URL: give the whole address and nothing around it, such as https://HOST/realms/NAME/protocol/openid-connect/token',
	not_https: 'is not https: only a loopback host may use http, anywhere else the secret could be read on the way',
	user_info: 'has a user name or password in it, or a secret in its query: use `client_id` and `client_secret`',
	character: 'has a character that no address has: an invisible one, a quotation mark, or what a placeholder stands in',
	fragment: 'has a fragment (#), which RFC 6749, 3.2 does not allow',
	secret: 'repeats a secret in its host',
};
function endpointOf(given) {
	const url = typeof given === 'string' && !hasControls(given) && URL.canParse(given) ? new URL(given) : undefined;
	if (!url?.hostname || url.hostname.length > MAX_NAME)
		return 'no_url';
	const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback))
		return 'not_https';
	if (url.username || url.password || url.searchParams.has('client_secret'))
		return 'user_info';
	const [address = ''] = String(given).split('?');
	if (UNSEEN.test(address))
		return 'character';
	return String(given).includes('#') ? 'fragment' : url;
}
function checkEndpoint(name, given) {
	if (hasControls(given))
		throw invalid(name, CONTROL);
	const url = endpointOf(given);
	if (typeof url === 'string')
		throw invalid(name, `${urlProblems[url]}.`);
	return url;
}
function maskQuery(url, log) {
	for (const pair of url?.search.slice(1).split('&') ?? []) {
		const written = pair.slice(pair.indexOf('=') + 1);
		const decoded = new URLSearchParams(`value=${written}`).get('value') ?? '';
		for (const value of [written, decoded])
			if (value.length >= LEAST_SECRET)
				log.mask(value);
	}
}

// src/oauth/environments.ts
const PATH = '/auth/realms/Arkane/protocol/openid-connect/token';
const environments = {
	production: 'login.arkane.network',
	qa: 'login-qa.arkane.network',
	staging: 'login-staging.arkane.network',
	venly: 'login.venly.io',
	'venly-sandbox': 'login-sandbox.venly.io',
};
function tokenEndpoint(environment) {
	return Object.hasOwn(environments, environment) ? new URL(`https://${environments[environment] ?? ''}${PATH}`) : undefined;
}
function environmentAt(host) {
	return Object.keys(environments).find((name) => environments[name] === host.toLowerCase());
}
function othersThanDefault(host) {
	const [first, ...others] = Object.keys(environments);
	return environmentAt(host) === first ? others : undefined;
}

// src/inputs/values.ts






const OWN_FIELDS = /^(grant_type|scope|audience|client_id|client_secret|client_assertion(_type)?)$/i;
const ANY_ENDPOINT = 'the `token_endpoint` of its metadata (of a Keycloak, https://HOST/realms/NAME/protocol/openid-connect/token)';
const values_text = (given) => given;
const oneLine = (given, name) => {
	if (hasControls(given))
		throw invalid(name, CONTROL);
	return given;
};
const optional = (parse) => (given, name) => given === '' ? undefined : parse(given, name);
const secret = (given, name) => {
	if (given.trim() !== '')
		return given;
	const withheld = secretsWithheld(process.env);
	throw failure(withheld ? `secret_withheld/${withheld}` : 'secret_empty', { name });
};
const oneOf = (values) => (given, name) => {
	const found = given === '' ? values[0] : values.find((value) => value === given.toLowerCase());
	if (found === undefined)
		throw invalid(name, `has a value that it does not know. Give one of \`${values.join('`, `')}\`.`);
	return found;
};
const flag = (given, name) => oneOf(['false', 'true'])(given, name) === 'true';
const seconds = (otherwise, least, most) => (given, name) => {
	const value = given === '' ? otherwise : /^\d{1,9}$/.test(given) ? Number(given) : NaN;
	if (value >= least && value <= most)
		return value;
	throw invalid(name, `is not a whole number of seconds from ${String(least)} to ${String(most)}, without a unit.`);
};
const environment = (given, name) => {
	const url = tokenEndpoint(given || (Object.keys(environments)[0] ?? ''));
	if (url)
		return url;
	const hosts = Object.entries(environments).map(([each, host]) => `\`${each}\` (${host})`);
	throw invalid(name, `is none of ${hosts.join(', ')}. For any other server, leave it out and give \`token_url\`; the \`environment:\` of a job stands beside \`runs-on\`.`);
};
const tokenUrl = (given, name) => {
	const url = checkEndpoint(name, given);
	const known = environmentAt(url.host);
	const keycloak = known !== undefined || /\/(realms|admin)\//.test(url.pathname);
	const other = /\/\.well-known\//.test(url.pathname) || (url.pathname === '/' && !given.endsWith('/'));
	if (!other && (!keycloak || isTokenEndpoint(url)))
		return url;
	const right = known === undefined ? (realmOf(url)?.right ?? ANY_ENDPOINT) : `\`environment: ${known}\` in its place`;
	throw invalid(name, `is not the token endpoint. Give ${right}.`);
};
const issuer = (given, name) => {
	if (given === '')
		return { issuer: '' };
	const url = checkEndpoint(name, given);
	if (given.includes('?') || url.pathname.includes('/.well-known/'))
		throw invalid(name, 'has a query or the path of the metadata in it. Give what stands before /.well-known/.');
	const realm = realmOf(url);
	if (!realm)
		return { issuer: given };
	if (realm.more !== '')
		throw invalid(name, `has more than the issuer in it. Give ${issuerOf(new URL(realm.right))}.`);
	return { tokenUrl: new URL(realm.right), issuer: '' };
};
const scopes = (given, name) => {
	if (given.includes(','))
		throw invalid(name, 'has a comma. Separate the names with spaces alone.');
	const names = given.split(/\s+/).filter(Boolean);
	if (names.every((each) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(each)))
		return [...new Set(names)];
	throw invalid(name, 'has a character that no scope may have (RFC 6749, 3.3). Separate the names with spaces alone, without quotes.');
};
const fields = (given, name) => given.split(/\r?\n/).flatMap((line, index) => {
	const [, field = '', value = ''] = /^\s*([^=]*?)\s*=(.*?)\s*$/.exec(line) ?? [];
	if (OWN_FIELDS.test(field))
		throw invalid(name, `has \`${field}\`, which other inputs set. Leave it out.`);
	if (line.trim() !== '' && !/^[\w.-]+$/.test(field))
		throw invalid(name, `has in line ${String(index + 1)} no \`name=value\` with a name of letters, digits, \`-\`, \`.\` and \`_\`.`);
	return line.trim() === '' ? [] : [[field, oneLine(value, name)]];
});
const sealKey = (given, name) => {
	const key = Buffer.from(secret(given, name), 'base64');
	const canonical = given.replace(/=$/, '').replaceAll('+', '-').replaceAll('/', '_');
	const look = /^[0-9a-f]{64}$/i.test(given)
		? ' but in hex'
		: /\W{2}|^\W|[=:].*\w/.test(given)
			? ' alone: there is something around them'
			: '';
	if (key.length === 32 && key.toString('base64url') === canonical && key.some((byte) => byte !== key[0]))
		return key;
	throw failure('seal_key_invalid', { what: `The input \`seal_key\` is not 32 random bytes in base64${look}.` });
};
const sealed = (given, name) => {
	if (given !== '')
		return given;
	throw failure(name === 'sealed_token' ? 'sealed_token_missing' : 'sealed_token_missing/session', {});
};

// src/inputs/inputs.ts





const { /* text */ "Qq": inputs_text, /* oneLine */ "TN": inputs_oneLine, /* optional */ "lq": inputs_optional } = values_namespaceObject;
const secrets = {
	client_secret: inputs_oneLine,
	private_key: inputs_text,
	client_assertion_file: inputs_oneLine,
	client_certificate: inputs_text,
	client_certificate_key: inputs_text,
};
const main = {
	client_id: inputs_oneLine,
	...secrets,
	environment: environment,
	token_url: inputs_optional(tokenUrl),
	issuer: issuer,
	scope: scopes,
	audience: inputs_oneLine,
	parameters: fields,
	auth_method: oneOf(authMethods),
	private_key_id: inputs_oneLine,
	assertion_audience: inputs_oneLine,
	timeout: seconds(60, 1, 3600),
	min_validity: seconds(0, 0, 31_536_000),
	ca_certificate: inputs_text,
	revoke: oneOf(['auto', 'true', 'false']),
	seal_key: inputs_optional(sealKey),
	summary: flag,
	token_command: flag,
};
const unseal = { sealed_token: sealed, seal_key: sealKey, min_validity: main.min_validity };
const end = { sealed_session: sealed, seal_key: sealKey, ...secrets };
async function loadInputs(log) {
	await maskSecrets(log);
	const problems = new Problems();
	const given = problems.read(main);
	const { issuer, tokenUrl } = given.issuer ?? { issuer: '' };
	if (textOf('issuer') && textOf('token_url'))
		problems.try(() => fail(invalid('issuer', 'is set beside `token_url`. Give one of them.')));
	const proofs = await proofsOf(given.auth_method, given, problems);
	const caCertificates = given.ca_certificate
		? (await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).authorities(given.ca_certificate, problems)
		: [];
	problems.throwAny(main, Boolean(textOf('token_url') || textOf('issuer') || !['', 'production'].includes(textOf('environment'))));
	for (const [, value] of given.parameters)
		log.hide(value);
	for (const key of [proofs.privateKey, proofs.clientCertificateKey])
		log.mask(key);
	return {
		...proofs,
		clientId: given.client_id,
		tokenUrl: tokenUrl ?? given.token_url ?? (issuer ? undefined : given.environment),
		issuer,
		scope: given.scope,
		audience: given.audience,
		parameters: given.parameters,
		authMethod: given.auth_method,
		privateKeyId: given.private_key_id,
		assertionAudience: given.assertion_audience || issuer,
		timeout: given.timeout,
		minValidity: given.min_validity,
		caCertificates,
		revoke: given.revoke,
		sealKey: given.seal_key,
		summary: given.summary,
		tokenCommand: given.token_command,
	};
}
async function loadUnsealInputs(log) {
	await maskSecrets(log);
	return readAll(unseal);
}
async function loadEndInputs(log) {
	await maskSecrets(log);
	const given = readAll(end);
	const proofs = async (method) => {
		const problems = new Problems();
		const found = await proofsOf(method, given, problems, false);
		problems.throwAny(end);
		return found;
	};
	return { ...given, proofs };
}
function readAll(table) {
	const problems = new Problems();
	const given = problems.read(table);
	problems.throwAny(table);
	return given;
}
const needs = {
	client_secret_post: ['client_id', 'client_secret'],
	client_secret_basic: ['client_id', 'client_secret'],
	client_secret_jwt: ['client_id', 'client_secret'],
	private_key_jwt: ['client_id', 'private_key'],
	github_oidc: [],
	client_assertion: ['client_assertion_file'],
	tls_client_auth: ['client_id', 'client_certificate', 'client_certificate_key'],
};
async function proofsOf(method, given, problems, strict = true) {
	const needed = method ? needs[method] : [];
	const used = (name) => (needed.includes(name) ? (given[name] ?? '') : '');
	for (const name of needed)
		if (strict || name !== 'client_id')
			problems.try(() => (given[name] === undefined ? '' : inputs_require(name, given[name], given)));
	for (const name of ['client_secret', 'private_key'])
		if (strict && method && given[name] && !needed.includes(name))
			problems.try(() => fail(invalid(name, `is set, and \`auth_method: ${method}\` uses none. Leave it out, or name the method that uses it.`)));
	const proofs = {
		clientSecret: used('client_secret'),
		privateKey: '',
		clientAssertionFile: '',
		clientCertificate: '',
		clientCertificateKey: '',
	};
	const rare = ['private_key', 'client_assertion_file', 'client_certificate', 'client_certificate_key'];
	if (!rare.some((name) => given[name]))
		return proofs;
	const { usable } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
	return {
		...proofs,
		...usable({ ...given, private_key: used('private_key'), client_assertion_file: used('client_assertion_file') }, problems),
	};
}
function inputs_require(name, value, given) {
	if (value.trim() !== '')
		return value;
	const [other] = Object.entries(needs).find(([, names]) => names.some((each) => each !== 'client_id' && each !== name && given[each])) ?? [];
	if (name === 'client_secret' && other !== undefined && !secretsWithheld(process.env))
		throw invalid(name, `is empty, and what \`auth_method: ${other}\` needs is set. Add that, or give the secret.`);
	if (name.endsWith('_id') || name.endsWith('_file') || name === 'client_certificate')
		throw failure('input_missing', { name });
	return secret(value, name);
}
function fail(error) {
	throw error;
}
async function maskSecrets(log) {
	if (textOf('client_secret').trim() !== '')
		log.mask(textOf('client_secret'));
	if (textOf('seal_key').length >= 8)
		log.mask(textOf('seal_key'));
	const keys = [textOf('private_key'), textOf('client_certificate_key')].filter(Boolean);
	if (keys.length === 0)
		return;
	const { privatePieces } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
	for (const piece of keys.flatMap(privatePieces))
		log.mask(piece);
}

// src/report/time.ts
const LAST = 8.64e15;
function isoSeconds(milliseconds) {
	return new Date(Math.max(-LAST, Math.min(milliseconds, LAST))).toISOString().replace(/\.\d+Z$/, 'Z');
}
function forPeople(exact) {
	const seconds = Math.round(exact);
	const units = [
		[86_400, 'days'],
		[3600, 'h'],
		[60, 'min'],
	];
	const [size, unit] = units.find(([least]) => seconds >= (least === 60 ? 600 : 2 * least)) ?? [1, 's'];
	return `${String(Math.floor(seconds / size))} ${unit}`;
}
function describeExpiry(expiry, now) {
	return expiry === undefined ? 'no expiry told' : `valid for ${forPeople((expiry - now) / 1000)}, until ${isoSeconds(expiry)}`;
}
function describeUntil(end) {
	return end === undefined ? 'until it expires, which the server does not tell' : `until ${isoSeconds(end)}`;
}

// src/report/given.ts

function reportEndpoints(issuer, { tokenUrl, revocationUrl }, log) {
	const told = ({ origin, pathname }) => origin + pathname;
	const revocation = revocationUrl ? `, revocation ${told(revocationUrl)}` : ', no revocation endpoint';
	log.info(`By the metadata of ${issuer}: token ${told(tokenUrl)}${revocation}.`);
}
function reportGiven({ clientId, host, expiry, scope, askedAt, attempts, took }, log) {
	const effort = `${String(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}, ${(took / 1000).toFixed(2)} s`;
	const asked = Math.floor(askedAt / 1000) * 1000;
	const client = clientId && `for client ${clientId} `;
	log.info(`Access token ${client}from ${host}: ${describeExpiry(expiry, asked)} (${effort}).`);
	if (scope)
		log.info(`Scopes: ${scope}`);
}
function reportUnending({ expiry, refreshToken, refreshExpiry, }, { tokenUrl }, log) {
	const refresh = refreshToken === undefined ? '' : `, the refresh token ${describeUntil(refreshExpiry)}`;
	log.info(`Nothing ends it at ${tokenUrl.host}, since no endpoint for it is known; the access token is valid ${describeUntil(expiry)}${refresh}.`);
}
function reportOpened({ clientId, host, expiry, attempt, thisAttempt }, now, log) {
	const parts = [
		describeExpiry(expiry, now),
		clientId !== undefined && `for client ${clientId}`,
		host !== undefined && `from ${host}`,
		attempt !== undefined && attempt !== thisAttempt && `sealed in attempt ${String(attempt)} of this run`,
	];
	log.info(`Opened the sealed access token: ${parts.filter(Boolean).join(', ')}.`);
}

// src/oauth/authenticate.ts

async function authenticate(request, credentials, attempt) {
	const { authMethod, clientId, clientSecret, clientCertificate: cert, clientCertificateKey: key } = credentials;
	const shown = cert ? { ...request, certificate: { cert, key } } : request;
	if (authMethod === 'client_secret_post')
		return { ...shown, form: { ...shown.form, client_id: clientId, client_secret: clientSecret } };
	if (authMethod === 'client_secret_basic')
		return { ...shown, headers: { ...shown.headers, authorization: `Basic ${basicOf(credentials)}` } };
	const { withAssertion } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
	return withAssertion(shown, credentials, attempt);
}

// src/http/proxy.ts


const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
function checkProxy(url, env, log) {
	const set = VARIABLES.filter((name) => env[name]);
	for (const variable of set)
		maskCredentials(env[variable] ?? '', log);
	const variable = set.find((name) => name.toLowerCase() === `${url.protocol.slice(0, -1)}_proxy`);
	if (variable === undefined || checkBypass(url))
		return undefined;
	const proxy = parse(env[variable] ?? '');
	if (!proxy)
		throw failure('proxy_invalid', { variable });
	env[variable] = proxy.href;
	return proxy.host;
}
function parse(value) {
	const proxy = toUrl(value);
	const usable = proxy?.protocol === 'http:' &&
		!proxy.hostname.startsWith('[') &&
		isDecodable(proxy.username + proxy.password) &&
		proxy.pathname + proxy.search + proxy.hash === '/';
	return usable ? proxy : undefined;
}
function toUrl(value) {
	const text = /^\s*[a-z][a-z\d+.-]*:\/\//i.test(value.replace(/[\t\r\n]/g, '')) ? value : `http://${value}`;
	return URL.canParse(text) ? new URL(text) : undefined;
}
function isDecodable(text) {
	try {
		decodeURIComponent(text);
		return true;
	}
	catch {
		return false;
	}
}
function maskCredentials(value, log) {
	maskPair(/^(?:[a-z]+:\/\/)?([^/@:]*):?(.*)@/is.exec(value.trim())?.slice(1) ?? [], log);
	const proxy = toUrl(value);
	if (proxy)
		maskPair([proxy.username, proxy.password], log);
}
function maskPair([username = '', password = ''], log) {
	const credential = password || username;
	if (credential.length < 4)
		return;
	log.mask(credential);
	if (!isDecodable(username + password))
		return;
	log.mask(decodeURIComponent(credential));
	log.mask(Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64'));
}

// src/http/retry.ts

const FIRST_BACKOFF = 500;
const MAX_BACKOFF = 10_000;
const GRACE = 7_000;
const MIN_ATTEMPT = 1_000;
const passing = {
	host_not_found: Infinity,
	connection_refused: Infinity,
	connection_failed: Infinity,
	timeout: Infinity,
	proxy_unreachable: Infinity,
	rate_limited: Infinity,
	server_error: Infinity,
	'id_token_refused/passing': Infinity,
	'answer_invalid/cut_off': 5,
	'tls_failed/passing': 4,
	'answer_invalid/http': 2,
	'invalid_client/clock': 2,
	'unauthorized_client/clock': 2,
	'request_refused/clock': 2,
};
async function retry(attempt, options) {
	const { timeout, attemptTimeout = Math.min(Math.max(timeout * 500, 15_000), 120_000), spent = 0, limit, cancelled, now, } = options;
	const start = now() - spent;
	const left = () => start + timeout * 1000 - now();
	const seen = new Map();
	for (let attempts = 1, ahead = 0;; attempts++) {
		try {
			const end = now() + Math.min(attemptTimeout, left());
			const value = await unlessCancelled(attempt(() => Math.max(1, Math.floor(end - now())), ahead), cancelled, GRACE);
			return { value, attempts, took: now() - start };
		}
		catch (error) {
			if (!(error instanceof ActionError))
				throw error;
			if (cancelled?.aborted)
				throw error.code === 'cancelled' ? error : failure('cancelled', {});
			if (isFinal(error, seen) || attempts === options.maxAttempts)
				throw error;
			const { details } = error;
			if (error.id.endsWith('/clock'))
				ahead = details.ahead ?? 0;
			const asked = retryAfter(details.retryAfter, Date.now() + (details.ahead ?? 0));
			const room = left() - asked - MIN_ATTEMPT;
			if (room < 0 && asked > 0)
				throw error.and('asks_to_wait', { seconds: Math.ceil(asked / 1000), left: Math.ceil(left() / 1000), timeout, limit });
			const backoff = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (attempts - 1));
			const wait = asked + options.random() * Math.min(room, Math.max(asked, backoff));
			if (room >= 0) {
				await options.onRetry(error, wait, attempts + 1);
				await unlessCancelled(options.sleep(wait), cancelled, 0);
			}
			if (room < 0 || left() <= 0)
				throw attempts === 1 ? error : error.and('out_of_attempts', { attempts, timeout, limit });
		}
	}
}
async function unlessCancelled(work, cancelled, grace) {
	const { promise, reject } = Promise.withResolvers();
	const cancel = () => setTimeout(reject, grace, failure(grace > 0 ? 'cancelled/in_flight' : 'cancelled', {}));
	if (cancelled?.aborted)
		cancel();
	cancelled?.addEventListener('abort', cancel, { once: true });
	return Promise.race([work, promise]).finally(() => cancelled?.removeEventListener('abort', cancel));
}
function isFinal({ id, code }, seen) {
	const times = (seen.get(id) ?? 0) + 1;
	seen.set(id, times);
	return times >= (passing[id] ?? passing[code] ?? 1);
}
function retryAfter(header, now) {
	const value = header?.trim() ?? '';
	if (/^\d+$/.test(value))
		return Math.min(Number(value), 1e9) * 1000;
	return Math.max(0, (/^(mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN) - now) || 0;
}
function realTime(log) {
	return {
		now: () => Number(process.hrtime.bigint() / 1000n) / 1000,
		sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
		random: Math.random,
		onRetry: (error, wait, attempt) => log.retrying(error, wait, attempt),
	};
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = require("node:http");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = require("node:https");
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = require("node:net");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = require("node:url");
// src/http/send.ts









const MAX_BODY = 1024 * 1024;
const MAX_HEADERS = 64 * 1024;
const MAX_OPENING = 15_000;
const NEXT_ADDRESS = Math.max(2500, (0,external_node_net_namespaceObject.getDefaultAutoSelectFamilyAttemptTimeout)());
async function send(request, timeout, { proxy }) {
	const { host } = request.url;
	const peer = { host, proxy, phase: 'dialing', certificate: undefined };
	(0,external_node_net_namespaceObject.setDefaultAutoSelectFamilyAttemptTimeout)(Math.max(10, Math.min(NEXT_ADDRESS, Math.floor(timeout / 4))));
	const client = new lib_HttpClient('arkane-token-action', [], { keepAlive: true });
	const abort = new AbortController();
	const { promise: failed, reject: fail } = Promise.withResolvers();
	const trace = { sentAt: Date.now(), sent: false, chunks: [], fail };
	const late = (after) => {
		if (after === timeout || peer.phase !== 'open')
			fail(failure('timeout', { host, seconds: Math.round(after / 100) / 10 }));
	};
	const timers = [timeout, Math.min(MAX_OPENING, timeout)].map((after) => setTimeout(late, after, after));
	try {
		if (proxy !== undefined)
			await loadTunnel();
		return await Promise.race([exchange(request, client, abort.signal, peer, trace), failed]);
	}
	catch (error) {
		if (error instanceof TypeError)
			throw error;
		const cause = await causeOf(error, peer);
		throw cause.broken(brokenOff(trace, error));
	}
	finally {
		for (const timer of timers)
			clearTimeout(timer);
		abort.abort();
		setImmediate(() => {
			client.dispose();
		});
	}
}
function brokenOff({ sentAt, sent, chunks }, error) {
	const refused = error.rawPacket;
	const all = Buffer.isBuffer(refused) ? [...chunks, refused] : chunks;
	return { sentAt, sent, text: Buffer.concat(all).toString() };
}
async function causeOf(error, peer) {
	const { networkError } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
	const cause = error instanceof ActionError ? error : networkError(error, peer);
	if (peer.phase === 'hello')
		offerOtherGroups();
	return cause;
}
async function exchange(request, client, signal, peer, trace) {
	const { message } = await start(request, client, signal, peer, trace);
	const { statusCode: status = 0, headers } = message;
	if (status < 200)
		throw failure('answer_invalid/interim', { host: peer.host, status });
	const body = await read(message, peer.host, trace.chunks);
	return { url: request.url, status, headers, body, sentAt: trace.sentAt, receivedAt: Date.now() };
}
function start({ url, headers, form, more = [], certificate }, client, signal, peer, trace) {
	process.noDeprecation = true;
	const agent = client.getAgent(url.href);
	if (certificate && 'options' in agent)
		Object.assign(agent.options, certificate);
	const open = url.protocol === 'https:' ? external_node_https_namespaceObject.request : external_node_http_namespaceObject.request;
	const request = (...args) => watch(open(...args), peer, trace);
	return client.requestRaw({
		parsedUrl: url,
		httpModule: { request },
		options: {
			...(0,external_node_url_namespaceObject.urlToHttpOptions)(url),
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
	}, form ? new URLSearchParams([...Object.entries(form), ...more]).toString() : '');
}
function watch(request, peer, trace) {
	return request
		.once('upgrade', ({ statusCode: status = 101 }, socket) => {
		socket.destroy();
		trace.fail(failure('answer_invalid/interim', { host: peer.host, status }));
	})
		.once('finish', () => {
		trace.sent = true;
	})
		.on('error', (error) => {
		if (error.code?.startsWith('HPE_') && error.code !== 'HPE_CLOSED_CONNECTION')
			trace.fail(error);
	})
		.once('socket', (socket) => {
		const secure = socket instanceof external_node_tls_namespaceObject.TLSSocket;
		const connected = () => {
			peer.phase = secure ? 'hello' : 'open';
		};
		if (socket.connecting)
			socket.once('connect', connected);
		else
			connected();
		if (!secure)
			return;
		socket.prependOnceListener('secure', () => {
			peer.phase = 'open';
			peer.certificate = socket.getPeerCertificate();
		});
	});
}
function read(message, host, chunks) {
	return new Promise((done, fail) => {
		let size = 0;
		message
			.on('data', (chunk) => {
			size += chunk.length;
			if (size > MAX_BODY)
				fail(failure('answer_too_large', { host }));
			else
				chunks.push(chunk);
		})
			.once('end', () => {
			done(new TextDecoder().decode(Buffer.concat(chunks)));
		})
			.once('error', fail);
	});
}

// src/runner/files.ts



const MAX_VARIABLE = process.platform === 'win32' ? 32_766 : 128 * 1024 - 1;
const VARIABLE_LIMIT = process.platform === 'win32' ? '32,766 characters on Windows' : '128 KiB';
function fitsVariable(name, value) {
	return Buffer.byteLength(`${name}=${value}`) <= MAX_VARIABLE;
}
function requireFiles(env, names) {
	const missing = names.filter((name) => !env[name]);
	if (missing.length > 0)
		throw failure('runner_missing', { names: missing });
	for (const name of names)
		files_told(name, () => {
			plain(name);
			(0,external_node_fs_namespaceObject.closeSync)((0,external_node_fs_namespaceObject.openSync)(env[name] ?? '', 'a'));
		});
}
function plain(name) {
	if (!(0,external_node_fs_namespaceObject.lstatSync)(process.env[name] ?? '').isFile())
		throw failure('output_failed/no_file', { file: name });
}
function appendTo(name, values) {
	files_told(name, () => {
		plain(name);
		const { access_token: token, ...rest } = values;
		for (const [key, value] of Object.entries({ ...rest, ...(token !== undefined && { access_token: token }) }))
			(name === 'GITHUB_STATE' ? saveState : setOutput)(key, value);
	});
}
function append(name, text) {
	files_told(name, () => {
		plain(name);
		(0,external_node_fs_namespaceObject.appendFileSync)(process.env[name] ?? '', text);
	});
}
function files_told(name, work) {
	try {
		work();
	}
	catch (error) {
		if (error instanceof ActionError || !(error instanceof Error && 'code' in error))
			throw error;
		throw failure('output_failed', { file: name, reason: error.code === 'ENOENT' ? 'it is not there' : String(error.code) });
	}
}

// src/text/json.ts
function jsonObject(text) {
	try {
		const value = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
	}
	catch {
		return undefined;
	}
}
function fieldsIn(answer) {
	return (jsonObject(answer) ??
		Object.fromEntries(Array.from(answer.matchAll(/"(\w+)"\s*:\s*"([^"\\]+)"/g), ([, name = '', text]) => [name, text])));
}
function compactPart(token, index) {
	return jsonObject(Buffer.from(token.split('.', 2)[index] ?? '', 'base64url').toString());
}
function isCutOff(text) {
	if (!/^\s*\{/.test(text) || jsonObject(text))
		return false;
	const rest = text.replace(/"(?:[^"\\]|\\[^]?)*("?)/g, (_, end) => (end ? '' : '"'));
	const count = (brackets) => rest.match(brackets)?.length ?? 0;
	return rest.includes('"') || count(/[{[]/g) > count(/[}\]]/g);
}

// src/oauth/expiry.ts

const TOLERANCE = 15;
const MAX_SECONDS = 100 * 365 * 86_400;
function secondsOf(value) {
	const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Math.abs(number) <= MAX_SECONDS ? Math.floor(number) : undefined;
}
function endOf(sentAt, lifetime) {
	return Math.floor(sentAt / 1000 + lifetime) * 1000;
}
function expiryOf(accessToken, expiresIn, { sentAt, headers }) {
	const age = ageOf(headers.age);
	const own = ownLifetime(accessToken, Date.parse(headers.date ?? '') / 1000, age);
	const told = expiresIn === undefined ? undefined : expiresIn - age;
	const lifetimes = [told, own].filter((lifetime) => lifetime !== undefined);
	return lifetimes.length === 0 ? undefined : endOf(sentAt, Math.min(...lifetimes));
}
function ownLifetime(token, date, age) {
	const { exp, iat } = compactPart(token, 1) ?? {};
	const clocks = [date, iat].filter(isMoment);
	if (!isMoment(exp) || clocks.length === 0)
		return undefined;
	const [earliest, latest] = [Math.min(...clocks), Math.max(...clocks)];
	const left = exp - latest - age;
	return left <= 0 && latest - earliest <= TOLERANCE ? exp - earliest - age : left;
}
function isMoment(value) {
	return typeof value === 'number' && value >= 0 && value < 1e11;
}
function ageOf(header) {
	return /^\d{1,9}$/.test(header ?? '') ? Number(header) : 0;
}

// src/session/session.ts




const MAX_TOKEN = 32 * 1024;
function sessionOf({ accessToken, expiry, refreshToken, refreshExpiry }) {
	return refreshToken === undefined
		? { kind: 'access_token', token: accessToken, until: expiry }
		: { kind: 'refresh_token', token: refreshToken, until: refreshExpiry };
}
function sessionIn(answer, sentAt) {
	const fields = fieldsIn(answer);
	const usable = (name) => {
		const token = fields[name];
		return isVisible(token) && token.length <= MAX_TOKEN ? token : undefined;
	};
	const end = (name) => {
		const lifetime = secondsOf(fields[name]) ?? 0;
		return lifetime > 0 ? endOf(sentAt, lifetime) : undefined;
	};
	const [refreshToken, accessToken] = [usable('refresh_token'), usable('access_token')];
	if (refreshToken !== undefined)
		return { kind: 'refresh_token', token: refreshToken, until: end('refresh_expires_in') };
	return accessToken === undefined ? undefined : { kind: 'access_token', token: accessToken, until: end('expires_in') };
}
function canEnd({ tokenUrl, revocationUrl }) {
	return (endpointBeside(tokenUrl, 'logout') ?? revocationUrl) !== undefined;
}
function leftOpen({ until: end }, { clientId, tokenUrl }) {
	return { clientId, host: tokenUrl.host, end };
}

// src/text/words.ts
const MAX = 200;
const RUN = /[\p{L}\p{M}\p{N}%\\&#+=~]+/gu;
const WORD = /^[\p{L}\p{M}]{0,24}\d{0,8}$/u;
const MIXED = /(\p{Ll}\p{Lu}.*){3}/u;
function onOneLine(text) {
	return text
		.toWellFormed()
		.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
		.replace(/:(?=:)/g, ': ')
		.replace(/##\[/g, '## [')
		.trim();
}
function prose(text) {
	const ends = text.length > 20 * MAX ? text.slice(0, 10 * MAX) + ' … ' + text.slice(-10 * MAX) : text;
	return cut(onOneLine(ends).replace(RUN, (run) => (WORD.test(run) && !MIXED.test(run) ? run : '…')));
}
function cut(text) {
	if (text.length <= MAX)
		return text;
	const [begin, end] = [text.slice(0, MAX / 2), text.slice(-MAX / 2)];
	return `${begin.replace(/\S{0,40}$/, '')}…${end.replace(/^\S{0,40}/, '')}`;
}

// src/oauth/token.ts





function grantedFields({ status, body }) {
	if (status < 200 || status >= 300)
		return undefined;
	const fields = jsonObject(body);
	return typeof fields?.['error'] === 'string' && fields['error'] !== '' ? undefined : fields;
}
function tokenOf(fields, response, expected) {
	const { repeats } = expected;
	const { accessToken, tokenType, calledType } = credentials(fields, expected);
	const ignored = [];
	const field = (name, parse) => {
		const value = fields[name] ?? undefined;
		const parsed = value === undefined ? undefined : parse(value);
		if (value !== undefined && parsed === undefined)
			ignored.push(name);
		return parsed;
	};
	const told = (value) => {
		const text = scopeOf(value);
		return text === undefined || repeats(text) ? undefined : text;
	};
	const expiresIn = field('expires_in', secondsOf);
	const refreshToken = field('refresh_token', visible);
	const refreshExpiresIn = field('refresh_expires_in', secondsOf);
	return {
		accessToken,
		tokenType,
		calledType,
		expiresIn,
		expiry: expiryOf(accessToken, expiresIn, response),
		scope: field('scope', told),
		refreshToken,
		refreshExpiresIn,
		refreshExpiry: refreshToken !== undefined && refreshExpiresIn !== undefined && refreshExpiresIn > 0
			? endOf(response.sentAt, refreshExpiresIn)
			: undefined,
		idToken: field('id_token', visible),
		sessionState: field('session_state', (value) => (isVisible(value) ? told(value) : undefined)),
		notBeforePolicy: field('not-before-policy', secondsOf),
		ignored,
	};
}
function credentials(fields, { host }) {
	const accessToken = visible(fields['access_token']);
	if (accessToken === undefined) {
		const given = fields['access_token'] !== undefined && fields['access_token'] !== null;
		throw failure(given ? 'token_invalid' : 'answer_invalid/no_token', { host });
	}
	const tokenType = fields['token_type'] ?? undefined;
	if (tokenType === undefined)
		return { accessToken, tokenType: 'Bearer', calledType: '' };
	if (typeof tokenType === 'string' && tokenType.toLowerCase() === 'bearer')
		return { accessToken, tokenType, calledType: undefined };
	const text = typeof tokenType === 'string' ? tokenType : typeof tokenType;
	const calledType = prose(text).replaceAll('"', "'");
	if (/^\s*bearer[\s_-]*(token\s*)?$/i.test(text))
		return { accessToken, tokenType: 'Bearer', calledType };
	throw failure('token_type_unsupported', { host, calledType });
}
function visible(value) {
	return isVisible(value) ? value : undefined;
}

// src/oauth/outputs.ts




const MAX_LINES = 20;
function maskTokens(response, log) {
	const granted = grantedFields(response);
	const fields = granted ?? jsonObject(response.body) ?? {};
	for (const name of ['access_token', 'refresh_token', 'id_token']) {
		if (typeof fields[name] !== 'string')
			continue;
		const token = fields[name].split(/[\r\n]+/, MAX_LINES).join('\n');
		if (granted && isVisible(token))
			log.mask(token);
		else
			log.maskRefused(token);
	}
}
function outputsOf(token) {
	const all = {
		access_token: token.accessToken,
		expiry: token.expiry === undefined ? undefined : isoSeconds(token.expiry),
		expires_in: token.expiresIn,
		token_type: token.tokenType,
		scope: token.scope,
		refresh_token: token.refreshToken,
		refresh_expires_in: token.refreshExpiresIn,
		refresh_expiry: token.refreshExpiry === undefined ? undefined : isoSeconds(token.refreshExpiry),
		id_token: token.idToken,
		session_state: token.sessionState,
		not_before_policy: token.notBeforePolicy,
	};
	return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

// src/oauth/token-request.ts
function tokenRequest({ tokenUrl, scope, audience, parameters }) {
	return {
		url: tokenUrl,
		headers: {},
		form: {
			grant_type: 'client_credentials',
			...(scope.length > 0 && { scope: scope.join(' ') }),
			...(audience !== '' && { audience }),
		},
		...(parameters.length > 0 && { more: parameters }),
	};
}

// src/session/grant.ts










async function requestToken(server, opener, openings, { log, cancelled }) {
	const { value, attempts, took } = await askUntilGranted(server, openings, log, cancelled);
	const { token, response } = value;
	const session = sessionOf(token);
	try {
		if (!openings.granted(session))
			await log.warn('not_ended', { ...leftOpen(session, opener), limit: VARIABLE_LIMIT });
	}
	catch (error) {
		if (!(error instanceof ActionError))
			throw error;
		const { endNow } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
		throw withUnread(await endNow(error, session, opener, log), server, openings);
	}
	if (cancelled.aborted)
		throw failure('cancelled/granted', {});
	const { clientId, tokenUrl } = server;
	const { expiry, scope } = token;
	return { ...value, given: { clientId, host: tokenUrl.host, expiry, scope, askedAt: response.sentAt, attempts, took } };
}
async function askUntilGranted(server, openings, log, cancelled) {
	const proxy = checkProxy(server.tokenUrl, process.env, log);
	openings.asking();
	try {
		return await retry((timeLeft, ahead) => attempt(server, openings, proxy, { log, timeLeft, ahead }, cancelled), {
			timeout: server.timeout,
			spent: server.spent,
			cancelled,
			...realTime(log),
		});
	}
	catch (error) {
		if (!(error instanceof ActionError))
			throw error;
		if (error.id === 'cancelled/in_flight')
			openings.leftBehind();
		openings.settle();
		const { withShapes } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
		throw withUnread(withShapes(error, server), server, openings);
	}
}
async function attempt(server, openings, proxy, outside, cancelled) {
	const { log, timeLeft } = outside;
	const request = await authenticate(tokenRequest(server), server, outside);
	if (cancelled.aborted)
		throw failure('cancelled', {});
	let response;
	openings.sending();
	try {
		response = await send(request, timeLeft(), { proxy });
		maskTokens(response, log);
		const fields = grantedFields(response);
		if (!fields)
			throw await refusal(response, request, server);
		const expected = { repeats: log.repeats, host: server.tokenUrl.host };
		return { response, token: tokenOf(fields, response, expected) };
	}
	catch (error) {
		if (error instanceof ActionError)
			openings.failed(error, response, log);
		throw error;
	}
}
async function refusal(response, request, server) {
	const { refused } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
	const { authMethod, methodsTaken, tokenUrl } = server;
	const identity = 'client_assertion' in request.form ? (await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).identityIn(request, server) : '';
	return refused(response, { host: tokenUrl.host, authMethod, methodsTaken, identity });
}
function withUnread(error, server, openings) {
	return openings.unread > 0 ? error.and('may_be_open', lostAnswers(server, openings)) : error;
}
function lostAnswers({ clientId, tokenUrl }, openings, token) {
	const end = token && (token.refreshExpiry ?? token.expiry);
	return { clientId: clientId, host: tokenUrl.host, count: openings.unread, end };
}

// src/http/status.ts
const serverErrors = [408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527, 529, 530];
function mayHaveActed(status) {
	return [504, 520, 524].includes(status);
}
function transientCode(status) {
	if (status === 429)
		return 'rate_limited';
	return serverErrors.includes(status) ? 'server_error' : undefined;
}
function detailsOf({ headers, receivedAt }) {
	const ahead = Date.parse(headers.date ?? '') - receivedAt;
	return { retryAfter: headers['retry-after'], ...(!Number.isNaN(ahead) && { ahead }) };
}

// src/oauth/endpoints.ts







async function findEndpoints({ tokenUrl, issuer, clientCertificate, timeout }, log, cancelled) {
	if (tokenUrl)
		return { tokenUrl, revocationUrl: undefined, methodsTaken: undefined, spent: 0 };
	const { readMetadata } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
	const { value, took } = await retry((timeLeft) => readMetadata(issuer, clientCertificate !== '', (url) => ask(url, timeLeft, log), log), { timeout, cancelled, ...realTime(log) });
	reportEndpoints(issuer, value, log);
	return { ...value, spent: took };
}
async function ask(url, timeLeft, log) {
	const { status, body, headers } = await send({ url, headers: {} }, timeLeft(), {
		proxy: checkProxy(url, process.env, log),
	});
	const transient = transientCode(status);
	if (transient)
		throw failure(`${transient}/metadata`, { host: url.host, status }, { retryAfter: headers['retry-after'] });
	return { status, fields: status === 200 ? jsonObject(body) : undefined };
}

// src/session/state.ts





function openerOf(given) {
	const { caCertificates, revocationUrl } = given;
	return { ...credentialsOf(given), caCertificates, revocationUrl };
}
const NAME = 'session';
function state_saveState(state) {
	const value = JSON.stringify(state);
	if (!fitsVariable(`STATE_${NAME}`, value))
		return false;
	appendTo('GITHUB_STATE', { [NAME]: value });
	return true;
}
function loadState(getState) {
	const value = getState(NAME);
	const state = jsonObject(value || '{}');
	if (!state || !(state.sessions ?? []).every(({ token }) => isVisible(token)))
		throw new TypeError();
	if (!state.opener)
		return state;
	const { tokenUrl, revocationUrl } = state.opener;
	const urls = {
		tokenUrl: checkEndpoint('token_url', tokenUrl),
		revocationUrl: revocationUrl === undefined ? undefined : checkEndpoint('issuer', revocationUrl),
	};
	return { ...state, opener: { ...state.opener, ...urls } };
}

// src/session/ledger.ts




const MAX_SESSIONS = 20;
class Openings {
	#asked;
	#opener;
	#write;
	#sessions = [];
	#saved = 0;
	#lost = 0;
	#underWay = false;
	constructor(opener, end, write = state_saveState) {
		this.#asked = { clientId: opener.clientId, host: opener.tokenUrl.host };
		this.#opener = end ? opener : undefined;
		this.#write = write;
	}
	get unread() {
		return this.#lost + this.#sessions.length - this.#saved;
	}
	asking() {
		this.#save(true);
	}
	sending() {
		this.#underWay = true;
	}
	failed({ brokenOff }, response, log) {
		this.#underWay = false;
		const session = sessionIn(response?.body ?? brokenOff?.text ?? '', response?.sentAt ?? brokenOff?.sentAt ?? 0);
		if (session && this.#opener && this.#sessions.length < MAX_SESSIONS) {
			log.mask(session.token);
			this.#sessions = [...this.#sessions, session];
			this.#save(true);
			if (!response && session.kind === 'access_token')
				this.#lost++;
		}
		else if (session || (response ? grantedUnread(response) : brokenOff?.sent))
			this.#lost++;
	}
	leftBehind() {
		if (this.#underWay)
			this.#lost++;
	}
	settle() {
		try {
			this.#save(false);
		}
		catch (error) {
			if (!(error instanceof ActionError))
				throw error;
		}
	}
	granted(session) {
		const before = this.#sessions;
		if (this.#opener)
			this.#sessions = [session, ...before];
		try {
			this.#save(false);
		}
		catch (error) {
			this.#sessions = before;
			throw error;
		}
		return !this.#opener || this.#saved > 0;
	}
	keep() {
		const [own, ...others] = this.#sessions;
		if (own)
			this.#sessions = [{ ...own, kept: true }, ...others.filter(({ token }) => token !== own.token)];
		this.#save(false);
	}
	#save(asking) {
		const common = { asked: this.#asked, asking };
		let count = this.#sessions.length;
		while (count > 0 && !this.#write({ ...common, opener: this.#opener, sessions: this.#sessions.slice(0, count) }))
			count--;
		if (count === 0)
			this.#write(common);
		this.#saved = count;
	}
}
function grantedUnread({ status, body }) {
	return mayHaveActed(status) || (status >= 200 && status < 300 && (!/^\s*</.test(body) || body.includes('access_token')));
}

// src/oauth/validity.ts




const validity_MAX_SKEW = 60;
function checkValidity({ expiry, expiresIn }, minValidity, now, tooShort = 'token_too_short') {
	if (expiry === undefined) {
		if (minValidity === 0)
			return;
		throw failure('token_too_short/unknown', {});
	}
	const left = Math.floor((expiry - now) / 1000);
	if (left <= 0)
		throw failure('token_expired', {});
	const barely = expiresIn !== undefined && expiresIn + 1 >= minValidity;
	if (left < minValidity)
		throw failure(barely ? 'token_too_short/barely' : tooShort, { left, asked: minValidity });
}
function remarks(token, asked, { headers, receivedAt }) {
	const found = [];
	const granted = new Set(token.scope?.split(' '));
	const missing = token.scope === undefined ? [] : asked.scope.filter((name) => !granted.has(name));
	if (missing.length > 0)
		found.push({ id: 'scope_missing', params: { names: missing.join(' ') } });
	const audiences = audiencesOf(token.accessToken);
	if (asked.audience !== '' && audiences && !audiences.includes(asked.audience))
		found.push({ id: 'audience_missing', params: { asked: asked.audience, found: cut(onOneLine(audiences.join(', '))) } });
	if (token.expiry === undefined)
		found.push({ id: 'no_expiry', params: {} });
	if (token.ignored.length > 0)
		found.push({ id: 'part_ignored', params: { names: token.ignored } });
	if (token.calledType !== undefined)
		found.push({ id: 'token_type_unusual', params: { name: token.calledType } });
	const theirs = Date.parse(headers.date ?? '') || issuedAt(token);
	const skew = Math.round((receivedAt - theirs) / 1000) - ageOf(headers.age);
	if (Math.abs(skew) > validity_MAX_SKEW)
		found.push({ id: 'clocks_differ', params: { skew } });
	return found;
}
function issuedAt({ accessToken, expiresIn }) {
	const { iat, exp } = compactPart(accessToken, 1) ?? {};
	if (typeof iat !== 'number' || typeof exp !== 'number' || expiresIn === undefined)
		return NaN;
	return Math.abs(exp - iat - expiresIn) <= 2 ? iat * 1000 : NaN;
}
function audiencesOf(token) {
	const claims = compactPart(token, 1);
	return claims && [claims['aud']].flat().filter((each) => typeof each === 'string');
}

// src/steps/main.ts














async function requestAccessToken(log, cancelled) {
	requireFiles(process.env, ['GITHUB_OUTPUT', 'GITHUB_STATE']);
	state_saveState({});
	const inputs = await loadInputs(log);
	maskBasic(log, inputs);
	maskQuery(inputs.tokenUrl, log);
	const sealing = inputs.sealKey && { key: inputs.sealKey, run: thisRun(process.env), masks: log.masks };
	trustAlso(inputs.caCertificates);
	const server = { ...inputs, ...(await findEndpoints(inputs, log, cancelled)) };
	const opener = openerOf(server);
	const ends = inputs.revoke !== 'false' && canEnd(opener);
	const later = inputs.tokenCommand ? await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19)) : undefined;
	const folder = later?.folderFor(process.env);
	const openings = new Openings(opener, ends, folder === undefined ? state_saveState : later?.keepingFolder(folder));
	const { token, response, given } = await requestToken(server, opener, openings, {
		log,
		cancelled,
	});
	checkValidity(token, inputs.minValidity, Date.now());
	const sealed = sealing && (await seal(token, opener, inputs, sealing, log));
	const command = folder !== undefined && {
		token_command: later?.makeFolder(folder, server, ends, token, response.sentAt) ?? '',
	};
	if (command)
		openings.settle();
	appendTo('GITHUB_OUTPUT', { ...outputsOf(token), ...sealed, ...command });
	if (sealed && inputs.revoke === 'auto')
		openings.keep();
	reportGiven(given, log);
	if (!canEnd(opener))
		reportUnending(token, opener, log);
	for (const { id, params } of remarks(token, inputs, response))
		await log.warn(id, params);
	if (openings.unread > 0)
		await log.warn('lost_answers', lostAnswers(server, openings, token));
	if (sealed && inputs.revoke === 'true')
		await log.warn('sealed_ends', {});
	if (inputs.summary)
		await (await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).writeSummary(given, log);
}
async function seal(token, opener, { revoke }, sealing, log) {
	const { sealedOutputs } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
	return sealedOutputs(token, opener, revoke === 'true', sealing, log);
}

// src/report/log.ts

const MENDABLE = /^(input_|secret_|seal|private_key_|id_token_unavailable|runner_missing)/;
const MAX_REFUSED = { masks: 24, characters: 64 * 1024 };
class Log {
	#printer;
	#secrets = new Set();
	#masks = new Set();
	#refused = { masks: 0, characters: 0 };
	constructor(printer) {
		this.#printer = printer;
	}
	mask(secret) {
		for (const part of partsOf(secret)) {
			this.#secrets.add(part);
			for (const form of new Set([part, formEncode(part)])) {
				if (!this.#masks.has(form))
					this.#printer.setSecret(form);
				this.#masks.add(form);
			}
		}
	}
	hide(secret) {
		for (const part of partsOf(secret))
			if (part.length >= 4)
				this.#secrets.add(part);
	}
	maskRefused(secret) {
		this.#refused.masks++;
		this.#refused.characters += secret.length;
		if (this.#refused.masks <= MAX_REFUSED.masks && this.#refused.characters <= MAX_REFUSED.characters)
			this.mask(secret);
	}
	get masks() {
		return this.#masks;
	}
	info(message) {
		this.#printer.info(this.strike(message)
			.replace(/[\0-\x1f\x7f]+/g, ' ')
			.replace(/:(?=:)/g, ': ')
			.replace(/##\[/g, '## ['));
	}
	async warn(id, params) {
		const { warning } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
		const { title, message } = warning(id, params);
		this.#printer.warning(this.strike(message), { title });
	}
	async warnOf(error) {
		const { explain, whatOf } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
		const what = MENDABLE.test(error.code) ? explain(error).message : whatOf(error);
		const known = !MENDABLE.test(error.code) || error.notes.some(({ id }) => id === 'left_open');
		await this.warn(known ? 'left_open' : 'nothing_ended', { what });
	}
	async retrying(error, wait, attempt) {
		const { retryLine } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19));
		this.info(retryLine(error, wait, attempt));
	}
	async fail(error) {
		const { title, message } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))
			.then(({ explain }) => explain(error))
			.catch(() => ({ title: error.code, message: `Failed: ${error.id}.` }));
		this.#printer.error(this.strike(message), { title });
	}
	repeats = (text) => this.strike(text) !== text || /eyJ[\w-]{10}/.test(text);
	strike(text) {
		const within = [...this.#secrets].filter((secret) => secret.length <= text.length);
		const lower = text.toLowerCase();
		const found = within.flatMap(formsOf).filter((form) => lower.includes(form.toLowerCase()));
		const forms = [...new Set(found)].sort((a, b) => b.length - a.length);
		return forms.length === 0 ? text : text.replace(new RegExp(forms.map(RegExp.escape).join('|'), 'gi'), '***');
	}
}
function partsOf(secret) {
	const lines = secret.toWellFormed().split(/[\r\n]+/);
	const parts = lines.length > 1 ? lines.filter((line) => line.length >= 8 && !line.startsWith('-----')) : lines;
	const cores = parts.map((part) => part.trim().replace(/^["'`]+|["'`]+$|^(Bearer|Basic)\s+/gi, ''));
	return [...new Set([...parts, ...cores.filter(({ length }) => length >= 8)])].filter(Boolean);
}
function formsOf(secret) {
	const bytes = Buffer.from(secret);
	const escaped = [formEncode(secret), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
	return [secret, ...escaped, bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')];
}

// src/report/step.ts



function runStep(run) {
	guard(run, 1, (error, log) => log.fail(error));
}
function runCleanup(run) {
	for (const stream of [process.stdout, process.stderr])
		stream.on('error', () => undefined);
	guard(run, 0, (error, log) => log.warnOf(error));
}
function runCommand(run) {
	Object.defineProperty(process, 'stdout', { value: process.stderr });
	process.stderr.write('\n');
	runStep(run);
}
function guard(run, failed, tell) {
	process.exitCode = failed;
	process.env['RES_OPTIONS'] ??= 'timeout:2 attempts:2';
	const log = new Log(report_core_namespaceObject);
	let failing = false;
	const fail = (error) => {
		if (failing)
			process.exit(failed);
		failing = true;
		void tell(error instanceof ActionError ? error : internal(error), log).finally(() => {
			step_end(failed);
		});
	};
	process.on('uncaughtException', fail);
	process.once('beforeExit', () => {
		fail(failure('internal/ran_dry', {}));
	});
	const cancelled = onSignals(() => {
		step_end(failed);
	});
	run(log, cancelled).then(() => {
		step_end(cancelled.aborted ? failed : 0);
	}, fail);
}
function onSignals(again) {
	const first = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM']) {
		process.on(name, () => {
			if (first.signal.aborted)
				again();
			else
				first.abort();
		});
	}
	return first.signal;
}
function step_end(exitCode) {
	process.exitCode = exitCode;
	if (process.stdout.writable)
		process.stdout.write('', () => process.exit());
	else
		process.exit();
}
function internal(error) {
	const { name, code, stack } = error instanceof Error ? error : new Error();
	const place = /[\w-]+\.js:\d+/.exec(stack ?? '')?.[0];
	return failure('internal', { kind: [name, code, place && `at ${place}`].filter(Boolean).join(' ') });
}

// src/index.ts


function index_main() {
	runStep(requestAccessToken);
}
function post() {
	runCleanup(async (...step) => (await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).endSessions(...step));
}
function index_unseal() {
	runStep(async (log) => (await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).openSealedToken(log));
}
function index_end() {
	runCleanup(async (...step) => (await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).endSealedSession(...step));
}
function command() {
	runCommand(async (...step) => (await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 19))).printToken(...step));
}

// src/index.entry.ts




























module.exports = __webpack_exports__;
})()
;