// A thousand changes of the audit by somebody who rules the database, all found in their places.
import { tamperWith } from '../audit/tools/found.js';

tamperWith(1_000);
