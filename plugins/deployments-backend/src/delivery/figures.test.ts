import fc from 'fast-check';
import type { EndedRollout } from './EndedRollout';
import { figuresOf } from './figures';
import { lastDays } from './period';

const NOW = new Date('2026-11-23T12:00:00Z');
const at = (text: string) => Date.parse(`2026-11-${text}Z`);
const PERIOD = lastDays(7, NOW);

let nextId = 0;
beforeEach(() => {
  nextId = 0;
});

function rollout(
  ended: string,
  more: Partial<EndedRollout> = {},
): EndedRollout {
  nextId += 1;
  return {
    id: nextId,
    targetId: 'east/web',
    revisionHash: `r${nextId}`,
    verdict: 'promoted',
    rollback: false,
    startedAt: at(ended) - 60_000,
    endedAt: at(ended),
    committedAt: null,
    failedAt: null,
    restoredAt: null,
    ...more,
  };
}

const figures = (...rollouts: EndedRollout[]) =>
  figuresOf(rollouts, PERIOD, 'production');

describe('figuresOf', () => {
  it('says nothing of nothing', () => {
    expect(figures()).toEqual({
      from: '2026-11-17T00:00:00.000Z',
      to: '2026-11-23T12:00:00.000Z',
      environment: 'production',
      deployments: 0,
      deploymentsPerDay: 0,
      leadTimeSeconds: null,
      leadTimeKnown: 0,
      changeFailureRate: null,
      failures: 0,
      timeToRestoreSeconds: null,
      restored: 0,
      days: [17, 18, 19, 20, 21, 22, 23].map(day => ({
        day: `2026-11-${day}`,
        promoted: 0,
        failed: 0,
      })),
    });
  });

  it('counts by days in UTC, borders included at the start only', () => {
    const result = figures(
      rollout('16T23:59:59.999'),
      rollout('17T00:00:00'),
      rollout('17T23:59:59.999'),
      rollout('18T00:00:00'),
      rollout('23T11:59:59.999'),
      rollout('23T12:00:00'),
    );
    expect(result.deployments).toBe(4);
    expect(result.deploymentsPerDay).toBe(4 / 7);
    expect(result.days.map(({ promoted }) => promoted)).toEqual([
      2, 1, 0, 0, 0, 0, 1,
    ]);
  });

  it('counts each target of an entity', () => {
    const result = figures(
      rollout('20T10:00:00'),
      rollout('20T10:05:00', { targetId: 'west/web' }),
    );
    expect(result.deployments).toBe(2);
  });

  it('takes the median of known lead times, without rollbacks', () => {
    const hours = (count: number) => ({
      committedAt: at('20T10:00:00') - count * 3_600_000,
    });
    const ended = '20T10:00:00';
    const some = [rollout(ended, hours(1)), rollout(ended, hours(5))];
    expect(figures(...some).leadTimeSeconds).toBe(3 * 3600);
    const more = [
      ...some,
      rollout(ended, hours(2)),
      rollout(ended),
      rollout(ended, { ...hours(900), rollback: true }),
      rollout(ended, { ...hours(900), verdict: 'aborted' }),
    ];
    expect(figures(...more)).toMatchObject({
      leadTimeSeconds: 2 * 3600,
      leadTimeKnown: 3,
    });
    // Clocks differ; a commit is never after its promotion.
    expect(figures(rollout(ended, hours(-1))).leadTimeSeconds).toBe(0);
  });

  it('counts as failures what was aborted and what a rollback undid', () => {
    const result = figures(
      rollout('18T10:00:00', { revisionHash: 'a' }),
      rollout('19T10:00:00', { revisionHash: 'b' }),
      rollout('20T10:00:00', { revisionHash: 'c', verdict: 'aborted' }),
      rollout('21T10:00:00', { revisionHash: 'a', rollback: true }),
      rollout('22T10:00:00', { revisionHash: 'd', targetId: 'west/web' }),
    );
    expect(result).toMatchObject({
      deployments: 4,
      failures: 2,
      changeFailureRate: 2 / 5,
    });
    expect(result.days.map(({ failed }) => failed)).toEqual([
      0, 0, 1, 1, 0, 0, 0,
    ]);
  });

  it('undoes all since the revision that a rollback went back to', () => {
    const result = figures(
      rollout('18T10:00:00', { revisionHash: 'a' }),
      rollout('19T10:00:00', { revisionHash: 'b' }),
      rollout('19T11:00:00', { revisionHash: 'c' }),
      rollout('19T12:00:00', { revisionHash: 'a', rollback: true }),
    );
    expect(result.failures).toBe(2);
    const unknown = figures(
      rollout('19T10:00:00', { revisionHash: 'b' }),
      rollout('19T11:00:00', { revisionHash: 'c' }),
      rollout('19T12:00:00', { revisionHash: 'before', rollback: true }),
    );
    expect(unknown.failures).toBe(1);
    const givenUp = figures(
      rollout('19T11:00:00', { revisionHash: 'c' }),
      rollout('19T12:00:00', {
        revisionHash: 'before',
        rollback: true,
        verdict: 'aborted',
      }),
    );
    expect(givenUp.failures).toBe(1);
  });

  it('measures restoring from the start of the failure', () => {
    const aborted = rollout('19T10:00:00', {
      verdict: 'aborted',
      failedAt: at('19T09:50:00'),
      restoredAt: at('19T10:20:00'),
    });
    expect(figures(aborted).timeToRestoreSeconds).toBe(30 * 60);
    const notYet = { ...aborted, id: 100, restoredAt: null };
    expect(figures(notYet)).toMatchObject({
      failures: 1,
      restored: 0,
      timeToRestoreSeconds: null,
    });

    const degraded = rollout('20T10:00:00', { failedAt: at('20T11:00:00') });
    const back = rollout('20T11:40:00', {
      rollback: true,
      revisionHash: 'older',
      startedAt: at('20T11:30:00'),
    });
    expect(figures(degraded, back).timeToRestoreSeconds).toBe(40 * 60);
    // Trouble on the way to a promotion is no incident after it.
    const unnoticed = { ...degraded, failedAt: at('20T09:59:30') };
    expect(figures(unnoticed, back).timeToRestoreSeconds).toBe(10 * 60);
    expect(figures(aborted, unnoticed, back)).toMatchObject({
      restored: 2,
      timeToRestoreSeconds: 20 * 60,
    });
  });

  it('never counts more failures than ends, on any day', () => {
    const one = fc.record({
      targetId: fc.constantFrom('x', 'y'),
      revisionHash: fc.constantFrom('a', 'b', 'c'),
      verdict: fc.constantFrom('promoted' as const, 'aborted' as const),
      rollback: fc.boolean(),
      endedAt: fc.integer({ min: at('15T00:00:00'), max: NOW.getTime() }),
      length: fc.integer({ min: 0, max: 7_200_000 }),
      committedAt: fc.option(fc.integer({ min: 0, max: NOW.getTime() })),
      failedAt: fc.option(fc.integer({ min: 0, max: NOW.getTime() })),
      restoredAt: fc.option(fc.integer({ min: 0, max: NOW.getTime() })),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), some => {
        const result = figures(
          ...some.map(({ length, ...rest }, index) => ({
            ...rest,
            id: index + 1,
            startedAt: rest.endedAt - length,
          })),
        );
        expect(result.changeFailureRate ?? 0).toBeLessThanOrEqual(1);
        expect(result.timeToRestoreSeconds ?? 0).toBeGreaterThanOrEqual(0);
        expect(result.leadTimeSeconds ?? 0).toBeGreaterThanOrEqual(0);
        const sum = (key: 'promoted' | 'failed') =>
          result.days.reduce((total, day) => total + day[key], 0);
        expect(sum('promoted')).toBe(result.deployments);
        expect(sum('failed')).toBe(result.failures);
        expect(result.restored).toBeLessThanOrEqual(result.failures);
      }),
    );
  });
});
