(() => { // webpackBootstrap
	"use strict";
	var __nccwpck_require__ = {};
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
  signAssertion: () => (/* reexport */ signAssertion),
  usablePrivateKey: () => (/* reexport */ usablePrivateKey)
});
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
;// CONCATENATED MODULE: external "./text-pem.js"
const external_text_pem_js_namespaceObject = require("./text-pem.js");
;// CONCATENATED MODULE: external "./client-assertion.js"
const external_client_assertion_js_namespaceObject = require("./client-assertion.js");
;// CONCATENATED MODULE: ./src/client/private-key-jwt.ts
function usablePrivateKey(given) {
	if (given === '')
		throw (0,external_index_js_namespaceObject.failure)('private_key_invalid/empty', {});
	const text = (0,external_text_pem_js_namespaceObject.pemText)(given);
	const pem = (0,external_text_pem_js_namespaceObject.pemBlocks)(text).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text;
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
	return (0,external_client_assertion_js_namespaceObject.signed)(credentials, key, { alg: algorithmOf(key) ?? '', ...kid }, signing);
}
module.exports = __webpack_exports__;
})()
;