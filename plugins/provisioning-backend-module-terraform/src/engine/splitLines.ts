const NEWLINE = 0x0a;

/** Far more than a line of a log has. */
export const LONGEST_LINE_BYTES = 1024 * 1024;

export interface RawLine {
  text: string;
  /** Whether it went on: the rest was thrown away. */
  cut: boolean;
}

/**
 * Splits a stream into lines, holding no more than one of them; what a line
 * has beyond the longest is thrown away.
 */
export class LineSplitter {
  #pieces: Buffer[] = [];
  #held = 0;
  #cut = false;

  push(chunk: Buffer): RawLine[] {
    const lines: RawLine[] = [];
    let start = 0;
    for (
      let end = chunk.indexOf(NEWLINE);
      end !== -1;
      end = chunk.indexOf(NEWLINE, start)
    ) {
      this.#hold(chunk.subarray(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
    return lines;
  }

  /** What came after the last line end. */
  end(): RawLine[] {
    return this.#held > 0 ? [this.#take()] : [];
  }

  #hold(piece: Buffer): void {
    const room = LONGEST_LINE_BYTES - this.#held;
    const kept = piece.subarray(0, room);
    if (kept.length > 0) {
      // A copy: the chunk it is part of may be large.
      this.#pieces.push(Buffer.from(kept));
      this.#held += kept.length;
    }
    this.#cut ||= piece.length > room;
  }

  #take(): RawLine {
    const line = {
      text: Buffer.concat(this.#pieces).toString('utf8'),
      cut: this.#cut,
    };
    this.#pieces = [];
    this.#held = 0;
    this.#cut = false;
    return line;
  }
}
