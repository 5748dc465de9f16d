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
  readMetadata: () => (/* reexport */ readMetadata),
  wellKnown: () => (/* reexport */ wellKnown)
});
;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
;// CONCATENATED MODULE: ./src/server/metadata.ts
async function readMetadata(issuer, certified, ask, log) {
	const places = [];
	for (const url of wellKnown(issuer)) {
		const { status, fields } = await ask(url);
		if (fields)
			return endpointsIn(fields, issuer, certified, log);
		places.push(`${url.href} (${String(status)})`);
	}
	throw (0,external_index_js_namespaceObject.failure)('metadata_not_found', { places: places.join(', nor at ') });
}
function wellKnown(issuer) {
	const { origin, pathname } = new URL(issuer);
	const path = pathname.replace(/\/$/, '');
	return [
		new URL(`${origin}${path}/.well-known/openid-configuration`),
		new URL(`${origin}/.well-known/oauth-authorization-server${path}`),
	];
}
function endpointsIn(fields, issuer, certified, log) {
	const { issuer: told, token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = fields;
	if (told !== issuer)
		throw (0,external_index_js_namespaceObject.failure)('metadata_invalid/issuer', { issuer, told: typeof told === 'string' ? log.foreign(told) : '' });
	const { host } = new URL(issuer);
	const aliases = ((certified && fields['mtls_endpoint_aliases']) || {});
	const endpoint = (name) => {
		const given = aliases[name] ?? fields[name] ?? undefined;
		const url = given === undefined ? undefined : (0,external_index_js_namespaceObject.endpointOf)(given);
		const problem = typeof url === 'object' && url.host !== host && log.repeats(url.host) ? 'secret' : url;
		if (typeof problem === 'string')
			throw (0,external_index_js_namespaceObject.failure)('metadata_invalid/endpoint', { issuer, name, problem });
		return problem;
	};
	const [tokenUrl, revocationUrl] = [endpoint('token_endpoint'), endpoint('revocation_endpoint')];
	if (!tokenUrl)
		throw (0,external_index_js_namespaceObject.failure)('metadata_invalid/no_token_endpoint', { issuer });
	const methodsTaken = Array.isArray(methods) ? methods.filter((method) => typeof method === 'string') : undefined;
	return { tokenUrl, revocationUrl, methodsTaken };
}
module.exports = __webpack_exports__;
})()
;