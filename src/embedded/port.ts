import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

/** A free port on the loopback address: the one used last time when it is still free. */
export async function choosePort(home: string): Promise<number> {
  const file = join(home, 'port');
  const last = Number(await readFile(file, 'utf8').catch(() => ''));
  const kept = last >= 1024 && last <= 65_535 ? await tryPort(last).catch(() => undefined) : undefined;
  const port = kept ?? (await tryPort(0));
  if (port !== last) await writeFile(file, `${port}\n`, { mode: 0o600 });
  return port;
}

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const chosen = (server.address() as AddressInfo).port;
      server.close(() => resolve(chosen));
    });
  });
}
