// A partner that verifies the audit: runs the program as partners run it, against a node that answers registered documents only, and
// against servers that lie about what it says.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AUDIT_VERIFIER_TEXT, seal } from '../../api/tools/audit.js';
import { POLICE, submitted } from '../../api/tools/flags.js';
import { VERIFIER } from './audit-verifier.js';
import { startProduction, type Production } from './production.js';

/** What a server makes of what the true one answers. */
export type Lie = (path: string, text: string) => string;
/** The same from one that takes its time. */
export type SlowLie = (path: string, text: string) => string | Promise<string>;

export interface Partner {
  readonly production: Production;
  /** Where its files are. */
  readonly folder: string;
  /** The checkpoint that it keeps unless told otherwise. */
  readonly kept: string;
  /** Runs the program with more in its environment; its output. Rejects with what it says when it ends with 1. */
  run(more: Record<string, string>, ...args: string[]): Promise<string>;
  /** Adds an event to the audit, and seals it. */
  grow(): Promise<void>;
  /** Starts a server that lies; the environment in which it is asked. */
  lying(lie: SlowLie): Promise<{ SAMVERKAN_URL: string }>;
  close(): Promise<void>;
}

/** Starts with five flags of the partner's own, sealed. */
export async function startPartner(): Promise<Partner> {
  const production = await startProduction();
  const folder = await mkdtemp(join(tmpdir(), 'samverkan-verifier-'));
  const kept = join(folder, 'checkpoint.note');
  const keys = { SAMVERKAN_AUDIT_KEYS: AUDIT_VERIFIER_TEXT, SAMVERKAN_CHECKPOINT: kept };
  const env = { ...(await production.environmentOf(POLICE)), ...keys };
  const servers: Server[] = [];
  // Partners have the program alone, without the project around it.
  const program = join(folder, 'program');
  await cp(dirname(VERIFIER), program, { recursive: true });

  const partner: Partner = {
    ...{ production, folder, kept },
    async run(more, ...args) {
      const { stdout } = await promisify(execFile)(process.execPath, [join(program, 'verify.js'), ...args], {
        env: { ...env, ...more },
      });
      return stdout.trim();
    },
    async grow() {
      await submitted(production.api);
      await seal(production.api.database);
    },
    async lying(lie) {
      const server = await startLying(production.address, lie);
      servers.push(server);
      return { SAMVERKAN_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    },
    async close() {
      for (const server of servers) server.close();
      await production.close();
      await rm(folder, { recursive: true });
    },
  };
  await production.register(POLICE, await partner.run({}, 'manifest'));
  for (let some = 0; some < 5; some += 1) await partner.grow();
  return partner;
}

async function startLying(address: string, lie: SlowLie): Promise<Server> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let sent = '';
    for await (const chunk of request) sent += String(chunk);
    const headers = { authorization: request.headers.authorization!, 'content-type': 'application/json' };
    const body = request.method === 'POST' ? { body: sent } : {};
    const honest = await fetch(address + request.url!, { method: request.method!, headers, ...body });
    const text = await honest.text();
    const told = await lie(request.url!, text);
    response.writeHead(told === text ? honest.status : 200).end(told);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
