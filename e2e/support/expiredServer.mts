import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** An API server whose certificate is long out of date. */
export interface ExpiredServer {
  url: string;
  /** Its certificate, base64 PEM, which is trusted but for its age. */
  caData: string;
  stop(): Promise<void>;
}

/** Makes a certificate of some years ago and serves with it. */
export async function startExpiredServer(dir: string): Promise<ExpiredServer> {
  mkdirSync(dir, { recursive: true });
  const file = (name: string) => join(dir, name);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
  writeFileSync(
    file('ca.cnf'),
    [
      '[ca]',
      'default_ca = one',
      '[one]',
      'database = index.txt',
      'serial = serial',
      'new_certs_dir = .',
      'default_md = sha256',
      'policy = any',
      'x509_extensions = names',
      '[any]',
      'commonName = supplied',
      '[names]',
      'subjectAltName = IP:127.0.0.1',
      'basicConstraints = CA:TRUE',
      '',
    ].join('\n'),
  );
  writeFileSync(file('index.txt'), '');
  writeFileSync(file('serial'), '01\n');
  openssl(
    ...['req', '-new', '-newkey', 'rsa:2048', '-nodes'],
    ...['-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=127.0.0.1'],
  );
  openssl(
    ...['ca', '-batch', '-config', 'ca.cnf', '-selfsign', '-keyfile'],
    ...['key.pem', '-in', 'request.pem', '-out', 'certificate.pem', '-notext'],
    ...['-startdate', '20200101000000Z', '-enddate', '20200201000000Z'],
  );
  const cert = readFileSync(file('certificate.pem'));
  const server = createServer({ key: readFileSync(file('key.pem')), cert });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    caData: cert.toString('base64'),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
