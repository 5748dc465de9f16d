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
  identityIn: () => (/* reexport */ identityIn),
  otherMethods: () => (/* reexport */ otherMethods)
});
;// CONCATENATED MODULE: external "./client-assertion.js"
const external_client_assertion_js_namespaceObject = require("./client-assertion.js");
;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: ./src/client/short-file.ts
async function readShort(file, limit) {
	try {
		const handle = await external_node_fs_namespaceObject.promises.open(file, external_node_fs_namespaceObject.constants.O_RDONLY | (external_node_fs_namespaceObject.constants.O_NONBLOCK ?? 0));
		try {
			if (!(await handle.stat()).isFile())
				return { problem: 'unreadable', reason: 'no file' };
			const { buffer, bytesRead } = await handle.read(Buffer.alloc(limit + 1));
			return bytesRead > limit ? { problem: 'too_large', reason: '' } : buffer.toString('utf8', 0, bytesRead);
		}
		finally {
			await handle.close();
		}
	}
	catch (error) {
		const { code = 'no code' } = error;
		return { problem: code === 'ENOENT' ? 'missing' : 'unreadable', reason: code };
	}
}
;// CONCATENATED MODULE: ./src/client/assertion-file.ts
const MAX_SIZE = 64 * 1024;
async function readAssertion(file, log, now) {
	const read = await readShort(file, MAX_SIZE);
	if (typeof read !== 'string')
		throw (0,external_index_js_namespaceObject.failure)(`client_assertion_invalid/${read.problem}`, { file, reason: read.reason });
	const assertion = read.trim();
	if (assertion === '')
		throw (0,external_index_js_namespaceObject.failure)('client_assertion_invalid/empty', { file });
	const claims = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(assertion) && (0,external_index_js_namespaceObject.compactPart)(assertion, 0) && (0,external_index_js_namespaceObject.compactPart)(assertion, 1);
	if (!claims)
		throw (0,external_index_js_namespaceObject.failure)('client_assertion_invalid', { file });
	log.mask(assertion);
	const { exp } = claims;
	if (typeof exp === 'number' && exp * 1000 <= now)
		throw (0,external_index_js_namespaceObject.failure)('client_assertion_invalid/expired', { file, expiry: exp * 1000 });
	return assertion;
}
;// CONCATENATED MODULE: ./src/client/client-secret-jwt.ts
async function signWithSecret(credentials, signing) {
	return (0,external_client_assertion_js_namespaceObject.signed)(credentials, Buffer.from(credentials.clientSecret), { alg: 'HS256' }, signing);
}
;// CONCATENATED MODULE: ./src/client/github-oidc.ts
async function fetchIdToken(credentials, env, { log, timeLeft }) {
	const request = idTokenRequest(credentials, env, log);
	const proxy = (0,external_index_js_namespaceObject.checkProxy)(request.url, env, log);
	return readIdToken(await (0,external_index_js_namespaceObject.send)(request, timeLeft(), { proxy, clean: log.foreign }), log);
}
function idTokenRequest(credentials, env, log) {
	const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
	if (!address || !bearer || !/^https?:/i.test(address) || !URL.canParse(address))
		throw (0,external_index_js_namespaceObject.failure)((0,external_index_js_namespaceObject.secretsWithheld)(env) === 'fork' ? 'id_token_unavailable/fork' : 'id_token_unavailable', {});
	log.mask(bearer);
	const url = new URL(address);
	url.searchParams.set('audience', (0,external_client_assertion_js_namespaceObject.assertionAudience)(credentials));
	return { url, headers: { authorization: `Bearer ${bearer}` } };
}
function readIdToken(response, log) {
	const { status, body } = response;
	const fields = (0,external_index_js_namespaceObject.jsonObject)(body);
	const value = status === 200 ? fields?.['value'] : undefined;
	if (!(0,external_index_js_namespaceObject.isVisible)(value)) {
		const message = fields?.['message'];
		const said = typeof message === 'string' ? log.foreign(message).replaceAll('"', "'") : '';
		const transient = (0,external_index_js_namespaceObject.transientCode)(status);
		const passing = (status === 403 && /pending/i.test(said)) || (status === 200 && value === undefined);
		const id = transient ? `${transient}/id_token` : passing ? 'id_token_refused/passing' : 'id_token_refused';
		throw (0,external_index_js_namespaceObject.failure)(id, { status, said }, (0,external_index_js_namespaceObject.detailsOf)(response));
	}
	log.mask(value);
	return value;
}
;// CONCATENATED MODULE: ./src/client/other-methods.ts
const otherMethods = {
	client_secret_jwt: async (request, credentials, attempt) => (0,external_client_assertion_js_namespaceObject.withAssertion)(request, credentials, await signWithSecret(credentials, attempt)),
	private_key_jwt: async (request, credentials, attempt) => (0,external_client_assertion_js_namespaceObject.withAssertion)(request, credentials, await (0,external_client_assertion_js_namespaceObject.signAssertion)(credentials, attempt)),
	github_oidc: async (request, credentials, attempt) => (0,external_client_assertion_js_namespaceObject.withAssertion)(request, credentials, await fetchIdToken(credentials, process.env, attempt)),
	client_assertion: async (request, credentials, { log }) => (0,external_client_assertion_js_namespaceObject.withAssertion)(request, credentials, await readAssertion(credentials.clientAssertionFile, log, Date.now())),
	tls_client_auth: (request, { clientId }) => ({ ...request, form: { ...request.form, client_id: clientId } }),
};
function identityIn({ form }, { authMethod }, log) {
	return authMethod === 'github_oidc' || authMethod === 'client_assertion'
		? (0,external_client_assertion_js_namespaceObject.identityOf)(form['client_assertion'] ?? '', log.foreign)
		: '';
}
module.exports = __webpack_exports__;
})()
;