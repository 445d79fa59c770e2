import { parseCpu, parseMemory } from './quantity';

describe('parseCpu', () => {
  it.each([
    ['2', 2],
    ['500m', 0.5],
    ['1.5', 1.5],
    ['0', 0],
  ])('reads %s as %d', (quantity, expected) => {
    expect(parseCpu(quantity)).toBe(expected);
  });

  it.each(['', '-1', 'm', '1Gi', '1 m', '1e3', 'NaN'])(
    'refuses %p and says what to write',
    quantity => {
      expect(() => parseCpu(quantity)).toThrow('e.g. 500m or 2');
    },
  );
});

describe('parseMemory', () => {
  it.each([
    ['512Mi', 0.5],
    ['2Gi', 2],
    ['1048576Ki', 1],
    ['1Ti', 1024],
    ['1073741824', 1],
  ])('reads %s as %d GiB', (quantity, expected) => {
    expect(parseMemory(quantity)).toBe(expected);
  });

  it('knows that a gigabyte is less than a GiB', () => {
    expect(parseMemory('1G')).toBeCloseTo(0.931322575, 9);
    expect(parseMemory('1000M')).toBe(parseMemory('1G'));
  });

  it.each(['', '-1Gi', '500m', 'Gi', '1gi'])('refuses %p', quantity => {
    expect(() => parseMemory(quantity)).toThrow('e.g. 512Mi or 2Gi');
  });
});
