// What a request carries.
import type { DataSource } from 'typeorm';
import type { Actor } from './auth/actor.js';
import type { ClockLengths } from './domain/referral/clocks.js';

export interface RequestContext {
  readonly requestId: string;
  readonly actor: Actor;
  /** The pool of the actor's own organisation; there is no other way to the data. */
  readonly source: DataSource;
  readonly clocks: ClockLengths;
}
