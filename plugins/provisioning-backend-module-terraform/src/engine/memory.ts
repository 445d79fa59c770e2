import { readdir, readFile } from 'node:fs/promises';

const EVERY_MILLISECONDS = 1_000;
const KIB = 1024;

async function residentOf(pid: string, group: number): Promise<number> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the name, in brackets, may hold anything; field 3 follows it.
    const [, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(pgrp) !== group) {
      return 0;
    }
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * KIB;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

/** What a process group holds in memory; 0 where that cannot be known. */
export async function residentBytes(group: number): Promise<number> {
  const entries = await readdir('/proc').catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter(name => /^\d+$/.test(name))
      .map(pid => residentOf(pid, group)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Tells once when a process group has taken too much. */
export function watchMemory(
  group: number,
  limit: { bytes: number; onExceeded(): void },
): () => void {
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) {
      return;
    }
    busy = true;
    const bytes = await residentBytes(group);
    busy = false;
    if (bytes > limit.bytes) {
      clearInterval(timer);
      limit.onExceeded();
    }
  }, EVERY_MILLISECONDS);
  return () => clearInterval(timer);
}
