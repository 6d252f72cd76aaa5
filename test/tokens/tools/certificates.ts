// Certificates as an organisation's authority gives them out, made by openssl; where there is none, what needs them is not tested.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

export interface Certified {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: Buffer;
  readonly key: Buffer;
  /** As a token names it. */
  readonly thumbprint: string;
}

/** Makes an authority in a folder; what it answers with certifies names. */
export function authority(folder: string): { certFile: string; certify: (name: string) => Certified } {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=authority',
    '-days',
    '1',
  );
  writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1');
  const certify = (name: string): Certified => {
    const [keyFile, certFile] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
    openssl('req', ...newKey, '-keyout', keyFile, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const signed = [
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '1',
      '-extfile',
      'names',
    ];
    openssl('x509', '-req', '-in', `${name}.csr`, ...signed, '-out', certFile);
    const cert = readFileSync(certFile);
    const { raw } = new X509Certificate(cert);
    const thumbprint = createHash('sha256').update(raw).digest('base64url');
    return { certFile, keyFile, cert, key: readFileSync(keyFile), thumbprint };
  };
  return { certFile: join(folder, 'ca.pem'), certify };
}
