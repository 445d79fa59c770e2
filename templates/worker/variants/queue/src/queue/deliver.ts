import { UnrecoverableError } from 'bullmq';
import type { Logger } from '../server/logger.ts';

export type Delivery = (reading: {
  /** Sent as Idempotency-Key: a repetition after a crash does no harm. */
  id: string;
  locale: string;
  text: string;
}) => Promise<void>;

/** Too many requests, and timeouts on the way, pass. */
const PASSING = [408, 425, 429];

/**
 * Posts readings as JSON. What the receiver refuses for good (4xx) is not tried
 * again; anything else is, by the queue.
 */
export function createDelivery(options: {
  url: string | undefined;
  timeoutMs: number;
  logger: Logger;
}): Delivery {
  const { url, timeoutMs, logger } = options;
  if (!url) {
    return async ({ id, locale }) => logger.info('reading', { id, locale });
  }
  return async ({ id, ...reading }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify(reading),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (response.ok) return;
    const { status } = response;
    const said = `the receiver answered ${status}`;
    const refused = status >= 400 && status < 500 && !PASSING.includes(status);
    throw refused ? new UnrecoverableError(said) : new Error(said);
  };
}
