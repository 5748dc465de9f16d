import { unseal } from '../lib/index.js';

unseal();
