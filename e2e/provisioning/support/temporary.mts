import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

process.once('exit', () => {
  folders.forEach(dir => rmSync(dir, { recursive: true, force: true }));
});

/** A folder that goes with this process. */
export async function temporary(prefix: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), `${prefix}-`));
  folders.push(dir);
  return dir;
}
