import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands in for every service that is called by address. */
export type Elsewhere = {
  /** The same text with its addresses those of this server. */
  redirect(text: string): string;
  stop(): void;
};

/** Answers everything with a set of keys, which is what a start may wait for. */
export async function startElsewhere(): Promise<Elsewhere> {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'one' };
  const body = JSON.stringify({ keys: [{ ...key, alg: 'ES256', use: 'sig' }] });
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json').end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    redirect: text =>
      text.replace(/https?:\/\/[^/;,\s]+/g, `http://127.0.0.1:${port}`),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
