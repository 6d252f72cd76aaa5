/** Thrown for every token and every proof that does not hold, whatever the reason; it carries none. */
export class Unauthenticated extends Error {}
