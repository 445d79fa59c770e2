import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export type Running = { stop: () => Promise<void> };

/**
 * Starts a program that runs until it is stopped. What it writes goes to a file;
 * `failed` rejects when it ends by itself.
 */
export function run(
  command: string,
  args: string[],
  options: { log: string; env?: Record<string, string> },
): Running & { failed: Promise<never> } {
  const child: ChildProcess = spawn(command, args, {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(options.log);
  child.stdout!.pipe(log, { end: false });
  child.stderr!.pipe(log, { end: false });
  const exited = once(child, 'exit');
  const failed = exited.then(([code]) => {
    throw new Error(`${command} ended with ${code}: ${options.log}`);
  });
  // Heard only by who waits for the start.
  failed.catch(() => undefined);
  return {
    failed,
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGKILL');
      await exited.catch(() => undefined);
    },
  };
}

/** Ports of the loopback interface that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ports.push((server.address() as AddressInfo).port);
  }
  for (const server of servers) server.close();
  return ports;
}
