"use strict";
exports.id = 803;
exports.ids = [803];
exports.modules = {
/***/ 8445: // MODULE: ./node_modules/jose/dist/webapi/lib/content_encryption.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Do: () => (generateCek),
W_: () => (checkCekLength),
Yc: () => (decrypt),
w: () => (encrypt)
});
var _buffer_utils_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7410);
var _key_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7859);
var _util_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5674);
const generateCek = (enc) => crypto.getRandomValues(new Uint8Array(enc.cekBits >> 3));
function checkCekLength(cek, expected) {
  const actual = cek.byteLength << 3;
  if (actual !== expected)
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JWEInvalid */ .aA(`Invalid Content Encryption Key length. Expected ${expected} bits, got ${actual} bits`);
}
const generateIv = (enc) => crypto.getRandomValues(new Uint8Array(enc.ivBits >> 3));
function checkIvLength(enc, iv) {
  if (iv.length << 3 !== enc.ivBits)
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JWEInvalid */ .aA("Invalid Initialization Vector length");
}
async function cbcKeySetup(enc, cek, usage) {
  if (!(cek instanceof Uint8Array))
	throw new TypeError((0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidKeyInput */ .XP)(cek, "Uint8Array"));
  const keyLengthBits = enc.cekBits >> 1, encKey = await crypto.subtle.importKey("raw", cek.subarray(keyLengthBits >> 3), "AES-CBC", !1, [usage]), macKey = await crypto.subtle.importKey("raw", cek.subarray(0, keyLengthBits >> 3), {
	hash: `SHA-${keyLengthBits << 1}`,
	name: "HMAC"
  }, !1, ["sign"]);
  return [encKey, macKey, keyLengthBits];
}
async function cbcHmacTag(macKey, macData, keyLengthBits) {
  return new Uint8Array((await crypto.subtle.sign("HMAC", macKey, macData)).slice(0, keyLengthBits >> 3));
}
async function cbcEncrypt(enc, plaintext, cek, iv, aad) {
  const [encKey, macKey, keyLengthBits] = await cbcKeySetup(enc, cek, "encrypt"), ciphertext = new Uint8Array(await crypto.subtle.encrypt({
	iv,
	name: "AES-CBC"
  }, encKey, plaintext)), al = (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_2__/* .uint64be */ .mx)(aad.length * 8), macData = (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_2__/* .concat */ .xW)(aad, iv, ciphertext, al), tag = await cbcHmacTag(macKey, macData, keyLengthBits);
  return { ciphertext, tag, iv };
}
async function timingSafeEqual(a, b) {
  const algorithm = { name: "HMAC", hash: "SHA-256" }, key = await crypto.subtle.generateKey(algorithm, !1, ["sign", "verify"]), aHmac = await crypto.subtle.sign(algorithm, key, a);
  return crypto.subtle.verify(algorithm, key, aHmac, b);
}
async function cbcDecrypt(enc, cek, ciphertext, iv, tag, aad) {
  const [encKey, macKey, keyLengthBits] = await cbcKeySetup(enc, cek, "decrypt"), al = (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_2__/* .uint64be */ .mx)(aad.length * 8), macData = (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_2__/* .concat */ .xW)(aad, iv, ciphertext, al), expectedTag = await cbcHmacTag(macKey, macData, keyLengthBits);
  try {
	if (await timingSafeEqual(tag, expectedTag))
	  return new Uint8Array(await crypto.subtle.decrypt({ iv, name: "AES-CBC" }, encKey, ciphertext));
  } catch {
  }
  throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JWEDecryptionFailed */ .xO();
}
async function encrypt(enc, plaintext, cek, iv, aad) {
  if (!(0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .isCryptoKey */ .R7)(cek) && !(cek instanceof Uint8Array))
	throw new TypeError((0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidKeyInput */ .XP)(cek, "CryptoKey", "KeyObject", "Uint8Array", "JSON Web Key"));
  if (iv ? checkIvLength(enc, iv) : iv = generateIv(enc), cek instanceof Uint8Array && checkCekLength(cek, enc.cekBits), enc.cbc)
	return cbcEncrypt(enc, plaintext, cek, iv, aad);
  const encKey = await (0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .rawKey */ .GK)(cek, enc.subtle, "encrypt"), encrypted = new Uint8Array(await crypto.subtle.encrypt({
	additionalData: aad,
	iv,
	name: "AES-GCM",
	tagLength: 128
  }, encKey, plaintext));
  return { ciphertext: encrypted.subarray(0, -16), tag: encrypted.subarray(-16), iv };
}
async function decrypt(enc, cek, ciphertext, iv, tag, aad) {
  if (!(0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .isCryptoKey */ .R7)(cek) && !(cek instanceof Uint8Array))
	throw new TypeError((0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .invalidKeyInput */ .XP)(cek, "CryptoKey", "KeyObject", "Uint8Array", "JSON Web Key"));
  if (!iv)
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JWEInvalid */ .aA("JWE Initialization Vector missing");
  if (!tag)
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JWEInvalid */ .aA("JWE Authentication Tag missing");
  if (!enc.cbc && tag.length !== 16)
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JWEInvalid */ .aA("Invalid Authentication Tag length");
  if (checkIvLength(enc, iv), cek instanceof Uint8Array && checkCekLength(cek, enc.cekBits), enc.cbc)
	return cbcDecrypt(enc, cek, ciphertext, iv, tag, aad);
  const encKey = await (0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .rawKey */ .GK)(cek, enc.subtle, "decrypt");
  try {
	return new Uint8Array(await crypto.subtle.decrypt({
	  additionalData: aad,
	  iv,
	  name: "AES-GCM",
	  tagLength: 128
	}, encKey, (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_2__/* .concat */ .xW)(ciphertext, tag)));
  } catch {
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JWEDecryptionFailed */ .xO();
  }
}
/***/ }),
/***/ 2023: // MODULE: ./node_modules/jose/dist/webapi/lib/deflate.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Bc: () => (compress),
mF: () => (decompress),
q9: () => (validateZip)
});
var _util_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5674);
var _buffer_utils_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7410);
function validateZip(joseHeader, protectedHeader) {
  if (joseHeader.zip !== void 0 && joseHeader.zip !== "DEF")
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JOSENotSupported */ .T0('Unsupported JWE "zip" (Compression Algorithm) Header Parameter value.');
  if (joseHeader.zip !== void 0 && !protectedHeader?.zip)
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JWEInvalid */ .aA('JWE "zip" (Compression Algorithm) Header Parameter MUST be in a protected header.');
}
function supported(name) {
  if (typeof globalThis[name] > "u")
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JOSENotSupported */ .T0(`JWE "zip" (Compression Algorithm) Header Parameter requires the ${name} API.`);
}
async function transform(stream, input, maxLength = 1 / 0) {
  const writer = stream.writable.getWriter();
  writer.write(input).catch(() => {
  }), writer.close().catch(() => {
  });
  const chunks = [];
  let length = 0;
  const reader = stream.readable.getReader();
  for (; ; ) {
	const { value, done } = await reader.read();
	if (done)
	  break;
	if (chunks.push(value), length += value.byteLength, maxLength !== 1 / 0 && length > maxLength)
	  throw await reader.cancel().catch(() => {
	  }), new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JWEInvalid */ .aA("Decompressed plaintext exceeded the configured limit");
  }
  return (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_1__/* .concat */ .xW)(...chunks);
}
async function compress(input) {
  return supported("CompressionStream"), transform(new CompressionStream("deflate-raw"), input);
}
async function decompress(input, maxLength) {
  return supported("DecompressionStream"), transform(new DecompressionStream("deflate-raw"), input, maxLength);
}
/***/ }),
/***/ 9347: // MODULE: ./node_modules/jose/dist/webapi/lib/jwe_algorithms.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Oe: () => (jweEncryption),
eD: () => (jweAlgorithm),
p3: () => (isJWECEKTransport),
po: () => (JWE)
});
var _util_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5674);
var _key_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3035);
const wrap = [
  ["encrypt", "wrapKey"],
  ["decrypt", "unwrapKey"]
], derive = [[], ["deriveBits"]], none = [[], []];
function rsaes(bits) {
  return {
	kty: ["RSA"],
	mode: "key-encryption",
	subtle: { name: "RSA-OAEP", hash: `SHA-${bits}` },
	usages: wrap,
	ops: ["wrapKey", "unwrapKey"]
  };
}
function ecdh(mode) {
  return {
	kty: ["EC", "OKP"],
	mode,
	subtle: { name: "ECDH" },
	resolve: ({ kty, crv, asymmetricKeyType }) => {
	  if (crv === "X25519" || asymmetricKeyType === "x25519")
		return { name: "X25519" };
	  if (kty === "OKP")
		throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JOSENotSupported */ .T0('Invalid or unsupported JWK "alg" (Algorithm) Parameter value');
	  return { name: "ECDH", namedCurve: crv };
	},
	usages: derive,
	ops: [void 0, "deriveBits"]
  };
}
function aeskw(bits, gcm = !1) {
  return {
	kty: ["oct"],
	mode: "key-wrapping",
	secret: !0,
	subtle: { name: gcm ? "AES-GCM" : "AES-KW", length: bits },
	usages: none,
	ops: gcm ? ["encrypt", "decrypt"] : ["wrapKey", "unwrapKey"]
  };
}
function pbes2() {
  return {
	kty: ["oct"],
	mode: "key-wrapping",
	secret: !0,
	subtle: { name: "PBKDF2" },
	usages: none,
	ops: ["deriveBits", "deriveBits"]
  };
}
const JWE = (0,_key_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .t)({
  dir: {
	kty: ["oct"],
	mode: "direct-encryption",
	secret: !0,
	subtle: { name: "AES-GCM" },
	usages: none,
	ops: ["encrypt", "decrypt"]
  },
  "RSA-OAEP": rsaes(1),
  "RSA-OAEP-256": rsaes(256),
  "RSA-OAEP-384": rsaes(384),
  "RSA-OAEP-512": rsaes(512),
  "ECDH-ES": ecdh("direct-key-agreement"),
  "ECDH-ES+A128KW": ecdh("key-agreement-with-key-wrapping"),
  "ECDH-ES+A192KW": ecdh("key-agreement-with-key-wrapping"),
  "ECDH-ES+A256KW": ecdh("key-agreement-with-key-wrapping"),
  A128KW: aeskw(128),
  A192KW: aeskw(192),
  A256KW: aeskw(256),
  A128GCMKW: aeskw(128, !0),
  A192GCMKW: aeskw(192, !0),
  A256GCMKW: aeskw(256, !0),
  "PBES2-HS256+A128KW": pbes2(),
  "PBES2-HS384+A192KW": pbes2(),
  "PBES2-HS512+A256KW": pbes2()
}), contentOps = ["encrypt", "decrypt"];
function contentEncryption(bits, cbc = !1) {
  return {
	kty: ["oct"],
	secret: !0,
	subtle: { name: cbc ? "AES-CBC" : "AES-GCM", length: bits },
	usages: none,
	ops: contentOps,
	cekBits: bits,
	ivBits: cbc ? 128 : 96,
	cbc
  };
}
const ENC = (0,_key_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .t)({
  A128GCM: contentEncryption(128),
  A192GCM: contentEncryption(192),
  A256GCM: contentEncryption(256),
  "A128CBC-HS256": contentEncryption(256, !0),
  "A192CBC-HS384": contentEncryption(384, !0),
  "A256CBC-HS512": contentEncryption(512, !0)
});
function unsupported(parameter, name) {
  throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JOSENotSupported */ .T0(`Invalid or unsupported "${parameter}" (JWE ${name}) header value`);
}
function jweAlgorithm(alg) {
  return (typeof alg == "string" ? JWE[alg] : void 0) ?? unsupported("alg", "Algorithm");
}
function isJWECEKTransport(algorithm) {
  return algorithm.mode === "key-wrapping" || algorithm.mode === "key-encryption" || algorithm.mode === "key-agreement-with-key-wrapping";
}
function jweEncryption(enc) {
  return (typeof enc == "string" ? ENC[enc] : void 0) ?? unsupported("enc", "Encryption Algorithm");
}
/***/ }),
/***/ 9341: // MODULE: ./node_modules/jose/dist/webapi/lib/key_management.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
SV: () => (decryptKeyManagement),
i6: () => (validateMaxPBES2Count),
ss: () => (encryptKeyManagement)
});
var _util_base64url_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1445);
var _key_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7859);
var _jwe_algorithms_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9347);
var _util_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5674);
var _validate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7784);
var _buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7410);
var _content_encryption_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8445);
function checkEcdhCryptoKey(key, usage) {
  if (key.algorithm.name !== "ECDH" && key.algorithm.name !== "X25519")
	throw new TypeError("CryptoKey does not support this operation, its algorithm.name must be ECDH or X25519");
  (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .checkUsage */ .GZ)(key, usage);
}
async function aeskwWrap(alg, key, cek) {
  const cryptoKey = await (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .rawKey */ .GK)(key, (0,_jwe_algorithms_js__WEBPACK_IMPORTED_MODULE_1__/* .jweAlgorithm */ .eD)(alg).subtle, "wrapKey", !0), cryptoKeyCek = await crypto.subtle.importKey("raw", cek, { hash: "SHA-256", name: "HMAC" }, !0, ["sign"]);
  return new Uint8Array(await crypto.subtle.wrapKey("raw", cryptoKeyCek, cryptoKey, "AES-KW"));
}
async function aeskwUnwrap(alg, key, encryptedKey) {
  const cryptoKey = await (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .rawKey */ .GK)(key, (0,_jwe_algorithms_js__WEBPACK_IMPORTED_MODULE_1__/* .jweAlgorithm */ .eD)(alg).subtle, "unwrapKey", !0), cryptoKeyCek = await crypto.subtle.unwrapKey("raw", encryptedKey, cryptoKey, "AES-KW", { hash: "SHA-256", name: "HMAC" }, !0, ["sign"]);
  return new Uint8Array(await crypto.subtle.exportKey("raw", cryptoKeyCek));
}
function checkRsaKey(alg, key, usage) {
  (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .checkCryptoKey */ .Ni)(key, (0,_jwe_algorithms_js__WEBPACK_IMPORTED_MODULE_1__/* .jweAlgorithm */ .eD)(alg).subtle, usage), (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .checkModulusLength */ .or)(alg, key);
}
async function deriveKey(p2s, alg, p2c, key) {
  if (!(p2s instanceof Uint8Array) || p2s.length < 8)
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA("PBES2 Salt Input must be 8 or more octets");
  if (!Number.isSafeInteger(p2c) || Math.sign(p2c) !== 1)
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA("PBES2 Count Input must be a positive integer");
  const salt = (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__/* .concat */ .xW)((0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__/* .encode */ .lF)(alg), Uint8Array.of(0), p2s), keyLengthBits = parseInt(alg.slice(13, 16), 10), subtleAlg = {
	hash: `SHA-${alg.slice(8, 11)}`,
	iterations: p2c,
	name: "PBKDF2",
	salt
  }, cryptoKey = await (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .rawKey */ .GK)(key, (0,_jwe_algorithms_js__WEBPACK_IMPORTED_MODULE_1__/* .jweAlgorithm */ .eD)(alg).subtle, "deriveBits");
  return new Uint8Array(await crypto.subtle.deriveBits(subtleAlg, cryptoKey, keyLengthBits));
}
function lengthAndInput(input) {
  return (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__/* .concat */ .xW)((0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__/* .uint32be */ .VS)(input.length), input);
}
async function concatKdf(Z, keyDataLength, OtherInfo) {
  const dkLen = keyDataLength >> 3, hashLen = 32, reps = Math.ceil(dkLen / hashLen), dk = new Uint8Array(reps * hashLen);
  for (let i = 1; i <= reps; i++) {
	const hashResult = await (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__/* .digest */ .br)("sha256", (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__/* .concat */ .xW)((0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__/* .uint32be */ .VS)(i), Z, OtherInfo));
	dk.set(hashResult, (i - 1) * hashLen);
  }
  return dk.slice(0, dkLen);
}
async function ecdhesDeriveKey(publicKey, privateKey, algorithmId, keyDataLength, apu = new Uint8Array(), apv = new Uint8Array()) {
  checkEcdhCryptoKey(publicKey), checkEcdhCryptoKey(privateKey, "deriveBits");
  const otherInfo = (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__/* .concat */ .xW)(lengthAndInput((0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__/* .encode */ .lF)(algorithmId)), lengthAndInput(apu), lengthAndInput(apv), (0,_buffer_utils_js__WEBPACK_IMPORTED_MODULE_3__/* .uint32be */ .VS)(keyDataLength)), Z = new Uint8Array(await crypto.subtle.deriveBits({
	name: publicKey.algorithm.name,
	public: publicKey
  }, privateKey, publicKey.algorithm.name === "X25519" ? 256 : Math.ceil(parseInt(publicKey.algorithm.namedCurve.slice(-3), 10) / 8) << 3));
  return concatKdf(Z, keyDataLength, otherInfo);
}
function assertEcdhKey(key) {
  (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .assertCryptoKey */ .Tz)(key);
  const curve = key.algorithm.namedCurve;
  if (curve !== "P-256" && curve !== "P-384" && curve !== "P-521" && key.algorithm.name !== "X25519")
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JOSENotSupported */ .T0("ECDH with the provided key is not allowed or not supported by your javascript runtime");
}
function partyInfo(joseHeader, name) {
  const value = joseHeader[name];
  if (value !== void 0) {
	if (typeof value != "string")
	  throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA(`JOSE Header "${name}" (Agreement Party${name === "apu" ? "U" : "V"}Info) invalid`);
	return (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeBase64url */ .h2)(value, name, _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA);
  }
}
function checkPartyInfo(apu, apv) {
  if (!(apu === void 0 || apv === void 0 || apu.byteLength !== apv.byteLength)) {
	for (let i = 0; i < apu.byteLength; i++)
	  if (apu[i] !== apv[i])
		return;
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA('JOSE Header "apu" and "apv" values must be distinct');
  }
}
function assertEncryptedKey(encryptedKey) {
  if (encryptedKey === void 0)
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA("JWE Encrypted Key missing");
}
function assertNoEncryptedKey(encryptedKey) {
  if (encryptedKey !== void 0)
	throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA("Encountered unexpected JWE Encrypted Key");
}
function validateMaxPBES2Count(value) {
  if (value !== void 0 && value !== 1 / 0 && (!Number.isSafeInteger(value) || value < 1))
	throw new TypeError("maxPBES2Count must be a positive safe integer or Infinity");
}
async function decryptKeyManagement(entry, enc, key, encryptedKey, joseHeader, maxPBES2Count) {
  const { alg } = entry, mode = entry.mode;
  if (mode === "direct-encryption")
	return assertNoEncryptedKey(encryptedKey), key;
  const direct = mode === "direct-key-agreement";
  switch (direct ? assertNoEncryptedKey(encryptedKey) : assertEncryptedKey(encryptedKey), entry.subtle.name) {
	case "ECDH": {
	  const { epk } = joseHeader;
	  if (!(0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(epk) || ["d", "k", "p", "q", "dp", "dq", "qi", "oth", "priv"].some((parameter) => Object.hasOwn(epk, parameter)))
		throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA('JOSE Header "epk" (Ephemeral Public Key) missing or invalid');
	  assertEcdhKey(key);
	  const ephemeralPublicKey = await (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .jwkToKey */ .xY)(entry, epk), partyUInfo = partyInfo(joseHeader, "apu"), partyVInfo = partyInfo(joseHeader, "apv");
	  checkPartyInfo(partyUInfo, partyVInfo);
	  const derivedKey = await ecdhesDeriveKey(ephemeralPublicKey, key, direct ? enc.alg : alg, direct ? enc.cekBits : parseInt(alg.slice(-5, -2), 10), partyUInfo, partyVInfo);
	  if (direct)
		return derivedKey;
	  key = derivedKey;
	  break;
	}
	case "RSA-OAEP":
	  return (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .assertCryptoKey */ .Tz)(key), checkRsaKey(alg, key, "decrypt"), new Uint8Array(await crypto.subtle.decrypt("RSA-OAEP", key, encryptedKey));
	case "PBKDF2": {
	  if (typeof joseHeader.p2c != "number")
		throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA('JOSE Header "p2c" (PBES2 Count) missing or invalid');
	  const p2cLimit = maxPBES2Count ?? 1e4;
	  if (joseHeader.p2c > p2cLimit)
		throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA('JOSE Header "p2c" (PBES2 Count) out is of acceptable bounds');
	  if (typeof joseHeader.p2s != "string")
		throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA('JOSE Header "p2s" (PBES2 Salt) missing or invalid');
	  const p2s = (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeBase64url */ .h2)(joseHeader.p2s, "p2s", _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA);
	  key = await deriveKey(p2s, alg, joseHeader.p2c, key);
	  break;
	}
	case "AES-GCM": {
	  if (typeof joseHeader.iv != "string")
		throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA('JOSE Header "iv" (Initialization Vector) missing or invalid');
	  if (typeof joseHeader.tag != "string")
		throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA('JOSE Header "tag" (Authentication Tag) missing or invalid');
	  const iv = (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeBase64url */ .h2)(joseHeader.iv, "iv", _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA), tag = (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeBase64url */ .h2)(joseHeader.tag, "tag", _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA);
	  if (iv.byteLength !== 12)
		throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA("Invalid Initialization Vector length");
	  if (tag.byteLength !== 16)
		throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .JWEInvalid */ .aA("Invalid Authentication Tag length");
	  return (0,_content_encryption_js__WEBPACK_IMPORTED_MODULE_5__/* .decrypt */ .Yc)((0,_jwe_algorithms_js__WEBPACK_IMPORTED_MODULE_1__/* .jweEncryption */ .Oe)(alg.slice(0, -2)), key, encryptedKey, iv, tag, new Uint8Array());
	}
  }
  return aeskwUnwrap(alg.slice(-6), key, encryptedKey);
}
async function encryptKeyManagement(entry, enc, inputKey, joseHeader, providedCek, providedParameters = {}) {
  const { alg, mode } = entry, transport = (0,_jwe_algorithms_js__WEBPACK_IMPORTED_MODULE_1__/* .isJWECEKTransport */ .p3)(entry);
  if (providedCek !== void 0 && !transport)
	throw new TypeError(`setContentEncryptionKey cannot be called with JWE "alg" (Algorithm) Header ${alg}`);
  let key = await (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .prepareKey */ .dT)(mode === "direct-encryption" ? enc : entry, inputKey, "encrypt");
  if (mode === "direct-encryption")
	return [key, void 0, void 0];
  const cek = transport ? providedCek ?? (0,_content_encryption_js__WEBPACK_IMPORTED_MODULE_5__/* .generateCek */ .Do)(enc) : void 0;
  cek && (0,_content_encryption_js__WEBPACK_IMPORTED_MODULE_5__/* .checkCekLength */ .W_)(cek, enc.cekBits);
  let encryptedKey, parameters;
  switch (entry.subtle.name) {
	case "ECDH": {
	  assertEcdhKey(key);
	  const { apu: providedApu, apv: providedApv } = providedParameters;
	  providedApu !== void 0 && (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .assertUint8Array */ .GT)(providedApu, '"apu"'), providedApv !== void 0 && (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .assertUint8Array */ .GT)(providedApv, '"apv"');
	  const apu = providedApu ?? partyInfo(joseHeader, "apu"), apv = providedApv ?? partyInfo(joseHeader, "apv");
	  checkPartyInfo(apu, apv);
	  let ephemeralPrivateKey;
	  providedParameters.epk !== void 0 ? ephemeralPrivateKey = await (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .prepareKey */ .dT)(entry, providedParameters.epk, "decrypt") : ephemeralPrivateKey = (await crypto.subtle.generateKey(key.algorithm, !0, ["deriveBits"])).privateKey;
	  const subtle = crypto.subtle;
	  let exportableEpk = ephemeralPrivateKey;
	  if (!exportableEpk.extractable) {
		if (typeof subtle.getPublicKey != "function")
		  throw new TypeError('CryptoKey for "epk" must be extractable');
		exportableEpk = await subtle.getPublicKey(ephemeralPrivateKey, []);
	  }
	  const { x, y, crv, kty } = await subtle.exportKey("jwk", exportableEpk), direct = mode === "direct-key-agreement", derivedKey = await ecdhesDeriveKey(key, ephemeralPrivateKey, direct ? enc.alg : alg, direct ? enc.cekBits : parseInt(alg.slice(-5, -2), 10), apu, apv), epk = { x, crv, kty };
	  if (kty === "EC" && (epk.y = y), parameters = { epk }, providedApu !== void 0 && (parameters.apu = (0,_util_base64url_js__WEBPACK_IMPORTED_MODULE_6__/* .encode */ .l)(providedApu)), providedApv !== void 0 && (parameters.apv = (0,_util_base64url_js__WEBPACK_IMPORTED_MODULE_6__/* .encode */ .l)(providedApv)), direct)
		return [derivedKey, void 0, parameters];
	  key = derivedKey;
	  break;
	}
	case "RSA-OAEP": {
	  (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .assertCryptoKey */ .Tz)(key), checkRsaKey(alg, key, "encrypt"), encryptedKey = new Uint8Array(await crypto.subtle.encrypt("RSA-OAEP", key, cek));
	  break;
	}
	case "PBKDF2": {
	  const { p2c = 2048, p2s = crypto.getRandomValues(new Uint8Array(16)) } = providedParameters;
	  key = await deriveKey(p2s, alg, p2c, key), parameters = { p2c, p2s: (0,_util_base64url_js__WEBPACK_IMPORTED_MODULE_6__/* .encode */ .l)(p2s) };
	  break;
	}
	case "AES-GCM": {
	  const iv = providedParameters.iv === void 0 ? crypto.getRandomValues(new Uint8Array(12)) : providedParameters.iv;
	  if (!(iv instanceof Uint8Array))
		throw new TypeError('"iv" must be an instance of Uint8Array');
	  const wrapped = await (0,_content_encryption_js__WEBPACK_IMPORTED_MODULE_5__/* .encrypt */ .w)((0,_jwe_algorithms_js__WEBPACK_IMPORTED_MODULE_1__/* .jweEncryption */ .Oe)(alg.slice(0, -2)), cek, key, iv, new Uint8Array());
	  encryptedKey = wrapped.ciphertext, parameters = { iv: (0,_util_base64url_js__WEBPACK_IMPORTED_MODULE_6__/* .encode */ .l)(wrapped.iv), tag: (0,_util_base64url_js__WEBPACK_IMPORTED_MODULE_6__/* .encode */ .l)(wrapped.tag) };
	}
  }
  if (encryptedKey ??= await aeskwWrap(alg.slice(-6), key, cek), !(encryptedKey instanceof Uint8Array) || !encryptedKey.byteLength)
	throw new TypeError("JWE key management algorithm did not produce an Encrypted Key");
  return [cek, encryptedKey, parameters];
}
/***/ })
};
;