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
;// CONCATENATED MODULE: ./src/server/metadata.ts
async function readMetadata(issuer, certified, reader) {
	const places = [];
	for (const url of wellKnown(issuer)) {
		const { status, fields } = await reader.ask(url);
		if (fields)
			return endpointsIn(fields, issuer, certified, reader);
		places.push(`${url.href} (${String(status)})`);
	}
	return { id: 'metadata_not_found', params: { places: places.join(', nor at ') } };
}
function wellKnown(issuer) {
	const { origin, pathname } = new URL(issuer);
	const path = pathname.replace(/\/$/, '');
	return [
		new URL(`${origin}${path}/.well-known/openid-configuration`),
		new URL(`${origin}/.well-known/oauth-authorization-server${path}`),
	];
}
function endpointsIn(fields, issuer, certified, { endpointOf, clean, repeats }) {
	const { issuer: told, token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = fields;
	if (told !== issuer)
		return { id: 'metadata_invalid/issuer', params: { issuer, told: typeof told === 'string' ? clean(told) : '' } };
	const { host } = new URL(issuer);
	const aliases = (certified && fields['mtls_endpoint_aliases']) || {};
	const found = {};
	for (const name of ['token_endpoint', 'revocation_endpoint']) {
		const given = aliases[name] ?? fields[name] ?? undefined;
		const url = given === undefined ? undefined : endpointOf(given);
		const problem = typeof url === 'object' && url.host !== host && repeats(url.host) ? 'secret' : url;
		if (typeof problem === 'string')
			return { id: 'metadata_invalid/endpoint', params: { issuer, name, problem } };
		found[name] = problem;
	}
	const { token_endpoint: tokenUrl, revocation_endpoint: revocationUrl } = found;
	if (!tokenUrl)
		return { id: 'metadata_invalid/no_token_endpoint', params: { issuer } };
	const methodsTaken = Array.isArray(methods) ? methods.filter((method) => typeof method === 'string') : undefined;
	return { tokenUrl, revocationUrl, methodsTaken };
}
module.exports = __webpack_exports__;
})()
;