// Certificates of an authority that only a test trusts.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** Makes an authority in a folder; answers the file of its certificate, and what issues certificates for names. */
export async function authority(folder: string) {
  const key = join(folder, 'ca-key.pem');
  const ca = join(folder, 'ca.pem');
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await run('openssl', [
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    key,
    '-out',
    ca,
    '-days',
    '2',
    '-subj',
    '/CN=test authority',
  ]);
  const issue = async (name: string, subjects: string): Promise<Certificate> => {
    const file = (suffix: string) => join(folder, `${name}${suffix}`);
    await writeFile(file('.ext'), `subjectAltName=${subjects}\n`);
    await run('openssl', [
      'req',
      ...newKey,
      '-keyout',
      file('-key.pem'),
      '-out',
      file('.csr'),
      '-subj',
      `/CN=${name}`,
    ]);
    await run('openssl', [
      ...['x509', '-req', '-in', file('.csr'), '-CA', ca, '-CAkey', key, '-CAcreateserial'],
      ...['-days', '2', '-extfile', file('.ext'), '-out', file('.pem')],
    ]);
    return { certificate: file('.pem'), key: file('-key.pem') };
  };
  return { ca, issue };
}
