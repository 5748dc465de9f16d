require('../lib/index.js').post();
