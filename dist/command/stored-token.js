// ./src/command/stored-token.ts
'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.optionsOf = optionsOf;
exports.tokenIn = tokenIn;
exports.isValid = isValid;
exports.readPlain = readPlain;
exports.maskLines = maskLines;
exports.write = write;
exports.lineOf = lineOf;
exports.printStored = printStored;
const node_fs_1 = require('node:fs');
const node_path_1 = require('node:path');
const node_util_1 = require('node:util');
const MAX_FILE = 4 * 1024 * 1024;
function optionsOf(args) {
	try {
		const options = { header: { type: 'boolean' }, 'min-validity': { type: 'string' } };
		const { header = false, 'min-validity': seconds } = (0, node_util_1.parseArgs)({ args: [...args], options }).values;
		if (seconds !== undefined && !/^\d{1,8}$/.test(seconds)) return undefined;
		return { header, minValidity: seconds === undefined ? undefined : Number(seconds) };
	} catch {
		return undefined;
	}
}
function tokenIn(folder) {
	try {
		const names = (0, node_fs_1.readdirSync)((0, node_path_1.join)(folder, 'tokens')).filter(name => name.endsWith('.json'));
		const stored = JSON.parse(readPlain((0, node_path_1.join)(folder, 'tokens', names.sort().at(-1) ?? '')));
		return /^(?!::)[\x21-\x7e]+$/.test(stored.token) && !stored.token.includes('##[') ? stored : undefined;
	} catch {
		return undefined;
	}
}
function isValid({ expiry = 0, usual }, minValidity = usual) {
	const left = expiry - Date.now();
	return left > 0 && left >= minValidity * 1000;
}
function readPlain(path) {
	const { O_RDONLY = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = node_fs_1.constants;
	const file = (0, node_fs_1.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	try {
		const stats = (0, node_fs_1.fstatSync)(file);
		if (!stats.isFile() || stats.size > MAX_FILE) throw new Error();
		return (0, node_fs_1.readFileSync)(file, 'utf8');
	} finally {
		(0, node_fs_1.closeSync)(file);
	}
}
function maskLines(token) {
	const forms = new Set([token, new URLSearchParams({ v: token }).toString().slice(2)]);
	return `\n${[...forms].map(form => `::add-mask::${form.replace(/%/g, '%25')}\n`).join('')}`;
}
function write(file, text) {
	for (let bytes = Buffer.from(text); bytes.length > 0;) {
		try {
			bytes = bytes.subarray((0, node_fs_1.writeSync)(file, bytes));
		} catch (error) {
			if (error.code !== 'EAGAIN') throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
		}
	}
}
function lineOf({ token }, { header }) {
	return `${header ? 'Authorization: Bearer ' : ''}${token}\n`;
}
function printStored([folder = '', ...args]) {
	const options = optionsOf(args);
	const stored = tokenIn(folder);
	if (!options || !stored?.masked || !isValid(stored, options.minValidity)) return false;
	try {
		write(2, maskLines(stored.token));
		write(1, lineOf(stored, options));
		return true;
	} catch {
		return false;
	}
}
