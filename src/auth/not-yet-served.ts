// Rows of the agreement whose feature is still to come. The list only shrinks: boot refuses an entry that is served, and a
// row that is neither served nor listed here.
import type { Subject } from './matrix.js';

export const NOT_YET_SERVED: readonly Subject[] = [];
