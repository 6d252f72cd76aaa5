/** Thrown for an idempotency key that came before with another input. */
export class KeyReused extends Error {}
