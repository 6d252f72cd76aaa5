// What one worker at a time does: it has the turn until its transaction ends.
import type { Transaction } from './transaction.js';

/** Takes the turn at what is named. False when another worker is at it. */
export async function takeTurn(manager: Transaction, name: string): Promise<boolean> {
  const [turn] = await manager.query<{ mine: boolean }[]>(
    'select pg_try_advisory_xact_lock(hashtext($1)) as mine',
    [`samverkan ${name}`],
  );
  return turn!.mine;
}
