import fc from 'fast-check';
import { parseGoDuration, parseGoInteger } from './go';

describe('parseGoInteger', () => {
  it.each([
    ['0', 0],
    ['12', 12],
    ['+12', 12],
    ['-12', -12],
    ['007', 7],
    ['2147483647', 2147483647],
  ])('reads %s', (text, value) => {
    expect(parseGoInteger(text, 32)).toBe(value);
  });

  it.each(['', ' 1', '1 ', '1.0', '1e3', '0x1', '2147483648', '6f7d', '--1'])(
    'refuses %j',
    text => {
      expect(parseGoInteger(text, 32)).toBeNull();
    },
  );

  it('knows the limits of 64 bits', () => {
    expect(parseGoInteger('9223372036854775807', 64)).toBeGreaterThan(9e18);
    expect(parseGoInteger('9223372036854775808', 64)).toBeNull();
    expect(parseGoInteger('-9223372036854775808', 64)).toBeLessThan(-9e18);
  });

  it('reads back every integer', () => {
    fc.assert(
      fc.property(fc.integer(), value => {
        expect(parseGoInteger(String(value), 32)).toBe(value);
      }),
    );
  });
});

describe('parseGoDuration', () => {
  it.each([
    ['0', 0],
    ['10s', 10],
    ['5m', 300],
    ['1h', 3600],
    ['1h30m', 5400],
    ['1h30m10s', 5410],
    ['1.5h', 5400],
    ['.5m', 30],
    ['1.m', 60],
    ['+5s', 5],
    ['-5s', -5],
    ['999ms', 0],
    ['1500ms', 1],
    ['1000000us', 1],
    ['1000000µs', 1],
    ['2000000000ns', 2],
  ])('reads %s', (text, seconds) => {
    expect(parseGoDuration(text)).toBe(seconds);
  });

  it.each(['', '10', 's', '5 m', '5d', '1h 30m', 'm5', '+', '5sm', '3000000h'])(
    'refuses %j',
    text => {
      expect(parseGoDuration(text)).toBeNull();
    },
  );

  it('adds up its parts in any order', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(999), fc.nat(999), (h, m, s) => {
        const sum = h * 3600 + m * 60 + s;
        expect(parseGoDuration(`${h}h${m}m${s}s`)).toBe(sum);
        expect(parseGoDuration(`${s}s${h}h${m}m`)).toBe(sum);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect([null, 'number']).toContainEqual(
          parseGoDuration(text) === null ? null : 'number',
        );
      }),
    );
  });
});
