import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { ClusterError } from '../errors.mts';
import { waitFor } from '../wait.mts';

/** The command line of a process, or '' when there is none (or a zombie). */
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // No such process, or a system without /proc: ps knows.
  }
  try {
    return process.platform === 'linux'
      ? ''
      : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], {
          encoding: 'utf8',
        });
  } catch {
    return '';
  }
}

/**
 * Whether a process still runs, and is still the one we started: its command
 * line names the cluster's folder. A number alone may have been given anew.
 */
export function isRunning(pid: number | undefined, dir: string): boolean {
  return pid !== undefined && commandLine(pid).includes(dir);
}

/** Starts a program that outlives us, with both outputs in a log file. */
export async function startDetached(
  file: string,
  args: string[],
  options: { cwd: string; log: string; env?: Record<string, string> },
): Promise<number> {
  const log = openSync(options.log, 'a', 0o600);
  try {
    const child = spawn(file, args, {
      cwd: options.cwd,
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, ...options.env },
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    return child.pid as number;
  } finally {
    closeSync(log);
  }
}

/** Ends a process at once and returns when it is gone. */
export async function killProcess(
  pid: number | undefined,
  dir: string,
): Promise<void> {
  if (pid === undefined || !isRunning(pid, dir)) {
    return;
  }
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw new ClusterError(`cannot end process ${pid}: ${String(error)}`);
    }
  }
  await waitFor(
    `end of process ${pid}`,
    () => (isRunning(pid, dir) ? undefined : true),
    { timeout: 10_000, interval: 10 },
  );
}

/** Stops a process from running, or lets it run on: it holds what it has. */
export function signalProcess(
  pid: number | undefined,
  dir: string,
  signal: 'SIGSTOP' | 'SIGCONT',
): void {
  if (pid === undefined || !isRunning(pid, dir)) {
    throw new ClusterError('the component does not run: start it first');
  }
  process.kill(pid, signal);
}
