import { post } from '../lib/index.js';

post();
