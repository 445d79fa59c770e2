import { z } from 'zod';
import { common, milliseconds, readEnvironment } from '../server/environment.ts';

const own = {
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .default('redis://127.0.0.1:6379'),
  /** Jobs at a time in one replica. */
  CONCURRENCY: z.coerce.number().int().min(1).max(100).default(10),
  /** Where readings are posted; left out, they are only logged. */
  DELIVERY_URL: z.url({ protocol: /^https?$/ }).optional(),
  DELIVERY_TIMEOUT_MS: milliseconds(5_000),
};

export const readConfig = (env: NodeJS.ProcessEnv) =>
  readEnvironment({ ...common, ...own }, env);

export type Config = ReturnType<typeof readConfig>;
