"use strict";
exports.id = 165;
exports.ids = [165];
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

/***/ 7165: // MODULE: ./src/unseal.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
openSealedToken: () => (openSealedToken)
});
var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9483);
var _report_core_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4985);
var _report_given_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9615);
var _report_time_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5813);
var _runner_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3418);
var _runner_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1455);
var _seal_token_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(524);
var _token_validity_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8899);

async function openSealedToken(log) {
    const { sealedToken, sealKey, minValidity } = (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__.Mw)(_report_core_js__WEBPACK_IMPORTED_MODULE_1__.getInput, process.env, log);
    (0,_runner_files_js__WEBPACK_IMPORTED_MODULE_2__.PO)(process.env, ['GITHUB_OUTPUT']);
    const run = (0,_runner_run_js__WEBPACK_IMPORTED_MODULE_3__.o)(process.env);
    const opened = await (0,_seal_token_js__WEBPACK_IMPORTED_MODULE_4__.M)(sealedToken, sealKey, run);
    const { accessToken, tokenType, scope, expiry } = opened;
    log.mask(accessToken);
    const now = Date.now();
    (0,_token_validity_js__WEBPACK_IMPORTED_MODULE_5__.V)({ expiry }, minValidity, now, 'token_too_short/late');
    const times = expiry !== undefined && { expiry: (0,_report_time_js__WEBPACK_IMPORTED_MODULE_6__.nE)(expiry), expires_in: String(Math.floor((expiry - now) / 1000)) };
    (0,_runner_files_js__WEBPACK_IMPORTED_MODULE_2__.S2)('GITHUB_OUTPUT', {
        access_token: accessToken,
        token_type: tokenType,
        ...times,
        ...(scope !== undefined && { scope }),
    });
    (0,_report_given_js__WEBPACK_IMPORTED_MODULE_7__.y)({ ...opened, thisAttempt: run.attempt }, now, log);
}

/***/ })

};
;