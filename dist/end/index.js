require('../lib/index.js').end();
