// The test server under another version number: a proxy that rewrites what the server says its version is while a session starts, and
// nothing else. Production asks for versions that no package of a test machine has yet, and refuses versions that it may have.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface NamedPostgres {
  /** The address of a database of the server behind, through the proxy. */
  urlOf(url: string): string;
  /** What the server calls itself in sessions from now on; those that are open are cut off. */
  rename(version: string): void;
  close(): Promise<void>;
}

/** Starts the proxy in front of the server of `url`. */
export async function namePostgres(url: string, version: string): Promise<NamedPostgres> {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  let name = version;
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    }
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    client.pipe(server);
    renameIn(server, client, () => name);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const cut = () => open.forEach((socket) => socket.destroy());
  return {
    urlOf(other) {
      const address = new URL(other);
      address.port = String((proxy.address() as AddressInfo).port);
      return address.href;
    },
    rename(other) {
      name = other;
      cut();
    },
    async close() {
      cut();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

const PARAMETER_STATUS = 'S'.charCodeAt(0);
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const HEADER = 5;

/** Hands messages on one by one until the session has started, then everything as it comes. */
function renameIn(server: Socket, client: Socket, name: () => string): void {
  let held = Buffer.alloc(0);
  const handOn = (data: Buffer) => {
    held = Buffer.concat([held, data]);
    while (held.length >= HEADER) {
      const end = 1 + held.readInt32BE(1);
      if (held.length < end) return;
      const message = held.subarray(0, end);
      held = held.subarray(end);
      client.write(renamed(message, name()));
      if (message[0] !== READY_FOR_QUERY) continue;
      server.off('data', handOn);
      client.write(held);
      server.pipe(client);
      return;
    }
  };
  server.on('data', handOn);
}

function renamed(message: Buffer, name: string): Buffer {
  const [parameter] = message.subarray(HEADER).toString().split('\0');
  if (message[0] !== PARAMETER_STATUS || parameter !== 'server_version') return message;
  const content = Buffer.from(`server_version\0${name}\0`);
  const header = Buffer.from([PARAMETER_STATUS, 0, 0, 0, 0]);
  header.writeInt32BE(4 + content.length, 1);
  return Buffer.concat([header, content]);
}
