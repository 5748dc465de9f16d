(() => { // webpackBootstrap
	"use strict";
	var __webpack_modules__ = ({
/***/ 8: // MODULE: external "./client-other-methods.js"
/***/ ((module) => {
module.exports = require("./client-other-methods.js");
/***/ }),
/***/ 372: // MODULE: external "./client-shape.js"
/***/ ((module) => {
module.exports = require("./client-shape.js");
/***/ }),
/***/ 175: // MODULE: external "./core-summary.js"
/***/ ((module) => {
module.exports = require("./core-summary.js");
/***/ }),
/***/ 982: // MODULE: external "./http-network-errors.js"
/***/ ((module) => {
module.exports = require("./http-network-errors.js");
/***/ }),
/***/ 673: // MODULE: external "./http-node-options.js"
/***/ ((module) => {
module.exports = require("./http-node-options.js");
/***/ }),
/***/ 593: // MODULE: external "./inputs-rare.js"
/***/ ((module) => {
module.exports = require("./inputs-rare.js");
/***/ }),
/***/ 283: // MODULE: external "./later.js"
/***/ ((module) => {
module.exports = require("./later.js");
/***/ }),
/***/ 33: // MODULE: external "./report-explain.js"
/***/ ((module) => {
module.exports = require("./report-explain.js");
/***/ }),
/***/ 212: // MODULE: external "./report-summary.js"
/***/ ((module) => {
module.exports = require("./report-summary.js");
/***/ }),
/***/ 368: // MODULE: external "./server-metadata.js"
/***/ ((module) => {
module.exports = require("./server-metadata.js");
/***/ }),
/***/ 893: // MODULE: external "./token-refusal.js"
/***/ ((module) => {
module.exports = require("./token-refusal.js");
/***/ }),
/***/ 515: // MODULE: external "./tunnel.js"
/***/ ((module) => {
module.exports = require("./tunnel.js");
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
		__nccwpck_require__.n = (module) => {
			var getter = module && module.__esModule ?
				() => (module['default']) :
				() => (module);
			__nccwpck_require__.d(getter, { a: getter });
			return getter;
		};
	})();
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
  ActionError: () => (/* reexport */ ActionError),
  Openings: () => (/* reexport */ Openings),
  VARIABLE_LIMIT: () => (/* reexport */ VARIABLE_LIMIT),
  appendTo: () => (/* reexport */ appendTo),
  authMethods: () => (/* reexport */ authMethods),
  authenticate: () => (/* reexport */ authenticate),
  canEnd: () => (/* reexport */ canEnd),
  checkEndpoint: () => (/* reexport */ checkEndpoint),
  checkProxy: () => (/* reexport */ checkProxy),
  checkValidity: () => (/* reexport */ checkValidity),
  command: () => (/* reexport */ command),
  compactPart: () => (/* reexport */ compactPart),
  describeUntil: () => (/* reexport */ describeUntil),
  detailsOf: () => (/* reexport */ detailsOf),
  end: () => (/* reexport */ index_end),
  endpointBeside: () => (/* reexport */ endpointBeside),
  endpointOf: () => (/* reexport */ endpointOf),
  failure: () => (/* reexport */ failure),
  fitsVariable: () => (/* reexport */ fitsVariable),
  getInput: () => (/* reexport */ getInput),
  getState: () => (/* reexport */ getState),
  isCutOff: () => (/* reexport */ isCutOff),
  isLeftOut: () => (/* reexport */ isLeftOut),
  isMoment: () => (/* reexport */ isMoment),
  isVisible: () => (/* reexport */ isVisible),
  isoSeconds: () => (/* reexport */ isoSeconds),
  issuerOf: () => (/* reexport */ issuerOf),
  jsonObject: () => (/* reexport */ jsonObject),
  loadEndInputs: () => (/* reexport */ loadEndInputs),
  loadState: () => (/* reexport */ loadState),
  loadUnsealInputs: () => (/* reexport */ loadUnsealInputs),
  lostAnswers: () => (/* reexport */ lostAnswers),
  main: () => (/* reexport */ main),
  maskBasic: () => (/* reexport */ maskBasic),
  maskQuery: () => (/* reexport */ maskQuery),
  mistaken: () => (/* reexport */ mistaken),
  noSecrets: () => (/* reexport */ noSecrets),
  oneLine: () => (/* reexport */ oneLine),
  openerOf: () => (/* reexport */ openerOf),
  othersThanDefault: () => (/* reexport */ othersThanDefault),
  post: () => (/* reexport */ post),
  realTime: () => (/* reexport */ realTime),
  reportGiven: () => (/* reexport */ reportGiven),
  reportOpened: () => (/* reexport */ reportOpened),
  requestToken: () => (/* reexport */ requestToken),
  requireFiles: () => (/* reexport */ requireFiles),
  requireSecret: () => (/* reexport */ requireSecret),
  retry: () => (/* reexport */ retry),
  saveState: () => (/* reexport */ saveState),
  secretsWithheld: () => (/* reexport */ secretsWithheld),
  send: () => (/* reexport */ send),
  sessionOf: () => (/* reexport */ sessionOf),
  thisRun: () => (/* reexport */ thisRun),
  tokenEndpointOf: () => (/* reexport */ tokenEndpointOf),
  transientCode: () => (/* reexport */ transientCode),
  trustAlso: () => (/* reexport */ trustAlso),
  unseal: () => (/* reexport */ unseal)
});
var core_namespaceObject = {};
__nccwpck_require__.r(core_namespaceObject);
__nccwpck_require__.d(core_namespaceObject, {
  error: () => (error),
  getInput: () => (getInput),
  getState: () => (getState),
  info: () => (info),
  keyValue: () => (keyValue),
  loadSummary: () => (loadSummary),
  setSecret: () => (setSecret),
  warning: () => (warning)
});
;// CONCATENATED MODULE: ./src/text/encoding.ts
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
;// CONCATENATED MODULE: ./src/client/client-secret.ts
function withSecret(request, { clientId, clientSecret }) {
	return { ...request, form: { ...request.form, client_id: clientId, client_secret: clientSecret } };
}
function withBasic(request, credentials) {
	return { ...request, headers: { ...request.headers, authorization: `Basic ${basicCredentials(credentials)}` } };
}
function maskBasic(log, credentials) {
	if (credentials.clientSecret === '')
		return;
	log.mask(basicCredentials(credentials));
	log.mask(Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64'));
}
function basicCredentials({ clientId, clientSecret }) {
	return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
}
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
var external_node_tls_default = /*#__PURE__*/__nccwpck_require__.n(external_node_tls_namespaceObject);
;// CONCATENATED MODULE: ./src/report/error.ts
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
function failure(id, params, details = {}) {
	return new ActionError(id, params, details);
}
;// CONCATENATED MODULE: ./src/http/trust.ts
async function trustAlso(certificates, env = process.env) {
	delete env['NODE_TLS_REJECT_UNAUTHORIZED'];
	if ((external_node_tls_default()).DEFAULT_MIN_VERSION < 'TLSv1.2')
		(external_node_tls_default()).DEFAULT_MIN_VERSION = 'TLSv1.2';
	if ((external_node_tls_default()).DEFAULT_CIPHERS !== external_node_crypto_namespaceObject.constants.defaultCoreCipherList)
		(await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 673, 23))).noWeakerCiphers();
	if (certificates.length === 0)
		return;
	const openssl = /--use[-_]openssl[-_]ca/.test(env['NODE_OPTIONS'] ?? '');
	trust([...(openssl ? (await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 673, 23))).opensslStore(env) : []), ...certificates]);
}
function trust(certificates) {
	if (!("setDefaultCACertificates" in (external_node_tls_default()))) {
		throw failure('input_invalid/old_node', { version: process.version });
	}
	external_node_tls_default().setDefaultCACertificates([...external_node_tls_default().getCACertificates('default'), ...certificates]);
}
;// CONCATENATED MODULE: ./src/client/credentials.ts
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
;// CONCATENATED MODULE: ./src/inputs/names.ts
const inputNames = {
	main: [
		'client_id',
		'client_secret',
		'environment',
		'token_url',
		'issuer',
		'scope',
		'audience',
		'parameters',
		'auth_method',
		'private_key',
		'private_key_id',
		'assertion_audience',
		'client_assertion_file',
		'client_certificate',
		'client_certificate_key',
		'timeout',
		'min_validity',
		'ca_certificate',
		'revoke',
		'seal_key',
		'summary',
		'token_command',
	],
	end: [
		'sealed_session',
		'seal_key',
		'client_secret',
		'private_key',
		'client_assertion_file',
		'client_certificate',
		'client_certificate_key',
	],
	unseal: ['sealed_token', 'seal_key', 'min_validity'],
};
const unset = ['', 'production', 'client_secret_post', '60', '0', 'auto', 'false'];
;// CONCATENATED MODULE: ./src/server/environments.ts
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
;// CONCATENATED MODULE: ./src/inputs/suggest.ts
function closest(given, names) {
	const letters = lettersOf(given);
	const near = names.flatMap((name) => {
		const away = distance(letters, lettersOf(name));
		return away <= tolerance(lettersOf(name)) ? [{ name, away }] : [];
	});
	return near.sort((a, b) => a.away - b.away)[0]?.name;
}
function alike(given, names) {
	const letters = lettersOf(given);
	const found = names.filter((name) => {
		const whole = lettersOf(name);
		return letters.startsWith(whole.slice(0, 4)) || (letters.length >= 4 && whole.includes(letters));
	});
	return found.length === 1 ? found[0] : undefined;
}
function lettersOf(name) {
	return name
		.toLowerCase()
		.replace(/[^a-z\d]/g, '')
		.slice(0, 40);
}
function tolerance({ length }) {
	return length < 4 ? 0 : length < 6 ? 1 : 2;
}
function distance(from, to) {
	const rows = Array.from({ length: from.length + 1 }, (_, i) => Array.from({ length: to.length + 1 }, (_, j) => (i ? i : j)));
	const at = (i, j) => rows[i]?.[j] ?? 0;
	for (let i = 1; i <= from.length; i++) {
		for (let j = 1; j <= to.length; j++) {
			const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
			const ways = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1)];
			(rows[i] ?? [])[j] = Math.min(...ways, ...(swapped ? [at(i - 2, j - 2) + 1] : []));
		}
	}
	return at(from.length, to.length);
}
;// CONCATENATED MODULE: ./src/inputs/misspelt.ts
const synonyms = {
	environment: /^(arkane|venly)?env(ironment)?(name)?$/,
	token_url: /^(keycloak|(arkane|venly|keycloak|oidc|oauth2?|auth|sso|idp|login|access)?(token)?(ur[il]|endpoint|server|authority|domain|host(name)?)(ur[il])?)$/,
	issuer: /^(keycloak|oidc)?(realm|iss(uer)?)(ur[il]|name)?$/,
	client_id: /^(id|user(name)?)$/,
	client_secret: /^(secret|password)$/,
	audience: /^(api)?aud(ience)?$/,
	auth_method: /^(client)?auth(entication)?(method|type)$/,
	parameters: /^(extra)?params?$/,
	client_certificate: /^(client|tls)cert$/,
	timeout: /^timeout(in)?s(ec(ond)?s?)?$/,
	min_validity: /^min(imum)?(valid(ity)?|ttl)(seconds)?$/,
	revoke: /^(revoke(token|session)|logout)$/,
};
const SERVER = ['environment', 'token_url', 'issuer'];
const [, ...others] = Object.keys(environments);
const ADDRESS = /^https?:\/\/.+(\/realms\/.|\/token\/?$|\/\.well-known\/)/i;
function misspelt(known, env) {
	const valueOf = (name) => env[`INPUT_${name.toUpperCase()}`]?.trim() ?? '';
	const unsaid = (name) => unset.includes(valueOf(name));
	const free = (name) => known.includes(name) && (SERVER.includes(name) ? SERVER : [name]).every(unsaid);
	const synonymOf = (given) => Object.entries(synonyms).find(([name, words]) => words.test(given.replace(/[-_. ]/g, '')) && free(name))?.[0] ??
		(free('token_url') && isAnother(valueOf(given)) ? 'token_url' : undefined);
	return Object.keys(env).flatMap((variable) => {
		const given = /^INPUT_([\w .-]+)$/.exec(variable)?.[1]?.toLowerCase();
		if (given === undefined || known.includes(given))
			return [];
		const meant = closest(given, known) ?? synonymOf(given);
		return meant === undefined || ['', valueOf(meant)].includes(valueOf(given)) ? [] : [{ given, meant }];
	});
}
function isAnother(value) {
	const host = URL.canParse(value) ? environmentAt(new URL(value).hostname) : undefined;
	return host === undefined ? ADDRESS.test(value) : others.includes(host);
}
;// CONCATENATED MODULE: ./src/inputs/read-all.ts
const CAUSES = ['secret_withheld', 'secret_empty', 'sealed_token_missing', 'input_missing'];
function readAll(getInput, known, env, readEach) {
	const wrong = misspelt(known, env);
	const problems = wrong.map((names) => failure('input_invalid/misspelt', names));
	const inputs = readEach((name, parse) => {
		try {
			return parse(getInput(name, { trimWhitespace: true }));
		}
		catch (error) {
			if (!(error instanceof ActionError))
				throw error;
			if (!wrong.some(({ meant }) => meant === name))
				problems.push(error);
			return undefined;
		}
	});
	const [first, ...others] = problems;
	if (!first)
		return inputs;
	if (others.length === 0)
		throw first;
	const cause = CAUSES.map((code) => problems.find((problem) => problem.code === code)).find((problem) => problem);
	throw new ActionError(cause?.id ?? 'input_invalid/several', cause?.params ?? {}, {}, problems);
}
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: ./src/runner/run.ts
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
;// CONCATENATED MODULE: ./src/text/characters.ts
function hasControls(text) {
	return /[\0-\x1f\x7f-\x9f]/.test(text);
}
function patternFor(ascii, unicode) {
	let made;
	return (text) => (/^[\0-\x7f]*$/.test(text) ? ascii : (made ??= new RegExp(unicode, `${ascii.flags}u`)));
}
;// CONCATENATED MODULE: ./src/server/endpoint.ts
const MAX_NAME = 253;
const LEAST_SECRET = 8;
const UNSEEN = /["<>`{}\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|\*{3}/;
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
		throw failure('input_invalid/line_break', { name });
	const url = endpointOf(given);
	if (typeof url === 'string')
		throw failure(`input_invalid/${url}`, { name });
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
;// CONCATENATED MODULE: ./src/inputs/mistaken.ts
const REALM = /^(.*\/realms\/[^/]+)(?:\/(.*))?$/;
const OTHER = new RegExp('^(protocol(/openid-connect)?|' +
	'(account|broker|login-actions|clients-registrations|protocol/saml|' +
	'protocol/openid-connect/(auth|certs|logout|userinfo|revoke|token/introspect|registrations))(/.*)?)$');
const ADMIN = /^(.*)\/admin\/(?:realms\/([^/]+)|([^/]+)\/console(?:\/|$))/;
function withoutPlace(given) {
	return given.replace(/(\/admin\/[^/#?]+\/console|\/realms\/[^/#?]+\/account)(\/?)#.*$/, '$1$2');
}
function mistaken(url, given) {
	const { pathname, host, origin } = url;
	const environment = environmentAt(host);
	const known = environment === undefined ? undefined : tokenEndpoint(environment)?.href;
	const [admin, base = '', managed, own] = ADMIN.exec(pathname) ?? [];
	const name = managed ?? /#\/(?:realms\/)?([^/?]+)/.exec(given)?.[1] ?? (own === 'master' ? undefined : own);
	const at = admin === undefined ? pathname.replace(/\/+$/, '') : `${base}/realms/${name ?? ''}`;
	const [, realm, rest = ''] = REALM.exec(at) ?? [];
	const prefix = known === undefined || pathname.startsWith('/auth/') ? '' : '/auth';
	const right = realm === undefined ? known : `${origin}${prefix}${realm}/protocol/openid-connect/token`;
	const no = (kind) => ({
		kind,
		right,
		environment: right === known ? environment : undefined,
	});
	if (admin !== undefined)
		return no('admin');
	if (/\/\.well-known(\/|$)/.test(pathname))
		return no('metadata');
	if (realm !== undefined && rest === '')
		return no('realm');
	if (OTHER.test(rest))
		return no('other');
	if (known !== undefined && /^\/(auth\/?)?$/.test(pathname))
		return no('host');
	if (pathname === '/' && !given.endsWith('/') && url.search === '')
		return no('host');
	return known !== undefined && prefix !== '' ? no(realm === undefined ? 'none' : 'elsewhere') : undefined;
}
;// CONCATENATED MODULE: ./src/inputs/values.ts
const revokeModes = ['auto', 'true', 'false'];
function oneLine(name, given) {
	if (hasControls(given))
		throw failure('input_invalid/line_break', { name });
	return given;
}
function values_clientId(given, method) {
	if (given === '' && method !== 'github_oidc' && method !== 'client_assertion')
		throw failure('input_missing', { name: 'client_id' });
	return oneLine('client_id', given);
}
const secretless = ['github_oidc', 'client_assertion', 'tls_client_auth'];
const proofs = [
	['private_key', 'private_key_jwt'],
	['client_assertion_file', 'client_assertion'],
	['client_certificate', 'tls_client_auth'],
];
function values_clientSecret(secret, method, env, proof) {
	if (method !== undefined && secretless.includes(method) && secret !== '')
		throw failure('input_invalid/secret_unused', { method });
	if (!method?.startsWith('client_secret_'))
		return '';
	if (proof && secret.trim() === '' && !secretsWithheld(env)) {
		const [name, meant] = proof;
		if (name === 'private_key')
			return '';
		throw failure('input_invalid/method_missing', { name, method: meant });
	}
	return oneLine('client_secret', requireSecret('client_secret', secret, env));
}
function requireSecret(name, secret, env) {
	if (secret.trim() !== '')
		return secret;
	const withheld = secretsWithheld(env);
	throw failure(withheld ? `secret_withheld/${withheld}` : 'secret_empty', { name });
}
function environmentUrl(given) {
	const names = Object.keys(environments);
	const url = tokenEndpoint(given || (names[0] ?? ''));
	if (url)
		return url;
	const nearest = environmentAt(hostIn(given)) ?? closest(given, names) ?? alike(given, names);
	throw nearest === undefined
		? failure('input_invalid/environment', { hosts: Object.entries(environments) })
		: failure('input_invalid/environment_like', { nearest, names });
}
function hostIn(text) {
	const address = /^https?:/i.test(text) ? text : `https://${text}`;
	return URL.canParse(address) ? new URL(address).hostname : '';
}
function tokenUrl(given) {
	const url = checkEndpoint('token_url', withoutPlace(given));
	const mistake = mistaken(url, given);
	if (mistake)
		throw failure('input_invalid/no_endpoint', { ...mistake, origin: url.origin });
	return url;
}
function scope(given) {
	if (given.includes(','))
		throw failure('input_invalid/comma', {});
	const names = given.split(/\s+/).filter(Boolean);
	if (!names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)))
		throw failure('input_invalid/scope', {});
	return [...new Set(names)];
}
function oneOf(name, given, values) {
	const found = given === '' ? values[0] : values.find((value) => value === given);
	if (found === undefined)
		throw failure('input_invalid/value', { name, values });
	return found;
}
function timeout(given) {
	return seconds('timeout', given, 60, 1, 3600);
}
function minValidity(given) {
	return seconds('min_validity', given, 0, 0, 31_536_000);
}
function revoke(given) {
	return oneOf('revoke', given.toLowerCase(), revokeModes);
}
function flag(name, given) {
	return oneOf(name, given.toLowerCase(), ['false', 'true']) === 'true';
}
function seconds(name, given, otherwise, least, most) {
	const value = given === '' ? otherwise : /^\d{1,9}$/.test(given) ? Number(given) : NaN;
	const id = /^[-+]?[\d.]+$/.test(given) ? 'input_invalid/range' : 'input_invalid/seconds';
	if (!(value >= least && value <= most))
		throw failure(id, { name, least, most });
	return value;
}
const spoiltKeys = [
	[/^["'`].*["'`]$/s, 'seal_key_invalid/quoted'],
	[/^(export\s+)?[a-z_]\w{0,40}\s*[=:]\s*\S{20}/i, 'seal_key_invalid/named'],
	[/^[0-9a-f]{64}$/i, 'seal_key_invalid/hex'],
	[/[^\x21-\x7e]/, 'seal_key_invalid/space'],
];
function sealKey(text, env) {
	const key = Buffer.from(requireSecret('seal_key', text, env), 'base64');
	const canonical = text.replace(/=$/, '').replaceAll('+', '-').replaceAll('/', '_');
	if (key.length !== 32 || key.toString('base64url') !== canonical)
		throw failure(spoiltKeys.find(([look]) => look.test(text))?.[1] ?? 'seal_key_invalid', {});
	if (key.every((byte) => byte === key[0]))
		throw failure('seal_key_invalid/alike', {});
	return key;
}
function sealedToken(text) {
	if (text === '')
		throw failure('sealed_token_missing', {});
	return text;
}
function sealedSession(text) {
	if (text === '')
		throw failure('sealed_token_missing/session', {});
	return text;
}
;// CONCATENATED MODULE: ./src/inputs/inputs.ts
const rareInputs = [
	'issuer',
	'parameters',
	'ca_certificate',
	'private_key',
	'client_assertion_file',
	'client_certificate',
	'client_certificate_key',
];
async function rareFor(getInput) {
	const given = rareInputs.filter((name) => getInput(name, { trimWhitespace: true }) !== '');
	const method = getInput('auth_method', { trimWhitespace: true });
	return given.length > 0 || !/^(client_secret_\w+)?$/.test(method) ? Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 593, 23)) : undefined;
}
function loadInputs(getInput, env, log, rare) {
	const secret = maskSecrets(getInput, log, rare);
	const inputs = readAll(getInput, inputNames.main, env, (read) => {
		const authMethod = read('auth_method', (given) => oneOf('auth_method', given, authMethods));
		const clientId = read('client_id', (given) => values_clientId(given, authMethod));
		const server = read('issuer', (issuer) => read('token_url', (url) => {
			if (issuer && rare)
				return rare.issuer(issuer, url !== '');
			return { tokenUrl: url ? tokenUrl(url) : read('environment', environmentUrl), issuer: '' };
		}));
		const proof = proofs.find(([name]) => read(name, Boolean));
		return {
			...server,
			clientId,
			...secretsOf(read, rare, secret, authMethod, env, proof),
			scope: read('scope', scope),
			audience: read('audience', (given) => oneLine('audience', given)),
			parameters: read('parameters', (given) => rare?.parameters(given) ?? []),
			authMethod,
			privateKeyId: read('private_key_id', (given) => oneLine('private_key_id', given)),
			assertionAudience: read('assertion_audience', (given) => oneLine('assertion_audience', given)),
			timeout: read('timeout', (given) => timeout(given)),
			minValidity: read('min_validity', minValidity),
			caCertificates: read('ca_certificate', (given) => rare?.caCertificates(given) ?? []),
			revoke: read('revoke', revoke),
			sealKey: read('seal_key', (given) => (given ? sealKey(given, env) : undefined)),
			summary: read('summary', (given) => flag('summary', given)),
			tokenCommand: read('token_command', (given) => flag('token_command', given)),
		};
	});
	for (const secret of [inputs.privateKey, inputs.clientCertificateKey])
		log.mask(secret);
	for (const [, value] of inputs.parameters)
		log.hide(value);
	return { ...inputs, assertionAudience: inputs.assertionAudience || inputs.issuer };
}
function loadUnsealInputs(getInput, env, log) {
	maskKey(getInput('seal_key', { trimWhitespace: true }), log);
	return readAll(getInput, inputNames.unseal, env, (read) => ({
		sealedToken: read('sealed_token', sealedToken),
		sealKey: read('seal_key', (given) => sealKey(given, env)),
		minValidity: read('min_validity', minValidity),
	}));
}
function loadEndInputs(getInput, env, log, rare) {
	const secret = maskSecrets(getInput, log, rare);
	const inputs = readAll(getInput, inputNames.end, env, (read) => ({
		sealedSession: read('sealed_session', sealedSession),
		sealKey: read('seal_key', (given) => sealKey(given, env)),
	}));
	const readSecrets = (method) => {
		const used = (name, how) => (name === 'private_key' && method !== 'private_key_jwt' ? '' : getInput(name, how));
		const sent = method.startsWith('client_secret_') ? secret : '';
		return readAll(used, inputNames.end, env, (read) => secretsOf(read, rare, sent, method, env));
	};
	return { ...inputs, readSecrets };
}
function maskSecrets(getInput, log, rare) {
	const secret = getInput('client_secret', { trimWhitespace: false }).replace(/[\r\n]+$/, '');
	if (secret.trim() !== '')
		log.mask(secret);
	maskKey(getInput('seal_key', { trimWhitespace: true }), log);
	for (const name of ['private_key', 'client_certificate_key'])
		for (const piece of rare?.privatePieces(getInput(name, { trimWhitespace: true })) ?? [])
			log.mask(piece);
	return secret;
}
function secretsOf(read, rare, secret, method, env, proof) {
	const clientSecret = read('client_secret', () => values_clientSecret(secret, method, env, proof));
	if (!rare)
		return { ...noSecrets, clientSecret };
	const key = read('client_certificate_key', (given) => rare.certificateKey(given, read('client_certificate', String), env));
	return {
		clientSecret,
		privateKey: read('private_key', (given) => rare.privateKey(given, method, env)),
		clientAssertionFile: read('client_assertion_file', (given) => rare.assertionFile(given, method)),
		clientCertificate: read('client_certificate', (given) => rare.certificate(given, key, method)),
		clientCertificateKey: key,
	};
}
function maskKey(text, log) {
	if (text.length >= 8)
		log.mask(text);
}
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
function utils_toCommandValue(input) {
	if (input === null || input === undefined) {
		return '';
	}
	else if (typeof input === 'string' || input instanceof String) {
		return input;
	}
	return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
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
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function issue(name, message = '') {
	issueCommand(name, {}, message);
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
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = require("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = require("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
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
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
	const convertedValue = utils_toCommandValue(value);
	if (key.includes(delimiter)) {
		throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	}
	if (convertedValue.includes(delimiter)) {
		throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	}
	return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
;// CONCATENATED MODULE: ./src/report/core.ts
function getInput(name, { trimWhitespace }) {
	const value = process.env[`INPUT_${name.toUpperCase()}`] ?? '';
	return trimWhitespace ? value.trim() : value;
}
function setSecret(secret) {
	issueCommand('add-mask', {}, secret);
}
function info(message) {
	process.stdout.write(`${message}\n`);
}
function warning(message, properties) {
	issueCommand('warning', properties, message);
}
function error(message, properties) {
	issueCommand('error', properties, message);
}
const keyValue = prepareKeyValueMessage;
function getState(name) {
	return process.env[`STATE_${name}`] ?? '';
}
async function loadSummary() {
	const { summary } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 175, 23));
	return summary;
}
;// CONCATENATED MODULE: ./src/report/time.ts
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
;// CONCATENATED MODULE: ./src/report/given.ts
function reportEndpoints(issuer, { tokenUrl, revocationUrl }, log) {
	const told = ({ origin, pathname }) => log.foreign(origin + pathname);
	const revocation = revocationUrl ? `, revocation ${told(revocationUrl)}` : ', no revocation endpoint';
	log.info(`By the metadata of ${log.foreign(issuer)}: token ${told(tokenUrl)}${revocation}.`);
}
function reportGiven({ clientId, host, expiry, scope, askedAt, attempts, took }, log) {
	const effort = `${String(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}, ${(took / 1000).toFixed(2)} s`;
	const asked = Math.floor(askedAt / 1000) * 1000;
	const client = clientId && `for client ${log.foreign(clientId)} `;
	log.info(`Access token ${client}from ${host}: ${describeExpiry(expiry, asked)} (${effort}).`);
	if (scope)
		log.info(`Scopes: ${log.foreign(scope)}`);
}
function reportOpened({ clientId, host, expiry, attempt, thisAttempt }, now, log) {
	const parts = [
		describeExpiry(expiry, now),
		clientId !== undefined && `for client ${log.foreign(clientId)}`,
		host !== undefined && `from ${log.foreign(host)}`,
		attempt !== undefined && attempt !== thisAttempt && `sealed in attempt ${String(attempt)} of this run`,
	];
	log.info(`Opened the sealed access token: ${parts.filter(Boolean).join(', ')}.`);
}
;// CONCATENATED MODULE: ./src/client/authenticate.ts
async function authenticate(request, credentials, attempt) {
	const { clientCertificate: cert, clientCertificateKey: key } = credentials;
	const authenticated = await proven(request, credentials, attempt);
	return cert ? { ...authenticated, certificate: { cert, key } } : authenticated;
}
async function proven(request, credentials, attempt) {
	const { authMethod } = credentials;
	if (authMethod === 'client_secret_post')
		return withSecret(request, credentials);
	if (authMethod === 'client_secret_basic')
		return withBasic(request, credentials);
	const { otherMethods } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 8, 23));
	return otherMethods[authMethod](request, credentials, attempt);
}
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
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
	const upperReqHosts = [reqUrl.hostname.toUpperCase()];
	if (typeof reqPort === 'number') {
		upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
	}
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
;// CONCATENATED MODULE: ./src/http/proxy.ts
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
;// CONCATENATED MODULE: ./src/http/cancel.ts
async function unlessCancelled(work, signal, grace, id) {
	if (!signal)
		return work;
	let timer;
	let cancel = () => undefined;
	const cancelled = new Promise((_resolve, reject) => {
		cancel = () => {
			timer = setTimeout(() => {
				reject(failure(id, {}));
			}, grace);
		};
		if (signal.aborted)
			cancel();
		else
			signal.addEventListener('abort', cancel, { once: true });
	});
	try {
		return await Promise.race([work, cancelled]);
	}
	finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', cancel);
	}
}
;// CONCATENATED MODULE: ./src/http/retry.ts
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
	const start = options.now() - (options.spent ?? 0);
	const left = () => start + options.timeout * 1000 - options.now();
	const seen = new Map();
	let [ahead, before] = [0, 0];
	for (let attempts = 1;; attempts++) {
		try {
			const end = options.now() + Math.min(options.attemptTimeout, left());
			const timeLeft = () => Math.max(1, Math.floor(end - options.now()));
			const value = await unlessCancelled(attempt(timeLeft, ahead), options.cancelled, GRACE, 'cancelled/in_flight');
			return { value, attempts, took: options.now() - start };
		}
		catch (error) {
			if (options.cancelled?.aborted && error instanceof ActionError && error.code !== 'cancelled')
				throw failure('cancelled', {});
			if (!(error instanceof ActionError) || isFinal(error, seen) || attempts === options.maxAttempts)
				throw error;
			if (error.id.endsWith('/clock'))
				ahead = error.details.ahead ?? 0;
			const asked = retryAfter(error.details.retryAfter, Date.now() + (error.details.ahead ?? 0));
			const room = left() - asked - MIN_ATTEMPT;
			if (room < 0)
				throw outOfTime(error, attempts, asked, { ...options, left: left() });
			const wait = asked + jitter({ asked, before, attempts, room }, options.random());
			before = asked;
			await options.onRetry(error, wait, attempts + 1);
			await unlessCancelled(options.sleep(wait), options.cancelled, 0, 'cancelled');
			if (left() <= 0)
				throw outOfTime(error, attempts, 0, { ...options, left: 0 });
		}
	}
}
function isFinal({ id, code }, seen) {
	const times = (seen.get(id) ?? 0) + 1;
	seen.set(id, times);
	return times >= (passing[id] ?? passing[code] ?? 1);
}
function jitter({ asked, before, attempts, room }, random) {
	const backoff = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (attempts - 1));
	if (asked > 0 && asked !== before)
		return (random * room) % Math.max(asked, backoff);
	return Math.min(Math.max(0, random * backoff - asked), room);
}
function outOfTime(error, attempts, asked, { timeout, limit, left }) {
	if (asked > 0)
		return error.and('asks_to_wait', { seconds: Math.ceil(asked / 1000), left: Math.ceil(left / 1000), timeout, limit });
	return attempts === 1 ? error : error.and('out_of_attempts', { attempts, timeout, limit });
}
function retryAfter(header, now) {
	const value = header?.trim() ?? '';
	if (/^\d+$/.test(value))
		return Math.min(Number(value), 1e9) * 1000;
	const date = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
function attemptTimeout(timeout) {
	return Math.min(Math.max(timeout * 500, 15_000), 120_000);
}
function realTime(log) {
	return {
		now: () => Number(process.hrtime.bigint() / 1000n) / 1000,
		sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
		random: Math.random,
		onRetry: (error, wait, attempt) => log.retrying(error, wait, attempt),
	};
}
;// CONCATENATED MODULE: external "http"
const external_http_namespaceObject = require("http");
var external_http_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_http_namespaceObject, 2);
;// CONCATENATED MODULE: external "https"
const external_https_namespaceObject = require("https");
var external_https_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_https_namespaceObject, 2);
;// CONCATENATED MODULE: ./src/http/never-called.ts
function ProxyAgent() {
	throw new Error('this part of the toolkit is left out of dist/');
}
;// CONCATENATED MODULE: ./src/http/tunnel.ts
let tunnel;
async function loadTunnel() {
	tunnel ??= await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 515, 23));
}
const httpOverHttp = (options) => tunnel?.httpOverHttp(options);
const httpsOverHttp = (options) => tunnel?.httpsOverHttp(options);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
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
class HttpClient {
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
	request(verb, requestUrl, data, headers) {
		return __awaiter(this, void 0, void 0, function* () {
			if (this._disposed) {
				throw new Error('Client has already been disposed.');
			}
			const parsedUrl = new URL(requestUrl);
			let info = this._prepareRequest(verb, parsedUrl, headers);
			const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
				? this._maxRetries + 1
				: 1;
			let numTries = 0;
			let response;
			do {
				response = yield this.requestRaw(info, data);
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
						break;
					}
					const parsedRedirectUrl = new URL(redirectUrl);
					if (parsedUrl.protocol === 'https:' &&
						parsedUrl.protocol !== parsedRedirectUrl.protocol &&
						!this._allowRedirectDowngrade) {
						throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
					}
					yield response.readBody();
					if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
						for (const header in headers) {
							if (header.toLowerCase() === 'authorization') {
								delete headers[header];
							}
						}
					}
					info = this._prepareRequest(verb, parsedRedirectUrl, headers);
					response = yield this.requestRaw(info, data);
					redirectsRemaining--;
				}
				if (!response.message.statusCode ||
					!HttpResponseRetryCodes.includes(response.message.statusCode)) {
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
	dispose() {
		if (this._agent) {
			this._agent.destroy();
		}
		this._disposed = true;
	}
	requestRaw(info, data) {
		return __awaiter(this, void 0, void 0, function* () {
			return new Promise((resolve, reject) => {
				function callbackForResult(err, res) {
					if (err) {
						reject(err);
					}
					else if (!res) {
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
		req.setTimeout(this._socketTimeout || 3 * 60000, () => {
			if (socket) {
				socket.end();
			}
			handleResult(new Error(`Request timeout: ${info.options.path}`));
		});
		req.on('error', function (err) {
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
		if (agent) {
			return agent;
		}
		const usingSsl = parsedUrl.protocol === 'https:';
		let maxSockets = 100;
		if (this.requestOptions) {
			maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets;
		}
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
		if (!agent) {
			const options = { keepAlive: this._keepAlive, maxSockets };
			agent = usingSsl ? new external_https_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options);
			this._agent = agent;
		}
		if (usingSsl && this._ignoreSslError) {
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
		if (proxyAgent) {
			return proxyAgent;
		}
		const usingSsl = parsedUrl.protocol === 'https:';
		proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
			token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
		})));
		this._proxyAgentDispatcher = proxyAgent;
		if (usingSsl && this._ignoreSslError) {
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
				if (statusCode === HttpCodes.NotFound) {
					resolve(response);
				}
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
				}
				if (statusCode > 299) {
					let msg;
					if (obj && obj.message) {
						msg = obj.message;
					}
					else if (contents && contents.length > 0) {
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
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = require("node:http");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = require("node:https");
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = require("node:net");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = require("node:url");
;// CONCATENATED MODULE: ./src/http/send.ts
const MAX_BODY = 1024 * 1024;
const MAX_HEADERS = 64 * 1024;
const MAX_OPENING = 15_000;
const NEXT_ADDRESS = Math.max(2500, (0,external_node_net_namespaceObject.getDefaultAutoSelectFamilyAttemptTimeout)());
async function send(request, timeout, { proxy, clean }) {
	const { host } = request.url;
	const peer = { host, proxy, clean, phase: 'dialing', shows: request.certificate !== undefined, certificate: undefined };
	(0,external_node_net_namespaceObject.setDefaultAutoSelectFamilyAttemptTimeout)(Math.max(10, Math.min(NEXT_ADDRESS, Math.floor(timeout / 4))));
	const client = new HttpClient('arkane-token-action', [], { keepAlive: true });
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
		const sent = trace.sent && cause.code !== 'client_certificate_refused';
		throw cause.broken(brokenOff({ ...trace, sent }, error));
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
	const { networkError, offerOthers } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 982, 23));
	const cause = error instanceof ActionError ? error : networkError(error, peer);
	if (peer.phase === 'hello')
		offerOthers(process.env);
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
			peer.certificate = socket.getPeerCertificate(true);
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
;// CONCATENATED MODULE: ./src/server/keycloak.ts
const TOKEN_PATH = /\/protocol\/openid-connect\/token\/?$/;
function tokenEndpointOf({ origin, pathname }) {
	return /\/realms\/[^/]+\/?$/.test(pathname)
		? new URL(`${origin}${pathname.replace(/\/$/, '')}/protocol/openid-connect/token`)
		: undefined;
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
;// CONCATENATED MODULE: ./src/session/session.ts
function sessionOf({ accessToken, expiry, refreshToken, refreshExpiry }) {
	return refreshToken === undefined
		? { kind: 'access_token', token: accessToken, until: expiry }
		: { kind: 'refresh_token', token: refreshToken, until: refreshExpiry };
}
function lifetimesOf({ expiry, refreshToken, refreshExpiry }) {
	return { accessToken: expiry, ...(refreshToken !== undefined && { refreshToken: refreshExpiry ?? null }) };
}
function canEnd({ tokenUrl, revocationUrl }) {
	return (endpointBeside(tokenUrl, 'logout') ?? revocationUrl) !== undefined;
}
;// CONCATENATED MODULE: ./src/text/json.ts
function jsonObject(text) {
	try {
		const value = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
	}
	catch {
		return undefined;
	}
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
;// CONCATENATED MODULE: ./src/token/expiry.ts
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
;// CONCATENATED MODULE: ./src/token/response.ts
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
function credentials(fields, { host, clean }) {
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
	const calledType = clean(text).replaceAll('"', "'");
	if (/^\s*bearer[\s_-]*(token\s*)?$/i.test(text))
		return { accessToken, tokenType: 'Bearer', calledType };
	throw failure('token_type_unsupported', { host, calledType });
}
function visible(value) {
	return isVisible(value) ? value : undefined;
}
;// CONCATENATED MODULE: ./src/token/outputs.ts
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
;// CONCATENATED MODULE: ./src/token/request.ts
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
;// CONCATENATED MODULE: ./src/request-token.ts
async function requestToken(server, opener, openings, { log, cancelled, lastResort }) {
	const { value, attempts, took } = await askUntilGranted(server, openings, log, cancelled);
	const { token, response } = value;
	const session = sessionOf(token);
	try {
		if (!openings.granted(session, lifetimesOf(token)))
			await (await lastResort()).tooLarge(session, opener, log);
	}
	catch (error) {
		if (!(error instanceof ActionError))
			throw error;
		throw withUnread(await (await lastResort()).endNow(error, session, opener, log), server, openings, log);
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
			attemptTimeout: attemptTimeout(server.timeout),
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
		const { withShapes } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 372, 23));
		throw withUnread(withShapes(error, server), server, openings, log);
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
		response = await send(request, timeLeft(), { proxy, clean: log.foreign });
		maskTokens(response, log);
		const fields = grantedFields(response);
		if (!fields)
			throw await refusal(response, request, server, log);
		const expected = { clean: log.foreign, repeats: log.repeats, host: server.tokenUrl.host };
		return { response, token: tokenOf(fields, response, expected) };
	}
	catch (error) {
		if (error instanceof ActionError)
			openings.failed(error, response, log);
		throw error;
	}
}
async function refusal(response, request, server, log) {
	const { refused } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 893, 23));
	const { authMethod, methodsTaken, tokenUrl } = server;
	const identity = 'client_assertion' in request.form ? (await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 8, 23))).identityIn(request, server, log) : '';
	return refused(response, { clean: log.foreign, host: tokenUrl.host, authMethod, methodsTaken, identity });
}
function withUnread(error, server, openings, log) {
	return openings.unread > 0 ? error.and('may_be_open', lostAnswers(server, openings, log)) : error;
}
function lostAnswers({ clientId, tokenUrl }, openings, log, token) {
	const end = token && (token.refreshExpiry ?? token.expiry);
	return { clientId: log.foreign(clientId), host: tokenUrl.host, count: openings.unread, end };
}
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = require("node:os");
;// CONCATENATED MODULE: ./src/runner/files.ts
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
		withFile(name, (file, size) => {
			(0,external_node_fs_namespaceObject.writeSync)(file, external_node_os_namespaceObject.EOL);
			(0,external_node_fs_namespaceObject.ftruncateSync)(file, size);
		});
}
function appendTo(name, values) {
	const text = Object.entries(values)
		.map(([key, value]) => keyValue(key, value) + external_node_os_namespaceObject.EOL)
		.join('');
	withFile(name, (file) => {
		const bytes = Buffer.from(text);
		if ((0,external_node_fs_namespaceObject.writeSync)(file, bytes) < bytes.length)
			throw Object.assign(new Error(), { code: 'ENOSPC' });
	});
}
function withFile(name, use) {
	let file;
	try {
		file = (0,external_node_fs_namespaceObject.openSync)(process.env[name] ?? '', external_node_fs_namespaceObject.constants.O_WRONLY | external_node_fs_namespaceObject.constants.O_APPEND | external_node_fs_namespaceObject.constants.O_NOFOLLOW | external_node_fs_namespaceObject.constants.O_NONBLOCK);
		const stats = (0,external_node_fs_namespaceObject.fstatSync)(file);
		if (!stats.isFile())
			throw notPlain(name);
		try {
			use(file, stats.size);
		}
		catch (error) {
			(0,external_node_fs_namespaceObject.ftruncateSync)(file, stats.size);
			throw error;
		}
	}
	catch (error) {
		throw told(name, error);
	}
	finally {
		if (file !== undefined)
			(0,external_node_fs_namespaceObject.closeSync)(file);
	}
}
function notPlain(name) {
	return failure('output_failed/no_file', { file: name });
}
function told(name, error) {
	if (error instanceof ActionError || !('code' in error))
		return error;
	if (['ELOOP', 'ENXIO', 'EISDIR', 'EMLINK'].includes(error.code ?? ''))
		return notPlain(name);
	return failure('output_failed', {
		file: name,
		reason: error.code === 'ENOENT' ? 'it is not there' : (error.code ?? error.name),
	});
}
;// CONCATENATED MODULE: ./src/http/status.ts
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
;// CONCATENATED MODULE: ./src/server/endpoints.ts
async function findEndpoints({ tokenUrl, issuer, clientCertificate, timeout }, log, cancelled) {
	if (tokenUrl)
		return { tokenUrl, revocationUrl: undefined, methodsTaken: undefined, spent: 0 };
	const { readMetadata } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 368, 23));
	const { value, took } = await retry((timeLeft) => readMetadata(issuer, clientCertificate !== '', (url) => ask(url, timeLeft, log), log), { timeout, attemptTimeout: attemptTimeout(timeout), cancelled, ...realTime(log) });
	reportEndpoints(issuer, value, log);
	return { ...value, spent: took };
}
async function ask(url, timeLeft, log) {
	const { status, body, headers } = await send({ url, headers: {} }, timeLeft(), {
		proxy: checkProxy(url, process.env, log),
		clean: log.foreign,
	});
	const transient = transientCode(status);
	if (transient)
		throw failure(`${transient}/metadata`, { host: url.host, status }, { retryAfter: headers['retry-after'] });
	return { status, fields: status === 200 ? jsonObject(body) : undefined };
}
;// CONCATENATED MODULE: ./src/session/salvage.ts
const MAX_TOKEN = 32 * 1024;
const KINDS = ['refresh_token', 'access_token'];
function salvage(text, sentAt) {
	const fields = jsonObject(text);
	for (const kind of KINDS) {
		const token = fields ? fields[kind] : whole(text, kind);
		if (!isVisible(token) || token.length > MAX_TOKEN)
			continue;
		const lifetime = secondsOf(fields?.[kind === 'refresh_token' ? 'refresh_expires_in' : 'expires_in']) ?? 0;
		return { kind, token, until: lifetime > 0 ? endOf(sentAt, lifetime) : undefined };
	}
	return undefined;
}
function whole(text, name) {
	return new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]+)"`).exec(text)?.[1];
}
;// CONCATENATED MODULE: ./src/session/state.ts
function openerOf(given) {
	const { caCertificates, revocationUrl } = given;
	return { ...credentialsOf(given), caCertificates, revocationUrl };
}
const NAME = 'session';
function saveState(state) {
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
;// CONCATENATED MODULE: ./src/session/openings.ts
const MAX_SESSIONS = 20;
class Openings {
	#asked;
	#ends;
	#opener;
	#keep;
	#granted = [];
	#refused = [];
	#saved = 0;
	#unread = 0;
	#underWay = false;
	#unending;
	constructor(opener, ends, keep = saveState) {
		this.#keep = keep;
		this.#asked = { clientId: opener.clientId, host: opener.tokenUrl.host };
		this.#ends = ends;
		this.#opener = ends === 'with the job' ? opener : undefined;
	}
	get unread() {
		const refusedSaved = Math.max(0, this.#saved - this.#granted.length);
		return this.#unread + this.#refused.length - refusedSaved;
	}
	asking() {
		this.#save(true);
	}
	sending() {
		this.#underWay = true;
	}
	failed({ brokenOff }, response, log) {
		this.#underWay = false;
		const text = response?.body ?? brokenOff?.text ?? '';
		const session = salvage(text, response?.sentAt ?? brokenOff?.sentAt ?? Date.now());
		if (session && this.#opener && this.#refused.length < MAX_SESSIONS) {
			log.mask(session.token);
			this.#refused = [...this.#refused, session];
			this.#save(true);
		}
		else if (session || (response ? grantedUnread(response) : brokenOff?.sent)) {
			this.#unread++;
		}
	}
	leftBehind() {
		if (this.#underWay)
			this.#unread++;
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
	granted(session, unending) {
		if (this.#opener)
			this.#granted = [session];
		this.#unending = unending;
		try {
			this.#save(false);
		}
		catch (error) {
			this.#granted = [];
			throw error;
		}
		return !this.#opener || this.#saved > 0;
	}
	keep() {
		const tokens = this.#granted.map(({ token }) => token);
		this.#granted = this.#granted.map((session) => ({ ...session, kept: true }));
		this.#refused = this.#refused.filter(({ token }) => !tokens.includes(token));
		this.#save(false);
	}
	#save(asking) {
		const common = { asked: this.#asked, asking };
		if (!this.#opener) {
			this.#keep({ ...common, ...(this.#ends === 'unknown' && this.#unending && { unending: this.#unending }) });
			return;
		}
		const sessions = [...this.#granted, ...this.#refused];
		for (let count = sessions.length; count > 0; count--) {
			if (!this.#keep({ ...common, opener: this.#opener, sessions: sessions.slice(0, count) }))
				continue;
			this.#saved = count;
			return;
		}
		this.#keep(common);
		this.#saved = 0;
	}
}
function grantedUnread({ status, body }) {
	return mayHaveActed(status) || (status >= 200 && status < 300 && (!/^\s*</.test(body) || body.includes('access_token')));
}
;// CONCATENATED MODULE: ./src/token/validity.ts
const MAX_SKEW = 60;
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
function remarks(token, asked, { headers, receivedAt }, clean) {
	const found = [];
	const granted = new Set(token.scope?.split(' '));
	const missing = token.scope === undefined ? [] : asked.scope.filter((name) => !granted.has(name));
	if (missing.length > 0)
		found.push({ id: 'scope_missing', params: { names: clean(missing.join(' ')) } });
	const audiences = audiencesOf(token.accessToken);
	if (asked.audience !== '' && audiences && !audiences.includes(asked.audience))
		found.push({ id: 'audience_missing', params: { asked: clean(asked.audience), found: clean(audiences.join(', ')) } });
	if (token.expiry === undefined)
		found.push({ id: 'no_expiry', params: {} });
	if (token.ignored.length > 0)
		found.push({ id: 'part_ignored', params: { names: token.ignored } });
	if (token.calledType !== undefined)
		found.push({ id: 'token_type_unusual', params: { name: token.calledType } });
	const theirs = Date.parse(headers.date ?? '') || issuedAt(token);
	const skew = Math.round((receivedAt - theirs) / 1000) - ageOf(headers.age);
	if (Math.abs(skew) > MAX_SKEW)
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
;// CONCATENATED MODULE: ./src/main.ts
async function requestAccessToken(log, cancelled) {
	requireFiles(process.env, ['GITHUB_OUTPUT', 'GITHUB_STATE']);
	saveState({});
	const inputs = loadInputs(getInput, process.env, log, await rareFor(getInput));
	maskBasic(log, inputs);
	maskQuery(inputs.tokenUrl, log);
	const sealing = inputs.sealKey && { key: inputs.sealKey, run: thisRun(process.env), isMasked: log.standsIn };
	await trustAlso(inputs.caCertificates);
	const server = { ...inputs, ...(await findEndpoints(inputs, log, cancelled)) };
	const opener = openerOf(server);
	const ends = inputs.revoke === 'false' ? 'never' : canEnd(opener) ? 'with the job' : 'unknown';
	const later = inputs.tokenCommand ? await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 23)) : undefined;
	const folder = later?.folderFor(process.env);
	const openings = new Openings(opener, ends, folder === undefined ? saveState : later?.keepingFolder(folder));
	const { token, response, given } = await requestToken(server, opener, openings, {
		log,
		cancelled,
		lastResort: () => Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 23)),
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
	for (const { id, params } of remarks(token, inputs, response, log.foreign))
		await log.warn(id, params);
	if (openings.unread > 0)
		await log.warn('lost_answers', lostAnswers(server, openings, log, token));
	if (sealed && inputs.revoke === 'true')
		await log.warn('sealed_ends', {});
	if (inputs.summary)
		await (await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 212, 23))).writeSummary(given, loadSummary, log);
}
async function seal(token, opener, { revoke }, sealing, log) {
	const { sealedOutputs } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 23));
	return sealedOutputs(token, opener, revoke === 'true', sealing, log);
}
;// CONCATENATED MODULE: ./src/report/foreign.ts
const MAX_FOREIGN_TEXT = 200;
const unprintable = patternFor(/[\0-\x1f\x7f]/g, '[\\p{C}\\p{Zl}\\p{Zp}]');
const MAX_SEARCHED = 16 * 1024;
const TOO_LONG = '(left out: it is too long)';
const TOO_MANY = '(left out: the server sends too many tokens)';
const LEFT_OUT = '(left out: it repeats a secret)';
function isLeftOut(cleaned) {
	return cleaned.startsWith('(left out: ');
}
function onOneLine(text) {
	return text
		.replace(unprintable(text), ' ')
		.replace(/:(?=:)/g, ': ')
		.replace(/##\[/g, '## [')
		.replace(/\s+/g, ' ')
		.trim();
}
function cut(text) {
	if (text.length <= MAX_FOREIGN_TEXT)
		return text;
	const half = MAX_FOREIGN_TEXT / 2;
	return `${text.slice(0, half).replace(/[\ud800-\udbff]$/, '')}…${text.slice(-half).replace(/^[\udc00-\udfff]/, '')}`;
}
;// CONCATENATED MODULE: ./src/text/decode.ts
const ROUNDS = 4;
const MAX_READINGS = 40;
const unlettered = patternFor(/[^a-z\d]+/g, '[^\\p{L}\\p{N}]+');
const named = new Map('excl! quot" num# dollar$ percnt% amp& apos\' lpar( rpar) ast* plus+ comma, hyphen- period. sol/ colon: semi; lt< equals= gt> quest? commat@ lsqb[ lbrack[ bsol\\ rsqb] rbrack] Hat^ lowbar_ grave` lcub{ lbrace{ verbar| vert| rcub} rbrace}'
	.split(' ')
	.map((entry) => [entry.slice(0, -1).toLowerCase(), entry.slice(-1)]));
const decoders = [percent, escapes, references];
function readings(text) {
	const found = new Set(layersOf(text));
	for (const reading of found) {
		if (found.size > MAX_READINGS)
			break;
		for (const inside of layersOf(packed(reading)))
			found.add(inside);
	}
	return [...found];
}
function layersOf(text) {
	const layers = [text];
	for (let round = 0; round < ROUNDS; round++) {
		const before = layers.length;
		for (const decode of decoders) {
			const last = layers.at(-1) ?? '';
			const next = decode(last);
			if (next !== last)
				layers.push(next);
		}
		if (layers.length === before)
			break;
	}
	return layers;
}
function bare(text) {
	const plain = text.normalize('NFKD').toLowerCase();
	return plain.replace(unlettered(plain), '');
}
function percent(text) {
	if (!text.includes('%'))
		return text;
	return text
		.replace(/%u([0-9a-f]{4})/gi, (_, code) => character(parseInt(code, 16)))
		.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => textOf(Buffer.from(bytes.replaceAll('%', ''), 'hex')));
}
function escapes(text) {
	if (!text.includes('\\'))
		return text;
	return text.replace(/\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|U([0-9a-f]{8})|x([0-9a-f]{2})|([bfnrt])|([^]))/gi, (_, braced, short, long, byte, blank, other) => {
		const code = braced ?? short ?? long ?? byte;
		if (code !== undefined)
			return character(parseInt(code, 16));
		return blank === undefined ? (other ?? '') : ' ';
	});
}
function references(text) {
	if (!text.includes('&'))
		return text;
	return text
		.replace(/&#x([0-9a-f]{1,7});?/gi, (_, code) => character(parseInt(code, 16)))
		.replace(/&#(\d{1,8});?/g, (_, code) => character(Number(code)))
		.replace(/&([a-z])(?:uml|acute|grave|circ|tilde|ring|cedil|slash|caron);/gi, '$1')
		.replace(/&([a-z]{2,9});?/gi, (whole, name) => named.get(name.toLowerCase()) ?? whole);
}
function packed(text) {
	return text.replace(/[\w+/-]{12,}/g, (run) => {
		const hex = /^(?:[0-9a-f]{2})+$/i.test(run);
		const bytes = Buffer.from(run, hex ? 'hex' : 'base64');
		const inside = bytes.includes(0) ? bytes.toString('latin1').replaceAll('\0', '') : bytes.toString();
		return /[\0-\b\x0e-\x1f\x7f-\x9f\ufffd]/.test(inside) ? run : inside;
	});
}
function textOf(bytes) {
	const text = bytes.toString();
	return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}
function character(code) {
	return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
;// CONCATENATED MODULE: ./src/report/secrets.ts
const SHORTEST = 6;
const MAX_TURNED = 2048;
const SHORTEST_EXACT = 4;
const around = patternFor(/^[\s"'`]+|(?<![\s"'`])[\s"'`]+$/g, '^[\\s\\p{Cf}\\p{Quotation_Mark}`]+|(?<![\\s\\p{Cf}\\p{Quotation_Mark}`])[\\s\\p{Cf}\\p{Quotation_Mark}`]+$');
const unseen = patternFor(/\s+/g, '[\\s\\p{Cf}]+');
function partsOf(secret) {
	if (!/[\r\n]/.test(secret))
		return secret === '' ? [] : [secret];
	return secret.split(/[\r\n]+/).filter((line) => line.length >= 8 && !line.startsWith('-----'));
}
function coreOf(secret) {
	const core = secret.replace(around(secret), '').replace(/^(?:Bearer|Basic)\s+/i, '');
	return core.length >= 8 ? core : secret;
}
function formsOf(secret) {
	const bytes = Buffer.from(secret);
	const escaped = [formEncode(secret), encodeURIComponent(secret)];
	const html = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
	const forms = [
		secret,
		...escaped,
		...escaped.map((form) => form.replace(/%../g, (escape) => escape.toLowerCase())),
		JSON.stringify(secret).slice(1, -1),
		html,
		...['&#39;', '&#x27;', '&apos;'].map((quote) => html.replace(/"/g, '&quot;').replace(/'/g, quote)),
		bytes.toString('base64'),
		bytes.toString('base64').replace(/=+$/, ''),
		bytes.toString('base64url'),
		bytes.toString('hex'),
		bytes.toString('hex').toUpperCase(),
		backwards(secret),
	];
	return [...new Set(forms)].flatMap((form) => [form, onOneLine(form)]).filter(Boolean);
}
function formsInBase64url(mask) {
	const offsets = [0, 1, 2].map((offset) => Buffer.from(mask).subarray(offset).toString('base64url'));
	return [mask, ...offsets.flatMap((whole) => [whole, whole.slice(0, -1)]).filter(({ length }) => length > 2)];
}
class Secret {
	#secret;
	least;
	#forms;
	#wanted;
	constructor(secret) {
		this.#secret = secret;
		this.least = secret.replace(/[^a-z\d]+/gi, '').length;
	}
	get forms() {
		return (this.#forms ??= [...new Set(formsOf(this.#secret))]);
	}
	isIn(letters, lower) {
		const { bare: packed, exact } = (this.#wanted ??= wantedOf(this.#secret));
		return packed.some((form) => letters.includes(form)) || exact.some((form) => lower.includes(form));
	}
}
function canBeRead(secrets, text) {
	if (secrets.length === 0 && !text.includes('eyJ'))
		return false;
	const shown = (text.length > MAX_TURNED ? cut(text) : text).normalize('NFKC');
	const closed = shown.replace(unseen(shown), '');
	return [...new Set([text, closed, backwards(closed)])].flatMap(readings).some((reading) => {
		const [letters, lower] = [bare(reading), reading.toLowerCase()];
		return secrets.some((secret) => secret.isIn(letters, lower)) || holdsJwt(reading);
	});
}
function wantedOf(secret) {
	const read = readings(secret);
	const forms = new Set(read.flatMap(packedForms).map(bare));
	return {
		bare: [...forms].flatMap((form) => [form, backwards(form)]).filter((form) => form.length >= SHORTEST),
		exact: read.filter((each) => bare(each).length < SHORTEST && each.length >= SHORTEST_EXACT).map((each) => each.toLowerCase()),
	};
}
function withoutJwts(text) {
	return text.replace(/e(?:y[JA]|w[ok0])[\w-]{10,}=*(?:\.[\w=-]*)*/g, '***');
}
function holdsJwt(text) {
	const starts = text.replace(unseen(text), '').matchAll(/eyJ[\w-]{10,}/g);
	return Array.from(starts).some(([start]) => /^\{"[^"]{1,40}"/.test(Buffer.from(start.slice(0, 64), 'base64url').toString()));
}
function packedForms(text) {
	const sent = new Set([text, formEncode(text), encodeURIComponent(text.toWellFormed())]);
	const packed = [...sent].flatMap((form) => {
		const bytes = Buffer.from(form);
		const shifted = [0, 2, 3].map((skip, before) => {
			const base64 = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
			return base64.slice(skip).replace(/.=+$/, '');
		});
		return [bytes.toString('hex'), ...shifted];
	});
	return [text, ...packed];
}
function backwards(text) {
	return Array.from(text).reverse().join('');
}
;// CONCATENATED MODULE: ./src/report/log.ts
const MENDABLE = /^(input_|secret_|seal|private_key_|id_token_unavailable|runner_missing)/;
const MAX_REFUSED = { characters: 64 * 1024, masks: 24 };
class Log {
	#printer;
	#secrets = new Map();
	#sent = new Set();
	#known = false;
	#refused = { characters: 0, masks: 0 };
	constructor(printer) {
		this.#printer = printer;
	}
	mask(secret) {
		for (const part of new Set(partsOf(secret.toWellFormed()).flatMap((each) => [each, coreOf(each)]))) {
			for (const form of [part, formEncode(part)]) {
				if (this.#sent.has(form))
					continue;
				this.#sent.add(form);
				if (!this.#known)
					this.#printer.setSecret(form);
			}
			if (this.#secrets.has(part) || part.length > MAX_SEARCHED)
				continue;
			this.#secrets.set(part, new Secret(part));
		}
	}
	known(work) {
		this.#known = true;
		try {
			work();
		}
		finally {
			this.#known = false;
		}
	}
	hide(text) {
		if (text.length < 4 || text.length > MAX_SEARCHED || this.#secrets.has(text))
			return;
		this.#secrets.set(text, new Secret(text));
	}
	maskRefused(secret) {
		for (const part of partsOf(secret)) {
			if (this.#sent.has(part) || this.#overwhelmed())
				continue;
			this.#refused.characters += part.length;
			this.#refused.masks += 1;
			if (!this.#overwhelmed())
				this.mask(part);
		}
	}
	#overwhelmed() {
		return this.#refused.characters > MAX_REFUSED.characters || this.#refused.masks > MAX_REFUSED.masks;
	}
	info(message) {
		this.#printer.info(this.#strike(message));
	}
	async warn(id, params) {
		const { warning } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 33, 23));
		const { title, message } = warning(id, params);
		this.#printer.warning(this.#strike(message), { title });
	}
	async warnOf(error) {
		const { explain, whatOf } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 33, 23));
		const what = MENDABLE.test(error.code) ? explain(error).message : whatOf(error);
		const known = !MENDABLE.test(error.code) || error.notes.some(({ id }) => id === 'left_open');
		await this.warn(known ? 'left_open' : 'nothing_ended', { what });
	}
	async retrying(error, wait, attempt) {
		const { retryLine } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 33, 23));
		this.info(retryLine(error, wait, attempt));
	}
	async fail(error) {
		const { title, message } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 33, 23))
			.then(({ explain }) => explain(error))
			.catch(() => ({ title: error.code, message: `Failed: ${error.id}.` }));
		this.#printer.error(this.#strike(message), { title });
	}
	foreign = (text) => {
		if (this.#overwhelmed())
			return TOO_MANY;
		if (text.length > MAX_SEARCHED)
			return TOO_LONG;
		const plain = withoutJwts(this.#strike(onOneLine(this.#strike(text.toWellFormed()))));
		return this.#finds(plain) ? LEFT_OUT : cut(plain);
	};
	repeats = (text) => this.#overwhelmed() || text.length > MAX_SEARCHED || withoutJwts(this.#strike(text)) !== text || this.#finds(text);
	#finds(text) {
		return canBeRead(this.#within(text), text);
	}
	standsIn = (text) => [...this.#sent].flatMap(formsInBase64url).some((form) => text.includes(form));
	#strike(text) {
		const forms = this.#within(text).flatMap((secret) => secret.forms);
		return forms.sort((a, b) => b.length - a.length).reduce((struck, form) => struck.replaceAll(form, '***'), text);
	}
	#within({ length }) {
		return [...this.#secrets.values()].filter(({ least }) => least <= length);
	}
}
;// CONCATENATED MODULE: ./src/report/step.ts
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
	const log = new Log(core_namespaceObject);
	let failing = false;
	const fail = (error) => {
		if (failing)
			process.exit(failed);
		failing = true;
		void tell(error instanceof ActionError ? error : internal(error), log).finally(() => {
			end(failed);
		});
	};
	process.on('uncaughtException', fail);
	process.once('beforeExit', () => {
		fail(failure('internal/ran_dry', {}));
	});
	const cancelled = onSignals(() => {
		end(failed);
	});
	run(log, cancelled).then(() => {
		end(cancelled.aborted ? failed : 0);
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
function end(exitCode) {
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
;// CONCATENATED MODULE: ./src/index.ts
function main() {
	runStep(requestAccessToken);
}
function post() {
	runCleanup(async (...step) => (await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 23))).endSessions(...step));
}
function unseal() {
	runStep(async (log) => (await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 23))).openSealedToken(log));
}
function index_end() {
	runCleanup(async (...step) => (await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 23))).endSealedSession(...step));
}
function command() {
	runCommand(async (...step) => (await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 283, 23))).printToken(...step));
}
module.exports = __webpack_exports__;
})()
;