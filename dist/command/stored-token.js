"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.monotonic = monotonic;
exports.optionsOf = optionsOf;
exports.tokenIn = tokenIn;
exports.isGood = isGood;
exports.readPlain = readPlain;
exports.maskLines = maskLines;
exports.write = write;
exports.lineOf = lineOf;
exports.giveAgain = giveAgain;
const node_fs_1 = require("node:fs");
const node_path_1 = require("node:path");
const MAX_FILE = 4 * 1024 * 1024;
function monotonic() {
    return Number(process.hrtime.bigint() / 1000000n);
}
function optionsOf(args) {
    let [header, minValidity] = [false, undefined];
    for (let index = 0; index < args.length; index++) {
        const [name, value = name === '--min-validity' ? args[++index] : undefined] = (args[index] ?? '').split(/=(.*)/s, 2);
        if (name === '--header' && value === undefined)
            header = true;
        else if (name === '--min-validity' && /^\d{1,8}$/.test(value ?? ''))
            minValidity = Number(value);
        else
            return undefined;
    }
    return { header, minValidity };
}
function tokenIn(folder) {
    try {
        const given = JSON.parse(readPlain((0, node_path_1.join)(folder, 'token.json')));
        return typeof given.token === 'string' && /^[\x21-\x7e]+$/.test(given.token) ? given : undefined;
    }
    catch {
        return undefined;
    }
}
function isGood({ expiry = 0, ends = 0, usual }, minValidity) {
    const left = Math.min(expiry - Date.now(), ends - monotonic());
    return left > 0 && left >= (minValidity ?? usual) * 1000;
}
function readPlain(path) {
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = node_fs_1.constants;
    const file = (0, node_fs_1.openSync)(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
    try {
        const stats = (0, node_fs_1.fstatSync)(file);
        if (!stats.isFile() || stats.size > MAX_FILE)
            throw new Error();
        return (0, node_fs_1.readFileSync)(file, 'utf8');
    }
    finally {
        (0, node_fs_1.closeSync)(file);
    }
}
function maskLines(token) {
    const forms = /^[\w*.-]+$/.test(token) ? [token] : [token, new URLSearchParams({ v: token }).toString().slice(2)];
    return `\n${forms.map((form) => `::add-mask::${form.replace(/%/g, '%25')}\n`).join('')}`;
}
function write(file, text) {
    for (let bytes = Buffer.from(text); bytes.length > 0;) {
        try {
            bytes = bytes.subarray((0, node_fs_1.writeSync)(file, bytes));
        }
        catch (error) {
            if (error.code !== 'EAGAIN')
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
        }
    }
}
function lineOf({ token }, { header }) {
    return `${header ? 'Authorization: Bearer ' : ''}${token}\n`;
}
function giveAgain([folder = '', ...args]) {
    const options = optionsOf(args);
    const given = options && tokenIn(folder);
    if (!given || !isGood(given, options.minValidity))
        return false;
    try {
        write(2, maskLines(given.token));
        write(1, lineOf(given, options));
        return true;
    }
    catch {
        return false;
    }
}
