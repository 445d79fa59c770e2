import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { PRIVATE_FILE } from './files';
import type { KeptLine } from './KeptLine';

const NEWLINE = 0x0a;
/** More than a line takes. */
const TAIL_BYTES = 256 * 1024;

/** How many bytes of a file are whole lines. */
async function wholeLines(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  const start = Math.max(0, size - TAIL_BYTES);
  const tail = Buffer.alloc(size - start);
  await handle.read(tail, 0, tail.length, start);
  return start + tail.lastIndexOf(NEWLINE) + 1;
}

function lostLines(count: number): KeptLine {
  return {
    at: new Date().toISOString(),
    level: 'warn',
    text: `${count} lines could not be written here`,
    address: null,
  };
}

/** Appends to the log of a job. */
export class JobLogWriter {
  readonly #handle: FileHandle;
  #size: number;
  #lost = 0;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  /** Takes up a log that a process may have left in the middle of a line. */
  static async open(file: string): Promise<JobLogWriter> {
    const handle = await open(file, 'a+', PRIVATE_FILE);
    const size = await wholeLines(handle);
    await handle.truncate(size);
    return new JobLogWriter(handle, size);
  }

  /**
   * A log that cannot be written, as on a full disk, is no reason to stop an
   * engine that is changing a cloud: lines are lost, and counted.
   */
  async append(lines: KeptLine[]): Promise<void> {
    if (lines.length === 0) {
      return;
    }
    const told = this.#lost > 0 ? [lostLines(this.#lost), ...lines] : lines;
    const bytes = Buffer.from(
      told.map(line => `${JSON.stringify(line)}\n`).join(''),
    );
    try {
      await this.#handle.appendFile(bytes);
      this.#size += bytes.length;
      this.#lost = 0;
    } catch {
      const written = await this.#keepWholeLines(bytes);
      const notices = told.length - lines.length;
      const before = written < notices ? this.#lost : 0;
      this.#lost = before + lines.length - Math.max(0, written - notices);
    }
  }

  /**
   * After a write that came only so far: what is whole stays, since somebody
   * may have read it already.
   *
   * @returns how many of the lines are there
   */
  async #keepWholeLines(bytes: Buffer): Promise<number> {
    const size = await wholeLines(this.#handle).catch(() => this.#size);
    await this.#handle.truncate(size).catch(() => {});
    const written = bytes.subarray(0, size - this.#size);
    this.#size = size;
    return written.filter(byte => byte === NEWLINE).length;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}
