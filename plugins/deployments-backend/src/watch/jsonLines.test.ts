import fc from 'fast-check';
import { decodeJsonLines } from './jsonLines';

async function* inPieces(bytes: Buffer, cuts: number[]) {
  let start = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    yield bytes.subarray(start, cut);
    start = cut;
  }
  yield bytes.subarray(start);
}

async function decode(chunks: AsyncIterable<Uint8Array>, max = 1e9) {
  const values: unknown[] = [];
  for await (const value of decodeJsonLines(chunks, max)) {
    values.push(value);
  }
  return values;
}

const jsonOf = (values: unknown[]) =>
  Buffer.from(values.map(value => `${JSON.stringify(value)}\n`).join(''));

describe('decodeJsonLines', () => {
  it('gives back what was sent, wherever the chunks end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.jsonValue({
            stringUnit: 'binary',
          }),
          { maxLength: 8 },
        ),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
        async (values, cuts) => {
          const bytes = jsonOf(values);
          const at = cuts.map(cut => Math.floor(cut * bytes.length));
          const sent = values.map(value => JSON.parse(JSON.stringify(value)));
          expect(await decode(inPieces(bytes, at))).toEqual(sent);
        },
      ),
    );
  });

  it('joins characters that are cut in the middle', async () => {
    const bytes = jsonOf(['사주', '🔮']);
    const everywhere = Array.from(bytes, (_, index) => index);
    expect(await decode(inPieces(bytes, everywhere))).toEqual(['사주', '🔮']);
  });

  it('takes objects of a megabyte', async () => {
    const big = { text: 'x'.repeat(1024 * 1024) };
    const cuts = Array.from({ length: 64 }, (_, index) => index * 16384);
    expect(await decode(inPieces(jsonOf([big, 1]), cuts))).toEqual([big, 1]);
  });

  it('drops a last line that was broken off', async () => {
    const bytes = Buffer.from('{"a":1}\n\r\n\n{"b":2}');
    expect(await decode(inPieces(bytes, []))).toEqual([{ a: 1 }]);
  });

  it('refuses what is no JSON, and a line without end', async () => {
    await expect(
      decode(inPieces(Buffer.from('<html>\n'), [])),
    ).rejects.toBeInstanceOf(SyntaxError);
    await expect(
      decode(inPieces(Buffer.alloc(100, 'x'), [10, 50]), 60),
    ).rejects.toBeInstanceOf(RangeError);
  });
});
