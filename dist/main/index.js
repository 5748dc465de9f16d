require('../lib/index.js').main();
