import { createApp, type Handler } from './app.ts';
import { drain } from './drain.ts';
import { ConfigError, type CommonConfig } from './environment.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { ReadinessCheck } from './readiness.ts';
import { startTracing } from './tracing.ts';

export type Service = {
  handle: Handler;
  /** Ends what runs beside the requests; called while the port still answers. */
  stop?: () => Promise<void>;
};

/**
 * The life of a service's process: configuration, logs, traces, probes, and the
 * drain on SIGTERM. Exits 0 when all that was under way was finished, 1 when
 * some of it was cut, when the configuration is wrong or the start fails.
 */
export function serve<C extends CommonConfig>(options: {
  readConfig: (env: NodeJS.ProcessEnv) => C;
  start: (parts: {
    config: C;
    logger: Logger;
    metrics: Metrics;
    readiness: ReadinessCheck;
  }) => Promise<Service>;
}): void {
  run(options).catch((error: unknown) => {
    const message =
      error instanceof ConfigError ? error.message : 'could not start';
    createLogger({ level: 'error', base: {} }).error(message, { error });
    process.exit(1);
  });
}

async function run<C extends CommonConfig>({
  readConfig,
  start,
}: Parameters<typeof serve<C>>[0]): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({
    level: config.LOG_LEVEL,
    base: { service: config.SERVICE_NAME, version: config.SERVICE_VERSION },
  });
  const stopTracing = startTracing(config);
  const readiness = new ReadinessCheck({
    upstreams: config.UPSTREAMS,
    timeoutMs: config.UPSTREAM_TIMEOUT_MS,
  });
  const metrics = createMetrics({ runtime: true });
  const service = await start({ config, logger, metrics, readiness });
  const { handle } = service;
  const server = createApp({ handle, logger, metrics, readiness });

  const stop = async (signal: NodeJS.Signals) => {
    logger.info('signal', { signal });
    const stopped = Promise.resolve(service.stop?.()).then(
      () => true,
      (error: unknown) => {
        logger.error('could not stop', { error });
        return false;
      },
    );
    const whole = await drain({
      server,
      readiness,
      logger,
      delayMs: config.DRAIN_DELAY_MS,
      timeoutMs: config.DRAIN_TIMEOUT_MS,
    });
    const clean = await stopped;
    await stopTracing().catch(error => logger.warn('tracing', { error }));
    process.exit(whole && clean ? 0 : 1);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  server.listen(config.PORT, config.HOST, () => {
    logger.info('listening', { address: server.address() });
  });
}
