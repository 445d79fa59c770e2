import { nextRow } from './keyboard';

describe('nextRow', () => {
  it.each([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 5, 4],
    ['PageDown', 5, 15],
    ['PageUp', 15, 5],
    ['Home', 5, 0],
    ['End', 5, 99],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['PageDown', 95, 99],
  ])('%s on row %d leads to row %d', (key, from, to) => {
    expect(nextRow(key, from, 100, 10)).toBe(to);
  });

  it('leaves other keys and an empty table alone', () => {
    expect(nextRow('a', 5, 100, 10)).toBeNull();
    expect(nextRow('toString', 5, 100, 10)).toBeNull();
    expect(nextRow('End', 0, 0, 10)).toBeNull();
  });
});
