/** Settings that suit development on a small machine; a caller may replace them. */
const DEFAULTS: Readonly<Record<string, string>> = {
  max_connections: '200',
  shared_buffers: '128MB',
  jit: 'off',
  // as in production (deploy/postgres/samverkan.conf): every audited read commits, and commits at once share a flush
  commit_delay: '500',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Settings no caller may replace: only this machine can connect, and no value reaches the log. */
const FIXED: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  // Errors quote input ("invalid input syntax ...") and details quote keys and, after a crash, statements.
  // "log" leaves out errors of statements, but keeps what the server itself has to say.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
};

/** The arguments of the postgres program. */
export function serverArguments(
  data: string,
  port: number,
  extra: Readonly<Record<string, string>>,
): string[] {
  const settings = { ...DEFAULTS, ...extra, ...FIXED, port: String(port) };
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
