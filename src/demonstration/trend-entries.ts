// The first published entries: facts and figures of the city's documents of 2004 to 2006, told in our own words.
// What the sources do not say is UNKNOWN or marked as an inference ("slutsats", "our inference").
import { KNOWLEDGE_ENTRIES } from './entries-knowledge.js';
import { PEOPLE_ENTRIES } from './entries-people.js';
import { SUPPORT_ENTRIES } from './entries-support.js';
import { WEB_ENTRIES } from './entries-web.js';
import type { DemonstrationEntry } from './types.js';

export const TREND_ENTRIES: readonly DemonstrationEntry[] = [
  ...WEB_ENTRIES,
  ...PEOPLE_ENTRIES,
  ...SUPPORT_ENTRIES,
  ...KNOWLEDGE_ENTRIES,
];
