import { SharedReads } from './SharedReads';

describe('SharedReads', () => {
  it('never answers with a read that began before the question', async () => {
    const reads = new SharedReads<number>();
    const ends: ((value: number) => void)[] = [];
    const load = () =>
      new Promise<number>(resolve => {
        ends.push(resolve);
      });
    const first = reads.read('a', load);
    const second = reads.read('a', load);
    const third = reads.read('a', load);
    const other = reads.read('b', load);
    expect(ends).toHaveLength(2);
    ends[1](20);
    ends[0](1);
    expect(await first).toBe(1);
    expect(await other).toBe(20);
    await new Promise(resolve => setImmediate(resolve));
    expect(ends).toHaveLength(3);
    ends[2](2);
    expect(await Promise.all([second, third])).toEqual([2, 2]);
  });

  it('reads again after a failure', async () => {
    const reads = new SharedReads<number>();
    const failed = reads.read('a', () => Promise.reject(new Error('no')));
    const waiting = reads.read('a', async () => 1);
    await expect(failed).rejects.toThrow('no');
    expect(await waiting).toBe(1);
  });
});
