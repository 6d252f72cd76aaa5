// Tokens bound to a certificate, through a proxy that ends real TLS and says which certificate it has seen, as RFC 9440 has it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '../support/database.js';
import { hasPython } from '../clients/tools/python.js';
import { run } from '../clients/tools/typescript.js';
import { insist } from '../support/insist.js';
import { authority, hasOpenssl, type Certified } from './tools/certificates.js';
import { startIssuer, tokenOf, type RunningIssuer } from './tools/issuer.js';
import { CLIENT, PROXY, databaseWith, startNode, type Node } from './tools/world.js';

let folder: string;
let ca: string;
let ours: Certified;
let theirs: Certified;
let issuer: RunningIssuer;
let database: TestDatabase;
let node: Node;
let proxy: https.Server;
let address: string;

/** Ends TLS: what comes from outside is taken away, what it has seen itself is said. */
function startProxy({ cert, key }: Certified, authorities: Buffer): Promise<https.Server> {
  const server = https.createServer(
    { cert, key, ca: authorities, requestCert: true },
    (incoming, outgoing) => {
      const { raw } = (incoming.socket as TLSSocket).getPeerCertificate();
      const { 'client-cert': _forged, ...headers } = incoming.headers;
      const passed = request(
        `${node.address}${incoming.url}`,
        {
          method: incoming.method!,
          localAddress: PROXY,
          headers: { ...headers, 'client-cert': `:${raw.toString('base64')}:` },
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode!, answer.headers);
          answer.pipe(outgoing);
        },
      );
      incoming.pipe(passed);
    },
  );
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

(hasOpenssl ? describe : describe.skip)('with the certificates of an authority', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samverkan-certificates-'));
    const { certFile, certify } = authority(folder);
    ca = certFile;
    [ours, theirs] = [certify('rfsu'), certify('rfsl')];
    issuer = await startIssuer('ES256');
    database = await databaseWith([issuer]);
    node = await startNode(database);
    proxy = await startProxy(certify('proxy'), await readFile(ca));
    address = `https://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await node.close();
    await database.drop();
    await issuer.close();
    await rm(folder, { recursive: true });
  });

  const boundTo = ({ thumbprint }: Certified) =>
    tokenOf(issuer, CLIENT, { claims: { cnf: { 'x5t#S256': thumbprint } } });

  /** Asks over a connection on which a certificate was shown. */
  async function ask(
    { cert, key }: Certified,
    token: string,
    headers: Record<string, string> = {},
  ): Promise<number> {
    const authorities = await readFile(ca);
    const once = () =>
      new Promise<number>((resolve, reject) => {
        const sent = https.request(
          `${address}/schema.graphql`,
          {
            cert,
            key,
            ca: authorities,
            agent: false,
            headers: { authorization: `Bearer ${token}`, ...headers },
          },
          (answer) => {
            answer.resume();
            answer.once('end', () => resolve(answer.statusCode!));
          },
        );
        sent.on('error', reject);
        sent.end();
      });
    return insist(once, (status) => status === 503);
  }

  test('who shows the certificate is answered; who has only stolen the token is not', async () => {
    const token = boundTo(ours);
    expect(await ask(ours, token)).toBe(200);
    expect(await ask(ours, token)).toBe(200);
    expect(await ask(theirs, token)).toBe(401);
    expect(await ask(theirs, boundTo(theirs))).toBe(200);
  });

  test('who says of itself which certificate it has is not believed', async () => {
    const forged = { 'client-cert': `:${pemBytes(ours.cert).toString('base64')}:` };
    expect(await ask(theirs, boundTo(ours), forged)).toBe(401);
    expect(await ask(ours, boundTo(ours), forged)).toBe(200);
  });

  (hasPython ? test : test.skip)(
    'the Python client asks with its certificate, with nothing to install',
    async () => {
      const program = `
import json, os, ssl
from samverkan import Refusal, Samverkan
def answer(certificate):
    context = ssl.create_default_context(cafile=os.environ["CA"])
    context.load_cert_chain(os.environ[certificate], os.environ[certificate + "_KEY"])
    samverkan = Samverkan(os.environ["SAMVERKAN_URL"], lambda: os.environ["TOKEN"], sends_texts=True, context=context)
    try:
        return samverkan.send("{ viewer { organisation { code } } }")["viewer"]["organisation"]["code"]
    except Refusal as refusal:
        return refusal.code
print(json.dumps([answer("OURS"), answer("THEIRS")]))`;
      const printed = await run('python3', ['-c', program], {
        PYTHONPATH: 'clients/python',
        PYTHONDONTWRITEBYTECODE: '1',
        SAMVERKAN_URL: address,
        TOKEN: boundTo(ours),
        CA: ca,
        ...{
          OURS: ours.certFile,
          OURS_KEY: ours.keyFile,
          THEIRS: theirs.certFile,
          THEIRS_KEY: theirs.keyFile,
        },
      });
      expect(JSON.parse(printed)).toEqual(['rfsu', 'UNAUTHENTICATED']);
    },
  );
});

/** The bytes behind the armour. */
function pemBytes(pem: Buffer): Buffer {
  return Buffer.from(pem.toString().replace(/-----[^-]+-----/g, ''), 'base64');
}
