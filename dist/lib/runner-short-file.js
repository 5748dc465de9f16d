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
  readShort: () => (/* reexport */ readShort)
});
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = require("node:fs/promises");
;// CONCATENATED MODULE: ./src/runner/short-file.ts
async function readShort(file, limit) {
	try {
		const handle = await (0,promises_namespaceObject.open)(file, promises_namespaceObject.constants.O_RDONLY | (promises_namespaceObject.constants.O_NONBLOCK ?? 0));
		try {
			if (!(await handle.stat()).isFile())
				return { problem: 'unreadable', reason: 'no file' };
			const { buffer, bytesRead } = await handle.read(Buffer.alloc(limit + 1));
			return bytesRead > limit ? { problem: 'too_large', reason: '' } : buffer.toString('utf8', 0, bytesRead);
		}
		finally {
			await handle.close();
		}
	}
	catch (error) {
		const { code = 'no code' } = error;
		return { problem: code === 'ENOENT' ? 'missing' : 'unreadable', reason: code };
	}
}
module.exports = __webpack_exports__;
})()
;