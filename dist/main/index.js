import { main } from '../lib/index.js';

main();
