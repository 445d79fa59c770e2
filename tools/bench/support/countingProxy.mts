import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Cleanup } from './cleanup.mts';

/** Stands before an API server and counts what it is asked. */
export interface CountingProxy {
  url: string;
  /** `GET /api/v1/pods` for each request so far, without its query. */
  requests: string[];
}

/** Starts a proxy on a free port of the loopback interface. */
export async function startCountingProxy(
  target: string,
  cleanup: Cleanup,
): Promise<CountingProxy> {
  const requests: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method, url = '/', headers } = incoming;
    requests.push(`${method} ${url.split('?')[0]}`);
    const forwarded = request(
      new URL(url, target),
      { method, headers },
      answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        // A watch that has nothing to say has answered all the same.
        outgoing.flushHeaders();
        answer.pipe(outgoing);
        answer.on('error', () => outgoing.destroy());
      },
    );
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanup.add(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests };
}
