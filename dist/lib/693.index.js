"use strict";
exports.id = 693;
exports.ids = [693];
exports.modules = {
/***/ 693: // MODULE: ./node_modules/jose/dist/webapi/jwt/encrypt.js + 1 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  EncryptJWT: () => (EncryptJWT)
});
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/util/base64url.js
var base64url = __webpack_require__(1445);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/content_encryption.js
var content_encryption = __webpack_require__(8445);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/key_management.js
var key_management = __webpack_require__(9341);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/util/errors.js
var errors = __webpack_require__(5674);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/validate.js
var validate = __webpack_require__(7784);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/buffer_utils.js
var buffer_utils = __webpack_require__(7410);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/key.js
var lib_key = __webpack_require__(7859);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/jwe_algorithms.js
var jwe_algorithms = __webpack_require__(9347);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/deflate.js
var deflate = __webpack_require__(2023);
;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/lib/jwe_encrypt.js
function checkDisjoint(protectedHeader, unprotectedHeader, sharedUnprotectedHeader) {
  if (!(0,validate/* isDisjoint */.fz)(protectedHeader, unprotectedHeader, sharedUnprotectedHeader))
	throw new errors/* JWEInvalid */.aA("JWE Protected, JWE Shared Unprotected and JWE Per-Recipient Header Parameter names must be disjoint");
}
function checkEncryptHeaders(input, options, sharedHeadersNormalized = !1) {
  if (!input[1] && !input[2] && !input[3])
	throw new errors/* JWEInvalid */.aA("either setProtectedHeader, setUnprotectedHeader, or sharedUnprotectedHeader must be called before #encrypt()");
  options !== void 0 && (input[8] = options?.crit);
  let [, protectedHeader, unprotectedHeader, sharedUnprotectedHeader, aad, cek, iv, keyManagementParameters, crit] = input;
  if (aad !== void 0 && (0,validate/* assertUint8Array */.GT)(aad, "JWE Additional Authenticated Data"), cek !== void 0 && (0,validate/* assertUint8Array */.GT)(cek, "JWE Content Encryption Key"), iv !== void 0 && (0,validate/* assertUint8Array */.GT)(iv, "JWE Initialization Vector"), !sharedHeadersNormalized && protectedHeader !== void 0 && (protectedHeader = (0,validate/* serializeJoseHeader */.ji)(errors/* JWEInvalid */.aA, protectedHeader)[0], input[1] = protectedHeader), unprotectedHeader !== void 0 && (unprotectedHeader = (0,validate/* serializeJoseHeader */.ji)(errors/* JWEInvalid */.aA, unprotectedHeader)[0], input[2] = unprotectedHeader), !sharedHeadersNormalized && sharedUnprotectedHeader !== void 0 && (sharedUnprotectedHeader = (0,validate/* serializeJoseHeader */.ji)(errors/* JWEInvalid */.aA, sharedUnprotectedHeader)[0], input[3] = sharedUnprotectedHeader), keyManagementParameters !== void 0 && !(0,validate/* isObject */.Gv)(keyManagementParameters))
	throw new TypeError("JWE Key Management Parameters must be an object");
  checkDisjoint(protectedHeader, unprotectedHeader, sharedUnprotectedHeader);
  const joseHeader = {
	...protectedHeader,
	...unprotectedHeader,
	...sharedUnprotectedHeader
  };
  (0,validate/* validateCritDuplicates */.BU)(errors/* JWEInvalid */.aA, protectedHeader), (0,validate/* validateCrit */.nI)(errors/* JWEInvalid */.aA, validate/* JWE_RECOGNIZED */.CT, crit, protectedHeader, joseHeader), (0,deflate/* validateZip */.q9)(joseHeader, protectedHeader);
  const { alg, enc } = joseHeader;
  if (typeof alg != "string" || !alg)
	throw new errors/* JWEInvalid */.aA('JWE "alg" (Algorithm) Header Parameter missing or invalid');
  const algEntry = jwe_algorithms/* JWE */.po[alg];
  if (algEntry?.mode === "integrated-encryption") {
	if (enc !== void 0)
	  throw new errors/* JWEInvalid */.aA('JWE "enc" (Encryption Algorithm) Header Parameter must not be present for integrated encryption');
	if (cek !== void 0)
	  throw new TypeError(`setContentEncryptionKey cannot be called with JWE "alg" (Algorithm) Header ${alg}`);
	if (iv !== void 0)
	  throw new TypeError(`setInitializationVector cannot be called with JWE "alg" (Algorithm) Header ${alg}`);
	return [joseHeader, void 0, algEntry];
  }
  if (typeof enc != "string" || !enc)
	throw new errors/* JWEInvalid */.aA('JWE "enc" (Encryption Algorithm) Header Parameter missing or invalid');
  return [joseHeader, (0,jwe_algorithms/* jweEncryption */.Oe)(enc), algEntry];
}
async function encryptJWE(input, checked, key) {
  const [joseHeader, encEntry, selected] = checked, [inputPlaintext, inputProtectedHeader, inputUnprotectedHeader, sharedUnprotectedHeader, aad, providedCek, inputIv, keyManagementParameters, , unprotectedParameters] = input;
  let protectedHeader = inputProtectedHeader, unprotectedHeader = inputUnprotectedHeader;
  const algEntry = selected ?? (0,jwe_algorithms/* jweAlgorithm */.eD)(joseHeader.alg);
  let encryptedKey, parameters, cek;
  algEntry.mode === "integrated-encryption" ? cek = await (0,lib_key/* prepareKey */.dT)(algEntry, key, "encrypt") : [cek, encryptedKey, parameters] = await (0,key_management/* encryptKeyManagement */.ss)(algEntry, encEntry, key, joseHeader, providedCek, keyManagementParameters), parameters && (unprotectedParameters ? unprotectedHeader = unprotectedHeader ? { ...unprotectedHeader, ...parameters } : parameters : protectedHeader = protectedHeader ? { ...protectedHeader, ...parameters } : parameters, checkDisjoint(protectedHeader, unprotectedHeader, sharedUnprotectedHeader));
  const encodedProtectedHeader = protectedHeader ? (0,base64url/* encode */.l)(JSON.stringify(protectedHeader)) : "", encodedAad = aad?.byteLength ? (0,base64url/* encode */.l)(aad) : void 0, additionalAuthenticatedData = (0,buffer_utils/* encode */.lF)(encodedAad ? `${encodedProtectedHeader}.${encodedAad}` : encodedProtectedHeader);
  let plaintext = inputPlaintext;
  joseHeader.zip === "DEF" && (plaintext = await (0,deflate/* compress */.Bc)(plaintext).catch((cause) => {
	throw cause instanceof errors/* JOSENotSupported */.T0 ? cause : new errors/* JWEInvalid */.aA("Failed to compress plaintext", { cause });
  }));
  let ciphertext, tag, iv;
  algEntry.mode === "integrated-encryption" ? [encryptedKey, ciphertext] = await algEntry.encrypt(cek, plaintext, additionalAuthenticatedData, protectedHeader, joseHeader, keyManagementParameters) : { ciphertext, tag, iv } = await (0,content_encryption/* encrypt */.w)(encEntry, plaintext, cek, inputIv, additionalAuthenticatedData);
  const jwe = {
	ciphertext: (0,base64url/* encode */.l)(ciphertext)
  };
  return iv && (jwe.iv = (0,base64url/* encode */.l)(iv)), tag && (jwe.tag = (0,base64url/* encode */.l)(tag)), encryptedKey?.byteLength && (jwe.encrypted_key = (0,base64url/* encode */.l)(encryptedKey)), encodedAad && (jwe.aad = encodedAad), protectedHeader && (jwe.protected = encodedProtectedHeader), sharedUnprotectedHeader && (jwe.unprotected = sharedUnprotectedHeader), unprotectedHeader && (jwe.header = unprotectedHeader), jwe;
}
async function createJWE(input, key, options) {
  return encryptJWE(input, checkEncryptHeaders(input, options), key);
}
function compactJWE(jwe) {
  return [jwe.protected, jwe.encrypted_key, jwe.iv, jwe.ciphertext, jwe.tag].join(".");
}
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/jwt_claims_set.js
var jwt_claims_set = __webpack_require__(5526);
;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/jwt/encrypt.js
const EncryptJWT_base = jwt_claims_set/* JWTClaimsBuilder */.cE;
class EncryptJWT extends EncryptJWT_base {
  #input = [void 0];
  #replicateIssuerAsHeader;
  #replicateSubjectAsHeader;
  #replicateAudienceAsHeader;
  setProtectedHeader(protectedHeader) {
	return (0,validate/* assertNotSet */.ac)(this.#input[1], "setProtectedHeader"), this.#input[1] = protectedHeader, this;
  }
  setKeyManagementParameters(parameters) {
	return (0,validate/* assertNotSet */.ac)(this.#input[7], "setKeyManagementParameters"), this.#input[7] = parameters, this;
  }
  setContentEncryptionKey(cek) {
	return (0,validate/* assertNotSet */.ac)(this.#input[5], "setContentEncryptionKey"), this.#input[5] = cek, this;
  }
  setInitializationVector(iv) {
	return (0,validate/* assertNotSet */.ac)(this.#input[6], "setInitializationVector"), this.#input[6] = iv, this;
  }
  replicateIssuerAsHeader() {
	return this.#replicateIssuerAsHeader = !0, this;
  }
  replicateSubjectAsHeader() {
	return this.#replicateSubjectAsHeader = !0, this;
  }
  replicateAudienceAsHeader() {
	return this.#replicateAudienceAsHeader = !0, this;
  }
  async encrypt(key, options) {
	const input = [...this.#input];
	if (input[0] = (0,jwt_claims_set/* jwtClaimsSetBytes */._g)(this), input[1] && (this.#replicateIssuerAsHeader || this.#replicateSubjectAsHeader || this.#replicateAudienceAsHeader)) {
	  const header = { ...input[1] };
	  this.#replicateIssuerAsHeader && (header.iss = (0,jwt_claims_set/* jwtClaim */.GX)(this, "iss")), this.#replicateSubjectAsHeader && (header.sub = (0,jwt_claims_set/* jwtClaim */.GX)(this, "sub")), this.#replicateAudienceAsHeader && (header.aud = (0,jwt_claims_set/* jwtClaim */.GX)(this, "aud")), input[1] = header;
	}
	return compactJWE(await createJWE(input, key, options));
  }
}
/***/ })
};
;