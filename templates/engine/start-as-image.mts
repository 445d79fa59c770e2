import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runCommand, serviceEnvironment } from './commands.mts';

/** Of the service in its image; ours can only be changed by root. */
const UID = 1001;

/**
 * Starts the build as the Dockerfile's final stage would: a copy that it cannot
 * write to, as user 1001, with nothing of the environment but the image's own.
 * Then the service's smoke tests ask it, and it is told to stop.
 */
export async function startAsImage(folder: string): Promise<string[]> {
  const image = await mkdtemp(join(tmpdir(), 'heal7-image-'));
  let server: ChildProcess | undefined;
  try {
    await cp(join(folder, '.next/standalone'), image, { recursive: true });
    const sealed = await runCommand(['chmod', '-R', 'a=rX', image], folder);
    if (sealed.length > 0) return sealed;
    const asRoot = process.getuid?.() === 0;
    server = spawn(process.execPath, ['--enable-source-maps', 'main.mjs'], {
      cwd: image,
      env: {
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: '0',
        DRAIN_DELAY_MS: '0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(asRoot ? { uid: UID, gid: UID } : {}),
    });
    const exited = once(server, 'exit');
    const port = await listeningPort(server);
    if (port === undefined) return ['it ended before it listened'];
    const problems = [
      ...(await runCommand(['npm', 'run', 'test:smoke'], folder, {
        ...serviceEnvironment(),
        SMOKE_URL: `http://127.0.0.1:${port}`,
      })),
      ...(await runCommand(
        [process.execPath, join(image, 'healthcheck.mjs')],
        folder,
        {
          PORT: String(port),
        },
      )),
    ];
    server.kill('SIGTERM');
    const [code] = await exited;
    return code === 0
      ? problems
      : [...problems, `SIGTERM ended it with ${code}`];
  } finally {
    server?.kill('SIGKILL');
    await runCommand(['chmod', '-R', 'u+w', image], folder);
    await rm(image, { recursive: true, force: true });
  }
}

/** From the log line that says so; undefined when the process ends first. */
async function listeningPort(
  server: ChildProcess,
): Promise<number | undefined> {
  for await (const line of createInterface({ input: server.stdout! })) {
    const entry = JSON.parse(line);
    if (entry.message === 'listening') {
      server.stdout!.resume();
      return entry.address.port;
    }
  }
  return undefined;
}
