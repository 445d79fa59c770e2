import type { JobLogLine } from '@heal7/backstage-plugin-provisioning-node';
import { open } from 'node:fs/promises';
import { isMissing } from './files';
import type { KeptLine } from './KeptLine';

const NEWLINE = 0x0a;
const CHUNK_BYTES = 256 * 1024;

/** Reads a log that is being written, piece by piece. */
export class JobLogReader {
  readonly #file: string;
  #offset = 0;
  #position = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** The next lines that are whole; none when there are none yet. */
  async next(): Promise<Array<KeptLine & { position: number }>> {
    const bytes = await this.#read();
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    this.#offset += end;
    return bytes
      .toString('utf8', 0, end)
      .split('\n')
      .slice(0, -1)
      .map(line => ({
        ...(JSON.parse(line) as KeptLine),
        position: ++this.#position,
      }));
  }

  async #read(): Promise<Buffer> {
    let handle;
    try {
      handle = await open(this.#file, 'r');
    } catch (error) {
      if (isMissing(error)) {
        return Buffer.alloc(0);
      }
      throw error;
    }
    try {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const { bytesRead } = await handle.read(
        chunk,
        0,
        chunk.length,
        this.#offset,
      );
      return chunk.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }
}

/** Without what is kept beside it. */
export function shownLine(line: KeptLine & { position: number }): JobLogLine {
  const { position, at, level, text, address } = line;
  return { position, at, level, text, address };
}
