(() => { // webpackBootstrap
	"use strict";
	var __webpack_modules__ = ({
/***/ 432: // MODULE: external "./client-sign.js"
/***/ ((module) => {
module.exports = require("./client-sign.js");
/***/ })
	});
	var __webpack_module_cache__ = {};
	function __nccwpck_require__(moduleId) {
		var cachedModule = __webpack_module_cache__[moduleId];
		if (cachedModule !== undefined) {
			return cachedModule.exports;
		}
		var module = __webpack_module_cache__[moduleId] = {
			exports: {}
		};
		var threw = true;
		try {
			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
			threw = false;
		} finally {
			if(threw) delete __webpack_module_cache__[moduleId];
		}
		return module.exports;
	}
	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
	(() => {
		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
		var leafPrototypes;
		__nccwpck_require__.t = function(value, mode) {
			if(mode & 1) value = this(value);
			if(mode & 8) return value;
			if(typeof value === 'object' && value) {
				if((mode & 4) && value.__esModule) return value;
				if((mode & 16) && typeof value.then === 'function') return value;
			}
			var ns = Object.create(null);
			__nccwpck_require__.r(ns);
			var def = {};
			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
			}
			def['default'] = () => (value);
			__nccwpck_require__.d(ns, def);
			return ns;
		};
	})();
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
  assertionAudience: () => (/* reexport */ assertionAudience),
  identityOf: () => (/* reexport */ identityOf),
  signed: () => (/* reexport */ signed),
  withAssertion: () => (/* reexport */ withAssertion)
});
;// CONCATENATED MODULE: external "./index.js"
const external_index_js_namespaceObject = require("./index.js");
;// CONCATENATED MODULE: ./src/client/assertion.ts
function withAssertion(request, { clientId }, assertion) {
	return {
		...request,
		form: {
			...request.form,
			...(clientId !== '' && { client_id: clientId }),
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: assertion,
		},
	};
}
function assertionAudience({ assertionAudience: given, tokenUrl }) {
	return given || (0,external_index_js_namespaceObject.issuerOf)(tokenUrl);
}
async function signed(credentials, key, header, { log, ahead = 0 }) {
	const { sign } = await Promise.resolve().then(__nccwpck_require__.t.bind(__nccwpck_require__, 432, 23));
	const assertion = await sign(credentials.clientId, assertionAudience(credentials), key, header, ahead);
	log.mask(assertion);
	return assertion;
}
function identityOf(assertion, clean) {
	const claims = (0,external_index_js_namespaceObject.compactPart)(assertion, 1) ?? {};
	const text = (value) => {
		if (value === undefined)
			return 'none';
		const texts = [value].flat();
		if (!texts.every((each) => typeof each === 'string'))
			return 'no text';
		return clean(typeof value === 'string' ? value : JSON.stringify(texts));
	};
	return ['iss', 'sub', 'aud'].map((name) => `${name} "${text(claims[name])}"`).join(', ');
}
module.exports = __webpack_exports__;
})()
;