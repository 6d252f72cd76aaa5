// A proxy that shares requests out among nodes, as one in front of a real installation does: it asks each node whether it is ready, keeps
// connections open, and sends nothing twice.
import { Agent, createServer, get, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const CHECK_MS = 100;

export class Balancer {
  private readonly ready = new Set<string>();
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server = createServer((incoming, outgoing) => this.pass(incoming, outgoing));
  private isOver = false;
  private turn = 0;

  constructor(private readonly nodes: () => readonly string[]) {}

  /** Listens once every node is ready; answers with its address. */
  async start(): Promise<string> {
    void this.look();
    await this.untilReady(this.nodes().length);
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Waits until so many nodes take requests. */
  async untilReady(count: number): Promise<void> {
    while (this.nodes().filter((node) => this.ready.has(node)).length < count) await pause(20);
  }

  async stop(): Promise<void> {
    this.isOver = true;
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async look(): Promise<void> {
    for (; !this.isOver; await pause(CHECK_MS)) {
      await Promise.all(
        this.nodes().map(async (node) => {
          if (await isReady(node)) this.ready.add(node);
          else this.ready.delete(node);
        }),
      );
    }
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const nodes = this.nodes().filter((node) => this.ready.has(node));
    const node = nodes[(this.turn += 1) % nodes.length];
    const fail = () => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    };
    if (node === undefined) return fail();
    const { method, headers, url } = incoming;
    const { connection: _ofThisHop, ...others } = headers;
    const forwarded = request(`${node}${url}`, { method, headers: others, agent: this.agent }, (answer) => {
      const { connection: _ofThatHop, ...said } = answer.headers;
      outgoing.writeHead(answer.statusCode!, said);
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    forwarded.on('error', fail);
    incoming.pipe(forwarded);
  }
}

function isReady(node: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get(`${node}/health/ready`, { agent: false, timeout: 2_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
  });
}
