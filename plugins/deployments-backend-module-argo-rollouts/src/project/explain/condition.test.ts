import fc from 'fast-check';
import { inWords, limitIn, valueInWords } from './condition';

describe('limitIn', () => {
  it.each([
    ['result[0] < 0.01', '<', '0.01'],
    ['result >= 95', '>=', '95'],
    ['len(result) > 0 && !isNaN(result[0]) && result[0] <= 0.05', '<=', '0.05'],
    ['result[0] == 1e-3', '==', '1e-3'],
  ])('reads %s', (condition, operator, limit) => {
    expect(limitIn(condition)).toEqual({ operator, limit });
  });

  it.each([
    '',
    'len(result) > 0',
    'result[0] > 1 && result[0] < 2',
    'result.ok',
    'all(result, {# < 2})',
  ])('finds no single limit in %j', condition => {
    expect(limitIn(condition)).toBeNull();
    expect(inWords(condition)).toBe(`what fulfils ${condition}`);
  });
});

describe('valueInWords', () => {
  it.each([
    ['[0.04999999999999998]', '0.05'],
    ['0.25', '0.25'],
    ['[1,2]', '[1,2]'],
    ['healthy', 'healthy'],
    ['[]', ''],
    ['[NaN]', ''],
    ['', ''],
  ])('%j is %j', (value, words) => {
    expect(valueInWords(value)).toBe(words);
  });

  it('says something of any value', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), value => {
        expect(valueInWords(`[${value}]`)).not.toBe('');
      }),
    );
  });
});
