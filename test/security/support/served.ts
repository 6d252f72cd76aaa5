// What the full schema serves, in the agreement's own words.
import { subjectsOf } from './carriers.js';
import { buildFullSchema } from '../../../src/api-schema.js';

export const FULL = buildFullSchema();

export const SERVED = subjectsOf(FULL);
