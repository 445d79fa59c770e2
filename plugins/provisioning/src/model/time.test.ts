import { formatAgo, formatDuration, formatMoment } from './time';

describe('times', () => {
  const now = Date.parse('2026-11-24T01:00:00Z');

  it('say how long ago', () => {
    expect(formatAgo('2026-11-24T00:57:00Z', now, 'en')).toBe('3 minutes ago');
    expect(formatAgo('2026-11-24T00:57:00Z', now, 'ko')).toBe('3분 전');
  });

  it('leave what is unreadable as it is', () => {
    expect(formatAgo('soon', now, 'en')).toBe('');
    expect(formatMoment('soon', 'en')).toBe('soon');
  });

  it('give lengths in their two largest units', () => {
    expect(formatDuration(3723, 'en')).toBe('1 hr 2 min');
    expect(formatDuration(0, 'en')).toBe('0 sec');
  });
});
