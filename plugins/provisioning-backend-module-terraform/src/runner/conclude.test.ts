import { SecretMask } from '@heal7/backstage-plugin-provisioning-node';
import fc from 'fast-check';
import { failure } from '../engine/RunFailure';
import { conclude } from './conclude';
import type { Ending } from './conclude';

const mask = new SecretMask(['hunter2-secret']);
const state = { outputs: [], resources: [] };
const orphan = { address: 'a.b', id: null, importBlock: null };

const end = (changes: Partial<Ending>) =>
  conclude(
    {
      step: 'apply',
      error: failure('apply-failed', 'It failed'),
      stopped: null,
      killed: false,
      left: { state, orphans: [] },
      ...changes,
    },
    mask,
  );

describe('conclude', () => {
  it('has failed with what the engine says', () => {
    expect(end({})).toMatchObject({
      status: 'failed',
      error: { code: 'apply-failed' },
      state,
    });
  });

  it('is stale when the plan was', () => {
    expect(
      end({ error: failure('plan-stale', 'x'), left: null }),
    ).toMatchObject({ status: 'stale' });
  });

  it('is cancelled when it ended in order', () => {
    expect(end({ stopped: 'cancelled' })).toEqual({
      status: 'cancelled',
      state,
    });
  });

  it('is interrupted when it did not, with what was left', () => {
    expect(
      end({
        stopped: 'cancelled',
        killed: true,
        left: { state, orphans: [orphan] },
      }),
    ).toMatchObject({
      status: 'interrupted',
      orphans: [orphan],
      error: {
        code: 'cancelled',
        message: expect.stringMatching(/was killed/),
      },
    });
    expect(end({ killed: true })).toMatchObject({
      status: 'interrupted',
      error: { code: 'killed' },
    });
  });

  it('says who died, when it was not the engine', () => {
    const error = failure('interrupted', 'The watcher died');
    expect(end({ killed: true, error })).toMatchObject({
      error: {
        message: 'The watcher died',
        hint: expect.stringMatching(/import/),
      },
    });
    expect(
      end({ step: 'plan', killed: true, error, left: null }),
    ).toMatchObject({
      error: { message: 'The watcher died', hint: 'Plan again.' },
    });
  });

  it('is just cancelled when a plan had to be killed: it changes nothing', () => {
    expect(
      end({ step: 'plan', stopped: 'cancelled', killed: true, left: null }),
    ).toEqual({ status: 'cancelled', state: null });
  });

  it.each(['timeout', 'memory'] as const)(
    'has failed for a limit: %s',
    stopped => {
      const outcome = end({ stopped });
      expect(outcome.status).toBe('failed');
    },
  );

  it('is interrupted when the machine goes down', () => {
    expect(end({ stopped: 'terminated' }).status).toBe('interrupted');
  });

  it('is interrupted, not failed, when something is in no state', () => {
    expect(end({ left: { state: null, orphans: [orphan] } })).toMatchObject({
      status: 'interrupted',
      error: { code: 'apply-failed', hint: expect.stringMatching(/import/) },
      orphans: [orphan],
    });
  });

  it('knows a full disk', () => {
    const error = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    expect(end({ error, left: null })).toMatchObject({
      status: 'failed',
      error: { code: 'disk-full' },
    });
  });

  it('never loses an orphan, nor tells a secret', () => {
    fc.assert(
      fc.property(
        fc.record({
          step: fc.constant('apply' as const),
          stopped: fc.constantFrom(
            null,
            'cancelled',
            'terminated',
            'timeout',
            'memory',
          ),
          killed: fc.boolean(),
          error: fc.constantFrom(
            failure('plan-stale', 'hunter2-secret'),
            failure('x', 'hunter2-secret', 'hunter2-secret'),
            new Error('hunter2-secret'),
          ),
        }) as fc.Arbitrary<Partial<Ending>>,
        ending => {
          const outcome = end({
            ...ending,
            left: { state, orphans: [orphan] },
          });
          expect(JSON.stringify(outcome)).not.toContain('hunter2-secret');
          expect(outcome).toMatchObject({
            status: 'interrupted',
            orphans: [orphan],
          });
        },
      ),
    );
  });
});
