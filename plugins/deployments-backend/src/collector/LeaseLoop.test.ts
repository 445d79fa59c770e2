import { mockServices } from '@backstage/backend-test-utils';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import { LeaseLostError } from '../store/LeaseStore';
import type { Lease, LeaseStore } from '../store/LeaseStore';
import { leaseLoop } from './LeaseLoop';

const lease: Lease = { cluster: 'east', holder: 'me', fence: 1 };

describe('leaseLoop', () => {
  let stop: AbortController;
  let leases: jest.Mocked<LeaseStore>;
  let clock: JumpingClock;

  beforeEach(() => {
    stop = new AbortController();
    clock = new JumpingClock();
    leases = {
      acquire: jest.fn().mockResolvedValue(lease),
      renew: jest.fn().mockResolvedValue(true),
      release: jest.fn().mockResolvedValue(undefined),
      expiries: jest.fn(),
    };
  });

  const untilAborted = (signal: AbortSignal) =>
    new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });

  const run = (work: (lease: Lease, signal: AbortSignal) => Promise<void>) =>
    leaseLoop(
      {
        cluster: 'east',
        holder: 'me',
        leases,
        clock,
        logger: mockServices.logger.mock(),
        alone: false,
        work,
      },
      stop.signal,
    );

  it('waits while another replica has the lease', async () => {
    leases.acquire
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce(undefined);
    const work = jest.fn(async () => stop.abort());
    await run(work);
    expect(leases.acquire).toHaveBeenCalledTimes(3);
    expect(clock.sleeps.slice(0, 2)).toEqual([5_000, 5_000]);
    expect(work).toHaveBeenCalledWith(lease, expect.anything());
  });

  it('keeps the lease alive and gives it back when told to stop', async () => {
    leases.renew.mockImplementation(async () => {
      if (leases.renew.mock.calls.length === 3) {
        stop.abort();
      }
      return true;
    });
    await run((_, signal) => untilAborted(signal));
    expect(clock.sleeps.slice(0, 3)).toEqual([5_000, 5_000, 5_000]);
    expect(leases.release).toHaveBeenCalledWith(lease);
  });

  it('stops working when the lease is lost, and tries again', async () => {
    leases.renew.mockResolvedValueOnce(false);
    let turns = 0;
    await run((_, signal) => {
      turns += 1;
      if (turns === 2) {
        stop.abort();
        return Promise.resolve();
      }
      return untilAborted(signal);
    });
    expect(leases.acquire).toHaveBeenCalledTimes(2);
  });

  it('stops working when it could not renew for as long as the lease lasts', async () => {
    leases.renew.mockRejectedValue(new Error('database is gone'));
    let turns = 0;
    await run((_, signal) => {
      turns += 1;
      if (turns === 2) {
        stop.abort();
        return Promise.resolve();
      }
      return untilAborted(signal);
    });
    expect(leases.renew).toHaveBeenCalledTimes(3);
  });

  it('goes on after a write was refused or the work failed', async () => {
    let turns = 0;
    await run(async () => {
      turns += 1;
      if (turns === 1) {
        throw new LeaseLostError(lease);
      }
      if (turns === 2) {
        throw new Error('something else');
      }
      stop.abort();
    });
    expect(turns).toBe(3);
  });
});
