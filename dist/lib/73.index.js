"use strict";
exports.id = 73;
exports.ids = [73];
exports.modules = {
/***/ 8073: // MODULE: ./src/http/node-options.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
noWeakerCiphers: () => (noWeakerCiphers),
opensslStore: () => (opensslStore)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
var node_tls__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1692);
var node_tls__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_tls__WEBPACK_IMPORTED_MODULE_3__);
const NEVER = '!aNULL:!eNULL:!EXPORT:!LOW:!MEDIUM:!DES:!RC4:!MD5:!PSK:!SRP:!CAMELLIA';
function noWeakerCiphers() {
	const parts = node_tls__WEBPACK_IMPORTED_MODULE_3___default().DEFAULT_CIPHERS.split(/[:, ]+/).map((part) => part.replace(/@SECLEVEL=(?![3-5]$).*/i, ''));
	const ciphers = [...parts.filter((part) => part !== ''), NEVER].join(':');
	(node_tls__WEBPACK_IMPORTED_MODULE_3___default().DEFAULT_CIPHERS) = isUsable(ciphers) ? ciphers : node_crypto__WEBPACK_IMPORTED_MODULE_0__.constants.defaultCoreCipherList;
}
function isUsable(ciphers) {
	try {
		node_tls__WEBPACK_IMPORTED_MODULE_3___default().createSecureContext({ ciphers });
		return true;
	}
	catch {
		return false;
	}
}
function opensslStore(env) {
	const folder = process.platform === 'darwin' ? '/System/Library/OpenSSL' : '/etc/ssl';
	const file = env['SSL_CERT_FILE'] ?? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'cert.pem');
	const folders = (env['SSL_CERT_DIR'] ?? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'certs')).split(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter);
	const files = folders.flatMap((each) => reading(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(each).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(each, name))) ?? []);
	return [...new Set([file, ...files].flatMap(certificatesIn))];
}
function certificatesIn(file) {
	const text = reading(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(file, 'latin1')) ?? '';
	const blocks = text.match(/-----BEGIN (TRUSTED )?CERTIFICATE-----[^-]+-----END (TRUSTED )?CERTIFICATE-----/g) ?? [];
	return blocks.flatMap((pem) => reading(() => new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(pem).toString()) ?? []);
}
function reading(read) {
	try {
		return read();
	}
	catch {
		return undefined;
	}
}
/***/ })
};
;