"use strict";
exports.id = 22;
exports.ids = [22];
exports.modules = {
/***/ 22: // MODULE: ./src/http/groups.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
offerOthers: () => (offerOthers),
offeredClassical: () => (offeredClassical)
});
var node_tls__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1692);
var node_tls__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_tls__WEBPACK_IMPORTED_MODULE_0__);
const CLASSICAL = 'X25519:P-256:P-384:P-521';
function offerOthers(env) {
	const own = env['OPENSSL_CONF'] !== undefined || /--openssl-(shared-)?config/.test(env['NODE_OPTIONS'] ?? '');
	if (own || ![CLASSICAL, 'auto'].includes((node_tls__WEBPACK_IMPORTED_MODULE_0___default().DEFAULT_ECDH_CURVE)))
		return;
	(node_tls__WEBPACK_IMPORTED_MODULE_0___default().DEFAULT_ECDH_CURVE) = offeredClassical() ? 'auto' : CLASSICAL;
}
function offeredClassical() {
	return (node_tls__WEBPACK_IMPORTED_MODULE_0___default().DEFAULT_ECDH_CURVE) === CLASSICAL;
}
/***/ })
};
;