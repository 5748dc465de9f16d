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
  pemBlocks: () => (/* reexport */ pemBlocks),
  pemText: () => (/* reexport */ pemText),
  privatePieces: () => (/* reexport */ privatePieces)
});
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
module.exports = __webpack_exports__;
})()
;