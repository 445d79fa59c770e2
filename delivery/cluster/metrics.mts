import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Prometheus is to answer, of requests and of errors. */
export type Counted = { requests: string | null; errors: string | null };

/** A Prometheus that answers with what the test says, and a service to check. */
export async function startMetrics() {
  let counted: Counted = { requests: '1000', errors: '0' };
  let health = 200;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (url.pathname === '/health') {
      response
        .writeHead(request.headers.canary === 'true' ? health : 421)
        .end();
      return;
    }
    const query = url.searchParams.get('query') ?? '';
    asked.push(query);
    const value = query.includes('5..') ? counted.errors : counted.requests;
    const result = value === null ? [] : [{ metric: {}, value: [0, value] }];
    response.end(
      JSON.stringify({
        status: 'success',
        data: { resultType: 'vector', result },
      }),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    count: (now: Counted) => void (counted = now),
    answerHealth: (status: number) => void (health = status),
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
