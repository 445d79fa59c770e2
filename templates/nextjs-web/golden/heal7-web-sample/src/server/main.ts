import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, type Pages } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { captureConsole } from './console.ts';
import { drain } from './drain.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { ReadinessCheck } from './readiness.ts';
import { startTracing } from './tracing.ts';

/**
 * Next.js from the standalone output that this file lies in. The variable is
 * how Next's own generated server.js hands over the configuration resolved at
 * build time: without it Next would look for a compiler to read next.config.
 */
async function loadPages(config: Config): Promise<Pages> {
  const dir = import.meta.dirname;
  const built = JSON.parse(
    readFileSync(join(dir, '.next/required-server-files.json'), 'utf8'),
  );
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(built.config);
  const { default: next } = await import('next');
  const app = next({
    dir,
    dev: false,
    hostname: config.HOST,
    port: config.PORT,
  });
  await app.prepare();
  return app.getRequestHandler();
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({
    level: config.LOG_LEVEL,
    base: { service: config.SERVICE_NAME, version: config.SERVICE_VERSION },
  });
  captureConsole(console, logger);
  const stopTracing = startTracing(config);
  const readiness = new ReadinessCheck({
    upstreams: config.UPSTREAMS,
    timeoutMs: config.UPSTREAM_TIMEOUT_MS,
  });
  const server = createApp({
    pages: await loadPages(config),
    logger,
    metrics: createMetrics({ runtime: true }),
    readiness,
  });

  const stop = async (signal: NodeJS.Signals) => {
    logger.info('signal', { signal });
    const whole = await drain({
      server,
      readiness,
      logger,
      delayMs: config.DRAIN_DELAY_MS,
      timeoutMs: config.DRAIN_TIMEOUT_MS,
    });
    await stopTracing().catch(error => logger.warn('tracing', { error }));
    process.exit(whole ? 0 : 1);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  server.listen(config.PORT, config.HOST, () => {
    logger.info('listening', { address: server.address() });
  });
}

main().catch((error: unknown) => {
  const message =
    error instanceof ConfigError ? error.message : 'could not start';
  createLogger({ level: 'error', base: {} }).error(message, { error });
  process.exit(1);
});
