/** One set of people is made up of disjoint others. Cells are named by their place in a system. */
export interface Relation {
  readonly whole: number;
  readonly parts: readonly number[];
}

/** Everything that an attacker has: what was published, and how the cells hang together. The rest of the catalogue is public too. */
export interface System {
  /** The published count of every cell; null for a set that is never published but helps to relate others. */
  readonly published: readonly (number | null)[];
  readonly relations: readonly Relation[];
}
