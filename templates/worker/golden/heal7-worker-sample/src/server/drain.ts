import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from './logger.ts';
import type { ReadinessCheck } from './readiness.ts';

/**
 * Stops without failing a request: first /ready says no while the port still
 * answers, for as long as load balancers need to notice; then the port closes
 * and requests under way finish. Resolves to false when some had to be cut.
 */
export async function drain(options: {
  server: Server;
  readiness: ReadinessCheck;
  logger: Logger;
  delayMs: number;
  timeoutMs: number;
}): Promise<boolean> {
  const { server, readiness, logger, delayMs, timeoutMs } = options;
  readiness.drain();
  logger.info('draining', { delayMs, timeoutMs });
  await delay(delayMs);

  const closed = new Promise<true>(resolve => {
    server.close(() => resolve(true));
  });
  server.closeIdleConnections();
  const expired = new AbortController();
  const finished = await Promise.race([
    closed,
    delay(timeoutMs, false, { signal: expired.signal }),
  ]);
  expired.abort();
  if (!finished) server.closeAllConnections();
  logger.info('stopped', { cut: !finished });
  return finished;
}
