// The network between the nodes and their database, with what networks do.
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * `pass`: as it should. `refuse`: new connections end at once. `cut`: those that are open too. `delay`: everything takes 50 ms longer.
 * `stall`: nothing arrives, in either direction, until it passes again. `swallow`: nothing arrives ever, on connections that are
 * open and on new ones, and neither side is told, as when a firewall has forgotten them.
 */
export type Fault = 'pass' | 'refuse' | 'cut' | 'delay' | 'stall' | 'swallow';

const DELAY_MS = 50;

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  isSwallowed: boolean;
}

export class FaultProxy {
  /** Where the database listens. */
  private port = 0;
  private fault: Fault = 'pass';
  private readonly pairs = new Set<Pair>();
  private readonly swallowed = new Set<Socket>();
  private goOn: () => void = () => {};
  private going: Promise<void> = Promise.resolve();
  private readonly server = createServer((near) => this.accept(near));

  /** Listens for those who look for the database at `port`; answers with where. */
  async listen(port: number): Promise<number> {
    this.port = port;
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  /** What the network does from now on. */
  become(fault: Fault): void {
    this.goOn();
    this.fault = fault;
    if (fault === 'stall') this.going = new Promise((resolve) => (this.goOn = resolve));
    if (fault === 'cut') this.end();
    if (fault === 'swallow') for (const pair of this.pairs) pair.isSwallowed = true;
  }

  close(): void {
    this.become('cut');
    for (const socket of this.swallowed) socket.destroy();
    this.server.close();
  }

  private accept(near: Socket): void {
    near.on('error', () => {});
    if (this.fault === 'refuse' || this.fault === 'cut') return void near.destroy();
    if (this.fault === 'swallow') return void this.swallowed.add(near);
    const far = connect(this.port, '127.0.0.1');
    far.on('error', () => {});
    const pair: Pair = { near, far, isSwallowed: false };
    this.pairs.add(pair);
    this.carry(pair, near, far);
    this.carry(pair, far, near);
  }

  /** Carries what one side says to the other, in order, and its end. */
  private carry(pair: Pair, from: Socket, to: Socket): void {
    let before = Promise.resolve();
    const next = (work: () => void) => {
      before = before.then(async () => {
        await this.going;
        if (this.fault === 'delay') await pause(DELAY_MS);
        if (!pair.isSwallowed) work();
      });
    };
    from.on('data', (chunk) => next(() => to.write(chunk)));
    from.on('close', () =>
      next(() => {
        this.pairs.delete(pair);
        to.destroy();
      }),
    );
  }

  private end(): void {
    for (const { near, far } of this.pairs) {
      near.destroy();
      far.destroy();
    }
    this.pairs.clear();
  }
}
