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
  assertionFile: () => (/* reexport */ assertionFile),
  caCertificates: () => (/* reexport */ caCertificates),
  certificate: () => (/* reexport */ rare_certificate),
  certificateKey: () => (/* reexport */ certificateKey),
  issuer: () => (/* reexport */ issuer),
  parameters: () => (/* reexport */ parameters),
  privateKey: () => (/* reexport */ privateKey),
  privatePieces: () => (/* reexport */ external_client_assertion_js_namespaceObject.privatePieces)
});
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
;// CONCATENATED MODULE: external "./client-assertion.js"
const external_client_assertion_js_namespaceObject = require("./client-assertion.js");
;// CONCATENATED MODULE: ./src/text/certificates.ts
function certificatesIn(given) {
	const text = (0,external_client_assertion_js_namespaceObject.pemText)(given);
	const found = (0,external_client_assertion_js_namespaceObject.pemBlocks)(text).filter(({ label }) => label === 'CERTIFICATE');
	if (found.length === 0 || found.length < (text.match(/-----BEGIN/g) ?? []).length)
		return undefined;
	const certificates = found.flatMap((block) => certificate(block.text) ?? certificate(withLines(block.text)) ?? []);
	return certificates.length < found.length ? undefined : certificates;
}
function certificate(pem) {
	try {
		return { pem, parsed: new external_node_crypto_namespaceObject.X509Certificate(pem) };
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
	const pem = (0,external_client_assertion_js_namespaceObject.pemBlocks)((0,external_client_assertion_js_namespaceObject.pemText)(given)).find(({ label }) => label.endsWith('PRIVATE KEY'))?.text ?? '';
	if (pem.includes('ENCRYPTED'))
		throw (0,external_index_js_namespaceObject.failure)('client_certificate_invalid/key_encrypted', {});
	try {
		return (0,external_node_crypto_namespaceObject.createPrivateKey)(pem).export({ format: 'pem', type: 'pkcs8' }).toString();
	}
	catch {
		throw (0,external_index_js_namespaceObject.failure)('client_certificate_invalid/key_unreadable', {});
	}
}
function usableCertificate(given, key, now) {
	const certificates = certificatesIn(given);
	if (!certificates)
		throw (0,external_index_js_namespaceObject.failure)('client_certificate_invalid', {});
	const keyObject = (0,external_node_crypto_namespaceObject.createPrivateKey)(key);
	const own = certificates.find(({ parsed }) => parsed.checkPrivateKey(keyObject));
	if (!own)
		throw (0,external_index_js_namespaceObject.failure)('client_certificate_invalid/mismatch', {});
	const [from, until] = [Date.parse(own.parsed.validFrom), Date.parse(own.parsed.validTo)];
	if (now < from || now >= until)
		throw (0,external_index_js_namespaceObject.failure)('client_certificate_invalid/expired', { from, until });
	const pem = [own, ...certificates.filter((each) => each !== own)].map((each) => each.pem).join('\n');
	try {
		(0,external_node_tls_namespaceObject.createSecureContext)({ cert: pem, key });
	}
	catch (error) {
		const { code } = error;
		throw (0,external_index_js_namespaceObject.failure)('client_certificate_invalid/unusable', { reason: code ?? 'no code' });
	}
	return pem;
}
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
function privateKey(text, method, env) {
	if (method === 'private_key_jwt')
		return (0,external_client_assertion_js_namespaceObject.usablePrivateKey)((0,external_index_js_namespaceObject.secretsWithheld)(env) ? (0,external_index_js_namespaceObject.requireSecret)('private_key', text, env) : text);
	if (text !== '' && method !== undefined)
		throw (0,external_index_js_namespaceObject.failure)('input_invalid/key_unused', { method });
	return '';
}
function assertionFile(given, method) {
	if (method !== 'client_assertion')
		return '';
	if (given === '')
		throw (0,external_index_js_namespaceObject.failure)('input_missing', { name: 'client_assertion_file' });
	if (/\bey[\w-]{8,}\.[\w-]+\./.test(given))
		throw (0,external_index_js_namespaceObject.failure)('input_invalid/no_path', {});
	return (0,external_node_path_namespaceObject.resolve)((0,external_index_js_namespaceObject.oneLine)('client_assertion_file', given));
}
function issuer(given, alsoTokenUrl) {
	if (alsoTokenUrl)
		throw (0,external_index_js_namespaceObject.failure)('input_invalid/two_servers', {});
	const url = (0,external_index_js_namespaceObject.checkEndpoint)('issuer', given);
	if (given.includes('?') || url.pathname.includes('/.well-known/'))
		throw (0,external_index_js_namespaceObject.failure)('input_invalid/issuer', {});
	const path = /^(.*\/realms\/[^/]+)\/protocol(?:\/|$)/.exec(url.pathname)?.[1];
	const tokenUrl = (0,external_index_js_namespaceObject.tokenEndpointOf)(path === undefined ? url : new URL(`${url.origin}${path}`));
	const wrong = tokenUrl && (0,external_index_js_namespaceObject.mistaken)(tokenUrl, tokenUrl.href);
	if (tokenUrl && (wrong ?? path) !== undefined) {
		const realm = (0,external_index_js_namespaceObject.issuerOf)(new URL(wrong?.right ?? tokenUrl));
		throw (0,external_index_js_namespaceObject.failure)('input_invalid/no_issuer', { kind: wrong?.kind ?? 'endpoint', realm, environment: wrong?.environment });
	}
	return { tokenUrl, issuer: tokenUrl ? '' : given };
}
function parameters(given) {
	const lines = given.split(/\r?\n/).map((line) => line.trim());
	return lines.flatMap((line, index) => {
		if (line === '')
			return [];
		const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(line) ?? [];
		if (OWN_FIELDS.includes(name.trim().toLowerCase()))
			throw (0,external_index_js_namespaceObject.failure)('input_invalid/parameter_own', { field: name.trim() });
		if (!/^[\w.-]+$/.test(name))
			throw (0,external_index_js_namespaceObject.failure)('input_invalid/parameter', { line: index + 1 });
		return [[name, (0,external_index_js_namespaceObject.oneLine)('parameters', value)]];
	});
}
function caCertificates(given) {
	if (given === '')
		return [];
	const found = certificatesIn(given);
	if (!found)
		throw (0,external_index_js_namespaceObject.failure)('input_invalid/certificate', {});
	return found.map(({ pem }) => pem);
}
function certificateKey(key, certificate, env) {
	if (key === '' && certificate === '')
		return '';
	return usableCertificateKey((0,external_index_js_namespaceObject.requireSecret)('client_certificate_key', key, env));
}
function rare_certificate(text, key, method) {
	if (text === '' && (key || method === 'tls_client_auth'))
		throw (0,external_index_js_namespaceObject.failure)('input_missing', { name: 'client_certificate' });
	return text === '' || key === undefined ? '' : usableCertificate(text, key, Date.now());
}
module.exports = __webpack_exports__;
})()
;