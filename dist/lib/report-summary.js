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
  writeSummary: () => (/* reexport */ writeSummary)
});
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
;// CONCATENATED MODULE: ./src/report/summary.ts
async function writeSummary({ clientId, host, expiry, scope, attempts, took }, load, log) {
	const rows = [
		['Client', clientId],
		['Server', host],
		['Valid until', expiry === undefined ? 'not told' : (0,external_index_js_namespaceObject.isoSeconds)(expiry)],
		['Scopes', scope ?? 'not told'],
		['Attempts', `${String(attempts)}, ${(took / 1000).toFixed(2)} s`],
	];
	try {
		const table = rows.map(([name, value]) => [{ data: name, header: true }, { data: escapeHtml(log.foreign(value)) }]);
		if (!(0,external_node_fs_namespaceObject.statSync)(process.env['GITHUB_STEP_SUMMARY'] ?? '').isFile())
			throw new TypeError();
		const summary = await load();
		await summary.addHeading('Access token', 3).addTable(table).write();
	}
	catch {
		await log.warn('no_summary', {});
	}
}
function escapeHtml(text) {
	return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
module.exports = __webpack_exports__;
})()
;