"use strict";
exports.id = 654;
exports.ids = [654];
exports.modules = {

/***/ 7654: // MODULE: ./src/end.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
endSealedSession: () => (endSealedSession)
});
var _client_client_secret_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7713);
var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9483);
var _report_core_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4985);
var _report_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8536);
var _report_time_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5813);
var _runner_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1455);
var _seal_session_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5357);
var _session_end_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(329);
var _session_left_open_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9720);

async function endSealedSession(log, cancelled) {
    const { sealedSession, sealKey, readSecrets } = (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__.JX)(_report_core_js__WEBPACK_IMPORTED_MODULE_1__.getInput, process.env, log);
    const { session, opener: known } = await (0,_seal_session_js__WEBPACK_IMPORTED_MODULE_4__.f)(sealedSession, sealKey, (0,_runner_run_js__WEBPACK_IMPORTED_MODULE_3__.o)(process.env));
    log.mask(session.token);
    const opener = { ...known, clientSecret: '', privateKey: '' };
    try {
        Object.assign(opener, readSecrets(known.authMethod));
    }
    catch (error) {
        throw error instanceof _report_error_js__WEBPACK_IMPORTED_MODULE_2__.l ? error.and('left_open', (0,_session_left_open_js__WEBPACK_IMPORTED_MODULE_6__.c)(session, opener, log)) : error;
    }
    (0,_client_client_secret_js__WEBPACK_IMPORTED_MODULE_7__.jR)(log, opener);
    const ending = await (0,_session_end_js__WEBPACK_IMPORTED_MODULE_5__.k)(session, opener, log, cancelled);
    const { host } = opener.tokenUrl;
    if (ending === 'unknown end')
        log.info(`There is nothing to end at ${host}, which is no Keycloak; the token is valid ${(0,_report_time_js__WEBPACK_IMPORTED_MODULE_8__.Gy)(session.until)}.`);
    else
        log.info(ending === 'ended' ? `The session at ${host} is ended.` : `The session at ${host} had ended before.`);
}

/***/ }),

/***/ 5961: // MODULE: ./src/seal/open.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
h: () => (open)
});
var _report_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8536);
var _seal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8368);

const HEADER = Buffer.from(JSON.stringify(_seal_js__WEBPACK_IMPORTED_MODULE_1__.wx)).toString('base64url');
async function open(name, sealed, key, run) {
    const [iv, tag, ciphertext] = [
        sealed.slice(0, _seal_js__WEBPACK_IMPORTED_MODULE_1__.x7),
        sealed.slice(_seal_js__WEBPACK_IMPORTED_MODULE_1__.x7, _seal_js__WEBPACK_IMPORTED_MODULE_1__.x7 + _seal_js__WEBPACK_IMPORTED_MODULE_1__.iW),
        sealed.slice(_seal_js__WEBPACK_IMPORTED_MODULE_1__.x7 + _seal_js__WEBPACK_IMPORTED_MODULE_1__.iW),
    ];
    if (!(0,_seal_js__WEBPACK_IMPORTED_MODULE_1__.RL)(name, sealed) || ![iv, tag, ciphertext].every(isCanonical))
        throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('sealed_token_invalid', { name });
    const { jwtDecrypt } = await Promise.all([__webpack_require__.e(280), __webpack_require__.e(803), __webpack_require__.e(525)]).then(__webpack_require__.bind(__webpack_require__, 6525));
    const { payload } = await jwtDecrypt(`${HEADER}..${iv}.${ciphertext}.${tag}`, key, {
        audience: [...run.names],
        keyManagementAlgorithms: [_seal_js__WEBPACK_IMPORTED_MODULE_1__.wx.alg],
        contentEncryptionAlgorithms: [_seal_js__WEBPACK_IMPORTED_MODULE_1__.wx.enc],
    }).catch((error) => {
        throw refusal(name, error);
    });
    return payload;
}
function isCanonical(part) {
    return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}
function refusal(name, error) {
    const { code, claim, payload } = error;
    if (code === 'ERR_JWE_DECRYPTION_FAILED')
        return (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('sealed_token_unreadable', { name });
    if (code === 'ERR_JWT_EXPIRED')
        return (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('sealed_token_expired', { expiry: Math.max(0, payload?.exp ?? 0) * 1000 });
    if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && claim === 'aud')
        return (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('sealed_token_of_other_run', { name });
    return (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('sealed_token_invalid', { name });
}

/***/ }),

/***/ 8368: // MODULE: ./src/seal/seal.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
RL: () => (fitsInput),
iW: () => (TAG_LENGTH),
od: () => (seal),
wx: () => (header),
x7: () => (IV_LENGTH)
});
var _report_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8536);
var _runner_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3418);

const header = { alg: 'dir', enc: 'A256GCM' };
const IV_LENGTH = 16;
const TAG_LENGTH = 22;
const LIKE_A_JWT = /eyJ|ewogI|e30/;
const MAX_TRIES = 100;
async function seal(name, claims, exp, { key, run, isMasked }) {
    const { EncryptJWT } = await Promise.all([__webpack_require__.e(280), __webpack_require__.e(803), __webpack_require__.e(693)]).then(__webpack_require__.bind(__webpack_require__, 693));
    const jwt = new EncryptJWT(claims).setProtectedHeader(header).setIssuedAt().setAudience(run.names[0]);
    if (exp !== undefined)
        jwt.setExpirationTime(exp);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
        const [, , iv = '', ciphertext = '', tag = ''] = (await jwt.encrypt(key)).split('.');
        const sealed = iv + tag + ciphertext;
        if (!fitsInput(name, sealed))
            throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('token_too_large', { size: sealed.length, limit: _runner_files_js__WEBPACK_IMPORTED_MODULE_1__.xq });
        if (!LIKE_A_JWT.test(sealed) && !isMasked(sealed))
            return sealed;
    }
    throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('seal_masked', { name, tries: MAX_TRIES });
}
function fitsInput(name, sealed) {
    return (0,_runner_files_js__WEBPACK_IMPORTED_MODULE_1__.pu)(`INPUT_${name.toUpperCase()}`, sealed);
}

/***/ }),

/***/ 5357: // MODULE: ./src/seal/session.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
f: () => (openSession),
m: () => (sealSession)
});
var _client_credentials_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6029);
var _report_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8536);
var _server_endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6186);
var _text_encoding_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8922);
var _open_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5961);
var _seal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8368);

async function sealSession({ kind, token, until }, opener, sealing) {
    const known = Object.entries(opener).filter(([name]) => !_client_credentials_js__WEBPACK_IMPORTED_MODULE_4__.XG.includes(name));
    const claims = {
        session: { kind, token, until },
        opener: { ...Object.fromEntries(known), tokenUrl: opener.tokenUrl.href },
    };
    try {
        return await (0,_seal_js__WEBPACK_IMPORTED_MODULE_3__.od)('sealed_session', claims, undefined, sealing);
    }
    catch (error) {
        if (error instanceof _report_error_js__WEBPACK_IMPORTED_MODULE_0__.l && error.code === 'token_too_large')
            return undefined;
        throw error;
    }
}
async function openSession(sealed, key, run) {
    const claims = await (0,_open_js__WEBPACK_IMPORTED_MODULE_2__.h)('sealed_session', sealed, key, run);
    if ('access_token' in claims)
        throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('sealed_token_invalid/token', {});
    const { session, opener } = claims;
    const known = session && opener && (0,_text_encoding_js__WEBPACK_IMPORTED_MODULE_5__.zN)(session.token) && _client_credentials_js__WEBPACK_IMPORTED_MODULE_4__.Zx.includes(opener.authMethod);
    if (!known || !Array.isArray(opener.caCertificates))
        throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('sealed_token_invalid', { name: 'sealed_session' });
    return { session, opener: { ...opener, tokenUrl: (0,_server_endpoint_js__WEBPACK_IMPORTED_MODULE_1__.q)('sealed_session', String(opener.tokenUrl)) } };
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