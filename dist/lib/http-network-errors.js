(() => { // webpackBootstrap
	"use strict";
	var __nccwpck_require__ = {};
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
  networkError: () => (/* reexport */ networkError),
  offerOthers: () => (/* reexport */ offerOthers)
});
;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
var external_node_tls_default = /*#__PURE__*/__nccwpck_require__.n(external_node_tls_namespaceObject);
;// CONCATENATED MODULE: ./src/http/groups.ts
const CLASSICAL = 'X25519:P-256:P-384:P-521';
function offerOthers(env) {
	const own = env['OPENSSL_CONF'] !== undefined || /--openssl-(shared-)?config/.test(env['NODE_OPTIONS'] ?? '');
	if (own || ![CLASSICAL, 'auto'].includes((external_node_tls_default()).DEFAULT_ECDH_CURVE))
		return;
	(external_node_tls_default()).DEFAULT_ECDH_CURVE = offeredClassical() ? 'auto' : CLASSICAL;
}
function offeredClassical() {
	return (external_node_tls_default()).DEFAULT_ECDH_CURVE === CLASSICAL;
}
;// CONCATENATED MODULE: ./src/http/network-errors.ts
const codes = {
	ENOTFOUND: 'host_not_found',
	EAI_AGAIN: 'host_not_found',
	EAI_FAIL: 'host_not_found',
	EAI_NODATA: 'host_not_found',
	ECONNREFUSED: 'connection_refused',
	CERT_HAS_EXPIRED: 'certificate_expired',
	CERT_NOT_YET_VALID: 'certificate_expired',
	ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_wrong_host',
	HOSTNAME_MISMATCH: 'certificate_wrong_host',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_untrusted/no_intermediate',
	UNABLE_TO_GET_ISSUER_CERT: 'certificate_untrusted/no_root',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_untrusted/no_root',
	INVALID_PURPOSE: 'certificate_untrusted/purpose',
	INVALID_CA: 'certificate_untrusted/issuer',
	PATH_LENGTH_EXCEEDED: 'certificate_untrusted/issuer',
	CERT_REVOKED: 'certificate_untrusted/revoked',
	UNSPECIFIED: 'certificate_untrusted/refused',
};
const UNTRUSTED = /^(CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|ERROR_IN_CERT_|CRL_|(AKID|SKID|SUBJECT|ISSUER|KEYUSAGE)_|UNHANDLED_|PERMITTED_|EXCLUDED_)/;
const PASSING = /internal error|record mac|decrypt|overflow|decode error|unexpected (message|eof)|cancelled|illegal parameter|length|digest|bad (packet|record)/;
function networkError(error, peer) {
	const { code, message, reason } = firstCause(error);
	const { host } = peer;
	const tunnel = /^tunneling socket could not be established, (?:statusCode=(\d+)|cause=(Parse Error)?)/.exec(message);
	if (tunnel)
		return proxyError(peer, tunnel[1], tunnel[2] !== undefined);
	if (code.startsWith('HPE_'))
		return (0,external_index_js_namespaceObject.failure)('answer_invalid/http', { host, rule: code });
	if (/^(EPROTO|ERR_(SSL|TLS)_)/.test(code) && !Object.hasOwn(codes, code)) {
		const words = reasonOf(code, message, reason);
		const refused = peer.shows && /SSL alert number (4[2-689]|116)\b/.test(message);
		return refused ? (0,external_index_js_namespaceObject.failure)('client_certificate_refused', { host, reason: words }) : tlsError(peer, words);
	}
	const kind = Object.hasOwn(codes, code) ? codes[code] : undefined;
	if (kind || UNTRUSTED.test(code)) {
		return (0,external_index_js_namespaceObject.failure)(kind ?? 'certificate_untrusted', {
			host,
			reason: code === 'UNSPECIFIED' ? peer.clean(message) : code,
			shown: described(peer, code),
		});
	}
	return (0,external_index_js_namespaceObject.failure)('connection_failed', { host, reason: code });
}
function firstCause(error) {
	const thrown = error;
	const code = (thrown.code ?? thrown.errors?.[0]?.code ?? 'no code').replace(/[^\w/ ]/g, ' ');
	return { code, message: thrown.message ?? '', reason: thrown.reason };
}
function reasonOf(code, message, reason) {
	const queued = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1];
	const alert = /SSL alert number (\d+)/.exec(message)?.[1];
	const words = reason ?? queued ?? (code === 'EPROTO' ? 'no reason' : code.replace(/^ERR_(SSL|TLS)_/, '').replaceAll('_', ' '));
	const known = words
		.toLowerCase()
		.replace(/[^\w/ ()-]/g, ' ')
		.replace(/^(ssl\/tls|sslv3|tlsv1(\.?[123])?|tlsv13) (alert )?/, '');
	return known.startsWith('reason(') && alert !== undefined ? `alert ${alert}` : known;
}
function tlsError({ host }, reason) {
	const passing = PASSING.test(reason) || offeredClassical();
	return (0,external_index_js_namespaceObject.failure)(passing ? 'tls_failed/passing' : 'tls_failed', { host, reason });
}
function proxyError({ host, proxy = 'The proxy' }, status, broken) {
	if (broken)
		return (0,external_index_js_namespaceObject.failure)('proxy_refused/http', { host, proxy, status: 'with what is no HTTP' });
	if (status === undefined || status.startsWith('5'))
		return (0,external_index_js_namespaceObject.failure)('proxy_unreachable', { host, proxy, status });
	return (0,external_index_js_namespaceObject.failure)(status.startsWith('1') ? 'proxy_refused/http' : 'proxy_refused', { host, proxy, status });
}
function described({ certificate, clean }, code) {
	if (!certificate?.subject)
		return '';
	const blamed = (/EXPIRED|NOT_YET/.test(code) && chainOf(certificate).find(outOfTime)) || certificate;
	const name = ({ CN, O }) => `"${clean(String(CN ?? O ?? '')).replaceAll('"', "'")}"`;
	const which = blamed === certificate ? 'it' : 'in its chain, the one that';
	return `: ${which} was issued to ${name(blamed.subject)} by ${name(blamed.issuer)}, valid until ${clean(blamed.valid_to)}`;
}
function chainOf(certificate) {
	const chain = [];
	for (let next = certificate; next && !chain.includes(next); next = next.issuerCertificate)
		chain.push(next);
	return chain;
}
function outOfTime({ valid_from: from, valid_to: to }) {
	return Date.parse(from) > Date.now() || Date.parse(to) < Date.now();
}
module.exports = __webpack_exports__;
})()
;