"use strict";
exports.id = 994;
exports.ids = [994];
exports.modules = {
/***/ 7994: // MODULE: ./src/report/summary.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
writeSummary: () => (writeSummary)
});
var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5813);
async function writeSummary({ clientId, host, expiry, scope, attempts, took }, load, log) {
	const rows = [
		['Client', clientId],
		['Server', host],
		['Valid until', expiry === undefined ? 'not told' : (0,_time_js__WEBPACK_IMPORTED_MODULE_0__/* .isoSeconds */ .nE)(expiry)],
		['Scopes', scope ?? 'not told'],
		['Attempts', `${String(attempts)}, ${(took / 1000).toFixed(2)} s`],
	];
	try {
		const table = rows.map(([name, value]) => [{ data: name, header: true }, { data: escapeHtml(log.foreign(value)) }]);
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
/***/ })
};
;