// What becomes known of a request while it is answered, for its line in the log.
import type { FastifyRequest } from 'fastify';

export interface RequestNotes {
  /** The organisation that asks, once its token has been read. */
  organisation?: string;
  /** The name that its document gives to the operation that runs. */
  operation?: string;
  /** Every code that it was refused with. */
  readonly codes: Set<string>;
}

const notes = new WeakMap<FastifyRequest, RequestNotes>();

/** The notes of a request, empty when it has none yet. */
export function notesOf(request: FastifyRequest): RequestNotes {
  const known = notes.get(request) ?? { codes: new Set() };
  notes.set(request, known);
  return known;
}
