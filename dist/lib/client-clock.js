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
  skewBehindRefusal: () => (/* reexport */ skewBehindRefusal)
});
;// CONCATENATED MODULE: ./src/client/clock.ts
const MAX_SKEW = 20;
const signedHere = new Set(['private_key_jwt', 'client_secret_jwt']);
function skewBehindRefusal({ ahead = 0 }, authMethod) {
	return signedHere.has(authMethod) && Math.abs(ahead) > MAX_SKEW * 1000 ? Math.round(-ahead / 1000) : undefined;
}
module.exports = __webpack_exports__;
})()
;