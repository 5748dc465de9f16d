"use strict";
exports.id = 715;
exports.ids = [715,310];
exports.modules = {

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

/***/ 1715: // MODULE: ./src/seal/outputs.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
sealedOutputs: () => (sealedOutputs)
});
var _session_last_resort_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5310);
var _session_session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7404);
var _session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5357);
var _token_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(524);

async function sealedOutputs(token, opener, ends, sealing, log) {
    const { clientId, tokenUrl } = opener;
    const sealedToken = await (0,_token_js__WEBPACK_IMPORTED_MODULE_3__.f)(token, { clientId, host: tokenUrl.host }, sealing);
    const session = (0,_session_session_js__WEBPACK_IMPORTED_MODULE_1__.MC)(token);
    const sealedSession = await (0,_session_js__WEBPACK_IMPORTED_MODULE_2__.m)(session, opener, sealing);
    if (sealedSession === undefined && !ends)
        await (0,_session_last_resort_js__WEBPACK_IMPORTED_MODULE_0__.tooLarge)(session, opener, log);
    return { sealed_token: sealedToken, ...(sealedSession !== undefined && { sealed_session: sealedSession }) };
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

/***/ 524: // MODULE: ./src/seal/token.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
M: () => (openToken),
f: () => (sealToken)
});
var _report_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8536);
var _text_encoding_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8922);
var _open_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5961);
var _seal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8368);

const MAX_EXP = 1e11;
async function sealToken(token, { clientId, host }, sealing) {
    const { accessToken, tokenType, scope, expiry } = token;
    const claims = {
        access_token: accessToken,
        token_type: tokenType,
        scope,
        client_id: clientId,
        host,
        run_attempt: sealing.run.attempt,
    };
    return (0,_seal_js__WEBPACK_IMPORTED_MODULE_2__.od)('sealed_token', claims, expiry === undefined ? undefined : expiry / 1000, sealing);
}
async function openToken(sealed, key, run) {
    const claims = await (0,_open_js__WEBPACK_IMPORTED_MODULE_1__.h)('sealed_token', sealed, key, run);
    const { access_token: accessToken, token_type: tokenType, exp } = claims;
    if ('session' in claims)
        throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('sealed_token_invalid/session', {});
    const dated = exp === undefined || (Number.isInteger(exp) && exp < MAX_EXP);
    if (!(0,_text_encoding_js__WEBPACK_IMPORTED_MODULE_3__.zN)(accessToken) || typeof tokenType !== 'string' || !dated)
        throw (0,_report_error_js__WEBPACK_IMPORTED_MODULE_0__.V)('sealed_token_invalid', { name: 'sealed_token' });
    const text = (name, value) => typeof value === 'string' && value !== '' ? { [name]: value } : {};
    return {
        accessToken,
        tokenType,
        expiry: exp === undefined ? undefined : exp * 1000,
        ...text('scope', claims['scope']),
        ...text('clientId', claims['client_id']),
        ...text('host', claims['host']),
        ...(Number.isInteger(claims['run_attempt']) && { attempt: claims['run_attempt'] }),
    };
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