require('../lib/index.js').unseal();
