import { createMockDirectory } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { appendFile, readFile, stat } from 'node:fs/promises';
import { JobLogReader } from './JobLogReader';
import { JobLogWriter } from './JobLogWriter';
import type { KeptLine } from './KeptLine';

const directory = createMockDirectory();
const file = () => directory.resolve('log.jsonl');

const line = (text: string): KeptLine => ({
  at: '2026-11-24T02:21:32.265Z',
  level: 'info',
  text,
  address: null,
});

async function write(texts: string[]) {
  const writer = await JobLogWriter.open(file());
  await writer.append(texts.map(line));
  await writer.close();
}

async function readAll(reader = new JobLogReader(file())) {
  const found = [];
  for (
    let some = await reader.next();
    some.length > 0;
    some = await reader.next()
  ) {
    found.push(...some);
  }
  return found;
}

beforeEach(() => directory.clear());

describe('the log of a job', () => {
  it('gives every line once, in order, whoever wrote it, when it is whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({ unit: 'grapheme' }))),
        async batches => {
          directory.clear();
          const reader = new JobLogReader(file());
          const read: Array<{ position: number; text: string }> = [];
          for (const batch of batches) {
            await write(batch);
            // Whoever wrote it died in the middle of the next line.
            await appendFile(file(), '{"at": "20');
            read.push(...(await readAll(reader)));
          }
          expect(read.map(({ text }) => text)).toEqual(batches.flat());
          expect(read.map(({ position }) => position)).toEqual(
            batches.flat().map((_, at) => at + 1),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is read in pieces when it is long', async () => {
    const texts = Array.from(
      { length: 3_000 },
      (_, at) => `${at} ${'가'.repeat(99)}`,
    );
    await write(texts);
    const reader = new JobLogReader(file());
    expect((await reader.next()).length).toBeLessThan(texts.length);
    const all = await readAll();
    expect(all.map(({ text }) => text)).toEqual(texts);
  });

  it('has no lines before it is there', async () => {
    await expect(new JobLogReader(file()).next()).resolves.toEqual([]);
  });

  it('is only for who runs the portal', async () => {
    await write(['x']);
    const { mode } = await stat(file());
    expect(mode & 0o077).toBe(0);
    await expect(readFile(file(), 'utf8')).resolves.toMatch(/"text":"x"/);
  });
});
