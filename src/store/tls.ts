// How a connection to the database is protected on its way: as libpq writes it in DATABASE_URL, sslmode and sslrootcert.
import { readFileSync } from 'node:fs';

/** TLS with the name in the certificate checked for `sslmode=verify-full`, otherwise none. There is nothing in between. */
export function tlsOf(databaseUrl: string): { ca?: string } | false {
  const { searchParams } = new URL(databaseUrl);
  if (searchParams.get('sslmode') !== 'verify-full') return false;
  const rootCertificate = searchParams.get('sslrootcert');
  return rootCertificate === null ? {} : { ca: readFileSync(rootCertificate, 'utf8') };
}
