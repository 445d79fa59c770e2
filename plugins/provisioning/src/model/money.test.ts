import { formatChange, formatMoney } from './money';

describe('money', () => {
  it('has cents only where they matter', () => {
    expect(formatMoney(0.4, 'en')).toBe('$0.40');
    expect(formatMoney(1234.56, 'en')).toBe('$1,235');
    expect(formatMoney(1234.56, 'ko')).toBe('$1,235');
  });

  it('says in which direction it changes', () => {
    expect(formatChange(10, 30.5, 'en')).toBe('+$20.50');
    expect(formatChange(30, 10, 'en')).toBe('−$20.00');
    expect(formatChange(10, 10.001, 'en')).toBe('±$0.00');
  });
});
