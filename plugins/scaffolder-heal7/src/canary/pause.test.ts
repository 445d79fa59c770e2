import { formatSeconds, parsePause } from './pause';

describe('parsePause', () => {
  it.each([
    ['30s', 30],
    ['10m', 600],
    ['1h', 3600],
  ])('reads %s', (pause, seconds) => {
    expect(parsePause(pause)).toBe(seconds);
  });

  it.each(['', '10', '0m', '1d', '1.5h', '10 m', '-5m', '10000m'])(
    'does not read %j',
    pause => {
      expect(parsePause(pause)).toBeUndefined();
    },
  );
});

describe('formatSeconds', () => {
  it('leaves out what is nought', () => {
    expect(formatSeconds(3600, 'en')).toBe('1 hr');
    expect(formatSeconds(3930, 'en')).toBe('1 hr 5 min 30 sec');
    expect(formatSeconds(600, 'ko')).toBe('10분');
  });

  it('says no time at all in minutes', () => {
    expect(formatSeconds(0, 'en')).toBe('0 min');
  });
});
