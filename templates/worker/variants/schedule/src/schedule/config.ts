import { z } from 'zod';
import { common, milliseconds, readEnvironment } from '../server/environment.ts';

const { LOG_LEVEL, SERVICE_NAME, SERVICE_VERSION } = common;
const own = {
  LOG_LEVEL,
  SERVICE_NAME,
  SERVICE_VERSION,
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .default('redis://127.0.0.1:6379'),
  /** The whole run; longer ones end with 1. */
  RUN_TIMEOUT_MS: milliseconds(60_000),
};

export const readConfig = (env: NodeJS.ProcessEnv) => readEnvironment(own, env);
