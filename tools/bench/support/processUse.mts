import { readFile } from 'node:fs/promises';

const TICKS_PER_SECOND = 100;

/** What a process holds and has used so far; Linux only. */
export interface ProcessUse {
  /** Resident set, bytes. */
  rss: number;
  /** Of all its threads, seconds. */
  cpu: number;
}

/** Reads the use of a process from `/proc`. */
export async function processUse(pid: number): Promise<ProcessUse> {
  const [status, stat] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
  ]);
  const rss = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  // The second field is the name in brackets and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  return { rss, cpu };
}
