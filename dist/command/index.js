require('./stored-token.js').printStored(process.argv.slice(2)) || require('../lib/index.js').command();
