import { SharedAnswers } from './SharedAnswers';

describe('SharedAnswers', () => {
  let now: number;
  let asked: number;
  let answers: SharedAnswers<number>;

  beforeEach(() => {
    now = 0;
    asked = 0;
    answers = new SharedAnswers({ now: () => new Date(now) }, 2);
  });

  const ask = (key: string) =>
    answers.get(key, 30_000, async () => {
      asked += 1;
      return asked;
    });

  it('asks once for all who ask within the time', async () => {
    expect(await Promise.all([ask('a'), ask('a')])).toEqual([1, 1]);
    now = 29_999;
    expect(await ask('a')).toBe(1);
    now = 30_000;
    expect(await ask('a')).toBe(2);
  });

  it('keeps a failure for a short time only', async () => {
    const fail = () => {
      asked += 1;
      return Promise.reject(new Error(`failure ${asked}`));
    };
    await expect(answers.get('a', 30_000, fail)).rejects.toThrow('failure 1');
    now = 4_999;
    await expect(answers.get('a', 30_000, fail)).rejects.toThrow('failure 1');
    now = 5_000;
    expect(await ask('a')).toBe(2);
  });

  it('forgets the oldest answers when there are too many', async () => {
    await ask('a');
    await ask('b');
    await ask('c');
    expect(await ask('c')).toBe(3);
    expect(await ask('b')).toBe(2);
    expect(await ask('a')).toBe(4);
  });
});
