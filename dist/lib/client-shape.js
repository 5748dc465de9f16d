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
  shapesOf: () => (/* reexport */ shapesOf),
  withShapes: () => (/* reexport */ withShapes)
});
;// CONCATENATED MODULE: ./src/client/shape.ts
const edges = [
	['quote', /[\p{Quotation_Mark}`´]/u],
	['written_break', /\\[rnt]|%0[aAdD9]/u],
	['no_break_space', /[\u00a0\u202f\u2007]/u],
	['bom', /\ufeff/u],
	['zero_width', /[\u200b-\u200d\u2060\u00ad]/u],
	['direction_mark', /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u],
	['space', /[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]/u],
];
const EDGE = `(?:${edges.map(([, { source }]) => source).join('|')})+`;
const wholes = [
	['expression', /\$\{\{|^(?:secrets|vars|env|inputs|github|needs|steps)(?:\.[\w.-]+|\[.+\])$/],
	['variable', /^(?:\$[A-Z_][A-Z\d_]*|[A-Z][A-Z\d]*_[A-Z\d_]*(?:ID|SECRET)|\$env:\w+|\$?\{+\w+\}+|%[A-Za-z_]+%|\$\(.+\))$/],
	['placeholder', /^(?:<[^<>]+>|\[[^[\]]+\]|[*•●.xX]{3,}|changeme|change-me|placeholder|null|undefined|todo)$/i],
	['bearer', /^Bearer\s/i],
	['basic', /^Basic\s/i],
	['assignment', /^(?:export\s+|"?)\w*(?:secret|password|token|key|client_?id)\w*"?\s*[:=]\s*[^=\s]/i],
	['fields', /[\s&"'{-]\w*(?:secret|password|client[_-]?id)\w*["']?\s*[:=]\s*[^=\s]/i],
	['reference', /^(?:[a-z][a-z\d+.-]*:\/\/|arn:aws)/i, 'client_secret'],
	['pem', /-----BEGIN /],
	['hidden', /[\p{Cf}\u00a0\u202f]/u],
	['percent', /%[\da-f]{2}/i],
	['broken', /\s|\\[rn]/, 'client_secret'],
];
const GENERATED = /^(?:(?=.*\d)(?=.*[A-Z])(?=.*[a-z])[\w~+/=.-]{24,}|[\da-f]{32,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;
const NAME = /^[a-z][a-z\d]*(?:[-_.][a-z\d]+)*$/i;
function withShapes(error, { authMethod, clientId, clientSecret }) {
	if (error.code !== 'invalid_client' && error.code !== 'unauthorized_client')
		return error;
	const sent = { client_id: clientId, ...(authMethod.startsWith('client_secret_') && { client_secret: clientSecret }) };
	if (sent.client_secret && GENERATED.test(clientId) && NAME.test(clientSecret) && !GENERATED.test(clientSecret))
		return error.and('swapped', {});
	for (const [name, value] of Object.entries(sent)) {
		const byId = name === 'client_secret' ? shapeByItsId(value, clientId) : undefined;
		const all = byId ? [byId] : shapesOf(name, value);
		const shapes = authMethod === 'client_secret_basic' ? all.filter((shape) => !['broken', 'percent'].includes(shape)) : all;
		if (shapes.length > 0)
			error.and('odd_shape', { name, shapes });
	}
	return error;
}
function shapeByItsId(secret, clientId) {
	if (secret === clientId)
		return 'same_as_id';
	return secret.startsWith(`${clientId}:`) ? 'with_id' : undefined;
}
function shapesOf(name, value) {
	const before = new RegExp(`^${EDGE}`, 'u').exec(value)?.[0] ?? '';
	const after = new RegExp(`${EDGE}$`, 'u').exec(value.slice(before.length))?.[0] ?? '';
	const core = value.slice(before.length, value.length - after.length);
	const around = edges.flatMap(([edge, pattern]) => {
		const [begins, ends] = [pattern.test(before), pattern.test(after)];
		return begins || ends ? [`${begins && ends ? 'around' : begins ? 'before' : 'after'}/${edge}`] : [];
	});
	const whole = wholes.find(([, pattern, only = name]) => only === name && pattern.test(core));
	const shape = whole?.[0] ?? (name === 'client_secret' && isPackedText(core) ? 'base64' : undefined);
	return shape ? [...around, shape] : around;
}
function isPackedText(value) {
	if (!/^[\w+/-]{16,}={0,2}$/.test(value))
		return false;
	const text = Buffer.from(value, 'base64').toString('latin1');
	return /^[\x20-\x7e]+\r?\n?$/.test(text);
}
module.exports = __webpack_exports__;
})()
;