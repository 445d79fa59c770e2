import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that ends with us, and what it said. */
export interface Child {
  log(): string;
  stop(): Promise<void>;
}

/** Starts a program that writes its log to standard error. */
export function startChild(
  file: string,
  args: string[],
  env: Record<string, string> = {},
): Child {
  const child = spawn(file, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', text => (log += text));
  const ended = once(child, 'exit');
  return {
    log: () => log,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
