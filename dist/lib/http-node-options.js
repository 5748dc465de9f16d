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
  noWeakerCiphers: () => (/* reexport */ noWeakerCiphers),
  opensslStore: () => (/* reexport */ opensslStore)
});
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
var external_node_tls_default = /*#__PURE__*/__nccwpck_require__.n(external_node_tls_namespaceObject);
;// CONCATENATED MODULE: ./src/http/node-options.ts
const NEVER = '!aNULL:!eNULL:!EXPORT:!LOW:!MEDIUM:!DES:!RC4:!MD5:!PSK:!SRP:!CAMELLIA';
function noWeakerCiphers() {
	const parts = external_node_tls_default().DEFAULT_CIPHERS.split(/[:, ]+/).map((part) => part.replace(/@SECLEVEL=(?![3-5]$).*/i, ''));
	const ciphers = [...parts.filter((part) => part !== ''), NEVER].join(':');
	(external_node_tls_default()).DEFAULT_CIPHERS = isUsable(ciphers) ? ciphers : external_node_crypto_namespaceObject.constants.defaultCoreCipherList;
}
function isUsable(ciphers) {
	try {
		external_node_tls_default().createSecureContext({ ciphers });
		return true;
	}
	catch {
		return false;
	}
}
function opensslStore(env) {
	const folder = process.platform === 'darwin' ? '/System/Library/OpenSSL' : '/etc/ssl';
	const file = env['SSL_CERT_FILE'] ?? (0,external_node_path_namespaceObject.join)(folder, 'cert.pem');
	const folders = (env['SSL_CERT_DIR'] ?? (0,external_node_path_namespaceObject.join)(folder, 'certs')).split(external_node_path_namespaceObject.delimiter);
	const files = folders.flatMap((each) => reading(() => (0,external_node_fs_namespaceObject.readdirSync)(each).map((name) => (0,external_node_path_namespaceObject.join)(each, name))) ?? []);
	return [...new Set([file, ...files].flatMap(certificatesIn))];
}
function certificatesIn(file) {
	const text = reading(() => (0,external_node_fs_namespaceObject.readFileSync)(file, 'latin1')) ?? '';
	const blocks = text.match(/-----BEGIN (TRUSTED )?CERTIFICATE-----[^-]+-----END (TRUSTED )?CERTIFICATE-----/g) ?? [];
	return blocks.flatMap((pem) => reading(() => new external_node_crypto_namespaceObject.X509Certificate(pem).toString()) ?? []);
}
function reading(read) {
	try {
		return read();
	}
	catch {
		return undefined;
	}
}
module.exports = __webpack_exports__;
})()
;