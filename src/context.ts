// What a request carries.
import type { Actor } from './auth/actor.js';
import type { ClockLengths } from './domain/referral/clocks.js';
import type { RequestNotes } from './http/request-notes.js';
import type { Feeds } from './store/feeds.js';
import type { Receivers } from './domain/webhooks/receivers.js';
import type { Seal } from './store/sealed-secret.js';
import type { Source } from './store/sources.js';

export interface RequestContext {
  readonly requestId: string;
  /** What its line in the log will say. */
  readonly notes: RequestNotes;
  readonly actor: Actor;
  /** The pool of the actor's own organisation; there is no other way to the data. */
  readonly source: Source;
  readonly clocks: ClockLengths;
  /** What new webhooks are held to, and sealed with. */
  readonly webhooks: { readonly receivers: Receivers; readonly seal: Seal };
  /** The feeds that this node follows. */
  readonly feeds: Feeds;
  /** Set where an answer has no end (http/stream-route.ts). */
  readonly stream?: Stream;
  /** Set by the executor when the lists of this operation go out as PostgreSQL made them (http/direct-answers.ts). */
  isDirect?: boolean;
}

/** A stream of answers to one client. */
export interface Stream {
  /** Aborts when the client has gone or must go. */
  readonly signal: AbortSignal;
  /** The cursor of the last event that the client has received on an earlier connection. */
  readonly lastEventId: string | null;
  /** Waits until the client has taken enough of what was sent to be sent an event with this cursor. */
  readonly admit: (cursor: string) => Promise<void>;
}
