if (!require('./stored-token.js').giveAgain(process.argv.slice(2))) require('../lib/index.js').command();
