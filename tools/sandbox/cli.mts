import { setTimeout as wait } from 'node:timers/promises';
import { keepRunning } from './src/keepRunning.mts';
import { startMoto, STATE_BUCKET } from './src/moto.mts';
import { OptionError, readOptions } from './src/options.mts';

function log(line: string): void {
  console.error(`sandbox: ${line}`);
}

async function main(): Promise<void> {
  const { port } = readOptions(process.env);
  const stopping = new AbortController();
  const { signal } = stopping;
  process.once('SIGTERM', () => stopping.abort());
  process.once('SIGINT', () => stopping.abort());
  await keepRunning({
    signal,
    log,
    pause: ms => wait(ms, undefined, { signal }).catch(() => undefined),
    async start() {
      const running = await startMoto({ port, log, signal });
      console.log(
        `AWS emulator (moto): http://127.0.0.1:${port}, states in ${STATE_BUCKET}`,
      );
      return running;
    },
  });
}

main().catch(error => {
  log(error instanceof OptionError ? error.message : String(error?.message));
  process.exit(1);
});
