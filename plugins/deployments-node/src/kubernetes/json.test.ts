import fc from 'fast-check';
import {
  asCount,
  asFields,
  asInteger,
  asText,
  asTextMap,
  asTexts,
  compareTexts,
  fieldOf,
  pathOf,
} from './json';

describe('reading unknown JSON', () => {
  it('sees only own fields', () => {
    expect(fieldOf({ a: 1 }, 'a')).toBe(1);
    expect(fieldOf({ a: 1 }, 'toString')).toBeUndefined();
    expect(fieldOf([1], '0')).toBeUndefined();
    expect(fieldOf(null, 'a')).toBeUndefined();
    expect(fieldOf('text', 'length')).toBeUndefined();
  });

  it('follows a path as far as it goes', () => {
    expect(pathOf({ a: { b: { c: 1 } } }, 'a', 'b', 'c')).toBe(1);
    expect(pathOf({ a: 'text' }, 'a', 'b', 'c')).toBeUndefined();
  });

  it('takes null and arrays for no object', () => {
    expect(asFields(null)).toBeUndefined();
    expect(asFields([])).toBeUndefined();
    expect(asFields({})).toEqual({});
  });

  it('reads numbers as text, but nothing else', () => {
    expect(asText(6888647)).toBe('6888647');
    expect(asText('')).toBe('');
    expect(asText(true)).toBe('');
    expect(asText(NaN)).toBe('');
    expect(asText({})).toBe('');
  });

  it('reads whole numbers only', () => {
    expect(asInteger(3)).toBe(3);
    expect(asInteger(3.5)).toBeUndefined();
    expect(asInteger('3')).toBeUndefined();
    expect(asCount(-3)).toBe(0);
    expect(asCount('x')).toBe(0);
  });

  it('keeps the texts of lists and maps, sorted by key', () => {
    expect(asTexts(['a', 1, null, '', 'b'])).toEqual(['a', '1', 'b']);
    expect(Object.entries(asTextMap({ b: 'x', a: 'y', c: 1 }))).toEqual([
      ['a', 'y'],
      ['b', 'x'],
    ]);
  });

  it('keeps a key that is called __proto__ a mere key', () => {
    const map = asTextMap(JSON.parse('{"__proto__": "x"}'));
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
    expect(fieldOf(map, '__proto__')).toBe('x');
  });

  it('sorts texts in one order everywhere', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(compareTexts(a, b)).toBe(0 - compareTexts(b, a));
        expect(compareTexts(a, a)).toBe(0);
      }),
    );
    expect(['b', 'B', 'a', 'ä'].sort(compareTexts)).toEqual([
      'B',
      'a',
      'b',
      'ä',
    ]);
  });
});
