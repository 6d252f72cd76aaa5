// The parameters of disclosure control, the same for every measure and for the life of the data set (docs/disclosure-control.md).
import type { NoiseLimits } from '../disclosure/row-noise.js';

/** D, V and js: noise of at most 10 with variance 10, and no published count from 1 to 4. */
export const LIMITS: NoiseLimits = { maxNoise: 10, variance: 10, threshold: 4 };

/** Names the data set in the look-up. Another name would be a second draw of noise for the same people. */
export const DATASET = 'samverkan';

/** A part is shown of a whole that is published as at least this. */
export const LEAST_WHOLE = 30;

/** A table is answered when its published counts are this many on average, or more. */
export const LEAST_MEAN = 5;

/** A published cell is revised where it has at least this many records more or fewer than what it shows. */
export const LEAST_CHANGE = 10;
