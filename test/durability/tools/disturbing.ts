// What clients are told while the way to the database is disturbed, and that everything works by itself when it no longer is.
import { setTimeout as pause } from 'node:timers/promises';
import { POLICE } from '../../api/tools/flags.js';
import { tell } from './asking.js';
import type { Fault, FaultProxy } from './fault-proxy.js';
import type { Installation } from './installation.js';
import type { Load } from './load.js';

const QUESTIONS = [
  ['rfsu', '{ trendEntries(first: 5) { nodes { id title } } }'],
  [POLICE, '{ referrals(first: 5) { nodes { id status } } }'],
  ['rfsl', '{ organisations { nodes { code } } }'],
] as const;

/** Everything that clients may be told while the database is disturbed. */
export const HONEST = ['OK', 'UNAVAILABLE'];

/** Asks both nodes; answers with the codes that came. */
export async function codesOf(installation: Installation): Promise<string[]> {
  const answers = await Promise.all(
    installation
      .addresses()
      .flatMap((address) =>
        QUESTIONS.map(([organisation, query]) => tell(installation, address, organisation, query)),
      ),
  );
  return answers.map(({ code }) => code);
}

/** Asks until everything is answered with data. */
export async function untilWell(installation: Installation): Promise<void> {
  for (let left = 100; left > 0; left -= 1) {
    const codes = await codesOf(installation);
    const ready = await Promise.all(
      installation.addresses().map(async (address) => (await fetch(`${address}/health/ready`)).status),
    );
    if ([...codes, ...ready].every((each) => each === 'OK' || each === 200)) return;
    await pause(200);
  }
  throw new Error('the nodes do not recover');
}

/** Lets the network do something for a while under load; answers with every code that clients were told meanwhile. */
export async function disturb(
  installation: Installation,
  { network, load }: { readonly network: FaultProxy; readonly load: Load },
  fault: Fault,
  times: number,
): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  network.become(fault);
  for (let time = 0; time < times; time += 1) {
    for (const code of await codesOf(installation)) codes.add(code);
    await pause(100);
  }
  network.become('pass');
  await untilWell(installation);
  const before = load.answered();
  while (load.answered() < before + 10) {
    await load.check();
    await pause(10);
  }
  return codes;
}
