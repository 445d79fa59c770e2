import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process that cannot be taken for a later one with its number. */
export interface ProcessIdentity {
  pid: number;
  /** When it began, by the machine's own count. */
  began: string;
}

async function beganOnLinux(pid: number): Promise<string> {
  const [boot, stat] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
  ]);
  // proc(5): the name, in brackets, may hold anything; field 3 follows it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') {
    throw new Error('It has ended');
  }
  return `${boot.trim()}/${fields[19]}`;
}

async function beganElsewhere(pid: number): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', [
    ...['-o', 'lstart=', '-p', `${pid}`],
  ]);
  return stdout.trim();
}

/** Null when there is no such process. */
export async function identify(pid: number): Promise<ProcessIdentity | null> {
  try {
    const began = await (process.platform === 'linux'
      ? beganOnLinux(pid)
      : beganElsewhere(pid));
    return { pid, began };
  } catch {
    return null;
  }
}

export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await identify(identity.pid))?.began === identity.began;
}

/** False when there is nobody to send it to. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
