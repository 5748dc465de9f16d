// Loads tunnel when a request goes through a proxy: @actions/http-client would load it at every start.
exports.httpOverHttp = (options) => require('real-tunnel').httpOverHttp(options);
exports.httpsOverHttp = (options) => require('real-tunnel').httpsOverHttp(options);
exports.httpOverHttps = (options) => require('real-tunnel').httpOverHttps(options);
exports.httpsOverHttps = (options) => require('real-tunnel').httpsOverHttps(options);
