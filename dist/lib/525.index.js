"use strict";
exports.id = 525;
exports.ids = [525];
exports.modules = {
/***/ 6525: // MODULE: ./node_modules/jose/dist/webapi/jwt/decrypt.js + 1 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  jwtDecrypt: () => (jwtDecrypt)
});
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/content_encryption.js
var content_encryption = __webpack_require__(8445);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/validate.js
var validate = __webpack_require__(7784);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/util/errors.js
var errors = __webpack_require__(5674);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/key_management.js
var key_management = __webpack_require__(9341);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/buffer_utils.js
var buffer_utils = __webpack_require__(7410);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/key.js
var lib_key = __webpack_require__(7859);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/jwe_algorithms.js
var jwe_algorithms = __webpack_require__(9347);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/deflate.js
var deflate = __webpack_require__(2023);
;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/lib/jwe_decrypt.js
function snapshotSharedJWE(jwe) {
  const { aad, ciphertext, iv, protected: encodedProtected, tag, unprotected } = jwe;
  if (iv !== void 0 && (typeof iv != "string" || !iv))
	throw new JWEInvalid("JWE Initialization Vector incorrect type");
  if (typeof ciphertext != "string")
	throw new JWEInvalid("JWE Ciphertext missing or incorrect type");
  if (tag !== void 0 && (typeof tag != "string" || !tag))
	throw new JWEInvalid("JWE Authentication Tag incorrect type");
  if (encodedProtected !== void 0 && typeof encodedProtected != "string")
	throw new JWEInvalid("JWE Protected Header incorrect type");
  if (aad !== void 0 && (typeof aad != "string" || !aad))
	throw new JWEInvalid("JWE AAD incorrect type");
  if (unprotected !== void 0 && !isObject(unprotected))
	throw new JWEInvalid("JWE Shared Unprotected Header incorrect type");
  return {
	aad,
	ciphertext,
	iv,
	protected: encodedProtected,
	tag,
	unprotected: unprotected === void 0 ? void 0 : { ...unprotected }
  };
}
function snapshotRecipientJWE(recipient) {
  let header, headerAlg;
  try {
	const { header: inputHeader } = recipient;
	if (isObject(inputHeader)) {
	  headerAlg = inputHeader.alg;
	  const parameters = Object.keys(inputHeader);
	  parameters.includes("alg") || (headerAlg = void 0), header = Object.fromEntries(parameters.map((parameter) => [
		parameter,
		parameter === "alg" ? headerAlg : inputHeader[parameter]
	  ]));
	} else
	  header = inputHeader;
	const { encrypted_key: encryptedKey } = recipient;
	return [{ encrypted_key: encryptedKey, header }, headerAlg];
  } catch (error) {
	return [void 0, headerAlg, error];
  }
}
function checkRecipient(jwe) {
  const { encrypted_key: encryptedKey, header } = jwe;
  if (encryptedKey !== void 0 && typeof encryptedKey != "string")
	throw new JWEInvalid("JWE Encrypted Key incorrect type");
  if (header !== void 0 && !isObject(header))
	throw new JWEInvalid("JWE Per-Recipient Unprotected Header incorrect type");
  if (jwe.protected === void 0 && header === void 0 && jwe.unprotected === void 0)
	throw new JWEInvalid("JOSE Header missing");
}
function shareJWE(jwe) {
  const { protected: encodedProtected, ciphertext, iv, tag, aad } = jwe;
  let protectedHeader;
  return encodedProtected !== void 0 && (protectedHeader = (0,validate/* parseJoseHeader */.OX)(encodedProtected, errors/* JWEInvalid */.aA, "JWE Protected Header is invalid")), [
	protectedHeader,
	(0,validate/* decodeBase64url */.h2)(ciphertext, "ciphertext", errors/* JWEInvalid */.aA),
	iv !== void 0 ? (0,validate/* decodeBase64url */.h2)(iv, "iv", errors/* JWEInvalid */.aA) : void 0,
	tag !== void 0 ? (0,validate/* decodeBase64url */.h2)(tag, "tag", errors/* JWEInvalid */.aA) : void 0,
	(0,validate/* encodeAsciiMember */.MV)((encodedProtected ?? "") + (aad !== void 0 ? `.${aad}` : ""), "aad", errors/* JWEInvalid */.aA)
  ];
}
function prepareDecrypt(options) {
  const keyManagementAlgorithms = options && (0,validate/* validateAlgorithms */.Fw)("keyManagementAlgorithms", options.keyManagementAlgorithms), contentEncryptionAlgorithms = options && (0,validate/* validateAlgorithms */.Fw)("contentEncryptionAlgorithms", options.contentEncryptionAlgorithms), { crit, maxPBES2Count, maxDecompressedLength } = options ?? {};
  (0,key_management/* validateMaxPBES2Count */.i6)(maxPBES2Count);
  const decompressionLimit = maxDecompressedLength ?? 25e4;
  if (decompressionLimit !== 0 && decompressionLimit !== 1 / 0 && (!Number.isSafeInteger(decompressionLimit) || decompressionLimit < 1))
	throw new TypeError("maxDecompressedLength must be 0, a positive safe integer, or Infinity");
  return [
	keyManagementAlgorithms,
	contentEncryptionAlgorithms,
	crit,
	maxPBES2Count,
	maxDecompressedLength
  ];
}
async function decryptJWE(jwe, shared, key, token = shareJWE(jwe)) {
  const [protectedHeader, ciphertext, iv, tag, additionalAuthenticatedData] = token, { header, unprotected, aad } = jwe;
  let joseHeader;
  if (header !== void 0 || unprotected !== void 0) {
	if (!(0,validate/* isDisjoint */.fz)(protectedHeader, header, unprotected))
	  throw new errors/* JWEInvalid */.aA("JWE Protected, JWE Unprotected Header, and JWE Per-Recipient Unprotected Header Parameter names must be disjoint");
	joseHeader = { ...protectedHeader, ...header, ...unprotected };
  } else
	joseHeader = protectedHeader ?? {};
  const [keyManagementAlgorithms, contentEncryptionAlgorithms, crit, maxPBES2Count, maxDecompressedLength] = shared, { encrypted_key: encodedKey } = jwe;
  (0,validate/* validateCrit */.nI)(errors/* JWEInvalid */.aA, validate/* JWE_RECOGNIZED */.CT, crit, protectedHeader, joseHeader), (0,deflate/* validateZip */.q9)(joseHeader, protectedHeader);
  const { alg, enc } = joseHeader;
  if (typeof alg != "string" || !alg)
	throw new errors/* JWEInvalid */.aA("missing JWE Algorithm (alg) in JWE Header");
  const selected = jwe_algorithms/* JWE */.po[alg];
  if (encodedKey === "" && (!selected || !(0,jwe_algorithms/* isJWECEKTransport */.p3)(selected)))
	throw new errors/* JWEInvalid */.aA("JWE Encrypted Key incorrect type");
  const integrated = selected?.mode === "integrated-encryption";
  if (!integrated && (typeof enc != "string" || !enc))
	throw new errors/* JWEInvalid */.aA("missing JWE Encryption Algorithm (enc) in JWE Header");
  if (keyManagementAlgorithms && !keyManagementAlgorithms.has(alg) || !keyManagementAlgorithms && alg.startsWith("PBES2"))
	throw new errors/* JOSEAlgNotAllowed */.Rb('"alg" (Algorithm) Header Parameter value not allowed');
  let encEntry;
  if (integrated) {
	if (enc !== void 0)
	  throw new errors/* JWEInvalid */.aA('JWE "enc" (Encryption Algorithm) Header Parameter must not be present for integrated encryption');
	if (iv?.byteLength)
	  throw new errors/* JWEInvalid */.aA("JWE Initialization Vector must be empty for integrated encryption");
	if (tag?.byteLength)
	  throw new errors/* JWEInvalid */.aA("JWE Authentication Tag must be empty for integrated encryption");
  } else {
	if (contentEncryptionAlgorithms && !contentEncryptionAlgorithms.has(enc))
	  throw new errors/* JOSEAlgNotAllowed */.Rb('"enc" (Encryption Algorithm) Header Parameter value not allowed');
	encEntry = (0,jwe_algorithms/* jweEncryption */.Oe)(enc);
  }
  let encryptedKey;
  if (encodedKey !== void 0)
	try {
	  encryptedKey = (0,validate/* decodeBase64url */.h2)(encodedKey, "encrypted_key", errors/* JWEInvalid */.aA);
	} catch (error) {
	  if (!selected || !(0,jwe_algorithms/* isJWECEKTransport */.p3)(selected))
		throw error;
	  encryptedKey = new Uint8Array();
	}
  let resolvedKey = !1;
  typeof key == "function" && (key = await key(protectedHeader, jwe), resolvedKey = !0);
  const algEntry = selected ?? (0,jwe_algorithms/* jweAlgorithm */.eD)(alg);
  (0,jwe_algorithms/* isJWECEKTransport */.p3)(algEntry) && encryptedKey === void 0 && (encryptedKey = new Uint8Array());
  const k = await (0,lib_key/* prepareKey */.dT)(algEntry.mode === "direct-encryption" ? encEntry : algEntry, key, "decrypt");
  let plaintext;
  if (algEntry.mode === "integrated-encryption")
	plaintext = await algEntry.decrypt(k, encryptedKey, ciphertext, additionalAuthenticatedData, protectedHeader, joseHeader);
  else {
	const encryption = encEntry;
	let cek;
	try {
	  cek = await (0,key_management/* decryptKeyManagement */.SV)(algEntry, encryption, k, encryptedKey, joseHeader, maxPBES2Count), (0,jwe_algorithms/* isJWECEKTransport */.p3)(algEntry) && cek instanceof Uint8Array && cek.byteLength << 3 !== encryption.cekBits && (cek = (0,content_encryption/* generateCek */.Do)(encryption));
	} catch (err) {
	  if (err instanceof TypeError || err instanceof errors/* JWEInvalid */.aA || err instanceof errors/* JOSENotSupported */.T0)
		throw err;
	  cek = (0,content_encryption/* generateCek */.Do)(encryption);
	}
	plaintext = await (0,content_encryption/* decrypt */.Yc)(encryption, cek, ciphertext, iv, tag, additionalAuthenticatedData);
  }
  if (joseHeader.zip === "DEF") {
	const decompressionLimit = maxDecompressedLength ?? 25e4;
	if (decompressionLimit === 0)
	  throw new errors/* JOSENotSupported */.T0('JWE "zip" (Compression Algorithm) Header Parameter is not supported.');
	plaintext = await (0,deflate/* decompress */.mF)(plaintext, decompressionLimit).catch((cause) => {
	  throw cause instanceof errors/* JWEInvalid */.aA || cause instanceof errors/* JOSENotSupported */.T0 ? cause : new errors/* JWEInvalid */.aA("Failed to decompress plaintext", { cause });
	});
  }
  return {
	plaintext,
	...protectedHeader && { protectedHeader },
	...aad !== void 0 && {
	  additionalAuthenticatedData: (0,validate/* decodeBase64url */.h2)(aad, "aad", errors/* JWEInvalid */.aA)
	},
	...unprotected && { sharedUnprotectedHeader: unprotected },
	...header && { unprotectedHeader: header },
	...resolvedKey && { key: k }
  };
}
async function decryptCompact(jwe, shared, key) {
  if (jwe instanceof Uint8Array && (jwe = buffer_utils/* decoder */.D0.decode(jwe)), typeof jwe != "string")
	throw new errors/* JWEInvalid */.aA("Compact JWE must be a string or Uint8Array");
  const { 0: protectedHeader, 1: encryptedKey, 2: iv, 3: ciphertext, 4: tag, length } = jwe.split(".");
  if (length !== 5)
	throw new errors/* JWEInvalid */.aA("Invalid Compact JWE");
  return decryptJWE({
	ciphertext,
	iv: iv || void 0,
	protected: protectedHeader,
	tag: tag || void 0,
	encrypted_key: encryptedKey || void 0
  }, shared, key);
}
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/jwt_claims_set.js
var jwt_claims_set = __webpack_require__(5526);
;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/jwt/decrypt.js
async function jwtDecrypt(jwt, key, options) {
  const { plaintext, ...result } = await decryptCompact(jwt, prepareDecrypt(options), key), { protectedHeader } = result, payload = (0,jwt_claims_set/* validateClaimsSet */.k6)(protectedHeader, plaintext, options);
  for (const claim of ["iss", "sub", "aud"])
	if (protectedHeader[claim] !== void 0 && (claim === "aud" ? JSON.stringify(protectedHeader.aud) !== JSON.stringify(payload.aud) : protectedHeader[claim] !== payload[claim]))
	  throw new errors/* JWTClaimValidationFailed */.ie(`replicated "${claim}" claim header parameter mismatch`, payload, claim, "mismatch");
  return { payload, ...result };
}
/***/ })
};
;