import type { JsonObject } from '@backstage/types';
import { podsWith } from './pods';

const pods = podsWith('hash');

const read = (status: JsonObject, metadata: object = {}) =>
  pods.digest({
    metadata: { name: 'web-1', ...metadata },
    spec: { containers: [{ name: 'web' }, { name: 'istio-proxy' }] },
    status,
  })!.data;
const waiting = (reason: string): JsonObject => ({
  state: { waiting: { reason } },
});
const terminated = (state: JsonObject): JsonObject => ({
  state: { terminated: state },
});
const running: JsonObject = { ready: true, state: { running: {} } };

describe('pods', () => {
  it('are ready when their condition says so, and then need no reason', () => {
    expect(
      read({
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [
          { ...running, restartCount: 2 },
          { ...running, restartCount: 1 },
        ],
      }),
    ).toEqual({
      phase: 'Running',
      ready: true,
      reason: '',
      message: '',
      restarts: 3,
      containers: ['web', 'istio-proxy'],
      digests: ['', ''],
      createdAt: null,
    });
  });

  it.each<[string, JsonObject]>([
    [
      'ImagePullBackOff',
      { containerStatuses: [running, waiting('ImagePullBackOff')] },
    ],
    ['OOMKilled', { containerStatuses: [terminated({ reason: 'OOMKilled' })] }],
    ['Signal:9', { containerStatuses: [terminated({ signal: 9 })] }],
    ['ExitCode:3', { containerStatuses: [terminated({ exitCode: 3 })] }],
    [
      'Init:CrashLoopBackOff',
      {
        initContainerStatuses: [
          terminated({ exitCode: 0, reason: 'Completed' }),
          waiting('CrashLoopBackOff'),
        ],
        containerStatuses: [waiting('PodInitializing')],
      },
    ],
    [
      'PodInitializing',
      {
        initContainerStatuses: [{ state: { running: {} } }],
        containerStatuses: [waiting('PodInitializing')],
      },
    ],
    [
      'Unschedulable',
      {
        phase: 'Pending',
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
        ],
      },
    ],
    ['Evicted', { phase: 'Failed', reason: 'Evicted' }],
    [
      'ContainersNotReady',
      {
        phase: 'Running',
        conditions: [
          { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
        ],
        containerStatuses: [{ ready: false, state: { running: {} } }],
      },
    ],
    ['Pending', { phase: 'Pending' }],
  ])('are not ready because of %s', (reason, status) => {
    expect(read(status)).toMatchObject({ ready: false, reason });
  });

  it('are terminating once deleted', () => {
    const deleted = { deletionTimestamp: '2026-01-02T03:00:00Z' };
    expect(read({ phase: 'Running' }, deleted).reason).toBe('Terminating');
  });

  it('have an unknown phase until there is one', () => {
    expect(read({})).toMatchObject({ phase: 'Unknown', reason: '' });
  });
});
