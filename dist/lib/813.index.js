"use strict";
exports.id = 813;
exports.ids = [813];
exports.modules = {
/***/ 9141: // MODULE: ./src/client/clock.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
b: () => (refusedForItsTime)
});
const MAX_SKEW = 20;
const signedHere = new Set(['private_key_jwt', 'client_secret_jwt']);
function refusedForItsTime({ ahead = 0 }, authMethod) {
	return signedHere.has(authMethod) && Math.abs(ahead) > MAX_SKEW * 1000;
}
/***/ }),
/***/ 5194: // MODULE: ./src/token/refusal.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
refused: () => (refused)
});
var _client_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6029);
var _client_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9141);
var _http_status_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8848);
var _report_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8536);
var _report_foreign_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7962);
var _server_environments_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8649);
var _text_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1789);
function refused(response, expected) {
	const { status, body } = response;
	if (status >= 300 && status < 400)
		return redirected(response, expected);
	const fields = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_5__/* .jsonObject */ .o$)(body);
	if (status < 200 || status >= 300 || fields)
		return refusal(response, fields, expected);
	const cutOff = status === 200 && (body === '' || (0,_text_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isCutOff */ .o7)(body));
	const kind = cutOff ? 'answer_invalid/cut_off' : 'answer_invalid/no_json';
	return (0,_report_error_js__WEBPACK_IMPORTED_MODULE_2__/* .failure */ .V)(kind, { host: expected.host, status, kind: kindOf(response) }, (0,_http_status_js__WEBPACK_IMPORTED_MODULE_6__/* .detailsOf */ .cz)(response));
}
function kindOf({ headers, body }) {
	if (body === '')
		return 'nothing';
	if (headers['content-encoding'] && headers['content-encoding'] !== 'identity')
		return 'compressed';
	return /^\s*</.test(body) ? 'page' : 'other';
}
function redirected({ status, headers, url }, { clean, host }) {
	const location = Buffer.from(headers.location ?? '', 'latin1')
		.toString()
		.split(/[?#]/, 1)[0] ?? '';
	const cleaned = clean(location);
	if ((0,_report_foreign_js__WEBPACK_IMPORTED_MODULE_3__/* .isLeftOut */ .WY)(cleaned))
		return (0,_report_error_js__WEBPACK_IMPORTED_MODULE_2__/* .failure */ .V)('redirect', { host, status, where: cleaned });
	const target = headers.location && URL.canParse(cleaned, url.href) ? new URL(cleaned, url) : undefined;
	return (0,_report_error_js__WEBPACK_IMPORTED_MODULE_2__/* .failure */ .V)('redirect', { host, status, where: target ? clean(`${target.origin}${target.pathname}`) : '' });
}
function refusal(response, fields, expected) {
	const { status } = response;
	const said = (name) => (typeof fields?.[name] === 'string' ? expected.clean(fields[name]) : '');
	const error = said('error');
	const description = said('error_description');
	const quoted = [error, description && `"${description}"`].filter(Boolean).join(' ');
	const code = refusalCode(status, fields?.['error']);
	const details = (0,_http_status_js__WEBPACK_IMPORTED_MODULE_6__/* .detailsOf */ .cz)(response);
	const base = { host: expected.host, status, said: quoted };
	const realm = realmSays.find(([words]) => status >= 400 && status < 500 && words.test(description));
	if (realm)
		return (0,_report_error_js__WEBPACK_IMPORTED_MODULE_2__/* .failure */ .V)(realm[1], base, details);
	const known = secretMethods.has(expected.authMethod) ? knownRefusals[`${error} ${description}`] : undefined;
	if (code !== 'invalid_client' && code !== 'unauthorized_client' && code !== 'request_refused')
		return (0,_report_error_js__WEBPACK_IMPORTED_MODULE_2__/* .failure */ .V)(known ?? code, base, details);
	const { identity, authMethod: method, host } = expected;
	const params = { ...base, identity, method, others: (0,_server_environments_js__WEBPACK_IMPORTED_MODULE_4__/* .othersThanDefault */ .oO)(host) ?? [] };
	const refusal = (0,_client_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .refusedForItsTime */ .b)(details, method)
		? (0,_report_error_js__WEBPACK_IMPORTED_MODULE_2__/* .failure */ .V)(`${code}/clock`, { ...params, skew: Math.round(-(details.ahead ?? 0) / 1000) }, details)
		: (0,_report_error_js__WEBPACK_IMPORTED_MODULE_2__/* .failure */ .V)(known ?? code, params, details);
	const methods = (0,_client_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .methodsInstead */ .Ld)(method, expected.methodsTaken);
	return methods.length > 0 ? refusal.and('methods_known', { methods }) : refusal;
}
const realmSays = [
	[/^HTTPS required$/, 'access_denied/https_required'],
	[/^Realm not enabled$/, 'access_denied/realm_disabled'],
	[/^User '.*' disabled$/, 'unauthorized_client/user_disabled'],
];
const OAUTH_ERROR = /^(invalid_(request|client|grant|scope|target|token|dpop_proof)|unauthorized_client|unsupported_grant_type|access_denied|insufficient_scope|server_error|temporarily_unavailable|use_dpop_nonce)$/;
const secretMethods = new Set(['client_secret_post', 'client_secret_basic']);
const knownRefusals = {
	'unauthorized_client Invalid client secret': 'unauthorized_client/secret',
	'unauthorized_client Invalid client or Invalid client credentials': 'unauthorized_client/secret',
	'unauthorized_client Invalid client credentials': 'unauthorized_client/disabled',
	'unauthorized_client Public client not allowed to retrieve service account': 'unauthorized_client/public',
	'unauthorized_client Client not enabled to retrieve service account': 'unauthorized_client/no_service_account',
	'invalid_client Invalid client or Invalid client credentials': 'invalid_client/unknown',
	'invalid_client INVALID_CREDENTIALS: Invalid client credentials': 'invalid_client/unknown',
};
function refusalCode(status, error) {
	const transient = (0,_http_status_js__WEBPACK_IMPORTED_MODULE_6__/* .transientCode */ .CC)(status);
	if (transient)
		return transient;
	if (error === 'invalid_client' || error === 'unauthorized_client' || error === 'invalid_scope')
		return error;
	if (status === 401)
		return 'invalid_client';
	if (status === 403 && !(typeof error === 'string' && OAUTH_ERROR.test(error)))
		return 'access_denied';
	if (status === 404 || status === 405)
		return 'endpoint_not_found';
	if (typeof error !== 'string' || error === '')
		return 'answer_invalid';
	return /^[a-z_]+$/.test(error) ? 'request_refused' : 'endpoint_not_found';
}
/***/ })
};
;