import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T;
}

const jobFile = (dataDir: string, jobId: string, name: string) =>
  join(dataDir, 'jobs', jobId, name);

export const runnerOf = async (dataDir: string, jobId: string) =>
  (await readJson<{ pid: number }>(jobFile(dataDir, jobId, 'runner-1.json')))
    .pid;

export const engineOf = async (dataDir: string, jobId: string) =>
  (await readJson<{ pid: number }>(jobFile(dataDir, jobId, 'engine.json'))).pid;

/** Processes of a group that have not ended. */
export async function membersOf(group: number): Promise<number[]> {
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter(name =>
    /^\d+$/.test(name),
  )) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(pgrp) === group && state !== 'Z') {
      found.push(Number(pid));
    }
  }
  return found;
}

/** The most that a process has held in memory so far; 0 when it has ended. */
export async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Files below a folder that hold a text, in a form in which it may be kept. */
export async function filesWith(
  dir: string,
  secret: string,
): Promise<string[]> {
  const bytes = Buffer.from(secret);
  const forms = [
    bytes,
    ...[bytes.toString('base64').slice(0, -2), bytes.toString('hex')].map(
      form => Buffer.from(form),
    ),
  ];
  const found: string[] = [];
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(one => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    if (forms.some(form => content.includes(form))) {
      found.push(file);
    }
  }
  return found;
}
