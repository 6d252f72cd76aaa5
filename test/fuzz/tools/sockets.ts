// What is no HTTP at all, or hardly: bytes on a connection.
import { connect } from 'node:net';
import type { Chance } from '../../support/generator/chance.js';

const TIMEOUT_MS = 500;

/** What a server says to bytes before either side ends the connection. */
export function say(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.setEncoding('latin1').setTimeout(TIMEOUT_MS, () => socket.destroy());
    socket.on('data', (part: string) => (heard += part));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
    socket.end(bytes);
  });
}

/** Bytes that begin like a request, more or less. */
export function anyBytes(chance: Chance, authorization: string): Buffer {
  const end = '\r\n\r\n';
  const head = (more: string) =>
    `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n${more}`;
  return chance.one([
    () => Buffer.from(Array.from({ length: 1 + chance.below(400) }, () => chance.below(256))),
    () => Buffer.from(head(`Content-Length: -1${end}{}`)),
    () => Buffer.from(head(`Content-Length: 5\r\nContent-Length: 6${end}{}`)),
    () => Buffer.from(head(`Transfer-Encoding: chunked\r\nContent-Length: 2${end}zz\r\n`)),
    () => Buffer.from(head(`Transfer-Encoding: chunked${end}ffffffffffffffff\r\n{}`)),
    () => Buffer.from(head(`${'X: y\r\n'.repeat(3_000)}${end}`)),
    () => Buffer.from(head(`X: ${'y'.repeat(30_000)}${end}`)),
    () => Buffer.from(`GET /${'x'.repeat(chance.below(20_000))} HTTP/1.1${end}`),
    () => Buffer.from(`GET / HTTP/${chance.below(10)}.${chance.below(10)}${end}`),
    () => Buffer.from(`PRI * HTTP/2.0${end}SM${end}`),
    () => Buffer.from(head(`Expect: 100-continue\r\nContent-Length: 1000${end}{`)),
    () => Buffer.from(head(`Connection: Upgrade\r\nUpgrade: websocket${end}`)),
    () => Buffer.from(`\u0016\u0003\u0001${'\u0000'.repeat(chance.below(300))}`, 'latin1'),
  ])();
}
