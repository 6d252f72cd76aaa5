// What this project writes to its log: lines of JSON with the fields named here, each in the form named here, and nothing else. A message
// of an error may repeat what somebody wrote, so no message is ever written, whoever logs it.
import { pino } from 'pino';
import { ERROR_CODES } from './http/format-error.js';

/** A function, a file and a place in it, as V8 writes them: files of ours and of libraries, never what a client named. */
const FRAME =
  /^at (async )?(new )?([\w.$<>[\] ]{1,100} \()?((file:\/\/|node:|\/)[\w./@+-]{1,300}|<anonymous>|native)(:\d+){0,2}\)?$/;

/** A field of a line (docs/operations.md says what each means). What does not have its form is left out. */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  event: oneOf(['request', 'error', 'round', 'release', 'crash', 'keys', 'library']),
  requestId: matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  method: oneOf(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
  route: matching(/^\/[a-z./*-]{0,60}$/),
  status: within(100, 599),
  milliseconds: within(0, 86_400_000),
  organisation: matching(/^[a-z][a-z0-9-]{1,48}$/),
  operation: matching(/^[A-Za-z_]\w{0,79}$/),
  codes: listOf(oneOf(ERROR_CODES)),
  code: oneOf(ERROR_CODES),
  round: oneOf(['clocks', 'proofs', 'audit', 'purge', 'releases', 'feeds', 'webhooks', 'sessions']),
  issuer: matching(/^https?:\/\/[\w.:/-]{1,200}$/),
  error: matching(/^[A-Za-z]\w{0,59}$/),
  state: matching(/^[A-Z0-9_]{5,40}$/),
  at: listOf(matching(FRAME)),
};

export type LogFields = Readonly<Partial<Record<string, unknown>>>;
export type Log = pino.Logger;

const STANDARD_ERROR = 2;

/** Opens the log on standard error, where nothing else is written, or where a test can read it. */
export function openLog(
  level: 'info' | 'warn',
  destination: pino.DestinationStream = pino.destination(STANDARD_ERROR),
): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    hooks: {
      logMethod([first], method, level) {
        const line = lineOf(first);
        // What libraries tell in words alone is nothing without the words, unless it is a warning.
        if (line['event'] !== 'library' || level >= this.levels.values['warn']!) method.call(this, line);
      },
    },
  };
  return pino(options, destination);
}

/** Where an error came from, without its message. */
export function traceOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return {};
  const { name, code, message, stack = '' } = error as Error & { code?: string };
  // A message may have lines that look like frames; those of the stack come after it.
  const at = message === '' ? -1 : stack.lastIndexOf(message);
  const lines = stack.slice(at < 0 ? 0 : at + message.length).split('\n');
  const frames = lines.map((line) => line.trim()).filter((line) => FRAME.test(line));
  return { error: name, state: code, at: frames.slice(0, 12) };
}

function lineOf(logged: unknown): LogFields {
  const {
    err: error = null,
    event = 'library',
    ...fields
  } = (logged instanceof Error ? { err: logged } : isObject(logged) ? logged : {}) as LogFields;
  const all = { event, ...fields, ...(error instanceof Error && traceOf(error)) };
  return Object.fromEntries(
    Object.entries(all).filter(([name, value]) => Object.hasOwn(FIELDS, name) && FIELDS[name]!(value)),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function matching(form: RegExp) {
  return (value: unknown) => typeof value === 'string' && form.test(value);
}

function oneOf(words: readonly string[]) {
  return (value: unknown) => typeof value === 'string' && words.includes(value);
}

function within(least: number, most: number) {
  return (value: unknown) => typeof value === 'number' && value >= least && value <= most;
}

function listOf(form: (value: unknown) => boolean) {
  return (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(form);
}
