import fc from 'fast-check';
import { anyObject } from '../testing/anyObject';
import { observed } from '../testing/observed';
import { explainPods } from './explainPods';
import type { PodsToExplain } from './explainPods';
import { podsWith } from './pods';
import type { PodData } from './pods';

const podData: PodData = {
  phase: 'Running',
  ready: true,
  reason: '',
  message: '',
  restarts: 0,
  containers: ['web'],
  digests: [''],
  createdAt: null,
};
const pod = (name: string, data: Partial<PodData> = {}) => ({
  name,
  data: { ...podData, ...data },
});
const unready = (name: string, reason: string, message = '') =>
  pod(name, { ready: false, phase: 'Pending', reason, message });
const explain = (input: Partial<PodsToExplain>) =>
  explainPods({ pods: [], desired: 2, failure: '', deadline: null, ...input });

describe('explainPods', () => {
  it('has nothing to say when all pods are ready', () => {
    expect(explain({ pods: [pod('a'), pod('b')] })).toBeNull();
    expect(explain({ desired: 0 })).toBeNull();
  });

  it('says it in one sentence, with one pod by name', () => {
    const said =
      '0/1 nodes are available: 1 Insufficient cpu. preemption: not helpful.';
    expect(
      explain({
        desired: 3,
        pods: [unready('b', 'Unschedulable', said), pod('c'), unready('a', '')],
      }),
    ).toEqual({
      code: 'unschedulable',
      message: `1 of 3 pods of the new revision finds no node to run on (Unschedulable); b: ${said} Ask for less, or give the cluster more room.`,
      values: {
        pod: 'b',
        count: '1',
        total: '3',
        reason: 'Unschedulable',
        message: said,
      },
      severity: 'problem',
    });
  });

  it.each([
    ['ErrImagePull', 'image-pull'],
    ['Init:ImagePullBackOff', 'image-pull'],
    ['CrashLoopBackOff', 'crash-loop'],
    ['OOMKilled', 'crash-loop'],
    ['ExitCode:3', 'crash-loop'],
    ['Init:Signal:9', 'crash-loop'],
    ['Unschedulable', 'unschedulable'],
    ['CreateContainerConfigError', 'container-config'],
    ['RunContainerError', 'container-config'],
  ])('tells %s as %s', (reason, code) => {
    expect(explain({ pods: [unready('a', reason)] })).toMatchObject({ code });
  });

  it('names the most telling trouble, and the same pod whatever the order', () => {
    const pods = [
      unready('d', 'CreateContainerConfigError'),
      unready('c', 'ImagePullBackOff'),
      unready('b', 'CrashLoopBackOff'),
      unready('a', 'ImagePullBackOff'),
    ];
    const expected = { code: 'image-pull', values: { pod: 'a', count: '2' } };
    expect(explain({ pods })).toMatchObject(expected);
    expect(explain({ pods: [...pods].reverse() })).toMatchObject(expected);
  });

  it('takes pods that are not ready for starting until the deadline', () => {
    const pods = [unready('a', 'ContainersNotReady'), pod('b')];
    expect(explain({ pods })).toMatchObject({
      code: 'pods-starting',
      severity: 'wait',
      message: 'Waiting for pods of the new revision: 1 of 2 are ready.',
    });
    expect(explain({ pods, deadline: 'timed out' })).toMatchObject({
      code: 'pod-not-ready',
      severity: 'problem',
    });
  });

  it('knows a crash loop also while the container runs for a moment', () => {
    const running = { ready: false, reason: 'ContainersNotReady' };
    expect(
      explain({ pods: [pod('a', { ...running, restarts: 4 })] }),
    ).toMatchObject({ code: 'crash-loop' });
    expect(
      explain({ pods: [pod('a', { ...running, restarts: 1 })] }),
    ).toMatchObject({ code: 'pods-starting' });
  });

  it('says that pods are refused, or that time is up, when no pod tells', () => {
    const failure = 'pods "a" is forbidden: exceeded quota: team';
    expect(explain({ failure, deadline: 'timed out' })).toMatchObject({
      code: 'quota',
      values: { message: failure },
    });
    expect(explain({ deadline: 'timed out' })).toMatchObject({
      code: 'progress-deadline',
      values: { message: 'timed out' },
    });
  });

  it('leaves out pods that are going away', () => {
    expect(
      explain({
        desired: 1,
        pods: [pod('a'), unready('b', 'Terminating')],
      }),
    ).toBeNull();
  });

  it('does not mind evicted pods that were replaced', () => {
    const evicted = pod('c', {
      phase: 'Failed',
      ready: false,
      reason: 'Evicted',
    });
    expect(explain({ pods: [pod('a'), pod('b'), evicted] })).toBeNull();
    expect(explain({ pods: [pod('a'), evicted] })).toMatchObject({
      code: 'pod-not-ready',
      values: { reason: 'Evicted' },
    });
  });

  it('reads any pods, in any order, to one sentence', () => {
    const kind = podsWith('hash');
    const pods = fc.uniqueArray(
      fc.record({ name: fc.string(), object: anyObject }),
      { selector: ({ name }) => name, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        pods,
        fc.nat(3),
        fc.option(fc.string()),
        (found, desired, deadline) => {
          const known = found.map(({ name, object }) => ({
            name,
            data: observed(kind, object).data,
          }));
          const input = { desired, deadline, failure: '' };
          const said = explainPods({ ...input, pods: known });
          expect(explainPods({ ...input, pods: [...known].reverse() })).toEqual(
            said,
          );
          expect(said === null || /[.!?]$/.test(said.message)).toBe(true);
        },
      ),
    );
  });
});
