import { serve } from '../server/serve.ts';
import { readConfig } from './config.ts';
import { consume } from './consumer.ts';
import { createDelivery } from './deliver.ts';
import { createJobMetrics } from './metrics.ts';

serve({
  readConfig,
  start: async ({ config, logger, metrics, readiness }) => {
    const consumer = consume({
      redisUrl: config.REDIS_URL,
      concurrency: config.CONCURRENCY,
      deliver: createDelivery({
        url: config.DELIVERY_URL,
        timeoutMs: config.DELIVERY_TIMEOUT_MS,
        logger,
      }),
      logger,
      metrics: createJobMetrics(metrics.registry, () => consumer.depth()),
    });
    readiness.add('redis', () => consumer.connected());
    return {
      // A worker answers probes only.
      handle: async (_, response) => {
        response.statusCode = 404;
        response.end();
      },
      stop: () => consumer.stop(config.DRAIN_TIMEOUT_MS),
    };
  },
});
