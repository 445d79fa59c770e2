import type { DeploymentStep } from '@heal7/backstage-plugin-deployments-common';
import { aHealthyState, aState } from '../__testUtils__/states';
import { stepLabel, stepViews } from './steps';

const seconds = (s: number) => `${s}s`;

describe('stepViews', () => {
  it('ticks what is done and marks the current step', () => {
    expect(stepViews(aState(), seconds).map(v => v.progress)).toEqual([
      'done',
      'done',
      'done',
      'current',
      'upcoming',
      'upcoming',
      'upcoming',
      'upcoming',
    ]);
  });

  it('has everything done after the last step', () => {
    const views = stepViews(aHealthyState(), seconds);
    expect(views.every(v => v.progress === 'done')).toBe(true);
  });

  it('has no current step in an aborted rollout', () => {
    const views = stepViews(
      aState({ aborted: true, step: { index: 0, total: 8 } }),
      seconds,
    );
    expect(views.every(v => v.progress === 'upcoming')).toBe(true);
  });
});

describe('stepLabel', () => {
  const cases: [DeploymentStep, string, object][] = [
    [{ kind: 'set-weight', weight: 250 }, 'step.setWeight', { percent: 25 }],
    [{ kind: 'pause', durationSeconds: 60 }, 'step.pause', { duration: '60s' }],
    [{ kind: 'pause', durationSeconds: null }, 'step.pauseForever', {}],
    [
      {
        kind: 'set-canary-scale',
        replicas: 2,
        weight: null,
        matchTrafficWeight: false,
      },
      'step.scaleReplicas',
      { count: 2 },
    ],
    [
      {
        kind: 'set-canary-scale',
        replicas: null,
        weight: 25,
        matchTrafficWeight: false,
      },
      'step.scalePercent',
      { percent: 25 },
    ],
    [
      {
        kind: 'set-canary-scale',
        replicas: null,
        weight: null,
        matchTrafficWeight: true,
      },
      'step.scaleMatchingTraffic',
      {},
    ],
    [
      {
        kind: 'set-header-route',
        name: 'beta',
        matches: [{ header: 'canary', kind: 'exact', value: 'true' }],
      },
      'step.setHeaderRoute',
      { header: 'canary' },
    ],
    [
      { kind: 'set-header-route', name: 'beta', matches: [] },
      'step.removeHeaderRoute',
      { name: 'beta' },
    ],
    [
      { kind: 'set-mirror-route', name: 'shadow', percentage: 35 },
      'step.mirror',
      { percent: 35 },
    ],
    [
      { kind: 'set-mirror-route', name: 'shadow', percentage: null },
      'step.removeMirrorRoute',
      { name: 'shadow' },
    ],
    [
      { kind: 'analysis', templates: ['a', 'b'] },
      'step.analysis',
      { templates: 'a, b' },
    ],
    [
      { kind: 'experiment', templates: ['a'], durationSeconds: null },
      'step.experiment',
      { templates: 'a' },
    ],
    [{ kind: 'plugin', name: 'x/y' }, 'step.plugin', { name: 'x/y' }],
    [{ kind: 'unknown', name: 'setNew' }, 'step.unknown', { name: 'setNew' }],
  ];

  it.each(cases)('tells %j as %s', (step, key, params) => {
    const label = stepLabel(step, 1000, seconds);
    expect(label.key).toBe(key);
    expect(label.params ?? {}).toEqual(params);
  });
});
