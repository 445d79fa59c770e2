import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { waitFor } from '../../../tools/test-cluster/index.mts';

const root = resolve(import.meta.dirname, '../../..');
const transform = '@backstage/cli/config/nodeTransform.cjs';

/** The backend as a process of its own, whether it gets ready or not. */
export interface BackendProcess {
  /** Everything it has said on stderr. */
  stderr(): string;
  /** Its exit code, once it has ended by itself; it must not go on. */
  exitCode(): Promise<number | null>;
  /** Waits until it is ready; fails when it ends instead. */
  ready(url: string): Promise<void>;
  /** Asks it to end, as Kubernetes does; with its exit code. */
  terminate(): Promise<number | null>;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/**
 * Runs the backend.
 *
 * @param configs - names of configuration files of the repository, or absolute
 * @param env - all that it gets, but for PATH
 */
export function runBackend(
  configs: string[],
  env: Record<string, string>,
): BackendProcess {
  const child = spawn(
    process.execPath,
    [
      ...['--require', transform, 'src/index.ts'],
      ...configs.flatMap(file => ['--config', resolve(root, file)]),
    ],
    {
      cwd: join(root, 'packages/backend'),
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const ended = once(child, 'close');
  const running = () => child.exitCode === null && child.signalCode === null;
  const kill = async () => {
    if (running()) {
      child.kill('SIGKILL');
      await ended;
    }
  };
  const exitCode = async () => {
    try {
      await waitFor('the end of the backend', () => !running() || undefined, {
        timeout: 120_000,
      });
    } catch (error) {
      await kill();
      throw error;
    }
    await ended;
    return child.exitCode;
  };
  return {
    stderr: () => stderr,
    kill,
    exitCode,
    terminate() {
      child.kill('SIGTERM');
      return exitCode();
    },
    async ready(url) {
      const answers = waitFor(
        'the backend',
        async () => {
          const answer = await fetch(`${url}/.backstage/health/v1/readiness`);
          return answer.ok || !running() || undefined;
        },
        { timeout: 120_000, interval: 200 },
      );
      await Promise.race([answers, ended]);
      if (!running()) {
        const end = stdout.slice(-3_000) + stderr.slice(-3_000);
        throw new Error(`The backend ended (${child.exitCode}):\n${end}`);
      }
    },
  };
}
