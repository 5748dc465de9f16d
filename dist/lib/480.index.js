"use strict";
exports.id = 480;
exports.ids = [480];
exports.modules = {
/***/ 3099: // MODULE: ./src/runner/short-file.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
readShort: () => (readShort)
});
var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3836);
var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
async function readShort(file, limit) {
	try {
		const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
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
/***/ })
};
;