import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { blueGreen, canary, rollout } from '../__testUtils__/rollout';
import type { RolloutParts } from '../__testUtils__/rollout';
import { phaseOf } from './phase';

const read = (parts: RolloutParts) => phaseOf(rollout(parts));
const progressing = (message: string) => ({ phase: 'progressing', message });
const done = { currentPodHash: 'new', stableRS: 'new', currentStepIndex: 5 };

/** With everything that a later rule would answer to, so that order shows. */
const everything: JsonObject = {
  phase: 'Healthy',
  message: 'said the controller',
  conditions: [{ type: 'InvalidSpec', message: 'bad' }],
};

describe('what is newer than the status', () => {
  it('waits for a spec that is not observed', () => {
    const parts = canary({ ...everything, observedGeneration: '1' });
    expect(read({ ...parts, metadata: { generation: 2 } })).toEqual(
      progressing('waiting for rollout spec update to be observed'),
    );
  });

  it.each([
    ['the same', '2'],
    ['greater, as an all-digit hash can be', '6888647'],
    ['a hash', '6f7d99c'],
    ['missing', ''],
  ])('counts %s generation as observed', (_, observedGeneration) => {
    const parts = canary({ ...everything, observedGeneration });
    expect(read({ ...parts, metadata: { generation: 2 } })).toEqual({
      phase: 'healthy',
      message: 'said the controller',
    });
  });

  it('waits for a pause to end that a person cleared', () => {
    const cleared = canary({ ...everything, controllerPause: true });
    expect(read(cleared)).toEqual(
      progressing('waiting for rollout to unpause'),
    );
    const standing = canary({
      ...everything,
      controllerPause: true,
      pauseConditions: [{ reason: 'CanaryPauseStep' }],
    });
    expect(read(standing).message).toBe('said the controller');
  });

  describe('with a referenced workload', () => {
    const referenced = (annotation: string | undefined, observed: string) => {
      const parts = canary({
        ...everything,
        workloadObservedGeneration: observed,
      });
      return read({
        metadata: {
          annotations: annotation
            ? { 'rollout.argoproj.io/workload-generation': annotation }
            : {},
        },
        spec: {
          ...parts.spec,
          workloadRef: { kind: 'Deployment', name: 'heal7-web-main' },
        },
        status: parts.status,
      });
    };

    it.each([
      ['3', '2'],
      ['2', '3'],
    ])('waits while %s is not %s', (annotation, observed) => {
      expect(referenced(annotation, observed)).toEqual(
        progressing(
          'waiting for rollout spec update to be observed for the reference workload',
        ),
      );
    });

    it.each([
      ['3', '3'],
      ['x', '3'],
      ['3', 'x'],
      ['3', ''],
      [undefined, '3'],
      ['99999999999', '3'],
    ])('does not wait for %s and %s', (annotation, observed) => {
      expect(referenced(annotation, observed).phase).toBe('healthy');
    });

    it('means nothing without a reference', () => {
      const parts = canary({ ...everything, workloadObservedGeneration: '2' });
      const annotations = { 'rollout.argoproj.io/workload-generation': '3' };
      expect(read({ ...parts, metadata: { annotations } }).phase).toBe(
        'healthy',
      );
    });
  });
});

describe('the phase in the status', () => {
  it.each([
    ['Healthy', 'healthy'],
    ['Progressing', 'progressing'],
    ['Paused', 'paused'],
    ['Degraded', 'degraded'],
    ['Hibernating', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s reads as %s, with its message', (phase, expected) => {
    expect(read(canary({ phase, message: 'why' }))).toEqual({
      phase: expected,
      message: 'why',
    });
  });

  it('is believed over everything that the client could work out', () => {
    const parts = canary(everything, { spec: { paused: true } });
    expect(read(parts).phase).toBe('healthy');
  });
});

describe('the phase of controllers that report none', () => {
  it.each([
    [{ type: 'InvalidSpec', message: 'm' }, 'InvalidSpec: m'],
    [
      { type: 'Progressing', reason: 'RolloutAborted', message: 'm' },
      'RolloutAborted: m',
    ],
    [
      { type: 'Progressing', reason: 'ProgressDeadlineExceeded', message: 'm' },
      'ProgressDeadlineExceeded: m',
    ],
  ])('is degraded by %j', (condition, message) => {
    const parts = canary(
      {
        conditions: [{ type: 'Available', status: 'True' }, condition],
        pauseConditions: [{ reason: 'CanaryPauseStep' }],
      },
      { spec: { paused: true } },
    );
    expect(read(parts)).toEqual({ phase: 'degraded', message });
  });

  it('is paused by hand before it is paused by itself', () => {
    const pauseConditions = [
      { reason: 'InconclusiveAnalysisRun' },
      { reason: 'CanaryPauseStep' },
    ];
    expect(
      read(canary({ pauseConditions }, { spec: { paused: true } })),
    ).toEqual({ phase: 'paused', message: 'manually paused' });
    expect(read(canary({ pauseConditions }))).toEqual({
      phase: 'paused',
      message: 'InconclusiveAnalysisRun',
    });
  });

  it('is progressing while it restarts', () => {
    const restart = (restartedAt?: string) =>
      read(
        canary(
          { ...done, ...(restartedAt ? { restartedAt } : {}) },
          { spec: { restartAt: '2026-01-02T03:04:05Z' } },
        ),
      );
    const message = 'rollout is restarting';
    expect(restart()).toEqual(progressing(message));
    expect(restart('2026-01-01T00:00:00Z')).toEqual(progressing(message));
    expect(restart('2026-01-02T12:04:05+09:00').phase).toBe('healthy');
  });

  it.each([
    [{ updatedReplicas: 3 }, 'more replicas need to be updated'],
    [{ availableReplicas: 3 }, 'updated replicas are still becoming available'],
  ])('is progressing with %j', (status, message) => {
    expect(read(canary({ ...done, ...status }))).toEqual(progressing(message));
  });

  it('wants one replica unless the spec says otherwise', () => {
    const wanted = (replicas: number | null) =>
      read(
        canary(
          { ...done, replicas: 0, updatedReplicas: 0, availableReplicas: 0 },
          { spec: { replicas } },
        ),
      );
    expect(wanted(null)).toEqual(
      progressing('more replicas need to be updated'),
    );
    expect(wanted(0).phase).toBe('healthy');
  });

  it('waits for old replicas only where they get traffic', () => {
    const status = { ...done, replicas: 6 };
    expect(read(canary(status))).toEqual(
      progressing('old replicas are pending termination'),
    );
    const routed = canary(status, { canary: { trafficRouting: {} } });
    expect(read(routed).phase).toBe('healthy');
  });

  it('waits for all steps until the new revision is stable', () => {
    const message = 'waiting for all steps to complete';
    expect(read(canary())).toEqual(progressing(message));
    expect(read(canary({ stableRS: '', currentPodHash: '' }))).toEqual(
      progressing(message),
    );
    expect(read(canary(done))).toEqual({ phase: 'healthy', message: '' });
  });

  it('finds the stable hash where controllers before 0.8 kept it', () => {
    const status = { ...done, stableRS: null, canary: { stableRS: 'new' } };
    expect(read(canary(status)).phase).toBe('healthy');
  });

  describe('of a blue-green rollout', () => {
    const switched = { blueGreen: { activeSelector: 'new' } };

    it('waits for the switch', () => {
      const message = 'active service cutover pending';
      expect(read(blueGreen())).toEqual(progressing(message));
      expect(read(blueGreen({ blueGreen: {}, currentPodHash: '' }))).toEqual(
        progressing(message),
      );
    });

    it('waits for the analysis after the switch', () => {
      const analysed = (status: string) =>
        read(
          blueGreen(
            {
              blueGreen: {
                activeSelector: 'new',
                postPromotionAnalysisRunStatus: { name: 'run', status },
              },
            },
            { postPromotionAnalysis: { templates: [] } },
          ),
        );
      const waiting = progressing('waiting for analysis to complete');
      expect(analysed('Running')).toEqual(waiting);
      expect(read(blueGreen(switched, { postPromotionAnalysis: {} }))).toEqual(
        waiting,
      );
      expect(analysed('Successful')).toEqual(
        progressing('waiting for post-promotion verification to complete'),
      );
    });

    it('is healthy when the active revision is the stable one', () => {
      expect(read(blueGreen({ ...switched, stableRS: 'new' }))).toEqual({
        phase: 'healthy',
        message: '',
      });
    });

    it('keeps old replicas for a while without waiting for them', () => {
      const status = { ...switched, stableRS: 'new', replicas: 8 };
      expect(read(blueGreen(status)).phase).toBe('healthy');
    });
  });
});

describe('without a status', () => {
  it.each([undefined, {}])('is progressing with %j', status => {
    const { spec } = canary({}, { spec: { replicas: 0 } });
    expect(read({ spec, status }).phase).toBe('progressing');
  });
});

it('never throws, whatever the object holds', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (spec, status) => {
        const parts = { spec, status } as RolloutParts;
        expect(read(parts)).toEqual(read(parts));
      },
    ),
  );
});
