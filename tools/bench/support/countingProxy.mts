import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Cleanup } from './cleanup.mts';

/** Stands before an API server and counts what it is asked. */
export interface CountingProxy {
  url: string;
  /** `GET /api/v1/pods`, or `WATCH ...`, for each request so far. */
  requests: string[];
}

/**
 * Starts a proxy, without TLS, on a free port of the loopback interface.
 *
 * @param caData - certificate authority of an `https` target as base64 PEM
 */
export async function startCountingProxy(
  target: string,
  cleanup: Cleanup,
  caData?: string,
): Promise<CountingProxy> {
  const requests: string[] = [];
  const ca = caData && Buffer.from(caData, 'base64').toString('utf8');
  const secure = target.startsWith('https:');
  const send = secure ? secureRequest : request;
  const agent = secure ? new Agent({ ca, keepAlive: true }) : undefined;
  const server = createServer((incoming, outgoing) => {
    const { method, url = '/', headers } = incoming;
    const [path, query = ''] = url.split('?');
    const isWatch = new URLSearchParams(query).has('watch');
    requests.push(`${isWatch ? 'WATCH' : method} ${path}`);
    const forwarded = send(
      new URL(url, target),
      { method, headers, agent },
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
    agent?.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests };
}
