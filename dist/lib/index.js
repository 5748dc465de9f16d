import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);

/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;

var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);

exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;

function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    self.requests.push(options);
    return;
  }

  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}

function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}

var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
__webpack_unused_export__ = debug; // for test

/***/ }),

/***/ 613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

__nccwpck_require__.d(__webpack_exports__, {
  iW: () => (/* binding */ main),
  bE: () => (/* binding */ post),
  Du: () => (/* binding */ unseal)
});

var platform_namespaceObject = {};
__nccwpck_require__.r(platform_namespaceObject);
__nccwpck_require__.d(platform_namespaceObject, {
  arch: () => (arch),
  getDetails: () => (getDetails),
  isLinux: () => (isLinux),
  isMacOS: () => (isMacOS),
  isWindows: () => (isWindows),
  platform: () => (platform)
});

var core_namespaceObject = {};
__nccwpck_require__.r(core_namespaceObject);
__nccwpck_require__.d(core_namespaceObject, {
  ExitCode: () => (ExitCode),
  addPath: () => (addPath),
  debug: () => (debug),
  endGroup: () => (endGroup),
  error: () => (error),
  exportVariable: () => (exportVariable),
  getBooleanInput: () => (getBooleanInput),
  getIDToken: () => (getIDToken),
  getInput: () => (getInput),
  getMultilineInput: () => (getMultilineInput),
  getState: () => (getState),
  group: () => (group),
  info: () => (info),
  isDebug: () => (isDebug),
  markdownSummary: () => (markdownSummary),
  notice: () => (notice),
  platform: () => (platform_namespaceObject),
  saveState: () => (saveState),
  setCommandEcho: () => (setCommandEcho),
  setFailed: () => (setFailed),
  setOutput: () => (setOutput),
  setSecret: () => (setSecret),
  startGroup: () => (startGroup),
  summary: () => (summary),
  toPlatformPath: () => (toPlatformPath),
  toPosixPath: () => (toPosixPath),
  toWin32Path: () => (toWin32Path),
  warning: () => (warning)
});

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
/* eslint-disable @typescript-eslint/no-explicit-any */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js

function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
/* eslint-disable @typescript-eslint/no-explicit-any */

function issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
;// CONCATENATED MODULE: ./src/never-called.ts
function neverCalled() {
    throw new Error('this part of the toolkit is left out of dist/');
}

;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};

var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    yield response.readBody();
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new neverCalled(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                }
                if (statusCode > 299) {
                    let msg;
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};

class OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new neverCalled(OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                let id_token_url = OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};

const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    stringify() {
        return this._buffer;
    }
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
const markdownSummary = _summary;
const summary = _summary;
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, external_path_namespaceObject.sep);
}
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};

const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield neverCalled('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield neverCalled('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield neverCalled('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield neverCalled('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};

var ExitCode;
(function (ExitCode) {
    ExitCode[ExitCode["Success"] = 0] = "Success";
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
function setSecret(secret) {
    issueCommand('add-mask', {}, secret);
}
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${external_path_namespaceObject.delimiter}${process.env['PATH']}`;
}
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
function debug(message) {
    issueCommand('debug', {}, message);
}
function error(message, properties = {}) {
    issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
    issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
function startGroup(name) {
    issue('group', name);
}
function endGroup() {
    issue('endgroup');
}
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}

;// CONCATENATED MODULE: ./src/keycloak.ts
const TOKEN_PATH = /\/protocol\/openid-connect\/token\/?$/;
function endpointBeside(tokenUrl, name) {
    if (!TOKEN_PATH.test(tokenUrl.pathname))
        return undefined;
    const url = new URL(tokenUrl);
    url.pathname = url.pathname.replace(TOKEN_PATH, `/protocol/openid-connect/${name}`);
    return url;
}
function issuerOf({ origin, pathname }) {
    return `${origin}${pathname}`.replace(TOKEN_PATH, '');
}

;// CONCATENATED MODULE: ./src/log.ts
const MAX_FOREIGN_TEXT = 200;
function formEncode(value) {
    return new URLSearchParams({ v: value }).toString().slice(2);
}
function partsOf(secret) {
    if (!/[\r\n]/.test(secret))
        return secret === '' ? [] : [secret];
    return secret.split(/[\r\n]+/).filter((line) => line.length >= 8 && !line.startsWith('-----'));
}
function formsOf(secret) {
    const bytes = Buffer.from(secret);
    const escaped = [formEncode(secret), encodeURIComponent(secret)];
    const html = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    return [
        secret,
        ...escaped,
        ...escaped.map((form) => form.replace(/%../g, (escape) => escape.toLowerCase())),
        JSON.stringify(secret).slice(1, -1),
        html,
        ...['&#39;', '&#x27;', '&apos;'].map((quote) => html.replace(/"/g, '&quot;').replace(/'/g, quote)),
        bytes.toString('base64'),
        bytes.toString('base64').replace(/=+$/, ''),
        bytes.toString('base64url'),
        bytes.toString('hex'),
        bytes.toString('hex').toUpperCase(),
        Array.from(secret).reverse().join(''),
    ];
}
function printable(text) {
    return cut(onOneLine(text));
}
function onOneLine(text) {
    return text
        .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
        .replace(/:(?=:)/g, ': ')
        .replace(/##\[/g, '## [')
        .replace(/\s+/g, ' ')
        .trim();
}
function cut(text) {
    if (text.length <= MAX_FOREIGN_TEXT)
        return text;
    return `${text.slice(0, MAX_FOREIGN_TEXT).replace(/[\ud800-\udbff]$/, '')}…`;
}
class Log {
    #printer;
    #secrets = new Set();
    constructor(printer) {
        this.#printer = printer;
    }
    mask(secret) {
        for (const part of partsOf(secret)) {
            for (const sent of new Set([part, formEncode(part)]))
                this.#printer.setSecret(sent);
            for (const form of formsOf(part))
                for (const seen of [form, onOneLine(form)])
                    if (seen !== '')
                        this.#secrets.add(seen);
        }
    }
    info(message) {
        this.#printer.info(this.#strike(message));
    }
    warning(title, message) {
        this.#printer.warning(this.#strike(message), { title });
    }
    error(title, message) {
        this.#printer.error(this.#strike(message), { title });
    }
    foreign = (text) => cut(this.#strike(onOneLine(this.#strike(text))));
    #strike(text) {
        const longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length);
        return longestFirst.reduce((struck, secret) => struck.replaceAll(secret, '***'), text);
    }
}

;// CONCATENATED MODULE: ./src/client-auth.ts

const withAssertion = async (request, credentials, makeAssertion) => ({
    ...request,
    form: {
        ...request.form,
        client_id: credentials.clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await makeAssertion(credentials),
    },
});
const methods = {
    client_secret_post: (request, { clientId, clientSecret }) => ({
        ...request,
        form: { ...request.form, client_id: clientId, client_secret: clientSecret },
    }),
    client_secret_basic: (request, credentials) => ({
        ...request,
        headers: { ...request.headers, authorization: `Basic ${basicCredentials(credentials)}` },
    }),
    private_key_jwt: withAssertion,
    github_oidc: withAssertion,
};
async function authenticate(request, credentials, makeAssertion) {
    return methods[credentials.authMethod](request, credentials, makeAssertion);
}
function maskBasic(log, credentials) {
    if (credentials.clientSecret === '')
        return;
    log.mask(basicCredentials(credentials));
    log.mask(Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64'));
}
function basicCredentials({ clientId, clientSecret }) {
    return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
}
function assertionAudience({ assertionAudience: given, tokenUrl }) {
    return given || issuerOf(tokenUrl);
}

;// CONCATENATED MODULE: ./src/errors.ts
const DOCS = 'https://github.com/org/arkane-token-action/blob/v1/docs/errors.md';
function readOn(anchor) {
    return `${DOCS}#${anchor}`;
}
class ActionError extends Error {
    name = 'ActionError';
    code;
    what;
    details;
    constructor(code, what, details = {}) {
        super(what);
        this.code = code;
        this.what = what;
        this.details = details;
    }
    get link() {
        return readOn(this.code);
    }
    retold(what, details = {}) {
        return new ActionError(this.code, what, { ...this.details, ...details });
    }
}

;// CONCATENATED MODULE: ./src/json.ts
function jsonObject(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function compactPart(token, index) {
    return jsonObject(Buffer.from(token.split('.', 2)[index] ?? '', 'base64url').toString());
}

;// CONCATENATED MODULE: ./src/retry.ts

const FIRST_BACKOFF = 500;
const MAX_BACKOFF = 10_000;
const MIN_ATTEMPT = 1_000;
const retry_transient = new Set([
    'host_not_found',
    'connection_refused',
    'connection_failed',
    'timeout',
    'proxy_unreachable',
    'rate_limited',
    'server_error',
]);
function transientCode(status) {
    if (status === 429)
        return 'rate_limited';
    return [408, 425, 500, 502, 503, 504].includes(status) ? 'server_error' : undefined;
}
async function retry(attempt, options) {
    const start = options.now();
    const left = () => start + options.timeout * 1000 - options.now();
    for (let attempts = 1;; attempts++) {
        try {
            const end = options.now() + Math.min(options.attemptTimeout, left());
            const value = await attempt(() => Math.max(1, Math.floor(end - options.now())));
            return { value, attempts, took: options.now() - start };
        }
        catch (error) {
            if (!(error instanceof ActionError) || !retry_transient.has(error.code) || attempts === options.maxAttempts)
                throw error;
            const asked = retryAfter(error.details.retryAfter, Date.now());
            if (left() - asked < MIN_ATTEMPT)
                throw outOfTime(error, attempts, asked, { ...options, left: left() });
            const wait = asked + options.random() * Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (attempts - 1));
            const cut = Math.max(asked, Math.min(wait, left() - MIN_ATTEMPT));
            options.onRetry(`${error.what} Trying again in ${(cut / 1000).toFixed(1)} s (attempt ${String(attempts + 1)}).`);
            await options.sleep(cut);
            if (left() <= 0)
                throw outOfTime(error, attempts, 0, { ...options, left: 0 });
        }
    }
}
function outOfTime(error, attempts, asked, { timeout, left, limit = `\`timeout\` of ${String(timeout)} s` }) {
    if (asked > 0) {
        const room = asked > timeout * 1000 ? 'which is beyond the' : `and no more than ${String(Math.ceil(left / 1000))} s are left of the`;
        const what = `${error.what} It asks to wait ${String(Math.ceil(asked / 1000))} s, ${room} ${limit}.`;
        return error.retold(what, { fix: 'Raise `timeout` above that, or run the job again later.' });
    }
    return attempts === 1
        ? error
        : error.retold(`${error.what} That was attempt ${String(attempts)}; no other fits into the ${limit}.`);
}
function retryAfter(header, now) {
    const value = header?.trim() ?? '';
    if (/^\d+$/.test(value))
        return Math.min(Number(value), 1e9) * 1000;
    const date = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? Date.parse(value) : NaN;
    return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

;// CONCATENATED MODULE: ./src/refusal.ts

function redirected({ status, headers, url }, { clean, host }) {
    const location = clean(Buffer.from(headers.location ?? '', 'latin1').toString());
    const target = location !== '' && URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    const where = target ? `to ${clean(`${target.origin}${target.pathname}`)}` : 'to nowhere';
    return new ActionError('redirect', `${host} answered ${String(status)}, a redirect ${where}.`);
}
function refusal({ status, headers }, fields, expected) {
    const said = (name) => (typeof fields?.[name] === 'string' ? expected.clean(fields[name]) : '');
    const error = said('error');
    const description = said('error_description');
    const quoted = [error, description && `"${description}"`].filter(Boolean).join(' ');
    const code = refusalCode(status, fields?.['error']);
    const refused = code === 'invalid_client' || code === 'unauthorized_client' || code === 'request_refused';
    return new ActionError(code, `${expected.host} answered ${String(status)}${quoted && `: ${quoted}`}.${refused && expected.identity ? ` The ID token has ${expected.identity}.` : ''}`, {
        retryAfter: headers['retry-after'],
        ...(refused && hints[expected.authMethod]),
    });
}
const hints = {
    client_secret_basic: {
        fix: 'Compare `client_id`, `client_secret` and `environment` with the credentials that you were given; older Keycloak refuses special characters in a secret that is sent this way, so try `auth_method: client_secret_post`.',
    },
    private_key_jwt: {
        why: 'Most likely the key or certificate registered with this client is not that of `private_key`, the server expects another `assertion_audience`, or it is an older Keycloak, which takes only RSA keys by certificate.',
        fix: 'Compare the key under Keys of the client, `private_key_id` and `assertion_audience` with what is sent.',
    },
    github_oidc: {
        why: 'Most likely one of them is not what the client or its identity provider is set up for (upper and lower case, and a slash at the end, count), or the server is a Keycloak older than 26.6, which takes no such token.',
        fix: 'Have the administrator compare them with the federated credential of the client; `assertion_audience` sets `aud`.',
    },
};
function refusalCode(status, error) {
    const transient = transientCode(status);
    if (transient)
        return transient;
    if (error === 'invalid_client' || error === 'unauthorized_client' || error === 'invalid_scope')
        return error;
    if (status === 401)
        return 'invalid_client';
    if (status === 403 && (typeof error !== 'string' || error === ''))
        return 'access_denied';
    if (status === 404 || status === 405)
        return 'endpoint_not_found';
    if (typeof error !== 'string' || error === '')
        return 'answer_invalid';
    return /^[a-z_]+$/.test(error) ? 'request_refused' : 'endpoint_not_found';
}

;// CONCATENATED MODULE: ./src/response.ts

const MAX_LIFETIME = 100 * 365 * 86_400;
function parseResponse(response, expected) {
    const { status } = response;
    if (status >= 300 && status < 400)
        throw redirected(response, expected);
    const fields = jsonObject(response.body);
    if (status < 200 || status >= 300 || (typeof fields?.['error'] === 'string' && fields['error'] !== ''))
        throw refusal(response, fields, expected);
    if (!fields)
        throw new ActionError('answer_invalid', `${expected.host} answered ${String(status)}, but with ${kindOf(response)} instead of a JSON object.`);
    return tokenOf(fields, response, expected);
}
function kindOf({ headers, body }) {
    if (body === '')
        return 'nothing';
    if (headers['content-encoding'] && headers['content-encoding'] !== 'identity')
        return 'a compressed body, which was not asked for,';
    return /^\s*</.test(body) ? 'a web page' : 'something else';
}
function tokenOf(fields, { sentAt, headers }, { host }) {
    const { accessToken, tokenType } = credentials(fields, host);
    const ignored = [];
    const field = (name, parse) => {
        const value = fields[name] ?? undefined;
        const parsed = value === undefined ? undefined : parse(value);
        if (value !== undefined && parsed === undefined)
            ignored.push(name);
        return parsed;
    };
    const expiresIn = field('expires_in', wholeNumber);
    const lifetime = expiresIn ?? jwtLifetime(accessToken, headers.date);
    const refreshToken = field('refresh_token', visible);
    const refreshExpiresIn = field('refresh_expires_in', wholeNumber);
    return {
        accessToken,
        tokenType,
        expiresIn,
        expiry: lifetime === undefined ? undefined : expiryOf(sentAt, lifetime),
        scope: field('scope', scopeText),
        refreshToken,
        refreshExpiresIn,
        refreshExpiry: refreshToken !== undefined && refreshExpiresIn !== undefined && refreshExpiresIn > 0
            ? expiryOf(sentAt, refreshExpiresIn)
            : undefined,
        idToken: field('id_token', visible),
        sessionState: field('session_state', visible),
        notBeforePolicy: field('not-before-policy', wholeNumber),
        ignored,
    };
}
function credentials(fields, host) {
    const accessToken = visible(fields['access_token']);
    if (accessToken === undefined) {
        const given = fields['access_token'] !== undefined && fields['access_token'] !== null;
        if (given)
            throw new ActionError('token_invalid', `${host} answered with an access token that has characters which no token may have, or that is empty.`);
        throw new ActionError('answer_invalid', `${host} answered with JSON that has no \`access_token\`.`);
    }
    const tokenType = fields['token_type'] ?? 'Bearer';
    if (typeof tokenType !== 'string' || tokenType.toLowerCase() !== 'bearer') {
        throw new ActionError('token_type_unsupported', `${host} answered with a token of another type than Bearer.`);
    }
    return { accessToken, tokenType };
}
function expiryOf(sentAt, lifetime) {
    return Math.floor(sentAt / 1000 + lifetime) * 1000;
}
function isVisible(value) {
    return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}
function visible(value) {
    return isVisible(value) ? value : undefined;
}
function wholeNumber(value) {
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Math.abs(number) <= MAX_LIFETIME ? Math.floor(number) : undefined;
}
function scopeText(value) {
    return typeof value === 'string' && /^[\x20-\x7e]*$/.test(value) ? value.trim() : undefined;
}
function jwtLifetime(token, date) {
    const { exp, iat } = compactPart(token, 1) ?? {};
    if (typeof exp !== 'number' || typeof iat !== 'number')
        return undefined;
    const now = Date.parse(date ?? '') / 1000;
    return wholeNumber(now > iat ? exp - now : exp - iat);
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./src/workflow.ts

function secretsWithheld(env) {
    if (env['GITHUB_ACTOR'] === 'dependabot[bot]')
        return 'dependabot';
    if (!env['GITHUB_EVENT_NAME']?.startsWith('pull_request') || env['GITHUB_EVENT_NAME'] === 'pull_request_target')
        return undefined;
    try {
        const { pull_request: pullRequest } = JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
        return pullRequest && pullRequest.head?.repo?.full_name !== env['GITHUB_REPOSITORY'] ? 'fork' : undefined;
    }
    catch {
        return undefined;
    }
}
const SKIP_ON_FORKS = 'Skip the job there with `if: ${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}`.';
function runUrl(env) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    if (!server || !repository || !id) {
        throw new ActionError('runner_missing', 'GITHUB_SERVER_URL, GITHUB_REPOSITORY or GITHUB_RUN_ID is not set.', {
            why: 'A sealed token is bound to the run that they name.',
        });
    }
    return `${server}/${repository}/actions/runs/${id}`;
}

;// CONCATENATED MODULE: ./src/id-token.ts

function idTokenRequest(credentials, env, log) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
    if (!address || !bearer || !URL.canParse(address)) {
        const fork = secretsWithheld(env) === 'fork';
        throw new ActionError('id_token_unavailable', fork
            ? 'GitHub gives no ID token to this run: it is for a pull request from a fork.'
            : 'GitHub gives no ID token to this job.', fork
            ? {
                why: 'GitHub lets no such run prove who it is.',
                fix: SKIP_ON_FORKS,
            }
            : {});
    }
    log.mask(bearer);
    const url = new URL(address);
    url.searchParams.set('audience', assertionAudience(credentials));
    return { url, headers: { authorization: `Bearer ${bearer}` } };
}
function readIdToken({ status, body, headers }, log) {
    const value = status === 200 ? jsonObject(body)?.['value'] : undefined;
    if (!isVisible(value)) {
        const answered = `answered ${String(status)}${status === 200 ? ' without a token' : ''}`;
        throw new ActionError(transientCode(status) ?? 'id_token_refused', `GitHub's ID token endpoint ${answered}.`, {
            retryAfter: headers['retry-after'],
        });
    }
    log.mask(value);
    return value;
}
function identityOf(idToken, clean) {
    const claims = compactPart(idToken, 1) ?? {};
    const text = (value) => clean(typeof value === 'string' ? value : value === undefined ? 'none' : JSON.stringify(value));
    return ['iss', 'sub', 'aud'].map((name) => `${name} "${text(claims[name])}"`).join(', ');
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./src/private-key.ts

const LIFETIME = 60;
const NEW_KEY = '`openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out key.pem`';
function privateKey(given, method) {
    if (method !== 'private_key_jwt')
        return '';
    const wrong = (what, fix) => new ActionError('private_key_invalid', `The input \`private_key\` ${what}.`, { fix });
    if (given === '')
        throw wrong('is empty', `Make a key with ${NEW_KEY}, register it with the client, and give its text.`);
    if (/BEGIN (PUBLIC|RSA PUBLIC|CERTIFICATE)/.test(given))
        throw wrong('is public', 'Give the text of key.pem, which begins with -----BEGIN PRIVATE KEY-----.');
    if (/ENCRYPTED/.test(given))
        throw wrong('has a passphrase', 'Take it away with `openssl pkey -in key.pem -out plain.pem`, and give the text of plain.pem.');
    let key;
    try {
        key = (0,external_node_crypto_namespaceObject.createPrivateKey)(given);
    }
    catch {
        throw wrong('cannot be read', `Give the whole text of the PEM file with its line breaks; \`openssl pkey -in key.pem -noout\` tells whether it is sound.`);
    }
    if (algorithmOf(key) === undefined)
        throw wrong('is too short, or of a kind that is not used here (RSA from 2048 bits, P-256, P-384, Ed25519)', `Make one with ${NEW_KEY}.`);
    return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}
function algorithmOf(key) {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
    if (type === 'rsa')
        return (details?.modulusLength ?? 0) >= 2048 ? 'RS256' : undefined;
    if (type === 'ed25519')
        return 'EdDSA';
    const curves = { prime256v1: 'ES256', secp384r1: 'ES384' };
    return type === 'ec' ? curves[details?.namedCurve ?? ''] : undefined;
}
async function signAssertion(credentials) {
    const { SignJWT } = await Promise.all(/* import() */[__nccwpck_require__.e(280), __nccwpck_require__.e(871)]).then(__nccwpck_require__.bind(__nccwpck_require__, 871));
    const key = (0,external_node_crypto_namespaceObject.createPrivateKey)(credentials.privateKey);
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ jti: (0,external_node_crypto_namespaceObject.randomUUID)() })
        .setProtectedHeader({
        alg: algorithmOf(key) ?? '',
        typ: 'JWT',
        ...(credentials.privateKeyId && { kid: credentials.privateKeyId }),
    })
        .setIssuer(credentials.clientId)
        .setSubject(credentials.clientId)
        .setAudience(assertionAudience(credentials))
        .setIssuedAt(now)
        .setExpirationTime(now + LIFETIME)
        .sign(key);
}

;// CONCATENATED MODULE: ./src/proxy.ts

const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
function checkProxy(url, env, log) {
    for (const variable of VARIABLES)
        maskCredentials(env[variable] ?? '', log);
    const variable = VARIABLES.find((name) => name.toLowerCase() === `${url.protocol.slice(0, -1)}_proxy` && env[name]);
    if (variable === undefined || checkBypass(url))
        return undefined;
    const proxy = parse(env[variable] ?? '');
    if (!proxy)
        throw new ActionError('proxy_invalid', `The proxy in ${variable} cannot be used.`);
    env[variable] = proxy.href;
    return proxy.host;
}
function parse(value) {
    const proxy = toUrl(value);
    const usable = proxy?.protocol === 'http:' &&
        !proxy.hostname.startsWith('[') &&
        isDecodable(proxy.username + proxy.password) &&
        proxy.pathname + proxy.search + proxy.hash === '/';
    return usable ? proxy : undefined;
}
function toUrl(value) {
    const text = /^\s*[a-z][a-z\d+.-]*:\/\//i.test(value.replace(/[\t\r\n]/g, '')) ? value : `http://${value}`;
    return URL.canParse(text) ? new URL(text) : undefined;
}
function isDecodable(text) {
    try {
        decodeURIComponent(text);
        return true;
    }
    catch {
        return false;
    }
}
function maskCredentials(value, log) {
    maskPair(/^(?:[a-z]+:\/\/)?([^/@:]*):?(.*)@/is.exec(value.trim())?.slice(1) ?? [], log);
    const proxy = toUrl(value);
    if (proxy)
        maskPair([proxy.username, proxy.password], log);
}
function maskPair([username = '', password = ''], log) {
    const credential = password || username;
    if (credential.length < 4)
        return;
    log.mask(credential);
    if (!isDecodable(username + password))
        return;
    log.mask(decodeURIComponent(credential));
    log.mask(Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64'));
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
var external_node_tls_default = /*#__PURE__*/__nccwpck_require__.n(external_node_tls_namespaceObject);
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: ./src/network-errors.ts

const codes = {
    ENOTFOUND: 'host_not_found',
    EAI_AGAIN: 'host_not_found',
    EAI_FAIL: 'host_not_found',
    EAI_NODATA: 'host_not_found',
    ECONNREFUSED: 'connection_refused',
    CERT_HAS_EXPIRED: 'certificate_expired',
    CERT_NOT_YET_VALID: 'certificate_expired',
    ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_wrong_host',
    HOSTNAME_MISMATCH: 'certificate_wrong_host',
    EPROTO: 'tls_failed',
};
const patterns = [
    [/^(CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_(CA|PURPOSE)|PATH_LENGTH_)/, 'certificate_untrusted'],
    [/^ERR_(SSL|TLS)_/, 'tls_failed'],
];
function networkError(error, peer) {
    const { code, message } = firstCause(error);
    const tunnel = /^tunneling socket could not be established, (?:statusCode=(\d+)|cause=)/.exec(message);
    if (tunnel)
        return proxyError(peer, tunnel[1]);
    const found = codes[code] ?? patterns.find(([pattern]) => pattern.test(code))?.[1] ?? 'connection_failed';
    return new ActionError(found, sentence(found, code, peer));
}
function firstCause(error) {
    const { code, message, errors } = error;
    return { code: printable(code ?? errors?.[0]?.code ?? 'no code'), message: message ?? '' };
}
function proxyError({ host, proxy = 'The proxy' }, status) {
    if (status === undefined)
        return new ActionError('proxy_unreachable', `${proxy}, the proxy on the way to ${host}, cannot be reached.`);
    const code = status.startsWith('5') ? 'proxy_unreachable' : 'proxy_refused';
    return new ActionError(code, `${proxy}, the proxy on the way to ${host}, answered ${status}${status.startsWith('5') ? ': it does not reach that host' : ''}.`);
}
function sentence(found, code, { host, certificate }) {
    if (found === 'host_not_found')
        return `The name of ${host} has no address (${code}).`;
    if (found === 'connection_refused')
        return `${host} refused the connection (${code}).`;
    if (found === 'connection_failed')
        return `The connection to ${host} broke (${code}).`;
    if (found === 'tls_failed')
        return `No TLS connection to ${host} could be made (${code}).`;
    return `The certificate that ${host} shows was refused (${code})${described(certificate)}.`;
}
function described(certificate) {
    if (!certificate?.subject)
        return '';
    const name = ({ CN, O }) => `"${printable(String(CN ?? O ?? ''))}"`;
    const until = printable(certificate.valid_to);
    return `: it was issued to ${name(certificate.subject)} by ${name(certificate.issuer)}, valid until ${until}`;
}

;// CONCATENATED MODULE: ./src/send.ts

const MAX_BODY = 1024 * 1024;
async function send(request, timeout, proxy) {
    const { url } = request;
    const peer = { host: url.host, proxy, certificate: undefined };
    const abort = new AbortController();
    let timer;
    const late = new Promise((_resolve, reject) => {
        timer = setTimeout(() => {
            reject(new ActionError('timeout', `${url.host} did not answer within ${String(Math.round(timeout / 100) / 10)} s.`));
        }, timeout);
    });
    try {
        return await Promise.race([exchange(request, abort.signal, peer), late]);
    }
    catch (error) {
        throw error instanceof ActionError || error instanceof TypeError ? error : networkError(error, peer);
    }
    finally {
        clearTimeout(timer);
        abort.abort();
    }
}
async function exchange(request, signal, peer) {
    const sentAt = Date.now();
    const { message } = await start(request, signal, peer);
    const body = await read(message, peer.host);
    return { url: request.url, status: message.statusCode ?? 0, headers: message.headers, body, sentAt, receivedAt: Date.now() };
}
function start({ url, headers, form }, signal, peer) {
    process.noDeprecation = true;
    const client = new HttpClient('arkane-token-action');
    const open = url.protocol === 'https:' ? external_node_https_namespaceObject.request : external_node_http_namespaceObject.request;
    const request = (...args) => keepCertificate(open(...args), peer);
    return client.requestRaw({
        parsedUrl: url,
        httpModule: { request },
        options: {
            ...(0,external_node_url_namespaceObject.urlToHttpOptions)(url),
            method: form ? 'POST' : 'GET',
            agent: client.getAgent(url.href),
            signal,
            headers: {
                accept: 'application/json',
                'accept-encoding': 'identity',
                ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
                'user-agent': 'arkane-token-action',
                ...headers,
            },
        },
    }, form ? new URLSearchParams(form).toString() : '');
}
function keepCertificate(request, peer) {
    return request.once('socket', (socket) => {
        if (!(socket instanceof external_node_tls_namespaceObject.TLSSocket))
            return;
        socket.prependOnceListener('secure', () => {
            peer.certificate = socket.getPeerCertificate();
        });
    });
}
async function read(message, host) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
        size += chunk.length;
        if (size > MAX_BODY)
            throw new ActionError('answer_too_large', `${host} answered with more than 1 MiB.`);
        chunks.push(chunk);
    }
    return new TextDecoder().decode(Buffer.concat(chunks));
}

;// CONCATENATED MODULE: ./src/assertion.ts

function assertionMaker(log, timeLeft) {
    return async (credentials) => {
        if (credentials.authMethod === 'private_key_jwt') {
            const assertion = await signAssertion(credentials);
            log.mask(assertion);
            return assertion;
        }
        const request = idTokenRequest(credentials, process.env, log);
        const proxy = checkProxy(request.url, process.env, log);
        return readIdToken(await send(request, timeLeft(), proxy), log);
    };
}
function identityIn({ form }, { authMethod }, log) {
    return authMethod === 'github_oidc' ? identityOf(form['client_assertion'] ?? '', log.foreign) : '';
}

;// CONCATENATED MODULE: ./src/input-values.ts

const PATH = '/auth/realms/Arkane/protocol/openid-connect/token';
const environments = {
    production: 'login.arkane.network',
    qa: 'login-qa.arkane.network',
    staging: 'login-staging.arkane.network',
    venly: 'login.venly.io',
    'venly-sandbox': 'login-sandbox.venly.io',
};
const authMethods = ['client_secret_post', 'client_secret_basic', 'private_key_jwt', 'github_oidc'];
const revokeModes = ['auto', 'true', 'false'];
function invalid(name, wrong, right) {
    return new ActionError('input_invalid', `The input \`${name}\` ${wrong}. ${right}`);
}
function oneLine(name, given) {
    if (/\p{Cc}/u.test(given))
        throw invalid(name, 'has a line break or another control character inside', 'Give it on one line.');
    return given;
}
function input_values_clientId(given) {
    if (given === '')
        throw new ActionError('input_missing', 'The input `client_id` is empty.');
    return oneLine('client_id', given);
}
function clientSecret(secret, method, env) {
    if (method === 'github_oidc' && secret !== '') {
        throw invalid('client_secret', 'is set, and `auth_method: github_oidc` uses none', 'Leave it out, and delete the stored secret.');
    }
    if (method !== 'client_secret_post' && method !== 'client_secret_basic')
        return '';
    return oneLine('client_secret', given('client_secret', secret, env));
}
function given(name, secret, env) {
    if (secret.trim() !== '')
        return secret;
    const withheld = secretsWithheld(env);
    if (withheld === 'fork') {
        throw new ActionError('secret_withheld', `The input \`${name}\` is empty: this run is for a pull request from a fork.`, {
            fix: SKIP_ON_FORKS,
        });
    }
    if (withheld === 'dependabot') {
        throw new ActionError('secret_withheld', `The input \`${name}\` is empty: Dependabot started this run.`, {
            fix: "Add the secret under Settings > Secrets and variables > Dependabot as well, or skip the job with `if: github.actor != 'dependabot[bot]'`.",
        });
    }
    throw new ActionError('secret_empty', `The input \`${name}\` is empty.`);
}
function environmentUrl(given) {
    const name = given || 'production';
    const names = Object.keys(environments);
    if (!Object.hasOwn(environments, name)) {
        const nearest = names.find((each) => each.includes(name.toLowerCase())) ??
            names.reduce((best, each) => (distance(name, each) < distance(name, best) ? each : best));
        throw invalid('environment', 'is none of the known environments', `Did you mean \`${nearest}\`? There are ${listed(names)}.`);
    }
    return new URL(`https://${environments[name] ?? ''}${PATH}`);
}
function distance(from, to) {
    const a = from.toLowerCase().slice(0, 40);
    let row = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (let i = 0; i < a.length; i++) {
        const next = [i + 1];
        for (let j = 0; j < to.length; j++) {
            next.push(Math.min((row[j] ?? 0) + (a[i] === to[j] ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
        }
        row = next;
    }
    return row[to.length] ?? 0;
}
function tokenUrl(given) {
    oneLine('token_url', given);
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (!url?.hostname)
        throw invalid('token_url', 'is no URL', 'It looks like https://host/realms/NAME/protocol/openid-connect/token.');
    const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
        throw invalid('token_url', 'is not https', 'Only a loopback host may use http: anywhere else the secret could be read on the way.');
    }
    if (url.username || url.password)
        throw invalid('token_url', 'has a user name or password in it', 'Use `client_id` and `client_secret`.');
    if (given.includes('#'))
        throw invalid('token_url', 'has a fragment (#)', 'Leave it out: RFC 6749, 3.2 does not allow one.');
    return url;
}
function scope(given) {
    const names = given.split(/\s+/).filter(Boolean);
    if (!names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name))) {
        throw invalid('scope', 'has a character that no scope may have (RFC 6749, 3.3)', 'Separate the names with spaces alone, without quotes.');
    }
    return [...new Set(names)];
}
function oneOf(name, given, values) {
    const found = given === '' ? values[0] : values.find((value) => value === given);
    if (found === undefined)
        throw invalid(name, 'has a value that it does not know', `Give one of ${listed(values)}.`);
    return found;
}
function seconds(name, given, otherwise, least, most) {
    const value = given === '' ? otherwise : /^\d{1,9}$/.test(given) ? Number(given) : NaN;
    if (!(value >= least && value <= most)) {
        throw invalid(name, `is not a whole number of seconds from ${String(least)} to ${String(most)}`, 'Give it without a unit.');
    }
    return value;
}
function caCertificates(given) {
    if (given === '')
        return [];
    const found = given.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    const readable = (pem) => {
        try {
            new external_node_crypto_namespaceObject.X509Certificate(pem);
            return true;
        }
        catch {
            return false;
        }
    };
    const begun = given.match(/-----BEGIN/g) ?? [];
    if (found.length === 0 || found.length < begun.length || !found.every(readable)) {
        throw invalid('ca_certificate', 'is no PEM certificate', 'Give its text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, not a path.');
    }
    return found;
}
function sealKey(text, env) {
    const key = Buffer.from(given('seal_key', text, env), 'base64');
    const canonical = text.replace(/=$/, '').replaceAll('+', '-').replaceAll('/', '_');
    if (key.length === 32 && key.toString('base64url') === canonical)
        return key;
    throw new ActionError('seal_key_invalid', 'The input `seal_key` is not 32 random bytes in base64.');
}
function listed(names) {
    return names.map((name) => `\`${name}\``).join(', ');
}
function sealedToken(text) {
    if (text === '')
        throw new ActionError('sealed_token_missing', 'The input `sealed_token` is empty.');
    return text;
}

;// CONCATENATED MODULE: ./src/inputs.ts

function readInputs(getInput, env, log) {
    const secret = getInput('client_secret', { trimWhitespace: false }).replace(/[\r\n]+$/, '');
    if (secret.trim() !== '')
        log.mask(secret);
    for (const name of ['seal_key', 'private_key'])
        maskKey(getInput(name, { trimWhitespace: true }), log);
    const inputs = readAll(getInput, (read) => {
        const clientId = read('client_id', input_values_clientId);
        const authMethod = read('auth_method', (given) => oneOf('auth_method', given, authMethods));
        return {
            clientId,
            clientSecret: read('client_secret', () => clientSecret(secret, authMethod, env)),
            tokenUrl: read('token_url', (given) => (given ? tokenUrl(given) : read('environment', environmentUrl))),
            scope: read('scope', scope),
            audience: read('audience', (given) => oneLine('audience', given)),
            authMethod,
            privateKey: read('private_key', (given) => privateKey(given, authMethod)),
            privateKeyId: read('private_key_id', (given) => oneLine('private_key_id', given)),
            assertionAudience: read('assertion_audience', (given) => oneLine('assertion_audience', given)),
            timeout: read('timeout', (given) => seconds('timeout', given, 60, 1, 3600)),
            minValidity: read('min_validity', minValidity),
            caCertificates: read('ca_certificate', caCertificates),
            revoke: read('revoke', (given) => oneOf('revoke', given.toLowerCase(), revokeModes)),
            sealKey: read('seal_key', (given) => (given ? sealKey(given, env) : undefined)),
            summary: read('summary', (given) => oneOf('summary', given.toLowerCase(), ['false', 'true']) === 'true'),
        };
    });
    log.mask(inputs.privateKey);
    return inputs;
}
function readUnsealInputs(getInput, env, log) {
    maskKey(getInput('seal_key', { trimWhitespace: true }), log);
    return readAll(getInput, (read) => ({
        sealedToken: read('sealed_token', sealedToken),
        sealKey: read('seal_key', (given) => sealKey(given, env)),
        minValidity: read('min_validity', minValidity),
    }));
}
function maskKey(text, log) {
    if (text.length >= 8)
        log.mask(text);
}
function minValidity(given) {
    return seconds('min_validity', given, 0, 0, 31_536_000);
}
const CAUSES = ['secret_withheld', 'secret_empty', 'sealed_token_missing', 'input_missing'];
function readAll(getInput, readEach) {
    const problems = [];
    const inputs = readEach((name, parse) => {
        try {
            return parse(getInput(name, { trimWhitespace: true }));
        }
        catch (error) {
            if (!(error instanceof ActionError))
                throw error;
            problems.push(error);
            return undefined;
        }
    });
    const [first, ...others] = problems;
    if (!first)
        return inputs;
    if (others.length === 0)
        throw first;
    const what = problems.map((problem) => problem.what).join(' ');
    const cause = CAUSES.map((code) => problems.find((problem) => problem.code === code)).find((problem) => problem);
    if (cause)
        throw cause.retold(what);
    const code = others.every((other) => other.code === first.code) ? first.code : 'input_invalid';
    throw new ActionError(code, what, { why: '', fix: 'Correct them in the step that uses this action.' });
}

;// CONCATENATED MODULE: ./src/validity.ts

const MAX_SKEW = 60;
function checkValidity({ expiry }, minValidity, now, details) {
    if (expiry === undefined) {
        if (minValidity === 0)
            return;
        throw new ActionError('token_too_short', 'The server does not say how long the access token is valid, so `min_validity` cannot be met.', {
            why: 'The answer has no `expires_in`, and the token is no JWT with `iat` and `exp`.',
            fix: 'Leave out `min_validity`, or have the server send `expires_in`.',
        });
    }
    const left = Math.floor((expiry - now) / 1000);
    if (left <= 0)
        throw new ActionError('token_expired', 'The access token that the server sent is no longer valid.');
    if (left < minValidity) {
        throw new ActionError('token_too_short', `The access token is valid for ${String(left)} s, and \`min_validity\` asks for ${String(minValidity)} s.`, details);
    }
}
function remarks(token, asked, dateHeader, receivedAt, clean) {
    const found = [];
    const granted = new Set(token.scope?.split(' '));
    const missing = token.scope === undefined ? [] : asked.filter((name) => !granted.has(name));
    if (missing.length > 0) {
        found.push({
            title: 'A scope is not in the answer',
            message: `Asked for, but not named in the answer: ${clean(missing.join(' '))}. Keycloak may have granted it all the same (scopes can be set not to show in tokens).`,
        });
    }
    if (token.expiry === undefined) {
        found.push({
            title: 'No expiry',
            message: 'The server does not say how long the token is valid, so the output `expiry` is not set.',
        });
    }
    if (token.ignored.length > 0) {
        found.push({
            title: 'Part of the answer was ignored',
            message: `Not in its proper form, and so not an output: ${token.ignored.join(', ')}.`,
        });
    }
    const skew = Math.round((receivedAt - Date.parse(dateHeader ?? '')) / 1000);
    if (Math.abs(skew) > MAX_SKEW) {
        const side = skew > 0 ? 'ahead of' : 'behind';
        found.push({
            title: 'Clocks differ',
            message: `The clock of this runner is ${String(Math.abs(skew))} s ${side} the server's; \`expiry\` is told by the runner's.`,
        });
    }
    return found;
}
function isoSeconds(milliseconds) {
    return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
function forPeople(exact) {
    const seconds = Math.round(exact);
    const units = [
        [86_400, 'days'],
        [3600, 'h'],
        [60, 'min'],
    ];
    const [size, unit] = units.find(([least]) => seconds >= (least === 60 ? 600 : 2 * least)) ?? [1, 's'];
    return `${String(Math.floor(seconds / size))} ${unit}`;
}
function toldValidity(expiry, now) {
    return expiry === undefined ? 'no expiry told' : `valid for ${forPeople((expiry - now) / 1000)}, until ${isoSeconds(expiry)}`;
}

;// CONCATENATED MODULE: ./src/outputs.ts

const MAX_LINES = 20;
function maskTokens(body, log) {
    const fields = jsonObject(body) ?? {};
    for (const name of ['access_token', 'refresh_token', 'id_token']) {
        if (typeof fields[name] === 'string')
            log.mask(fields[name].split(/[\r\n]+/, MAX_LINES).join('\n'));
    }
}
function outputsOf(token) {
    const all = {
        access_token: token.accessToken,
        expiry: token.expiry === undefined ? undefined : isoSeconds(token.expiry),
        expires_in: token.expiresIn,
        token_type: token.tokenType,
        scope: token.scope,
        refresh_token: token.refreshToken,
        refresh_expires_in: token.refreshExpiresIn,
        refresh_expiry: token.refreshExpiry === undefined ? undefined : isoSeconds(token.refreshExpiry),
        session_state: token.sessionState,
        not_before_policy: token.notBeforePolicy,
    };
    return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}
function requireFiles(env, names) {
    const missing = names.filter((name) => !env[name]);
    if (missing.length > 0)
        throw new ActionError('runner_missing', `${missing.join(' and ')} is not set.`);
}
function writeOutputs(outputs, core) {
    writing('GITHUB_OUTPUT', () => {
        for (const [name, value] of Object.entries(outputs))
            core.setOutput(name, value);
    });
}
function writing(name, write) {
    try {
        return write();
    }
    catch (error) {
        const { code } = error;
        throw new ActionError('output_failed', `Writing to the file of ${name} failed (${code ?? 'it is not there'}).`);
    }
}
function report(token, { host, clientId, attempts, took }, now, log) {
    const end = toldValidity(token.expiry, now);
    const effort = `${String(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}, ${(took / 1000).toFixed(2)} s`;
    log.info(`Access token for client ${log.foreign(clientId)} from ${host}: ${end} (${effort}).`);
    if (token.scope)
        log.info(`Scopes: ${log.foreign(token.scope)}`);
}
async function writeSummary(token, { host, clientId, attempts, took }, core, log) {
    const rows = [
        ['Client', clientId],
        ['Server', host],
        ['Valid until', token.expiry === undefined ? 'not told' : isoSeconds(token.expiry)],
        ['Scopes', token.scope ?? 'not told'],
        ['Attempts', `${String(attempts)}, ${(took / 1000).toFixed(2)} s`],
    ];
    try {
        const table = rows.map(([name, value]) => [{ data: name, header: true }, { data: escapeHtml(log.foreign(value)) }]);
        await core.summary.addHeading('Access token', 3).addTable(table).write();
    }
    catch {
        log.warning('No summary', 'The job summary could not be written; the outputs are.');
    }
}
function escapeHtml(text) {
    return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

;// CONCATENATED MODULE: ./src/request.ts

function buildRequest(inputs, makeAssertion) {
    const request = {
        url: inputs.tokenUrl,
        headers: {},
        form: {
            grant_type: 'client_credentials',
            ...(inputs.scope.length > 0 && { scope: inputs.scope.join(' ') }),
            ...(inputs.audience !== '' && { audience: inputs.audience }),
        },
    };
    return authenticate(request, inputs, makeAssertion);
}

;// CONCATENATED MODULE: ./src/seal.ts

const MAX_SEALED = 128 * 1024 - 'INPUT_SEALED_TOKEN='.length - 1;
const header = { alg: 'dir', enc: 'A256GCM' };
async function seal({ accessToken, tokenType, scope, expiry }, key, run) {
    const { EncryptJWT } = await Promise.all(/* import() */[__nccwpck_require__.e(280), __nccwpck_require__.e(803), __nccwpck_require__.e(693)]).then(__nccwpck_require__.bind(__nccwpck_require__, 693));
    const claims = { access_token: accessToken, token_type: tokenType, ...(scope !== undefined && { scope }) };
    const jwt = new EncryptJWT({ ...claims }).setProtectedHeader(header).setIssuedAt().setAudience(run);
    if (expiry !== undefined)
        jwt.setExpirationTime(expiry / 1000);
    const sealed = await jwt.encrypt(key);
    if (sealed.length > MAX_SEALED) {
        throw new ActionError('token_too_large', `Sealed, the access token has ${String(sealed.length)} bytes.`);
    }
    return sealed;
}

;// CONCATENATED MODULE: ./src/session.ts

function sessionOf(token, inputs) {
    return token.refreshToken === undefined
        ? { ...inputs, kind: 'access_token', token: token.accessToken, until: token.expiry }
        : { ...inputs, kind: 'refresh_token', token: token.refreshToken, until: token.refreshExpiry };
}
function endRequest(session) {
    const logout = session.kind === 'refresh_token';
    const url = endpointBeside(session.tokenUrl, logout ? 'logout' : 'revoke');
    if (!url)
        return undefined;
    const form = logout
        ? { refresh_token: session.token }
        : { token: session.token, token_type_hint: 'access_token' };
    return { url, headers: {}, form };
}
function readEndResponse({ status, body, headers }, session, clean) {
    const { host } = session.tokenUrl;
    const fields = jsonObject(body);
    const error = typeof fields?.['error'] === 'string' ? fields['error'] : undefined;
    const revoked = status === 200 && session.kind === 'access_token' && error === undefined && (fields !== undefined || body.trim() === '');
    if (status === 204 || revoked)
        return true;
    if (error === 'invalid_grant' || (status === 200 && error === 'invalid_token'))
        return false;
    throw new ActionError(transientCode(status) ?? 'request_refused', `${host} answered ${String(status)}${error ? `: ${clean(error)}` : ''}.`, {
        retryAfter: headers['retry-after'],
    });
}
function until({ until: end }) {
    return end === undefined ? 'until it expires, which the server does not tell' : `until ${isoSeconds(end)}`;
}
function leftOpen(session, clean) {
    return `The session of client ${clean(session.clientId)} at ${session.tokenUrl.host} is left open ${until(session)}, and ends by itself then.`;
}

;// CONCATENATED MODULE: ./src/state.ts

const MAX_VALUE = 128 * 1024 - 100;
function saveSession(session, store) {
    const certificates = session.caCertificates.join('\n');
    if ([session.token, certificates, session.clientSecret, session.privateKey].some((value) => Buffer.byteLength(value) > MAX_VALUE))
        return false;
    store.saveState('token_url', session.tokenUrl.href);
    store.saveState('client_id', session.clientId);
    store.saveState('client_secret', session.clientSecret);
    store.saveState('auth_method', session.authMethod);
    store.saveState('private_key', session.privateKey);
    store.saveState('private_key_id', session.privateKeyId);
    store.saveState('assertion_audience', session.assertionAudience);
    store.saveState('ca_certificate', certificates);
    store.saveState('until', session.until === undefined ? '' : String(session.until));
    store.saveState('kind', session.kind);
    store.saveState('token', session.token);
    return true;
}
function keepSession(store) {
    store.saveState('kept', 'true');
}
function loadSession(store) {
    const getState = (name) => store.getState(name);
    const token = getState('token');
    if (token === '')
        return undefined;
    return {
        tokenUrl: new URL(getState('token_url')),
        clientId: getState('client_id'),
        clientSecret: getState('client_secret'),
        authMethod: authMethods.find((method) => method === getState('auth_method')) ?? 'client_secret_post',
        privateKey: getState('private_key'),
        privateKeyId: getState('private_key_id'),
        assertionAudience: getState('assertion_audience'),
        caCertificates: caCertificates(getState('ca_certificate')),
        until: Number(getState('until')) || undefined,
        kind: getState('kind') === 'refresh_token' ? 'refresh_token' : 'access_token',
        token,
        kept: getState('kept') === 'true',
    };
}

;// CONCATENATED MODULE: ./src/step.ts

function runStep(run) {
    guard(run, 1, async (error, log) => {
        const { title, message } = await explained(error);
        log.error(title, message);
    });
}
function runCleanup(run) {
    guard(run, 0, ({ what }, log) => {
        log.warning('The session is left open', `${what} ${readOn('the-session-is-left-open')}`);
    });
}
function guard(run, failed, tell) {
    process.exitCode = failed;
    process.env['RES_OPTIONS'] ??= 'timeout:2 attempts:2';
    const log = new Log(core_namespaceObject);
    const fail = (error) => {
        process.exitCode = failed;
        void Promise.resolve(tell(error instanceof ActionError ? error : internal(error), log)).finally(() => {
            end(failed);
        });
    };
    process.once('uncaughtException', fail);
    process.once('beforeExit', () => {
        fail(new ActionError('internal', 'The step ran out of work before it was done.'));
    });
    run(log).then(() => {
        end(0);
    }, fail);
}
async function explained(error) {
    try {
        const { explain } = await __nccwpck_require__.e(/* import() */ 834).then(__nccwpck_require__.bind(__nccwpck_require__, 834));
        return explain(error);
    }
    catch {
        return { title: error.code, message: error.what };
    }
}
function realTime(log) {
    return {
        now: () => performance.now(),
        sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
        random: Math.random,
        onRetry: (line) => {
            log.info(line);
        },
    };
}
function end(exitCode) {
    process.exitCode = exitCode;
    process.stdout.write('', () => process.exit());
}
function internal(error) {
    const { name, code, stack } = error instanceof Error ? error : new Error();
    const place = /index\.js:\d+/.exec(stack ?? '')?.[0];
    return new ActionError('internal', `Unexpected ${[name, code, place && `at ${place}`].filter(Boolean).join(' ')}.`);
}

;// CONCATENATED MODULE: ./src/trust.ts

function trustAlso(certificates) {
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    (external_node_tls_default()).DEFAULT_MIN_VERSION = 'TLSv1.2';
    if (certificates.length === 0)
        return;
    if (!("setDefaultCACertificates" in (external_node_tls_default()))) {
        throw new ActionError('input_invalid', `The input \`ca_certificate\` needs Node 24.5 or later, and this runner has ${process.version}.`, {
            fix: 'Update the runner, or set NODE_EXTRA_CA_CERTS=/path/to.pem on it.',
        });
    }
    external_node_tls_default().setDefaultCACertificates([...external_node_tls_default().getCACertificates('default'), ...certificates]);
}

;// CONCATENATED MODULE: ./src/main.ts

async function requestAccessToken(log) {
    const inputs = readInputs(getInput, process.env, log);
    maskBasic(log, inputs);
    requireFiles(process.env, ['GITHUB_OUTPUT', 'GITHUB_STATE']);
    const run = inputs.sealKey && runUrl(process.env);
    const { value, attempts, took } = await requestToken(inputs, log);
    const { token, response } = value;
    const session = sessionOf(token, inputs);
    if (inputs.revoke !== 'false' && !writing('GITHUB_STATE', () => saveSession(session, core_namespaceObject))) {
        const left = `The token is too large to be kept for the end of the job. ${leftOpen(session, log.foreign)}`;
        log.warning('The session will not be ended', `${left} ${readOn('the-session-will-not-be-ended')}`);
    }
    checkValidity(token, inputs.minValidity, Date.now());
    const sealed = inputs.sealKey && run && (await seal(token, inputs.sealKey, run));
    writeOutputs({ ...outputsOf(token), ...(sealed && { sealed_token: sealed }) }, core_namespaceObject);
    if (sealed && inputs.revoke === 'auto')
        writing('GITHUB_STATE', () => {
            keepSession(core_namespaceObject);
        });
    const told = { host: inputs.tokenUrl.host, clientId: inputs.clientId, attempts, took };
    report(token, told, Date.now(), log);
    const found = remarks(token, inputs.scope, response.headers.date, response.receivedAt, log.foreign);
    for (const { title, message } of found)
        log.warning(title, message);
    if (inputs.summary)
        await writeSummary(token, told, core_namespaceObject, log);
}
async function requestToken(inputs, log) {
    trustAlso(inputs.caCertificates);
    const proxy = checkProxy(inputs.tokenUrl, process.env, log);
    const expected = { clean: log.foreign, host: inputs.tokenUrl.host, authMethod: inputs.authMethod };
    return retry(async (timeLeft) => {
        const request = await buildRequest(inputs, assertionMaker(log, timeLeft));
        const response = await send(request, timeLeft(), proxy);
        maskTokens(response.body, log);
        return { response, token: parseResponse(response, { ...expected, identity: identityIn(request, inputs, log) }) };
    }, { timeout: inputs.timeout, attemptTimeout: 15_000, ...realTime(log) });
}

;// CONCATENATED MODULE: ./src/post.ts

async function endSession(log) {
    const session = loadSession(core_namespaceObject);
    if (!session)
        return;
    for (const secret of [session.clientSecret, session.privateKey, session.token])
        log.mask(secret);
    maskBasic(log, session);
    const { host } = session.tokenUrl;
    const request = endRequest(session);
    if (session.kept) {
        log.info(`The session at ${host} lives on for later jobs, ${until(session)}.`);
    }
    else if (!request) {
        log.info(`There is nothing to end at ${host}, which is no Keycloak; the token is valid ${until(session)}.`);
    }
    else {
        const ended = await sendEnd(request, session, log);
        log.info(ended ? `The session at ${host} is ended.` : `The session at ${host} had ended before.`);
    }
}
async function sendEnd(request, session, log) {
    try {
        trustAlso(session.caCertificates);
        const proxy = checkProxy(request.url, process.env, log);
        const { value } = await retry(async (timeLeft) => {
            const authenticated = await authenticate(request, session, assertionMaker(log, timeLeft));
            return readEndResponse(await send(authenticated, timeLeft(), proxy), session, log.foreign);
        }, { timeout: 10, limit: '10 s for it', attemptTimeout: 4_500, maxAttempts: 2, ...realTime(log) });
        return value;
    }
    catch (error) {
        if (!(error instanceof ActionError))
            throw error;
        throw error.retold(`${error.what} ${leftOpen(session, log.foreign)}`);
    }
}

;// CONCATENATED MODULE: ./src/open.ts

const MAX_EXP = 1e11;
async function open_open(sealed, key, run) {
    if (sealed.length > MAX_SEALED || !hasOurHeader(sealed))
        throw open_invalid();
    const { jwtDecrypt } = await Promise.all(/* import() */[__nccwpck_require__.e(280), __nccwpck_require__.e(803), __nccwpck_require__.e(525)]).then(__nccwpck_require__.bind(__nccwpck_require__, 525));
    const { payload } = await jwtDecrypt(sealed, key, {
        audience: run,
        keyManagementAlgorithms: [header.alg],
        contentEncryptionAlgorithms: [header.enc],
    }).catch((error) => {
        throw open_refusal(error);
    });
    const { access_token: accessToken, token_type: tokenType, scope, exp } = payload;
    const dated = exp === undefined || (Number.isInteger(exp) && exp < MAX_EXP);
    if (!isVisible(accessToken) || typeof tokenType !== 'string' || !dated)
        throw open_invalid();
    return {
        accessToken,
        tokenType,
        scope: typeof scope === 'string' ? scope : undefined,
        expiry: exp === undefined ? undefined : exp * 1000,
    };
}
function hasOurHeader(sealed) {
    if (!/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/.test(sealed))
        return false;
    const found = compactPart(sealed, 0) ?? {};
    return Object.keys(found).length === 2 && found['alg'] === header.alg && found['enc'] === header.enc;
}
function open_invalid() {
    return new ActionError('sealed_token_invalid', 'The input `sealed_token` is not a token that this action sealed.');
}
function open_refusal(error) {
    const { code, claim, payload } = error;
    if (code === 'ERR_JWE_DECRYPTION_FAILED') {
        return new ActionError('sealed_token_unreadable', 'The sealed token cannot be opened with this `seal_key`.');
    }
    if (code === 'ERR_JWT_EXPIRED') {
        return new ActionError('sealed_token_expired', `The sealed token has expired, at ${isoSeconds(Math.max(0, payload?.exp ?? 0) * 1000)}.`);
    }
    if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && claim === 'aud') {
        return new ActionError('sealed_token_of_other_run', 'The sealed token was made in another run.');
    }
    return open_invalid();
}

;// CONCATENATED MODULE: ./src/unseal.ts

async function openSealedToken(log) {
    const { sealedToken, sealKey, minValidity } = readUnsealInputs(getInput, process.env, log);
    requireFiles(process.env, ['GITHUB_OUTPUT']);
    const { accessToken, tokenType, scope, expiry } = await open_open(sealedToken, sealKey, runUrl(process.env));
    log.mask(accessToken);
    const now = Date.now();
    checkValidity({ expiry }, minValidity, now, {
        why: 'This job started late: a part of its life has passed since it was sealed.',
        fix: 'Re-run all jobs; if it happens again, lower `min_validity`, or raise the access token lifespan of the client.',
    });
    const times = expiry !== undefined && { expiry: isoSeconds(expiry), expires_in: String(Math.floor((expiry - now) / 1000)) };
    writeOutputs({ access_token: accessToken, token_type: tokenType, ...times, ...(scope !== undefined && { scope }) }, core_namespaceObject);
    log.info(`Opened the sealed access token: ${toldValidity(expiry, now)}.`);
}

;// CONCATENATED MODULE: ./src/lib.ts

function main() {
    runStep(requestAccessToken);
}
function post() {
    runCleanup(endSession);
}
function unseal() {
    runStep(openSealedToken);
}

var __webpack_exports__main = __webpack_exports__.iW;
var __webpack_exports__post = __webpack_exports__.bE;
var __webpack_exports__unseal = __webpack_exports__.Du;
export { __webpack_exports__main as main, __webpack_exports__post as post, __webpack_exports__unseal as unseal };
