import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Handler } from './app.ts';
import { captureConsole } from './console.ts';
import {
  common,
  readEnvironment,
  type CommonConfig,
} from './environment.ts';
import { serve } from './serve.ts';

/**
 * Next.js from the standalone output that this file lies in. The variable is
 * how Next's own generated server.js hands over the configuration resolved at
 * build time: without it Next would look for a compiler to read next.config.
 */
async function loadPages(config: CommonConfig): Promise<Handler> {
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

serve({
  readConfig: env => readEnvironment(common, env),
  start: async ({ config, logger }) => {
    captureConsole(console, logger);
    return { handle: await loadPages(config) };
  },
});
