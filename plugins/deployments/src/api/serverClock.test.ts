import * as fc from 'fast-check';
import { clockOffset, ServerClock } from './serverClock';

const DATE = 'Mon, 02 Mar 2026 09:00:10 GMT';
const server = Date.parse(DATE);

describe('clockOffset', () => {
  it('says how far the server is ahead, from the middle of the exchange', () => {
    expect(clockOffset(DATE, server - 5100, server - 4900)).toBe(5500);
  });

  it.each([null, '', 'yesterday'])('is unknown for the header %j', header => {
    expect(clockOffset(header, 0, 0)).toBeNull();
  });
});

describe('ServerClock', () => {
  it('does not jump within the precision of the header', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -999, max: 999 })), estimates => {
        const clock = new ServerClock();
        estimates.forEach(e => clock.observe(e));
        expect(clock.offsetMs).toBe(0);
      }),
    );
  });

  it('follows a clock that is really off, and ignores what is unknown', () => {
    const clock = new ServerClock();
    clock.observe(60_000);
    clock.observe(null);
    clock.observe(60_400);
    expect(clock.offsetMs).toBe(60_000);
  });
});
