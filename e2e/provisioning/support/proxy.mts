import { createServer, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Proxy {
  url: string;
  stop(): void;
}

/**
 * Stands before a server, and answers with an error instead of it.
 *
 * @param refuses - asked of every request
 */
export async function startProxy(
  target: string,
  refuses: (incoming: IncomingMessage) => Promise<boolean>,
): Promise<Proxy> {
  const server = createServer(async (incoming, answer) => {
    if (await refuses(incoming)) {
      answer.writeHead(400).end('<Error><Code>Refused</Code></Error>');
      incoming.resume();
      return;
    }
    const { hostname, port } = new URL(target);
    const passed = request(
      {
        hostname,
        port,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
      },
      back => {
        answer.writeHead(back.statusCode ?? 502, back.headers);
        back.pipe(answer);
      },
    );
    passed.on('error', () => answer.destroy());
    incoming.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
