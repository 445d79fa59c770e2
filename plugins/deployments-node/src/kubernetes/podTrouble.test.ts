import type { JsonObject } from '@backstage/types';
import { podTrouble } from './podTrouble';

const trouble = (...containerStatuses: JsonObject[]) =>
  podTrouble({ metadata: {}, status: { containerStatuses } });

// What the reasons are is tested with the pods.
describe('podTrouble', () => {
  it('passes on what the kubelet says of the container that waits', () => {
    expect(
      trouble(
        { ready: true, state: { running: {} } },
        {
          state: {
            waiting: { reason: 'ErrImagePull', message: 'not\n  found' },
          },
        },
      ),
    ).toEqual({ reason: 'ErrImagePull', message: 'not found' });
  });

  it('says how a container ended rather than that it waits', () => {
    const ended = { reason: 'OOMKilled', exitCode: 137 };
    const lastState = { terminated: ended };
    const message = 'OOMKilled, exit code 137';
    const waiting = { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' };
    expect(trouble({ lastState, state: { waiting } })).toEqual({
      reason: 'CrashLoopBackOff',
      message,
    });
    expect(trouble({ state: { terminated: ended } })).toEqual({
      reason: 'OOMKilled',
      message,
    });
  });

  it('remembers how a container ended that runs again', () => {
    const terminated = { exitCode: 1, reason: 'Error', message: 'no database' };
    expect(
      podTrouble({
        metadata: {},
        status: {
          conditions: [
            { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
          ],
          containerStatuses: [
            { ready: false, state: { running: {} }, lastState: { terminated } },
          ],
        },
      }),
    ).toEqual({
      reason: 'ContainersNotReady',
      message: 'Error, exit code 1: no database',
    });
  });

  it('passes on what the scheduler says', () => {
    const message = '0/3 nodes are available: 3 Insufficient memory.';
    const condition = { type: 'PodScheduled', status: 'False' };
    expect(
      podTrouble({
        metadata: {},
        status: {
          phase: 'Pending',
          conditions: [{ ...condition, reason: 'Unschedulable', message }],
        },
      }),
    ).toEqual({ reason: 'Unschedulable', message });
  });

  it('keeps no more of a message than tells what it is about', () => {
    const message = `${'x'.repeat(398)}😀${'y'.repeat(5000)}`;
    const said = trouble({ state: { waiting: { reason: 'Error', message } } });
    expect(said.message).toBe(`${'x'.repeat(398)}…`);
  });
});
