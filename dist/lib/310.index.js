"use strict";
exports.id = 310;
exports.ids = [310];
exports.modules = {

/***/ 329: // MODULE: ./src/session/end.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
k: () => (endSession)
});
var _client_authenticate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1464);
var _http_proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7856);
var _http_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6786);
var _http_send_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8891);
var _http_trust_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7850);
var _report_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8536);
var _left_open_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9720);
var _session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7404);

async function endSession(session, opener, log, cancelled) {
    const request = (0,_session_js__WEBPACK_IMPORTED_MODULE_6__.De)(opener.tokenUrl, session);
    if (!request)
        return 'unknown end';
    try {
        (0,_http_trust_js__WEBPACK_IMPORTED_MODULE_4__.w)(opener.caCertificates);
        const proxy = (0,_http_proxy_js__WEBPACK_IMPORTED_MODULE_1__.d)(request.url, process.env, log);
        const { value } = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__.L5)(async (timeLeft) => {
            const authenticated = await (0,_client_authenticate_js__WEBPACK_IMPORTED_MODULE_0__.Q)(request, opener, { log, timeLeft });
            return (0,_session_js__WEBPACK_IMPORTED_MODULE_6__.NO)(await (0,_http_send_js__WEBPACK_IMPORTED_MODULE_3__.t)(authenticated, timeLeft(), proxy), session, log.foreign);
        }, { timeout: 10, limit: 'end', attemptTimeout: 4_500, maxAttempts: 2, cancelled, ...(0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__.M9)(log) });
        return value ? 'ended' : 'had ended';
    }
    catch (error) {
        throw error instanceof _report_error_js__WEBPACK_IMPORTED_MODULE_5__.l ? error.and('left_open', (0,_left_open_js__WEBPACK_IMPORTED_MODULE_7__.c)(session, opener, log)) : error;
    }
}

/***/ }),

/***/ 5310: // MODULE: ./src/session/last-resort.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
endNow: () => (endNow),
tooLarge: () => (tooLarge)
});
var _runner_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3418);
var _end_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(329);
var _left_open_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9720);

async function tooLarge(session, opener, log) {
    await log.warn('not_ended', { ...(0,_left_open_js__WEBPACK_IMPORTED_MODULE_2__.c)(session, opener, log), limit: _runner_files_js__WEBPACK_IMPORTED_MODULE_0__.xq });
}
async function endNow(error, session, opener, log) {
    const ending = await (0,_end_js__WEBPACK_IMPORTED_MODULE_1__.k)(session, opener, log).catch(() => 'unknown end');
    return ending === 'unknown end' ? error.and('left_open', (0,_left_open_js__WEBPACK_IMPORTED_MODULE_2__.c)(session, opener, log)) : error.and('ended', {});
}

/***/ }),

/***/ 9720: // MODULE: ./src/session/left-open.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
c: () => (leftOpen)
});
function leftOpen({ until: end }, { clientId, tokenUrl }, log) {
    return { clientId: log.foreign(clientId), host: tokenUrl.host, end };
}

/***/ })

};
;