import type { LogLine } from '@heal7/backstage-plugin-provisioning-common';
import type { JobLogLine } from '@heal7/backstage-plugin-provisioning-node';
import type { Knex } from 'knex';
import type { RunRow } from '../store/rows';

/** How much of a run's log is kept. */
export interface LogLimits {
  /** Of its lines' texts, of each step. */
  bytes: number;
}

/** So that a page of a log never reads much more than it shows. */
const CHUNK_LINES = 200;

const sizeOf = ({ text }: { text: string }) => Buffer.byteLength(text) + 64;

/**
 * What is kept of lines when only so many bytes are left; what is not is said
 * once, in the place of the first line that does not fit. The end of a long
 * log is what tells how it went: errors come with the run itself.
 */
export function fitting(
  lines: JobLogLine[],
  bytesLeft: number,
): { kept: JobLogLine[]; bytes: number; full: boolean } {
  const kept: JobLogLine[] = [];
  let bytes = 0;
  for (const line of lines) {
    if (bytes + sizeOf(line) > bytesLeft) {
      kept.push({
        ...line,
        level: 'warn',
        text: 'The log is longer than is kept: what follows of this step is left out',
        address: null,
      });
      return { kept, bytes: bytesLeft, full: true };
    }
    bytes += sizeOf(line);
    kept.push(line);
  }
  return { kept, bytes, full: false };
}

/**
 * Writes a step's lines into the database, as one of the lease's holders; the
 * positions of an `apply` go on where those of the `plan` have ended.
 */
export class RunLog {
  #dropping = false;

  constructor(
    private readonly knex: Knex,
    private readonly limits: LogLimits,
    private readonly run: { id: string; lease: number },
    private readonly step: LogLine['step'],
    /** Lines of the run before this step, and bytes of them. */
    private readonly before: { lines: number; bytes: number },
  ) {}

  /** @returns whether anything was written; false when the lease is lost. */
  async append(lines: JobLogLine[]): Promise<boolean> {
    if (this.#dropping) {
      return true;
    }
    return this.knex.transaction(async trx => {
      const row = await trx<RunRow>('runs')
        .where({ id: this.run.id, lease: this.run.lease })
        .forUpdate()
        .first();
      if (!row) {
        return false;
      }
      const used = Number(row.log_bytes) - this.before.bytes;
      const { kept, bytes, full } = fitting(lines, this.limits.bytes - used);
      this.#dropping = full;
      const numbered = kept
        .map(line => ({
          ...line,
          step: this.step,
          position: this.before.lines + line.position,
        }))
        // Told again after a crash between the write and its being remembered.
        .filter(({ position }) => position > row.log_lines);
      if (numbered.length === 0) {
        return true;
      }
      for (let at = 0; at < numbered.length; at += CHUNK_LINES) {
        const chunk = numbered.slice(at, at + CHUNK_LINES);
        await trx('run_logs').insert({
          run_id: this.run.id,
          first: chunk[0].position,
          last: chunk[chunk.length - 1].position,
          lines: JSON.stringify(chunk),
        });
      }
      await trx<RunRow>('runs')
        .where({ id: this.run.id })
        .update({
          log_lines: numbered[numbered.length - 1].position,
          log_bytes: Number(row.log_bytes) + bytes,
        });
      return true;
    });
  }
}
