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
  sign: () => (/* reexport */ sign)
});
;// CONCATENATED MODULE: external "./jose.js"
const external_jose_js_namespaceObject = require("./jose.js");
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: ./src/client/sign.ts
const LIFETIME = 60;
const SET_BACK = 30;
async function sign(clientId, audience, key, header, ahead) {
	const now = Math.floor((Date.now() + ahead) / 1000);
	return new external_jose_js_namespaceObject.SignJWT({ jti: (0,external_node_crypto_namespaceObject.randomUUID)() })
		.setProtectedHeader({ ...header, typ: 'JWT' })
		.setIssuer(clientId)
		.setSubject(clientId)
		.setAudience(audience)
		.setIssuedAt(now - SET_BACK)
		.setExpirationTime(now + LIFETIME)
		.sign(key);
}
module.exports = __webpack_exports__;
})()
;