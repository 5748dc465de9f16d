"use strict";
exports.id = 661;
exports.ids = [661];
exports.modules = {

/***/ 6661: // MODULE: ./src/post.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
endSessions: () => (endSessions)
});
var _client_client_secret_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7713);
var _report_core_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4985);
var _report_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8536);
var _report_time_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5813);
var _session_end_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(329);
var _session_state_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2813);

async function endSessions(log, cancelled) {
    const state = await load(log);
    if (state?.asking && state.asked)
        await log.warn('ended_early', { ...state.asked, clientId: log.foreign(state.asked.clientId) });
    const { opener, sessions = [], asked, unending } = state ?? {};
    if (asked && unending)
        log.info(`There is nothing to end at ${asked.host}, which is no Keycloak; ${(0,_report_time_js__WEBPACK_IMPORTED_MODULE_4__.Yz)(unending)}.`);
    if (!opener || sessions.length === 0)
        return;
    for (const secret of [opener.clientSecret, opener.privateKey, ...sessions.map(({ token }) => token)])
        log.mask(secret);
    (0,_client_client_secret_js__WEBPACK_IMPORTED_MODULE_5__.jR)(log, opener);
    for (const { until } of sessions.filter(({ kept }) => kept))
        log.info(`The session at ${opener.tokenUrl.host} lives on for later jobs, ${(0,_report_time_js__WEBPACK_IMPORTED_MODULE_4__.Gy)(until)} or until \`end\` ends it.`);
    const ending = sessions.filter(({ kept }) => !kept);
    const endings = await Promise.all(ending.map((session) => tryToEnd(session, opener, log, cancelled)));
    tell(endings, opener.tokenUrl.host, log);
}
async function load(log) {
    try {
        return (0,_session_state_js__WEBPACK_IMPORTED_MODULE_3__.C)(_report_core_js__WEBPACK_IMPORTED_MODULE_0__.getState);
    }
    catch {
        await log.warn('state_damaged', {});
        return undefined;
    }
}
async function tryToEnd(session, opener, log, cancelled) {
    try {
        return await (0,_session_end_js__WEBPACK_IMPORTED_MODULE_2__.k)(session, opener, log, cancelled);
    }
    catch (error) {
        if (!(error instanceof _report_error_js__WEBPACK_IMPORTED_MODULE_1__.l))
            throw error;
        await log.warnOf(error);
        return undefined;
    }
}
function tell(endings, host, log) {
    const count = (ending) => endings.filter((each) => each === ending).length;
    const sessions = (number) => number === 1 ? `The session at ${host}` : `${String(number)} sessions at ${host}`;
    const [ended, before] = [count('ended'), count('had ended')];
    if (ended > 0)
        log.info(`${sessions(ended)} ${ended === 1 ? 'is' : 'are'} ended.`);
    if (before > 0)
        log.info(`${sessions(before)} had ended before.`);
}

/***/ }),

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