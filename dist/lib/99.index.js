"use strict";
exports.id = 99;
exports.ids = [99];
exports.modules = {
/***/ 5503: // MODULE: ./src/client/assertion.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
P5: () => (assertionAudience),
cu: () => (identityOf),
x8: () => (signed),
xN: () => (withAssertion)
});
var _server_keycloak_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8362);
var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1789);
function withAssertion(request, { clientId }, assertion) {
	return {
		...request,
		form: {
			...request.form,
			...(clientId !== '' && { client_id: clientId }),
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: assertion,
		},
	};
}
function assertionAudience({ assertionAudience: given, tokenUrl }) {
	return given || (0,_server_keycloak_js__WEBPACK_IMPORTED_MODULE_0__/* .issuerOf */ .xD)(tokenUrl);
}
async function signed(credentials, key, header, { log, ahead = 0 }) {
	const { sign } = await Promise.all([__webpack_require__.e(280), __webpack_require__.e(821)]).then(__webpack_require__.bind(__webpack_require__, 5821));
	const assertion = await sign(credentials.clientId, assertionAudience(credentials), key, header, ahead);
	log.mask(assertion);
	return assertion;
}
function identityOf(assertion, clean) {
	const claims = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .compactPart */ .Xs)(assertion, 1) ?? {};
	const text = (value) => {
		if (value === undefined)
			return 'none';
		const texts = [value].flat();
		if (!texts.every((each) => typeof each === 'string'))
			return 'no text';
		return clean(typeof value === 'string' ? value : JSON.stringify(texts));
	};
	return ['iss', 'sub', 'aud'].map((name) => `${name} "${text(claims[name])}"`).join(', ');
}
/***/ }),
/***/ 2099: // MODULE: ./src/client/other-methods.ts + 3 modules
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  identityIn: () => (identityIn),
  otherMethods: () => (otherMethods)
});
// EXTERNAL MODULE: ./src/client/assertion.ts
var assertion = __webpack_require__(5503);
// EXTERNAL MODULE: ./src/report/error.ts
var error = __webpack_require__(8536);
// EXTERNAL MODULE: ./src/text/json.ts
var json = __webpack_require__(1789);
;// CONCATENATED MODULE: ./src/client/client-assertion.ts
const MAX_SIZE = 64 * 1024;
async function readAssertion(file, log, now) {
	const { readShort } = await __webpack_require__.e(480).then(__webpack_require__.bind(__webpack_require__, 3099));
	const read = await readShort(file, MAX_SIZE);
	if (typeof read !== 'string')
		throw (0,error/* failure */.V)(`client_assertion_invalid/${read.problem}`, { file, reason: read.reason });
	const assertion = read.trim();
	if (assertion === '')
		throw (0,error/* failure */.V)('client_assertion_invalid/empty', { file });
	const claims = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(assertion) && (0,json/* compactPart */.Xs)(assertion, 0) && (0,json/* compactPart */.Xs)(assertion, 1);
	if (!claims)
		throw (0,error/* failure */.V)('client_assertion_invalid', { file });
	log.mask(assertion);
	const { exp } = claims;
	if (typeof exp === 'number' && exp * 1000 <= now)
		throw (0,error/* failure */.V)('client_assertion_invalid/expired', { file, expiry: exp * 1000 });
	return assertion;
}
;// CONCATENATED MODULE: ./src/client/client-secret-jwt.ts
async function signWithSecret(credentials, signing) {
	return (0,assertion/* signed */.x8)(credentials, Buffer.from(credentials.clientSecret), { alg: 'HS256' }, signing);
}
// EXTERNAL MODULE: ./src/http/proxy.ts
var http_proxy = __webpack_require__(7856);
// EXTERNAL MODULE: ./src/http/send.ts + 7 modules
var send = __webpack_require__(8008);
// EXTERNAL MODULE: ./src/http/status.ts
var http_status = __webpack_require__(8848);
// EXTERNAL MODULE: ./src/runner/run.ts
var run = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/text/encoding.ts
var encoding = __webpack_require__(8922);
;// CONCATENATED MODULE: ./src/client/github-oidc.ts
async function fetchIdToken(credentials, env, { log, timeLeft }) {
	const request = idTokenRequest(credentials, env, log);
	const proxy = (0,http_proxy/* checkProxy */.d)(request.url, env, log);
	return readIdToken(await (0,send/* send */.t)(request, timeLeft(), { proxy, clean: log.foreign }), log);
}
function idTokenRequest(credentials, env, log) {
	const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
	if (!address || !bearer || !/^https?:/i.test(address) || !URL.canParse(address))
		throw (0,error/* failure */.V)((0,run/* secretsWithheld */.J)(env) === 'fork' ? 'id_token_unavailable/fork' : 'id_token_unavailable', {});
	log.mask(bearer);
	const url = new URL(address);
	url.searchParams.set('audience', (0,assertion/* assertionAudience */.P5)(credentials));
	return { url, headers: { authorization: `Bearer ${bearer}` } };
}
function readIdToken(response, log) {
	const { status, body } = response;
	const fields = (0,json/* jsonObject */.o$)(body);
	const value = status === 200 ? fields?.['value'] : undefined;
	if (!(0,encoding/* isVisible */.zN)(value)) {
		const message = fields?.['message'];
		const said = typeof message === 'string' ? log.foreign(message).replaceAll('"', "'") : '';
		const transient = (0,http_status/* transientCode */.CC)(status);
		const passing = (status === 403 && /pending/i.test(said)) || (status === 200 && value === undefined);
		const id = transient ? `${transient}/id_token` : passing ? 'id_token_refused/passing' : 'id_token_refused';
		throw (0,error/* failure */.V)(id, { status, said }, (0,http_status/* detailsOf */.cz)(response));
	}
	log.mask(value);
	return value;
}
// EXTERNAL MODULE: ./src/client/private-key-jwt.ts
var private_key_jwt = __webpack_require__(5650);
;// CONCATENATED MODULE: ./src/client/other-methods.ts
const otherMethods = {
	client_secret_jwt: async (request, credentials, attempt) => (0,assertion/* withAssertion */.xN)(request, credentials, await signWithSecret(credentials, attempt)),
	private_key_jwt: async (request, credentials, attempt) => (0,assertion/* withAssertion */.xN)(request, credentials, await (0,private_key_jwt/* signAssertion */.a)(credentials, attempt)),
	github_oidc: async (request, credentials, attempt) => (0,assertion/* withAssertion */.xN)(request, credentials, await fetchIdToken(credentials, process.env, attempt)),
	client_assertion: async (request, credentials, { log }) => (0,assertion/* withAssertion */.xN)(request, credentials, await readAssertion(credentials.clientAssertionFile, log, Date.now())),
	tls_client_auth: (request, { clientId }) => ({ ...request, form: { ...request.form, client_id: clientId } }),
};
function identityIn({ form }, { authMethod }, log) {
	return authMethod === 'github_oidc' || authMethod === 'client_assertion'
		? (0,assertion/* identityOf */.cu)(form['client_assertion'] ?? '', log.foreign)
		: '';
}
/***/ }),
/***/ 5650: // MODULE: ./src/client/private-key-jwt.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
a: () => (signAssertion),
b: () => (usablePrivateKey)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var _report_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8536);
var _text_pem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5917);
var _assertion_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5503);
function usablePrivateKey(given) {
	if (given === '')
		throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_1__/* .failure */ .V)('private_key_invalid/empty', {});
	const text = (0,_text_pem_js__WEBPACK_IMPORTED_MODULE_2__/* .pemText */ .oW)(given);
	const pem = (0,_text_pem_js__WEBPACK_IMPORTED_MODULE_2__/* .pemBlocks */ .PQ)(text).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text;
	if (pem === undefined && /BEGIN (PUBLIC|RSA PUBLIC|CERTIFICATE)/.test(text) && !text.includes(' PRIVATE KEY-----'))
		throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_1__/* .failure */ .V)('private_key_invalid/public', {});
	if (pem?.includes('ENCRYPTED'))
		throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_1__/* .failure */ .V)('private_key_invalid/encrypted', {});
	let key;
	try {
		key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(pem ?? '');
	}
	catch {
		throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_1__/* .failure */ .V)('private_key_invalid/unreadable', {});
	}
	if (algorithmOf(key) === undefined)
		throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_1__/* .failure */ .V)('private_key_invalid/weak', {});
	return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}
function algorithmOf(key) {
	const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
	if (type === 'rsa')
		return (details?.modulusLength ?? 0) >= 2048 ? 'RS256' : undefined;
	if (type === 'ed25519')
		return 'EdDSA';
	const curves = { prime256v1: 'ES256', secp384r1: 'ES384' };
	return type === 'ec' ? curves[details?.namedCurve ?? ''] : undefined;
}
async function signAssertion(credentials, signing) {
	const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(credentials.privateKey);
	const kid = credentials.privateKeyId && { kid: credentials.privateKeyId };
	return (0,_assertion_js__WEBPACK_IMPORTED_MODULE_3__/* .signed */ .x8)(credentials, key, { alg: algorithmOf(key) ?? '', ...kid }, signing);
}
/***/ }),
/***/ 5917: // MODULE: ./src/text/pem.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
$G: () => (privatePieces),
PQ: () => (pemBlocks),
oW: () => (pemText)
});
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
/***/ })
};
;