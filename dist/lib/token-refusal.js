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
  refused: () => (/* reexport */ refused)
});
;// CONCATENATED MODULE: external "./client-clock.js"
const external_client_clock_js_namespaceObject = require("./client-clock.js");
;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
;// CONCATENATED MODULE: ./src/token/refusal.ts
function refused(response, expected) {
	const { status, body } = response;
	if (status >= 300 && status < 400)
		return redirected(response, expected);
	const fields = (0,external_index_js_namespaceObject.jsonObject)(body);
	if (status < 200 || status >= 300 || fields)
		return refusal(response, fields, expected);
	const cutOff = status === 200 && (body === '' || (0,external_index_js_namespaceObject.isCutOff)(body));
	const kind = cutOff ? 'answer_invalid/cut_off' : 'answer_invalid/no_json';
	return (0,external_index_js_namespaceObject.failure)(kind, { host: expected.host, status, kind: kindOf(response) }, (0,external_index_js_namespaceObject.detailsOf)(response));
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
	if ((0,external_index_js_namespaceObject.isLeftOut)(cleaned))
		return (0,external_index_js_namespaceObject.failure)('redirect', { host, status, where: cleaned });
	const target = headers.location && URL.canParse(cleaned, url.href) ? new URL(cleaned, url) : undefined;
	const leads = target && /^https?:$/.test(target.protocol);
	return (0,external_index_js_namespaceObject.failure)('redirect', { host, status, where: leads ? clean(`${target.origin}${target.pathname}`) : '' });
}
function refusal(response, fields, expected) {
	const { status } = response;
	const said = (name) => (typeof fields?.[name] === 'string' ? expected.clean(fields[name]) : '');
	const error = said('error');
	const description = said('error_description');
	const quoted = [error, description && `"${description}"`].filter(Boolean).join(' ');
	const code = refusalCode(status, fields?.['error']);
	const details = (0,external_index_js_namespaceObject.detailsOf)(response);
	const base = { host: expected.host, status, said: quoted };
	const realm = realmSays.find(([words]) => status >= 400 && status < 500 && words.test(description));
	if (realm)
		return (0,external_index_js_namespaceObject.failure)(realm[1], base, details);
	const known = secretMethods.has(expected.authMethod) ? knownRefusals[`${error} ${description}`] : undefined;
	if (code !== 'invalid_client' && code !== 'unauthorized_client' && code !== 'request_refused')
		return (0,external_index_js_namespaceObject.failure)(known ?? code, base, details);
	const { identity, authMethod: method, host } = expected;
	const params = { ...base, identity, method, others: (0,external_index_js_namespaceObject.othersThanDefault)(host) ?? [] };
	const skew = (0,external_client_clock_js_namespaceObject.skewBehindRefusal)(details, method);
	const refusal = skew === undefined ? (0,external_index_js_namespaceObject.failure)(known ?? code, params, details) : (0,external_index_js_namespaceObject.failure)(`${code}/clock`, { ...params, skew }, details);
	const methods = methodsInstead(method, expected.methodsTaken);
	return methods.length > 0 ? refusal.and('methods_known', { methods }) : refusal;
}
function methodsInstead(method, taken = []) {
	const names = new Set(taken.map((name) => (name === 'self_signed_tls_client_auth' ? 'tls_client_auth' : name)));
	const name = method === 'github_oidc' || method === 'client_assertion' ? 'private_key_jwt' : method;
	return names.has(name) ? [] : external_index_js_namespaceObject.authMethods.filter((each) => names.has(each));
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
	'invalid_client Invalid client credentials': 'invalid_client/unknown',
	'invalid_client INVALID_CREDENTIALS: Invalid client credentials': 'invalid_client/unknown',
	'unauthorized_client INVALID_CREDENTIALS: Invalid client credentials': 'invalid_client/unknown',
};
function refusalCode(status, error) {
	const transient = (0,external_index_js_namespaceObject.transientCode)(status);
	if (transient)
		return transient;
	if (error === 'invalid_client' || error === 'unauthorized_client' || error === 'invalid_scope')
		return error;
	if (error === 'use_dpop_nonce' || error === 'invalid_dpop_proof')
		return 'token_type_unsupported/dpop';
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
module.exports = __webpack_exports__;
})()
;