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
  offerOthers: () => (/* reexport */ offerOthers),
  offeredClassical: () => (/* reexport */ offeredClassical)
});
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
module.exports = __webpack_exports__;
})()
;