const NEWLINE = 0x0a;

/**
 * Turns a byte stream of JSON documents, one a line, into values. Bytes are
 * joined before they are decoded, so that chunks may end anywhere, inside a
 * character too. Blank lines are skipped; a last line without its newline is
 * dropped, because a broken connection cannot be told from a complete object.
 *
 * @throws SyntaxError when a line is no JSON.
 * @throws RangeError when a line is longer than `maxLineBytes`.
 * @internal
 */
export async function* decodeJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<unknown, void, undefined> {
  let pending: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let start = 0;
    let end = chunk.indexOf(NEWLINE);
    while (end !== -1) {
      pending.push(chunk.subarray(start, end));
      const line = Buffer.concat(pending).toString('utf8').trim();
      pending = [];
      size = 0;
      if (line !== '') {
        yield JSON.parse(line);
      }
      start = end + 1;
      end = chunk.indexOf(NEWLINE, start);
    }
    if (start < chunk.length) {
      pending.push(chunk.subarray(start));
      size += chunk.length - start;
    }
    if (size > maxLineBytes) {
      throw new RangeError(`A line is longer than ${maxLineBytes} bytes`);
    }
  }
}
