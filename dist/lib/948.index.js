"use strict";
exports.id = 948;
exports.ids = [948];
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
/***/ 4948: // MODULE: ./src/inputs/rare.ts + 2 modules
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  assertionFile: () => (assertionFile),
  caCertificates: () => (caCertificates),
  certificate: () => (rare_certificate),
  certificateKey: () => (certificateKey),
  issuer: () => (issuer),
  parameters: () => (parameters),
  privateKey: () => (privateKey),
  privatePieces: () => (/* reexport */ text_pem/* privatePieces */.$G)
});
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./src/report/error.ts
var report_error = __webpack_require__(8536);
// EXTERNAL MODULE: ./src/text/pem.ts
var text_pem = __webpack_require__(5917);
;// CONCATENATED MODULE: ./src/text/certificates.ts
function certificatesIn(given) {
	const text = (0,text_pem/* pemText */.oW)(given);
	const found = (0,text_pem/* pemBlocks */.PQ)(text).filter(({ label }) => label === 'CERTIFICATE');
	if (found.length === 0 || found.length < (text.match(/-----BEGIN/g) ?? []).length)
		return undefined;
	const certificates = found.flatMap((block) => certificate(block.text) ?? certificate(withLines(block.text)) ?? []);
	return certificates.length < found.length ? undefined : certificates;
}
function certificate(pem) {
	try {
		return { pem, parsed: new external_node_crypto_.X509Certificate(pem) };
	}
	catch {
		return undefined;
	}
}
function withLines(pem) {
	const [, begin = '', body = '', end = ''] = /^(-+[A-Z ]+-+)([^-]*)(-+[A-Z ]+-+)$/.exec(pem) ?? [];
	return [begin, ...(body.replace(/\s+/g, '').match(/.{1,64}/g) ?? []), end].join('\n');
}
;// CONCATENATED MODULE: ./src/client/certificate.ts
function usableCertificateKey(given) {
	const pem = (0,text_pem/* pemBlocks */.PQ)((0,text_pem/* pemText */.oW)(given)).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text ?? '';
	if (pem.includes('ENCRYPTED'))
		throw (0,report_error/* failure */.V)('client_certificate_invalid/key_encrypted', {});
	try {
		return (0,external_node_crypto_.createPrivateKey)(pem).export({ format: 'pem', type: 'pkcs8' }).toString();
	}
	catch {
		throw (0,report_error/* failure */.V)('client_certificate_invalid/key_unreadable', {});
	}
}
function usableCertificate(given, key, now) {
	const certificates = certificatesIn(given);
	if (!certificates)
		throw (0,report_error/* failure */.V)('client_certificate_invalid', {});
	const keyObject = (0,external_node_crypto_.createPrivateKey)(key);
	const own = certificates.find(({ parsed }) => parsed.checkPrivateKey(keyObject));
	if (!own)
		throw (0,report_error/* failure */.V)('client_certificate_invalid/mismatch', {});
	const [from, until] = [Date.parse(own.parsed.validFrom), Date.parse(own.parsed.validTo)];
	if (now < from || now >= until)
		throw (0,report_error/* failure */.V)('client_certificate_invalid/expired', { from, until });
	const pem = [own, ...certificates.filter((each) => each !== own)].map((each) => each.pem).join('\n');
	try {
		(0,external_node_tls_.createSecureContext)({ cert: pem, key });
	}
	catch (error) {
		const { code } = error;
		throw (0,report_error/* failure */.V)('client_certificate_invalid/unusable', { reason: code ?? 'no code' });
	}
	return pem;
}
// EXTERNAL MODULE: ./src/client/private-key-jwt.ts
var private_key_jwt = __webpack_require__(5650);
// EXTERNAL MODULE: ./src/server/endpoint.ts
var endpoint = __webpack_require__(6186);
// EXTERNAL MODULE: ./src/server/keycloak.ts
var keycloak = __webpack_require__(8362);
// EXTERNAL MODULE: ./src/inputs/values.ts + 1 modules
var values = __webpack_require__(3798);
;// CONCATENATED MODULE: ./src/inputs/rare.ts
const OWN_FIELDS = [
	'grant_type',
	'scope',
	'audience',
	'client_id',
	'client_secret',
	'client_assertion',
	'client_assertion_type',
];
function privateKey(given, method) {
	if (method === 'private_key_jwt')
		return (0,private_key_jwt/* usablePrivateKey */.b)(given);
	if (given !== '' && method !== undefined)
		throw (0,report_error/* failure */.V)('input_invalid/key_unused', { method });
	return '';
}
function assertionFile(given, method) {
	if (method !== 'client_assertion')
		return '';
	if (given === '')
		throw (0,report_error/* failure */.V)('input_missing', { name: 'client_assertion_file' });
	return (0,external_node_path_.resolve)((0,values/* oneLine */.TN)('client_assertion_file', given));
}
function issuer(given, alsoTokenUrl) {
	if (alsoTokenUrl)
		throw (0,report_error/* failure */.V)('input_invalid/two_servers', {});
	const url = (0,endpoint/* checkEndpoint */.q9)('issuer', given);
	if (given.includes('?') || url.pathname.includes('/.well-known/'))
		throw (0,report_error/* failure */.V)('input_invalid/issuer', {});
	const tokenUrl = (0,keycloak/* tokenEndpointOf */.w0)(url);
	return { tokenUrl, issuer: tokenUrl ? '' : given };
}
function parameters(given) {
	const lines = given.split(/\r?\n/).map((line) => line.trim());
	return lines.flatMap((line, index) => {
		if (line === '')
			return [];
		const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(line) ?? [];
		if (OWN_FIELDS.includes(name))
			throw (0,report_error/* failure */.V)('input_invalid/parameter_own', { field: name });
		if (!/^[\w.-]+$/.test(name))
			throw (0,report_error/* failure */.V)('input_invalid/parameter', { line: index + 1 });
		return [[name, (0,values/* oneLine */.TN)('parameters', value)]];
	});
}
function caCertificates(given) {
	if (given === '')
		return [];
	const found = certificatesIn(given);
	if (!found)
		throw (0,report_error/* failure */.V)('input_invalid/certificate', {});
	return found.map(({ pem }) => pem);
}
function certificateKey(key, certificate, env) {
	if (key === '' && certificate === '')
		return '';
	return usableCertificateKey((0,values/* given */.gI)('client_certificate_key', key, env));
}
function rare_certificate(text, key, method) {
	if (text === '' && (key || method === 'tls_client_auth'))
		throw (0,report_error/* failure */.V)('input_missing', { name: 'client_certificate' });
	return text === '' || key === undefined ? '' : usableCertificate(text, key, Date.now());
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