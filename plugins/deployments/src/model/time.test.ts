import * as fc from 'fast-check';
import {
  formatAgo,
  formatCountdown,
  formatDuration,
  secondsUntil,
} from './time';

describe('secondsUntil', () => {
  it('rounds up, so that it says 0 only when it is over', () => {
    const now = Date.parse('2026-03-02T09:00:00Z');
    expect(secondsUntil('2026-03-02T09:00:00.001Z', now)).toBe(1);
    expect(secondsUntil('2026-03-02T09:00:00Z', now)).toBe(0);
    expect(secondsUntil('2026-03-02T08:00:00Z', now)).toBe(0);
  });

  it('is null for a time that cannot be read', () => {
    expect(secondsUntil('soon', 0)).toBeNull();
  });
});

describe('formatCountdown', () => {
  it.each([
    [0, '0:00'],
    [65, '1:05'],
    [3600, '1:00:00'],
    [90061, '25:01:01'],
  ])('writes %d as %s', (seconds, text) => {
    expect(formatCountdown(seconds)).toBe(text);
  });

  it('never gets longer by waiting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), seconds => {
        expect(formatCountdown(seconds - 1).length).toBeLessThanOrEqual(
          formatCountdown(seconds).length,
        );
      }),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0, 'en', '0 sec'],
    [600, 'en', '10 min'],
    [3661, 'en', '1 hr 1 min'],
    [600, 'ko', '10분'],
    [90, 'ko', '1분 30초'],
  ])('writes %d in %s as %s', (seconds, language, text) => {
    expect(formatDuration(seconds, language)).toBe(text);
  });
});

describe('formatAgo', () => {
  it('is told in the language of the reader', () => {
    const now = Date.parse('2026-03-02T09:00:00Z');
    expect(formatAgo('2026-03-02T08:57:00Z', now, 'en')).toBe('3 minutes ago');
    expect(formatAgo('2026-03-02T08:57:00Z', now, 'ko')).toBe('3분 전');
    expect(formatAgo('whenever', now, 'en')).toBe('');
  });
});
