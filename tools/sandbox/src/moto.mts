import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Running } from './keepRunning.mts';

/** Where the sandbox environment keeps the state of its stacks. */
export const STATE_BUCKET = 'heal7-state';

/** Python is slow to begin on a busy machine. */
const PATIENCE_MS = 60_000;

/**
 * Runs moto's server on the loopback interface. Resolves when it answers and
 * has the bucket for states.
 */
export async function startMoto(options: {
  port: number;
  log(line: string): void;
  signal: AbortSignal;
}): Promise<Running & { pid: number }> {
  const { port, log, signal } = options;
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    // Warnings and errors; what it was asked for is of no interest.
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('close', (code, by) => resolve(by ?? `exit code ${code}`));
  });
  createInterface({ input: child.stderr }).on('line', line => {
    if (isWorthSaying(line)) {
      log(line);
    }
  });
  const running = {
    pid: child.pid ?? 0,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
  const answered = new AbortController();
  const gone = ended.then(how => {
    throw new Error(`moto_server: ${how}`);
  });
  gone.catch(() => undefined);
  try {
    await Promise.race([
      gone,
      untilAnswering(
        port,
        AbortSignal.any([
          signal,
          answered.signal,
          AbortSignal.timeout(PATIENCE_MS),
        ]),
      ),
    ]);
    await makeBucket(port, signal);
  } catch (error) {
    await running.stop();
    throw error;
  } finally {
    answered.abort();
  }
  return running;
}

/** Flask's access log and greeting come on the same stream as errors. */
export function isWorthSaying(line: string): boolean {
  return !(
    / "[A-Z]+ .* HTTP\/[\d.]+" \d{3} /.test(line) ||
    /development server|Running on http|CTRL\+C/.test(line)
  );
}

async function untilAnswering(
  port: number,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/moto-api/`, {
        signal,
      });
      await response.body?.cancel();
      return;
    } catch (error) {
      signal.throwIfAborted();
      // Refused: it does not listen yet.
      if (!((error as Error).cause as { code?: string } | undefined)?.code) {
        throw error;
      }
    }
    await pause(200, undefined, { signal });
  }
}

async function makeBucket(port: number, signal: AbortSignal): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/${STATE_BUCKET}`, {
    method: 'PUT',
    signal,
  });
  if (!response.ok) {
    throw new Error(
      `bucket ${STATE_BUCKET} could not be made: ${response.status}`,
    );
  }
}
