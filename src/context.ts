// What a request carries.
import type { Actor } from './auth/actor.js';
import type { ClockLengths } from './domain/referral/clocks.js';
import type { Source } from './store/sources.js';

export interface RequestContext {
  readonly requestId: string;
  readonly actor: Actor;
  /** The pool of the actor's own organisation; there is no other way to the data. */
  readonly source: Source;
  readonly clocks: ClockLengths;
  /** Set by the executor when the lists of this operation go out as PostgreSQL made them (http/direct-answers.ts). */
  isDirect?: boolean;
}
