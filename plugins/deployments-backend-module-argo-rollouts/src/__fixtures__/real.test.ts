import { basename } from 'node:path';
import { calculatePhase } from '../project/phase';
import { readRollout } from '../rollout/readRollout';
import { statesOf } from '../state/states';
import {
  REAL_FILES,
  realObjects,
  realText,
} from '../__testUtils__/realObjects';

// Many cases: they take a while on a busy machine.
jest.setTimeout(60_000);

const stateOf = (name: string) =>
  statesOf([{ cluster: name, file: name, text: realText(`${name}.yaml`) }])[0];

const HEADER_ROUTES = [
  {
    name: 'canary-header',
    matches: [{ header: 'canary', kind: 'exact', value: 'true' }],
  },
];

/** What each moment was arranged to be. */
const EXPECTED: Record<string, object> = {
  'canary-initial-healthy': {
    phase: 'healthy',
    step: { index: 5, total: 5 },
    weight: { set: 100, actual: 100, max: 100 },
    roles: ['stable'],
  },
  'canary-mid-progressing': {
    phase: 'progressing',
    message: 'more replicas need to be updated',
    step: { index: 0, total: 5 },
    weight: { set: 10, actual: 0, max: 100 },
    roles: ['canary', 'stable'],
  },
  'canary-10-paused': {
    phase: 'paused',
    message: 'CanaryPauseStep',
    step: { index: 2, total: 5 },
    weight: { set: 10, actual: 10, max: 100 },
    headerRoutes: HEADER_ROUTES,
    trafficRouter: 'istio',
    roles: ['canary', 'stable'],
  },
  'canary-50': {
    phase: 'progressing',
    step: { index: 3, total: 5 },
    weight: { set: 50, actual: 10, max: 100 },
    headerRoutes: HEADER_ROUTES,
  },
  'canary-timed-pause': {
    phase: 'paused',
    step: { index: 4, total: 5 },
    weight: { set: 50, actual: 50, max: 100 },
    headerRoutes: HEADER_ROUTES,
  },
  'canary-promoted': {
    phase: 'healthy',
    step: { index: 5, total: 5 },
    weight: { set: 100, actual: 100, max: 100 },
    headerRoutes: [],
    roles: ['stable', 'old'],
  },
  'canary-aborted': {
    phase: 'degraded',
    message: 'RolloutAborted: Rollout aborted update to revision 3',
    aborted: true,
    step: { index: 0, total: 5 },
    weight: { set: 0, actual: 0, max: 100 },
    headerRoutes: [],
    roles: ['canary', 'stable'],
  },
  'canary-degraded-deadline': {
    phase: 'degraded',
    message: expect.stringMatching(/^ProgressDeadlineExceeded: /),
    weight: { set: 25, actual: 0, max: 100 },
    roles: ['canary', 'stable'],
  },
  'initial-degraded-image-pull': {
    phase: 'degraded',
    message: expect.stringMatching(/^ProgressDeadlineExceeded: /),
    roles: ['stable'],
  },
  'invalid-spec': {
    phase: 'degraded',
    message: expect.stringMatching(/^InvalidSpec: .*SetWeight/),
    step: null,
    roles: [],
  },
  'manual-paused': {
    phase: 'paused',
    message: 'manually paused',
    pause: { reason: 'Manual', startedAt: null, endsAt: null },
    roles: ['canary', 'stable', 'old'],
  },
  'rollback-in-progress': {
    phase: 'paused',
    message: 'CanaryPauseStep',
    weight: { set: 10, actual: 10, max: 100 },
    roles: ['canary', 'stable'],
  },
  'workloadref-paused': {
    phase: 'paused',
    step: { index: 1, total: 2 },
    weight: { set: 50, actual: 50, max: 100 },
    trafficRouter: null,
    roles: ['canary', 'stable'],
  },
  'analysis-running': {
    phase: 'progressing',
    step: { index: 1, total: 3 },
    weight: { set: 50, actual: 50, max: 100 },
    analysis: [
      {
        phase: 'Running',
        trigger: 'step',
        stepIndex: 1,
        metrics: [
          { name: 'error-ratio', phase: 'Running', provider: 'prometheus' },
          { name: 'mean-latency', phase: 'Running', provider: 'prometheus' },
        ],
      },
    ],
  },
  'analysis-successful': {
    phase: 'paused',
    step: { index: 2, total: 3 },
    analysis: [{ phase: 'Successful', metrics: [{ successful: 4 }, {}] }],
  },
  'analysis-inconclusive-paused': {
    phase: 'paused',
    message: 'InconclusiveAnalysisRun',
    pause: { reason: 'InconclusiveAnalysisRun', endsAt: null },
    analysis: [{ phase: 'Inconclusive' }, { phase: 'Successful' }],
    roles: ['canary', 'stable', 'old'],
  },
  'analysis-failed-aborted': {
    phase: 'degraded',
    message: expect.stringMatching(
      /^RolloutAborted: .*Metric "error-ratio" assessed Failed/,
    ),
    aborted: true,
    step: { index: 0, total: 3 },
    weight: { set: 0, actual: 50, max: 100 },
    analysis: [
      { phase: 'Failed', metrics: [{ failed: 2, failureLimit: 1 }, {}] },
      { phase: 'Inconclusive' },
      { phase: 'Successful' },
    ],
  },
  'experiment-running': {
    phase: 'progressing',
    step: { index: 2, total: 6 },
    weight: { set: 0, actual: 0, max: 100 },
    headerRoutes: [],
    roles: ['canary', 'stable'],
  },
  'all-steps-paused': {
    phase: 'paused',
    step: { index: 5, total: 6 },
    weight: { set: 50, actual: 50, max: 100 },
    steps: [
      { kind: 'set-canary-scale', replicas: 1 },
      { kind: 'set-mirror-route', percentage: 50 },
      { kind: 'experiment', durationSeconds: 4 },
      { kind: 'set-canary-scale', matchTrafficWeight: true },
      { kind: 'set-weight', weight: 50 },
      { kind: 'pause', durationSeconds: null },
    ],
  },
  'pingpong-paused': {
    phase: 'paused',
    weight: { set: 20, actual: 20, max: 100 },
    roles: ['canary', 'stable'],
  },
  'pingpong-unpause-pending': {
    phase: 'progressing',
    message: 'waiting for rollout to unpause',
    pause: null,
    weight: { set: 20, actual: 20, max: 100 },
  },
  'pingpong-promoted': {
    phase: 'healthy',
    weight: { set: 100, actual: 100, max: 100 },
    roles: ['stable', 'old'],
  },
  'by-service-paused': {
    phase: 'paused',
    weight: { set: 30, actual: 30, max: 100 },
    roles: ['canary', 'stable'],
    revisions: [
      {
        source: {
          repository: 'https://github.com/heal7/heal7-web-main',
          commit: '2fd4e1c67a2d28fced849ee1bb76e7391b93eb12',
        },
      },
      {},
    ],
  },
  'canary-quota': { phase: 'progressing', roles: ['canary', 'stable'] },
  'canary-unschedulable': {
    phase: 'progressing',
    roles: ['canary', 'stable'],
  },
  'bluegreen-initial-healthy': {
    phase: 'healthy',
    step: null,
    weight: { set: 100, actual: 100, max: 100 },
    roles: ['stable+active'],
  },
  'bluegreen-preview-paused': {
    phase: 'paused',
    message: 'BlueGreenPause',
    weight: { set: 0, actual: 0, max: 100 },
    roles: ['preview', 'stable+active'],
  },
  'bluegreen-promoted': {
    phase: 'healthy',
    weight: { set: 100, actual: 100, max: 100 },
    roles: ['stable+active', 'old'],
  },
};

/** What is said of each moment: why it stands still, and what goes where. */
const SAID: Record<
  string,
  { because: string | null; routed: string[]; difference?: string }
> = {
  'canary-initial-healthy': { because: null, routed: ['stable 100'] },
  'canary-mid-progressing': {
    because: 'pods-starting',
    routed: ['stable 100', 'canary 0'],
    difference: 'pods-not-ready',
  },
  'canary-10-paused': {
    because: 'waiting-for-person',
    routed: ['stable 90', 'canary 10'],
  },
  'canary-50': {
    because: 'pods-starting',
    routed: ['stable 90', 'canary 10'],
    difference: 'pods-not-ready',
  },
  'canary-timed-pause': {
    because: 'timed-pause',
    routed: ['canary 50', 'stable 50'],
  },
  'canary-promoted': { because: null, routed: ['stable 100'] },
  'canary-aborted': {
    because: 'aborted',
    routed: ['stable 100', 'canary 0'],
  },
  'canary-degraded-deadline': {
    because: 'crash-loop',
    routed: ['stable 100'],
    difference: 'pods-not-ready',
  },
  'initial-degraded-image-pull': {
    because: 'image-pull',
    routed: [],
    difference: 'dead-end',
  },
  'invalid-spec': {
    because: 'invalid-spec',
    routed: [],
    difference: 'dead-end',
  },
  // Its canary subset still means the stable revision.
  'manual-paused': {
    because: 'paused-by-hand',
    routed: ['stable 100'],
    difference: 'not-routed-yet',
  },
  'rollback-in-progress': {
    because: 'waiting-for-person',
    routed: ['stable 90', 'canary 10'],
  },
  'workloadref-paused': {
    because: 'waiting-for-person',
    routed: ['canary 50', 'stable 50'],
  },
  'analysis-running': {
    because: 'analysis-running',
    routed: ['stable 50', 'canary 50'],
  },
  'analysis-successful': {
    because: 'waiting-for-person',
    routed: ['stable 50', 'canary 50'],
  },
  'analysis-inconclusive-paused': {
    because: 'metric-inconclusive',
    routed: ['canary 50', 'stable 50'],
  },
  'analysis-failed-aborted': {
    because: 'metric-failed',
    routed: ['stable 50', 'canary 50'],
    difference: 'pods-not-ready',
  },
  'experiment-running': {
    because: null,
    routed: ['stable 100', 'canary 0', 'mirror 50'],
  },
  'all-steps-paused': {
    because: 'waiting-for-person',
    routed: ['canary 50', 'stable 50'],
  },
  'pingpong-paused': {
    because: 'waiting-for-person',
    routed: ['stable 80', 'canary 20'],
  },
  'pingpong-unpause-pending': {
    because: 'controller-silent',
    routed: ['stable 80', 'canary 20'],
  },
  // The other Service keeps selecting the revision before.
  'pingpong-promoted': { because: null, routed: ['stable 100', 'none 0'] },
  'by-service-paused': {
    because: 'waiting-for-person',
    routed: ['stable 70', 'canary 30'],
  },
  'canary-quota': {
    because: 'quota',
    routed: ['stable 100'],
    difference: 'pods-not-ready',
  },
  'canary-unschedulable': {
    because: 'unschedulable',
    routed: ['stable 100'],
    difference: 'pods-not-ready',
  },
  'bluegreen-initial-healthy': { because: null, routed: ['stable 100'] },
  'bluegreen-preview-paused': {
    because: 'waiting-for-person',
    routed: ['stable 100'],
  },
  'bluegreen-promoted': { because: null, routed: ['stable 100'] },
};

describe('rollouts as a real controller left them', () => {
  it.each(Object.keys(EXPECTED))('%s: says why and where', name => {
    const { explanation, traffic } = stateOf(name);
    expect({
      because: explanation?.code ?? null,
      routed: [
        ...traffic!.shares.map(
          ({ role, weight }) => `${role ?? 'none'} ${weight}`,
        ),
        ...(traffic!.mirroredPercent > 0
          ? [`mirror ${traffic!.mirroredPercent}`]
          : []),
      ],
      difference: traffic!.difference?.code,
    }).toEqual({ difference: undefined, ...SAID[name] });
  });

  it.each([
    [
      'analysis-failed-aborted',
      'Metric "error-ratio" failed: it was 0.2, and less than 0.01 is good; 2 bad values where 1 may be.',
    ],
    [
      'analysis-inconclusive-paused',
      'Metric "error-ratio" does not decide: 0.03 is neither good nor bad (good is less than 0.01, bad is more than 0.05). Promote or abort.',
    ],
    ['analysis-running', 'Measuring "error-ratio" (2 of 4 values).'],
    [
      'canary-10-paused',
      'Paused at step 3 of 5, with 10 % of the traffic on the new revision, until somebody promotes or aborts it.',
    ],
    [
      'canary-degraded-deadline',
      'The pod of the new revision starts and ends again (CrashLoopBackOff); heal7-saju-engine-97cdb6488-cn5g9: Error, exit code 1. Read the logs of the container.',
    ],
    [
      'initial-degraded-image-pull',
      '4 of 4 pods of the new revision cannot pull their image (ImagePullBackOff); heal7-saju-engine-76d94cb94c-76lwz: Back-off pulling image "heal7/saju-engine:5.0.0". Check that the image and tag exist and that the cluster may pull them.',
    ],
    [
      'canary-quota',
      'The cluster refuses more pods of the new revision: pods "heal7-web-main-6cc69ccf76-t9bld" is forbidden: exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2.',
    ],
    [
      'canary-unschedulable',
      'The pod of the new revision finds no node to run on (Unschedulable); heal7-web-main-c8d6dc65d-b5wp9: 0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling. Ask for less, or give the cluster more room.',
    ],
    [
      'canary-aborted',
      'All traffic was sent back to the stable revision: Rollout aborted update to revision 3. Retry, or deploy another revision.',
    ],
  ])('%s: one sentence that a developer understands', (name, message) => {
    expect(stateOf(name).explanation?.message).toBe(message);
  });

  it.each(Object.keys(EXPECTED))('%s', name => {
    const state = stateOf(name);
    expect({
      ...state,
      roles: state.revisions.map(({ roles }) => roles.join('+')),
    }).toMatchObject(EXPECTED[name]);
  });

  // A client knows better only while a person has just unpaused.
  it.each(REAL_FILES.filter(file => !file.includes('unpause-pending')))(
    '%s: working the phase out agrees with it',
    file => {
      const rollouts = realObjects(file).filter(
        ({ kind }) => kind === 'Rollout',
      );
      expect(rollouts.length).toBeGreaterThan(0);
      for (const object of rollouts) {
        const data = readRollout(object);
        const { phase, message } = data.status!;
        expect(calculatePhase(data, data.status!)).toEqual({
          phase: phase.toLowerCase(),
          message,
        });
      }
    },
  );

  it.each(REAL_FILES)('%s: knows every step, pod and event', file => {
    const state = stateOf(basename(file, '.yaml'));
    const objects = realObjects(file);
    const ownedBy = (kind: string, owners: unknown[]) =>
      objects
        .filter(
          ({ kind: own, metadata }) =>
            own === kind &&
            metadata.ownerReferences?.some(({ uid }) => owners.includes(uid)),
        )
        .map(({ metadata }) => metadata);
    const sets = ownedBy('ReplicaSet', [state.uid]).map(({ uid }) => uid);
    const pods = ownedBy('Pod', sets).map(({ name }) => name);
    expect(state.steps.filter(({ kind }) => kind === 'unknown')).toEqual([]);
    expect(
      state.revisions
        .flatMap(revision => revision.pods.map(({ name }) => name))
        .sort(),
    ).toEqual(pods.sort());
    expect(state.events.length).toBeGreaterThan(0);
  });

  it('counts a timed pause from its start', () => {
    const { pause } = stateOf('canary-timed-pause');
    const seconds =
      (Date.parse(pause!.endsAt!) - Date.parse(pause!.startedAt!)) / 1000;
    expect(seconds).toBe(10);
  });

  it('says why pods of a bad image are not ready', () => {
    const { revisions } = stateOf('initial-degraded-image-pull');
    expect(revisions[0].pods[0]).toMatchObject({ ready: false });
    expect(revisions[0].pods[0].reason).not.toBe('');
  });
});
