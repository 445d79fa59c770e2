import fc from 'fast-check';
import { addSeconds, asTime, compareNewestFirst } from './time';

describe('asTime', () => {
  it.each([
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
    ['2026-01-02T03:04:05.678901Z', '2026-01-02T03:04:05.678Z'],
    ['2026-01-02T12:04:05+09:00', '2026-01-02T03:04:05Z'],
  ])('reads %s in UTC', (text, time) => {
    expect(asTime(text)).toBe(time);
  });

  it.each([
    '',
    'yesterday',
    '2026-01-02',
    '2026-13-02T03:04:05Z',
    '2026-01-02T03:04:05',
    1767323045,
    null,
    {},
  ])('takes %j for no time', value => {
    expect(asTime(value)).toBeNull();
  });
});

describe('addSeconds', () => {
  it('is later by so many seconds', () => {
    expect(addSeconds('2026-01-02T03:04:05Z', 600)).toBe(
      '2026-01-02T03:14:05Z',
    );
  });

  it('has no answer beyond the calendar', () => {
    expect(addSeconds('2026-01-02T03:04:05Z', 1e15)).toBeNull();
  });
});

describe('compareNewestFirst', () => {
  it('puts the newest first and the unknown last', () => {
    const times = ['2026-01-01T00:00:00Z', null, '2026-01-02T00:00:00Z'];
    expect(times.sort(compareNewestFirst)).toEqual([
      '2026-01-02T00:00:00Z',
      '2026-01-01T00:00:00Z',
      null,
    ]);
  });

  it('is an order', () => {
    const time = fc.option(
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map(date => date.toISOString()),
    );
    fc.assert(
      fc.property(time, time, (a, b) => {
        expect(Math.sign(compareNewestFirst(a, b))).toBe(
          0 - Math.sign(compareNewestFirst(b, a)),
        );
      }),
    );
  });
});
