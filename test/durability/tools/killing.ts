// Kills what an installation is made of, again and again, while clients work.
import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from './installation.js';
import type { Load } from './load.js';

/** What can be killed. */
export type Victim = 'a node' | 'the database' | 'the worker';

/** Kills a victim so many times in the midst of work, and lets each come back as whatever watches over it would. */
export async function killWhileWorking(
  installation: Installation,
  load: Load,
  victim: Victim,
  kills: number,
): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    // In the midst of work: some mutations after the last kill, and anywhere in a request.
    const enough = load.answered() + 5 + Math.random() * 25;
    while (load.answered() < enough) {
      await load.check();
      await pause(1);
    }
    await pause(Math.random() * 20);
    await strike(installation, victim, kill);
  }
  await load.check();
}

async function strike(installation: Installation, victim: Victim, kill: number): Promise<void> {
  const { nodes, worker } = installation;
  if (victim === 'the database') return installation.killPostgres();
  const program = victim === 'the worker' ? worker : nodes[kill % nodes.length]!;
  await program.end('SIGKILL');
  await program.start();
}
