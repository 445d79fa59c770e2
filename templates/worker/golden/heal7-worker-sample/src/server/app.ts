import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import type { ReadinessCheck } from './readiness.ts';

/** Answers whatever is no probe. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

type Parts = {
  handle: Handler;
  logger: Logger;
  metrics: Metrics;
  readiness: ReadinessCheck;
};

const json = (response: ServerResponse, code: number, body: unknown) => {
  response.writeHead(code, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
};

/** Taken from the caller only when it is safe to repeat in logs and headers. */
const requestId = (request: IncomingMessage) => {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given)
    ? given
    : randomUUID();
};

/** What the cluster asks, apart from what people ask: not counted, not logged. */
async function answerProbe(
  path: string,
  response: ServerResponse,
  { metrics, readiness }: Parts,
): Promise<boolean> {
  if (path === '/health') {
    json(response, 200, { status: 'ok' });
  } else if (path === '/ready') {
    const state = await readiness.check();
    json(response, state.ready ? 200 : 503, state);
  } else if (path === '/metrics') {
    response.writeHead(200, { 'content-type': metrics.contentType });
    response.end(await metrics.text());
  } else {
    return false;
  }
  return true;
}

/** The HTTP server: probes, then the service, counted and logged. */
export function createApp(parts: Parts): Server {
  const { handle, logger, metrics, readiness } = parts;
  return createServer(async (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0]!;
    const id = requestId(request);
    try {
      if (await answerProbe(path, response, parts)) return;
      const start = performance.now();
      response.on('close', () => {
        const seconds = (performance.now() - start) / 1000;
        // 499 as in nginx: the client left before the answer was complete.
        const code = response.writableFinished ? response.statusCode : 499;
        const method = request.method ?? 'GET';
        metrics.observe({ method, code, seconds });
        const durationMs = Math.round(seconds * 1000);
        const line = { requestId: id, method, path, status: code, durationMs };
        if (code >= 500) logger.error('request', line);
        else logger.info('request', line);
      });
      response.setHeader('x-request-id', id);
      // A kept-alive connection would bring its next request to a closed port.
      if (readiness.draining) response.setHeader('connection', 'close');
      await handle(request, response);
    } catch (error) {
      logger.error('request failed', { requestId: id, path, error });
      if (!response.headersSent)
        json(response, 500, { error: 'internal error' });
      else response.destroy();
    }
  });
}
