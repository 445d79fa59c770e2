import fc from 'fast-check';
import type { WatchFailure } from './failure';
import { advance, DEFAULT_TIMING, INITIAL_PLAN } from './plan';
import type { Outcome, Plan } from './plan';

const fail = (
  kind: WatchFailure['kind'],
  retryAfterMs: number | null = null,
): Outcome => ({
  type: 'failed',
  failure: { kind, message: kind, retryAfterMs },
});

const watching: Plan = {
  step: { do: 'watch', resourceVersion: '7' },
  delayMs: 0,
  failures: 0,
};

const after = (plan: Plan, ...outcomes: Outcome[]) =>
  outcomes.reduce((current, outcome) => advance(current, outcome, 0.5), plan);

describe('advance', () => {
  it('lists page by page, then watches from the version of the list', () => {
    const second = after(INITIAL_PLAN, { type: 'page', continueToken: 'abc' });
    expect(second.step).toEqual({ do: 'list', continueToken: 'abc' });
    expect(after(second, { type: 'listed', resourceVersion: '7' })).toEqual(
      watching,
    );
  });

  it('begins a list again when its token has expired', () => {
    expect(
      after(INITIAL_PLAN, { type: 'page', continueToken: 'abc' }, fail('gone')),
    ).toMatchObject({ step: { do: 'list', continueToken: null }, delayMs: 0 });
  });

  it('reopens a watch that lived long at once, from the last version', () => {
    expect(
      after(watching, {
        type: 'closed',
        resourceVersion: '9',
        livedMs: 60_000,
      }),
    ).toEqual({
      step: { do: 'watch', resourceVersion: '9' },
      delayMs: 0,
      failures: 0,
    });
  });

  it('waits before reopening one that was closed right away', () => {
    const closed: Outcome = {
      type: 'closed',
      resourceVersion: '9',
      livedMs: 10,
    };
    const once = after(watching, closed);
    expect(once.step).toEqual({ do: 'watch', resourceVersion: '9' });
    expect(once.delayMs).toBeGreaterThan(0);
    expect(after(once, closed).delayMs).toBeGreaterThan(once.delayMs);
  });

  it('resumes without a list after the network failed', () => {
    expect(after(watching, fail('network')).step).toEqual(watching.step);
    expect(
      after(watching, {
        ...fail('server'),
        resourceVersion: '8',
      } as Outcome).step,
    ).toEqual({ do: 'watch', resourceVersion: '8' });
  });

  it('lists when the server keeps refusing to resume', () => {
    const refusals = Array.from({ length: 3 }, () => fail('server'));
    expect(after(watching, ...refusals.slice(1)).step).toEqual(watching.step);
    expect(after(watching, ...refusals).step).toEqual({
      do: 'list',
      continueToken: null,
    });
  });

  it('lists at once when the version is gone, and slower each further time', () => {
    const once = after(watching, fail('gone'));
    expect(once).toMatchObject({
      step: { do: 'list', continueToken: null },
      delayMs: 0,
    });
    expect(after(once, fail('gone')).delayMs).toBeGreaterThan(0);
  });

  it('tries a new credential at once, but only once', () => {
    const once = after(watching, fail('unauthorized'));
    expect(once).toMatchObject({ step: watching.step, delayMs: 0 });
    expect(after(once, fail('unauthorized')).delayMs).toBeGreaterThan(0);
  });

  it.each(['absent', 'forbidden'] as const)(
    'asks again soon, and in the end each minute, for a kind that is %s',
    kind => {
      const once = after(watching, fail(kind));
      expect(once.delayMs).toBeLessThan(1_000);
      expect(once.step).toEqual({ do: 'list', continueToken: null });
      const often = after(once, ...Array.from({ length: 9 }, () => fail(kind)));
      expect(advance(often, fail(kind), 0.999).delayMs).toBeGreaterThan(59_000);
      expect(often.delayMs).toBeLessThanOrEqual(DEFAULT_TIMING.slowRetryMs);
    },
  );

  it('waits as long as the server asks for', () => {
    expect(after(watching, fail('throttled', 20_000)).delayMs).toBe(20_000);
  });

  it('never waits longer than the limit, nor loops without waiting', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom<WatchFailure['kind']>(
            'gone',
            'unauthorized',
            'server',
            'network',
            'throttled',
          ),
          { minLength: 2, maxLength: 40 },
        ),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (kinds, random) => {
          let plan = watching;
          kinds.forEach((kind, index) => {
            plan = advance(plan, fail(kind), random);
            expect(plan.delayMs).toBeLessThanOrEqual(
              DEFAULT_TIMING.maxBackoffMs,
            );
            expect(plan.delayMs > 0 || index === 0).toBe(true);
          });
        },
      ),
    );
  });
});
