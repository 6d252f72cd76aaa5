// What is no HTTP, or has more headers than are read, becomes no request: it is answered on the connection itself, like everything else.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { newRequestId } from './caller.js';
import type { ErrorCode } from './format-error.js';

/** Bytes of headers that a request may have: a token and a proof of the longest kind (http/credentials.ts), and as much again. */
export const MOST_HEADER_BYTES = 32_768;

const CODE: ErrorCode = 'BAD_USER_INPUT';
const UNREADABLE = { status: 400, message: 'The request cannot be read; send HTTP.' };
const REFUSALS: Readonly<Record<string, typeof UNREADABLE>> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: `headers: at most ${MOST_HEADER_BYTES} bytes.` },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'The request took too long to come.' },
};

/** Answers a connection that sent something unreadable, and closes it. */
export function refuseUnreadable({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (code !== 'ECONNRESET' && socket.writable) {
    const { status, message } = REFUSALS[code] ?? UNREADABLE;
    const body = JSON.stringify({
      errors: [{ message, extensions: { code: CODE, requestId: newRequestId() } }],
    });
    socket.write(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'content-type: application/json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        'cache-control: no-store',
        'x-content-type-options: nosniff',
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  }
  socket.destroySoon();
}
