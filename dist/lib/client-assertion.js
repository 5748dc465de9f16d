(() => { // webpackBootstrap
	"use strict";
	var __webpack_modules__ = ({
/***/ 432: // MODULE: external "./client-sign.js"
/***/ ((module) => {
module.exports = require("./client-sign.js");
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
  assertionAudience: () => (/* reexport */ assertionAudience),
  identityOf: () => (/* reexport */ identityOf),
  pemBlocks: () => (/* reexport */ pemBlocks),
  pemText: () => (/* reexport */ pemText),
  privatePieces: () => (/* reexport */ privatePieces),
  signAssertion: () => (/* reexport */ signAssertion),
  signed: () => (/* reexport */ signed),
  usablePrivateKey: () => (/* reexport */ usablePrivateKey),
  withAssertion: () => (/* reexport */ withAssertion)
});
;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
;// CONCATENATED MODULE: ./src/client/assertion.ts
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
	return given || (0,external_index_js_namespaceObject.issuerOf)(tokenUrl);
}
async function signed(credentials, key, header, { log, ahead = 0 }) {
	const { sign } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 432, 23));
	const assertion = await sign(credentials.clientId, assertionAudience(credentials), key, header, ahead);
	log.mask(assertion);
	return assertion;
}
function identityOf(assertion, clean) {
	const claims = (0,external_index_js_namespaceObject.compactPart)(assertion, 1) ?? {};
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
;// CONCATENATED MODULE: ./src/text/pem.ts
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
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: ./src/client/private-key-jwt.ts
function usablePrivateKey(given) {
	if (given === '')
		throw (0,external_index_js_namespaceObject.failure)('private_key_invalid/empty', {});
	const text = pemText(given);
	const pem = pemBlocks(text).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text;
	if (pem === undefined && /BEGIN (PUBLIC|RSA PUBLIC|CERTIFICATE)/.test(text) && !text.includes(' PRIVATE KEY-----'))
		throw (0,external_index_js_namespaceObject.failure)('private_key_invalid/public', {});
	if (pem?.includes('ENCRYPTED'))
		throw (0,external_index_js_namespaceObject.failure)('private_key_invalid/encrypted', {});
	let key;
	try {
		key = (0,external_node_crypto_namespaceObject.createPrivateKey)(pem ?? '');
	}
	catch {
		throw (0,external_index_js_namespaceObject.failure)('private_key_invalid/unreadable', {});
	}
	if (algorithmOf(key) === undefined)
		throw (0,external_index_js_namespaceObject.failure)('private_key_invalid/weak', {});
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
	const key = (0,external_node_crypto_namespaceObject.createPrivateKey)(credentials.privateKey);
	const kid = credentials.privateKeyId && { kid: credentials.privateKeyId };
	return signed(credentials, key, { alg: algorithmOf(key) ?? '', ...kid }, signing);
}
module.exports = __webpack_exports__;
})()
;