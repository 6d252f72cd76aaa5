import type { Attempt } from '../asking.js';
import type { World } from '../world.js';

/** A request that must not be answered. */
export type Forgery = (world: World) => Attempt | Promise<Attempt>;

/** By what is wrong with them. */
export type Forgeries = Readonly<Record<string, Forgery>>;
