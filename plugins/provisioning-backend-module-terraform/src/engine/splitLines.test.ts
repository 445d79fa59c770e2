import fc from 'fast-check';
import { LineSplitter, LONGEST_LINE_BYTES } from './splitLines';

/** Pieces of a text, wherever it is cut: also inside a character. */
function pieces(text: string, cuts: number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const ends = [...cuts.map(cut => cut % (bytes.length + 1)), bytes.length];
  let start = 0;
  return ends
    .sort((a, b) => a - b)
    .map(end => {
      const piece = bytes.subarray(start, end);
      start = end;
      return piece;
    });
}

function linesOf(chunks: Buffer[]) {
  const splitter = new LineSplitter();
  return [...chunks.flatMap(chunk => splitter.push(chunk)), ...splitter.end()];
}

describe('LineSplitter', () => {
  it('gives the lines of a text, however it comes', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme' }).map(s => s.replace(/\n/g, '')),
        ),
        fc.array(fc.nat()),
        (lines, cuts) => {
          const text = lines.map(line => `${line}\n`).join('');
          expect(linesOf(pieces(text, cuts)).map(line => line.text)).toEqual(
            lines,
          );
        },
      ),
    );
  });

  it('gives a last line without an end', () => {
    expect(linesOf([Buffer.from('a\nb')])).toEqual([
      { text: 'a', cut: false },
      { text: 'b', cut: false },
    ]);
  });

  it('throws away what a line has too much, and goes on after it', () => {
    const long = Buffer.alloc(LONGEST_LINE_BYTES - 1, 'x');
    const lines = linesOf([
      long,
      Buffer.from('yz and more'),
      Buffer.from('\nnext\n'),
    ]);
    expect(lines.map(({ cut }) => cut)).toEqual([true, false]);
    expect(lines[0].text).toBe(`${long}y`);
    expect(lines[1].text).toBe('next');
  });
});
