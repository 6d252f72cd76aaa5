// What one request may ask for, and why that much. None of these is a setting, and what is one has its least value here: a client that meets one asks for less.

/** Bytes of a body: 1,000 observations, the largest input there is, are 200 kB. */
export const MOST_BODY_BYTES = 256 * 1024;

/** Lexical tokens of a document: everything about a referral is asked for in 210. */
export const MOST_TOKENS = 4_000;

/** Fields within fields. Introspection as GraphiQL asks it is 15 deep, what clients here ask at most 8. */
export const MOST_DEPTH = 15;

/** Other names for fields, by which one request asks the same thing many times. Clients here use three. */
export const MOST_ALIASES = 20;

/** Directives. A page that shows and hides its sections needs one for each. */
export const MOST_DIRECTIVES = 8;

/**
 * Fields, as often as they are written or spread. Everything about a referral is 168 fields, introspection 230. graphql-js compares
 * fields that answer under one name in pairs: the 2,000 fields that fit into a document would keep it busy for most of a second.
 */
export const MOST_FIELDS = 400;

/** Values that an answer may hold. The largest page (100) of the largest thing, with everything about it, is 184,000. */
export const MOST_COST = 200_000;

/**
 * How long a list that has no pages and says nothing of its length (schema/length.ts) is taken to be: more than a referral's messages,
 * consents or services usually are.
 */
export const ITEMS_OF_A_LIST = 10;

/** Mistakes of a document, or of its variables, that are told at once. Every one repeats what was sent, a variable's the whole of it. */
export const MOST_MISTAKES = 5;

/**
 * Characters of a document that this node has not seen before, and values that an operation may answer with, which take as long as a
 * small request does, and count as one. A usual document is two requests the first time, a usual page none.
 */
export const NEW_CHARACTERS_PER_REQUEST = 200;
export const VALUES_PER_REQUEST = 5_000;

/** A minute's requests in a second would keep everybody waiting for that second, so a minute is given out in six parts. */
export const PARTS_OF_A_MINUTE = 6;

/** The least that an organisation may be given in a minute: each part must hold the largest operation there is. */
export const LEAST_REQUESTS_PER_MINUTE = PARTS_OF_A_MINUTE * (1 + MOST_COST / VALUES_PER_REQUEST);

/** Mean delay of the event loop within a second: above it everybody waits, so new requests are sent away until it has passed. */
export const MOST_LOOP_DELAY_MS = 500;

/** Streams that are open at once on a node, and those of one organisation among them: no one can take them all. */
export const MOST_STREAMS = 5_000;
export const MOST_STREAMS_OF_ONE = 1_000;

/** Seconds after which what was sent away for being busy may be sent again. */
export const RETRY_AFTER_SECONDS = 1;

/** How long a refusal for asking too often is held back: a connection cannot collect more than one a second. */
export const REFUSAL_MS = 1_000;
