"use strict";
exports.id = 978;
exports.ids = [978];
exports.modules = {
/***/ 9141: // MODULE: ./src/client/clock.ts
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
b: () => (refusedForItsTime)
});
const MAX_SKEW = 20;
const signedHere = new Set(['private_key_jwt', 'client_secret_jwt']);
function refusedForItsTime({ ahead = 0 }, authMethod) {
	return signedHere.has(authMethod) && Math.abs(ahead) > MAX_SKEW * 1000;
}
/***/ }),
/***/ 9978: // MODULE: ./src/later.ts + 12 modules
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  endNow: () => (/* reexport */ endNow),
  endSealedSession: () => (/* reexport */ endSealedSession),
  endSessions: () => (/* reexport */ endSessions),
  openSealedToken: () => (/* reexport */ openSealedToken),
  sealedOutputs: () => (/* reexport */ sealedOutputs),
  tooLarge: () => (/* reexport */ tooLarge)
});
// EXTERNAL MODULE: ./src/client/client-secret.ts
var client_secret = __webpack_require__(7713);
// EXTERNAL MODULE: ./src/client/credentials.ts
var credentials = __webpack_require__(6029);
// EXTERNAL MODULE: ./src/inputs/inputs.ts + 2 modules
var inputs = __webpack_require__(6451);
// EXTERNAL MODULE: ./src/report/core.ts + 4 modules
var core = __webpack_require__(4985);
// EXTERNAL MODULE: ./src/report/error.ts
var report_error = __webpack_require__(8536);
// EXTERNAL MODULE: ./src/report/time.ts
var time = __webpack_require__(5813);
// EXTERNAL MODULE: ./src/runner/run.ts
var runner_run = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/server/endpoint.ts
var endpoint = __webpack_require__(6186);
// EXTERNAL MODULE: ./src/text/encoding.ts
var encoding = __webpack_require__(8922);
// EXTERNAL MODULE: ./src/runner/files.ts + 1 modules
var files = __webpack_require__(3418);
;// CONCATENATED MODULE: ./src/seal/seal.ts
const header = { alg: 'dir', enc: 'A256GCM' };
const IV_LENGTH = 16;
const TAG_LENGTH = 22;
const LIKE_A_JWT = /eyJ|ewogI|e30/;
const MAX_TRIES = 100;
async function seal(name, claims, exp, { key, run, isMasked }) {
	const { EncryptJWT } = await Promise.all([__webpack_require__.e(280), __webpack_require__.e(803), __webpack_require__.e(693)]).then(__webpack_require__.bind(__webpack_require__, 693));
	const jwt = new EncryptJWT(claims).setProtectedHeader(header).setIssuedAt().setAudience(run.names[0]);
	if (exp !== undefined)
		jwt.setExpirationTime(exp);
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		const [, , iv = '', ciphertext = '', tag = ''] = (await jwt.encrypt(key)).split('.');
		const sealed = iv + tag + ciphertext;
		if (!fitsInput(name, sealed))
			throw (0,report_error/* failure */.V)('token_too_large', { size: sealed.length, limit: files/* VARIABLE_LIMIT */.xq });
		if (!LIKE_A_JWT.test(sealed) && !isMasked(sealed))
			return sealed;
	}
	throw (0,report_error/* failure */.V)('seal_masked', { name, tries: MAX_TRIES });
}
function fitsInput(name, sealed) {
	return (0,files/* fitsVariable */.pu)(`INPUT_${name.toUpperCase()}`, sealed);
}
;// CONCATENATED MODULE: ./src/seal/open.ts
const HEADER = Buffer.from(JSON.stringify(header)).toString('base64url');
async function open_open(name, sealed, key, run) {
	const [iv, tag, ciphertext] = [
		sealed.slice(0, IV_LENGTH),
		sealed.slice(IV_LENGTH, IV_LENGTH + TAG_LENGTH),
		sealed.slice(IV_LENGTH + TAG_LENGTH),
	];
	if (!fitsInput(name, sealed) || ![iv, tag, ciphertext].every(isCanonical))
		throw (0,report_error/* failure */.V)('sealed_token_invalid', { name });
	const { jwtDecrypt } = await Promise.all([__webpack_require__.e(280), __webpack_require__.e(803), __webpack_require__.e(525)]).then(__webpack_require__.bind(__webpack_require__, 6525));
	const { payload } = await jwtDecrypt(`${HEADER}..${iv}.${ciphertext}.${tag}`, key, {
		audience: [...run.names],
		keyManagementAlgorithms: [header.alg],
		contentEncryptionAlgorithms: [header.enc],
	}).catch((error) => {
		throw refusal(name, error);
	});
	return payload;
}
function isCanonical(part) {
	return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}
function refusal(name, error) {
	const { code, claim, payload } = error;
	if (code === 'ERR_JWE_DECRYPTION_FAILED')
		return (0,report_error/* failure */.V)('sealed_token_unreadable', { name });
	if (code === 'ERR_JWT_EXPIRED')
		return (0,report_error/* failure */.V)('sealed_token_expired', { expiry: Math.max(0, payload?.exp ?? 0) * 1000 });
	if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && claim === 'aud')
		return (0,report_error/* failure */.V)('sealed_token_of_other_run', { name });
	return (0,report_error/* failure */.V)('sealed_token_invalid', { name });
}
;// CONCATENATED MODULE: ./src/seal/session.ts
async function sealSession({ kind, token, until }, opener, sealing) {
	const known = Object.entries(opener).filter(([name]) => !credentials/* secretNames */.XG.includes(name));
	const claims = {
		session: { kind, token, until },
		opener: { ...Object.fromEntries(known), tokenUrl: opener.tokenUrl.href, revocationUrl: opener.revocationUrl?.href },
	};
	try {
		return await seal('sealed_session', claims, undefined, sealing);
	}
	catch (error) {
		if (error instanceof report_error/* ActionError */.l && error.code === 'token_too_large')
			return undefined;
		throw error;
	}
}
async function openSession(sealed, key, run) {
	const claims = await open_open('sealed_session', sealed, key, run);
	if ('access_token' in claims)
		throw (0,report_error/* failure */.V)('sealed_token_invalid/token', {});
	const { session, opener } = claims;
	const known = session && opener && (0,encoding/* isVisible */.zN)(session.token) && credentials/* authMethods */.Zx.includes(opener.authMethod);
	if (!known || !Array.isArray(opener.caCertificates))
		throw (0,report_error/* failure */.V)('sealed_token_invalid', { name: 'sealed_session' });
	const url = (given) => (0,endpoint/* checkEndpoint */.q)('sealed_session', String(given));
	const { tokenUrl, revocationUrl } = opener;
	return { session, opener: { ...opener, tokenUrl: url(tokenUrl), revocationUrl: revocationUrl && url(revocationUrl) } };
}
// EXTERNAL MODULE: ./src/client/authenticate.ts
var authenticate = __webpack_require__(6686);
// EXTERNAL MODULE: ./src/http/proxy.ts
var http_proxy = __webpack_require__(7856);
// EXTERNAL MODULE: ./src/http/retry.ts + 1 modules
var retry = __webpack_require__(6786);
// EXTERNAL MODULE: ./src/http/send.ts + 7 modules
var send = __webpack_require__(8008);
// EXTERNAL MODULE: ./src/http/trust.ts
var trust = __webpack_require__(7850);
// EXTERNAL MODULE: ./src/client/clock.ts
var clock = __webpack_require__(9141);
// EXTERNAL MODULE: ./src/http/status.ts
var http_status = __webpack_require__(8848);
// EXTERNAL MODULE: ./src/server/keycloak.ts
var keycloak = __webpack_require__(8362);
// EXTERNAL MODULE: ./src/text/json.ts
var json = __webpack_require__(1789);
;// CONCATENATED MODULE: ./src/session/ending.ts
function endRequest({ tokenUrl, revocationUrl }, { kind, token }) {
	const logout = kind === 'refresh_token' ? (0,keycloak/* endpointBeside */.yN)(tokenUrl, 'logout') : undefined;
	if (logout)
		return { url: logout, headers: {}, form: { refresh_token: token } };
	const url = (0,keycloak/* endpointBeside */.yN)(tokenUrl, 'revoke') ?? revocationUrl;
	return url && { url, headers: {}, form: { token, token_type_hint: kind } };
}
function readEndResponse(response, { form }, clean, authMethod = '') {
	const { url, status, body } = response;
	const fields = (0,json/* jsonObject */.o$)(body);
	const error = typeof fields?.['error'] === 'string' ? fields['error'] : undefined;
	const revoked = status === 200 && form['token'] !== undefined && error === undefined && (fields !== undefined || body.trim() === '');
	if (status === 204 || revoked)
		return 'ended';
	if (error === 'invalid_grant' || (status === 200 && error === 'invalid_token'))
		return 'had ended';
	if (error === 'unsupported_token_type')
		return 'irrevocable';
	const details = (0,http_status/* detailsOf */.cz)(response);
	const params = { host: url.host, status, said: error ? clean(error) : '' };
	const transient = (0,http_status/* transientCode */.CC)(status);
	if (transient || !(0,clock/* refusedForItsTime */.b)(details, authMethod))
		throw (0,report_error/* failure */.V)(transient ?? 'request_refused', params, details);
	throw (0,report_error/* failure */.V)('request_refused/clock', { ...params, skew: Math.round(-(details.ahead ?? 0) / 1000) }, details);
}
;// CONCATENATED MODULE: ./src/session/left-open.ts
function leftOpen({ until: end }, { clientId, tokenUrl }, log) {
	return { clientId: log.foreign(clientId), host: tokenUrl.host, end };
}
;// CONCATENATED MODULE: ./src/session/end.ts
async function endSession(session, opener, log, cancelled) {
	const request = endRequest(opener, session);
	if (!request)
		return 'irrevocable';
	try {
		await (0,trust/* trustAlso */.w)(opener.caCertificates);
		const proxy = (0,http_proxy/* checkProxy */.d)(request.url, process.env, log);
		const { value } = await (0,retry/* retry */.L5)(async (timeLeft, ahead) => {
			const authenticated = await (0,authenticate/* authenticate */.Q)(request, opener, { log, timeLeft, ahead });
			const response = await (0,send/* send */.t)(authenticated, timeLeft(), { proxy, clean: log.foreign });
			return readEndResponse(response, request, log.foreign, opener.authMethod);
		}, { timeout: 10, limit: 'end', attemptTimeout: 4_500, maxAttempts: 2, cancelled, ...(0,retry/* realTime */.M9)(log) });
		return value;
	}
	catch (error) {
		throw error instanceof report_error/* ActionError */.l ? error.and('left_open', leftOpen(session, opener, log)) : error;
	}
}
// EXTERNAL MODULE: ./src/session/session.ts
var session_session = __webpack_require__(7404);
;// CONCATENATED MODULE: ./src/end.ts
async function endSealedSession(log, cancelled) {
	const { sealedSession, sealKey, readSecrets } = (0,inputs/* loadEndInputs */.JX)(core.getInput, process.env, log, await __webpack_require__.e(948).then(__webpack_require__.bind(__webpack_require__, 4948)));
	const { session, opener: known } = await openSession(sealedSession, sealKey, (0,runner_run/* thisRun */.o)(process.env));
	log.mask(session.token);
	const opener = { ...known, ...credentials/* noSecrets */.fI };
	try {
		Object.assign(opener, readSecrets(known.authMethod));
	}
	catch (error) {
		throw error instanceof report_error/* ActionError */.l ? error.and('left_open', leftOpen(session, opener, log)) : error;
	}
	(0,client_secret/* maskBasic */.jR)(log, opener);
	const ending = await endSession(session, opener, log, cancelled);
	const { host } = opener.tokenUrl;
	if (ending === 'irrevocable') {
		const why = (0,session_session/* canEnd */.K$)(opener)
			? `${host} revokes no tokens of this kind`
			: `There is nothing to end at ${host}, which is no Keycloak`;
		log.info(`${why}; the token is valid ${(0,time/* describeUntil */.Gy)(session.until)}.`);
	}
	else
		log.info(ending === 'ended' ? `The session at ${host} is ended.` : `The session at ${host} had ended before.`);
}
// EXTERNAL MODULE: ./src/session/state.ts
var state = __webpack_require__(2813);
;// CONCATENATED MODULE: ./src/post.ts
async function endSessions(log, cancelled) {
	const state = await load(log);
	if (state?.asking && state.asked)
		await log.warn('ended_early', { ...state.asked, clientId: log.foreign(state.asked.clientId) });
	const { opener, sessions = [], asked, unending } = state ?? {};
	if (asked && unending)
		log.info(`Nothing is ended at ${asked.host}, since no endpoint for it is known; ${(0,time/* describeLifetimes */.Yz)(unending)}.`);
	if (!opener || sessions.length === 0)
		return;
	for (const secret of [
		opener.clientSecret,
		opener.privateKey,
		opener.clientCertificateKey,
		...sessions.map(({ token }) => token),
	])
		log.mask(secret);
	(0,client_secret/* maskBasic */.jR)(log, opener);
	for (const { until } of sessions.filter(({ kept }) => kept))
		log.info(`The session at ${opener.tokenUrl.host} lives on for later jobs, ${(0,time/* describeUntil */.Gy)(until)} or until \`end\` ends it.`);
	const ending = sessions.filter(({ kept }) => !kept);
	const endings = await Promise.all(ending.map((session) => tryToEnd(session, opener, log, cancelled)));
	tell(endings, opener.tokenUrl.host, log);
	for (const { until } of ending.filter((_, index) => endings[index] === 'irrevocable'))
		log.info(`${opener.tokenUrl.host} revokes no tokens of this kind: the token is valid ${(0,time/* describeUntil */.Gy)(until)}.`);
}
async function load(log) {
	try {
		return (0,state/* loadState */.C)(core.getState);
	}
	catch {
		await log.warn('state_damaged', {});
		return undefined;
	}
}
async function tryToEnd(session, opener, log, cancelled) {
	try {
		return await endSession(session, opener, log, cancelled);
	}
	catch (error) {
		if (!(error instanceof report_error/* ActionError */.l))
			throw error;
		await log.warnOf(error);
		return undefined;
	}
}
function tell(endings, host, log) {
	const count = (ending) => endings.filter((each) => each === ending).length;
	const sessions = (number) => number === 1 ? `The session at ${host}` : `${String(number)} sessions at ${host}`;
	const [ended, before] = [count('ended'), count('had ended')];
	if (ended > 0)
		log.info(`${sessions(ended)} ${ended === 1 ? 'is' : 'are'} ended.`);
	if (before > 0)
		log.info(`${sessions(before)} had ended before.`);
}
;// CONCATENATED MODULE: ./src/session/last-resort.ts
async function tooLarge(session, opener, log) {
	await log.warn('not_ended', { ...leftOpen(session, opener, log), limit: files/* VARIABLE_LIMIT */.xq });
}
async function endNow(error, session, opener, log) {
	const ending = await endSession(session, opener, log).catch(() => 'irrevocable');
	return ending === 'irrevocable' ? error.and('left_open', leftOpen(session, opener, log)) : error.and('ended', {});
}
;// CONCATENATED MODULE: ./src/seal/token.ts
const MAX_EXP = 1e11;
async function sealToken(token, { clientId, host }, sealing) {
	const { accessToken, tokenType, scope, expiry } = token;
	const claims = {
		access_token: accessToken,
		token_type: tokenType,
		scope,
		client_id: clientId,
		host,
		run_attempt: sealing.run.attempt,
	};
	return seal('sealed_token', claims, expiry === undefined ? undefined : expiry / 1000, sealing);
}
async function openToken(sealed, key, run) {
	const claims = await open_open('sealed_token', sealed, key, run);
	const { access_token: accessToken, token_type: tokenType, exp } = claims;
	if ('session' in claims)
		throw (0,report_error/* failure */.V)('sealed_token_invalid/session', {});
	const dated = exp === undefined || (Number.isInteger(exp) && exp < MAX_EXP);
	if (!(0,encoding/* isVisible */.zN)(accessToken) || typeof tokenType !== 'string' || !dated)
		throw (0,report_error/* failure */.V)('sealed_token_invalid', { name: 'sealed_token' });
	const text = (name, value) => typeof value === 'string' && value !== '' ? { [name]: value } : {};
	return {
		accessToken,
		tokenType,
		expiry: exp === undefined ? undefined : exp * 1000,
		...text('scope', claims['scope']),
		...text('clientId', claims['client_id']),
		...text('host', claims['host']),
		...(Number.isInteger(claims['run_attempt']) && { attempt: claims['run_attempt'] }),
	};
}
;// CONCATENATED MODULE: ./src/seal/outputs.ts
async function sealedOutputs(token, opener, ends, sealing, log) {
	const { clientId, tokenUrl } = opener;
	const sealedToken = await sealToken(token, { clientId, host: tokenUrl.host }, sealing);
	const session = (0,session_session/* sessionOf */.MC)(token);
	const sealedSession = await sealSession(session, opener, sealing);
	if (sealedSession === undefined && !ends)
		await tooLarge(session, opener, log);
	return { sealed_token: sealedToken, ...(sealedSession !== undefined && { sealed_session: sealedSession }) };
}
// EXTERNAL MODULE: ./src/report/given.ts
var given = __webpack_require__(9615);
// EXTERNAL MODULE: ./src/token/validity.ts
var validity = __webpack_require__(8899);
;// CONCATENATED MODULE: ./src/unseal.ts
async function openSealedToken(log) {
	const { sealedToken, sealKey, minValidity } = (0,inputs/* loadUnsealInputs */.Mw)(core.getInput, process.env, log);
	(0,files/* requireFiles */.PO)(process.env, ['GITHUB_OUTPUT']);
	const run = (0,runner_run/* thisRun */.o)(process.env);
	const opened = await openToken(sealedToken, sealKey, run);
	const { accessToken, tokenType, scope, expiry } = opened;
	log.mask(accessToken);
	const now = Date.now();
	(0,validity/* checkValidity */.V)({ expiry }, minValidity, now, 'token_too_short/late');
	const times = expiry !== undefined && { expiry: (0,time/* isoSeconds */.nE)(expiry), expires_in: String(Math.floor((expiry - now) / 1000)) };
	(0,files/* appendTo */.S2)('GITHUB_OUTPUT', {
		access_token: accessToken,
		token_type: tokenType,
		...times,
		...(scope !== undefined && { scope }),
	});
	(0,given/* reportOpened */.y3)({ ...opened, thisAttempt: run.attempt }, now, log);
}
;// CONCATENATED MODULE: ./src/later.ts
/***/ })
};
;