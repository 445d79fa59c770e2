import { waitFor } from '@testing-library/react';
import type { LogLine } from '@heal7/backstage-plugin-provisioning-common';
import type { LogQuery } from '../api';
import { LogFollower, PAGE_LINES } from './LogFollower';

const linesTo = (count: number): LogLine[] =>
  Array.from({ length: count }, (_, index) => ({
    position: index + 1,
    at: '2026-11-24T01:00:00.000Z',
    step: 'apply',
    level: 'info',
    text: `line ${index + 1}`,
    address: null,
  }));

/** A log that grows; pages hold no more than `most`. */
function aLog(count: number, most = PAGE_LINES) {
  const log = { lines: linesTo(count), ended: false };
  const read = jest.fn(async ({ after, limit }: LogQuery) => {
    const next = Math.min(log.lines.length, after + Math.min(limit, most));
    return {
      lines: log.lines.slice(after, next),
      next,
      complete: log.ended && next === log.lines.length,
    };
  });
  return { log, read };
}

describe('LogFollower', () => {
  it('reads page by page until there is no more', async () => {
    const { read } = aLog(2500);
    const follower = new LogFollower(read, 0);
    follower.readOn();
    await waitFor(() => expect(follower.get().loading).toBe(false));
    expect(follower.get().window.lines).toHaveLength(2500);
    // The last one finds nothing new.
    expect(read).toHaveBeenCalledTimes(4);
  });

  it('stops asking once the log is complete', async () => {
    const { log, read } = aLog(10);
    log.ended = true;
    const follower = new LogFollower(read, 0);
    follower.readOn();
    await waitFor(() => expect(follower.get().window.complete).toBe(true));
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('reads on when it hears of more while it reads', async () => {
    const { log, read } = aLog(3);
    const follower = new LogFollower(read, 0);
    follower.readOn();
    log.lines = linesTo(5);
    follower.readOn();
    await waitFor(() => expect(follower.get().window.lines).toHaveLength(5));
  });

  it('begins near the end, and reads what is before when asked', async () => {
    const { read } = aLog(2500, 300);
    const follower = new LogFollower(read, 2400);
    follower.readOn();
    await waitFor(() => expect(follower.get().window.lines).toHaveLength(100));
    await waitFor(() => expect(follower.get().loading).toBe(false));
    follower.readEarlier();
    await waitFor(() => expect(follower.get().window.start).toBe(1400));
    expect(follower.get().window.lines.map(({ position }) => position)).toEqual(
      Array.from({ length: 1100 }, (_, index) => 1401 + index),
    );
  });

  it('keeps what it has when reading fails, and can go on', async () => {
    const { log, read } = aLog(2);
    const follower = new LogFollower(read, 0);
    follower.readOn();
    await waitFor(() => expect(follower.get().loading).toBe(false));
    read.mockRejectedValueOnce(new Error('gone'));
    follower.readOn();
    await waitFor(() => expect(follower.get().failure?.message).toBe('gone'));
    expect(follower.get().window.lines).toHaveLength(2);
    log.lines = linesTo(3);
    follower.readOn();
    await waitFor(() => expect(follower.get().window.lines).toHaveLength(3));
    expect(follower.get().failure).toBeNull();
  });

  it('is silent once it has been stopped', async () => {
    const { read } = aLog(2);
    const follower = new LogFollower(read, 0);
    const heard = jest.fn();
    follower.subscribe(heard);
    follower.readOn();
    heard.mockClear();
    follower.stop();
    await Promise.all(read.mock.results.map(({ value }) => value));
    expect(heard).not.toHaveBeenCalled();
    expect(follower.get().window.lines).toHaveLength(0);
  });
});
