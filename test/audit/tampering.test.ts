// A few of each kind; `npm run test:long` has a thousand.
import { tamperWith } from './tools/found.js';

tamperWith(300);
