import { open, stat } from 'node:fs/promises';

const LINES = 20;
const LARGEST = 5_000_000;

/** The last 20 lines of a text. */
export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-LINES).join('\n');
}

/** Opens the server's log for appending, emptied when it has grown large, and tells where it goes on. */
export async function openLog(file: string) {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  const handle = await open(file, 'a', 0o600);
  if (size > LARGEST) await handle.truncate();
  return { handle, offset: size > LARGEST ? 0 : size };
}

/** The last 20 lines the log got after the given place. */
export async function logSince(file: string, offset: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const end = (await handle.stat()).size;
    const start = Math.max(offset, end - 16_384);
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(Math.max(end - start, 1)),
      0,
      end - start,
      start,
    );
    return lastLines(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}
