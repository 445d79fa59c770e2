import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands in for a cluster's DNS: a proxy through which a controller that runs
 * on this machine reaches `http://<service>.<namespace>` as it would inside.
 *
 * @param services - where each such name leads, as `host:port`
 */
export async function startClusterDns(services: Record<string, string>) {
  const server = createServer((incoming, outgoing) => {
    const { hostname, pathname, search } = new URL(incoming.url ?? '');
    const [host, port] = (services[hostname] ?? '').split(':');
    if (!port) {
      outgoing.writeHead(502).end(`no such host: ${hostname}`);
      return;
    }
    const { method, headers } = incoming;
    const forwarded = request(
      { host, port, method, headers, path: `${pathname}${search}` },
      answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.on('error', error => outgoing.writeHead(502).end(String(error)));
    incoming.pipe(forwarded);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** For `HTTP_PROXY`. */
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
