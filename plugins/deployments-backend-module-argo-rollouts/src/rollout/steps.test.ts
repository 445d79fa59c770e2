import fc from 'fast-check';
import { readStep } from './steps';

describe('readStep', () => {
  it.each([
    [{ setWeight: 10 }, { kind: 'set-weight', weight: 10 }],
    [{ setWeight: 0 }, { kind: 'set-weight', weight: 0 }],
    [{ pause: {} }, { kind: 'pause', durationSeconds: null }],
    [{ pause: { duration: 10 } }, { kind: 'pause', durationSeconds: 10 }],
    [{ pause: { duration: 0 } }, { kind: 'pause', durationSeconds: 0 }],
    [{ pause: { duration: '10' } }, { kind: 'pause', durationSeconds: 10 }],
    [{ pause: { duration: '10s' } }, { kind: 'pause', durationSeconds: 10 }],
    [{ pause: { duration: '5m' } }, { kind: 'pause', durationSeconds: 300 }],
    [
      { pause: { duration: '1h30m' } },
      { kind: 'pause', durationSeconds: 5400 },
    ],
    [{ pause: { duration: 'soon' } }, { kind: 'pause', durationSeconds: null }],
    [{ pause: { duration: -1 } }, { kind: 'pause', durationSeconds: null }],
    [
      { setCanaryScale: { replicas: 3 } },
      {
        kind: 'set-canary-scale',
        replicas: 3,
        weight: null,
        matchTrafficWeight: false,
      },
    ],
    [
      { setCanaryScale: { weight: 25 } },
      {
        kind: 'set-canary-scale',
        replicas: null,
        weight: 25,
        matchTrafficWeight: false,
      },
    ],
    [
      { setCanaryScale: { matchTrafficWeight: true } },
      {
        kind: 'set-canary-scale',
        replicas: null,
        weight: null,
        matchTrafficWeight: true,
      },
    ],
    [
      {
        setHeaderRoute: {
          name: 'h',
          match: [
            { headerName: 'a', headerValue: { exact: 'x' } },
            { headerName: 'b', headerValue: { prefix: 'y' } },
            { headerName: 'c', headerValue: { regex: 'z.*' } },
            { headerName: 'd', headerValue: { present: true } },
          ],
        },
      },
      {
        kind: 'set-header-route',
        name: 'h',
        matches: [
          { header: 'a', kind: 'exact', value: 'x' },
          { header: 'b', kind: 'prefix', value: 'y' },
          { header: 'c', kind: 'regex', value: 'z.*' },
          { header: 'd', kind: 'unknown', value: '' },
        ],
      },
    ],
    [
      { setHeaderRoute: { name: 'h' } },
      { kind: 'set-header-route', name: 'h', matches: [] },
    ],
    [
      { setMirrorRoute: { name: 'm', percentage: 20, match: [{}] } },
      { kind: 'set-mirror-route', name: 'm', percentage: 20 },
    ],
    [
      { setMirrorRoute: { name: 'm', match: [{}] } },
      { kind: 'set-mirror-route', name: 'm', percentage: 100 },
    ],
    [
      { setMirrorRoute: { name: 'm' } },
      { kind: 'set-mirror-route', name: 'm', percentage: null },
    ],
    [
      {
        analysis: {
          templates: [{ templateName: 'errors' }, { clusterScope: true }],
        },
      },
      { kind: 'analysis', templates: ['errors'] },
    ],
    [
      {
        experiment: {
          duration: '20m',
          templates: [{ name: 'baseline' }, { name: 'canary' }],
        },
      },
      {
        kind: 'experiment',
        templates: ['baseline', 'canary'],
        durationSeconds: 1200,
      },
    ],
    [
      { experiment: { templates: [{ name: 'canary' }] } },
      { kind: 'experiment', templates: ['canary'], durationSeconds: null },
    ],
    [
      { plugin: { name: 'org/step', config: { a: 1 } } },
      { kind: 'plugin', name: 'org/step' },
    ],
    [{ setDarkMode: { on: true } }, { kind: 'unknown', name: 'setDarkMode' }],
    [{ setWeight: 'ten' }, { kind: 'unknown', name: 'setWeight' }],
    [{}, { kind: 'unknown', name: '' }],
    [null, { kind: 'unknown', name: '' }],
    ['pause', { kind: 'unknown', name: '' }],
  ])('reads %j', (step, expected) => {
    expect(readStep(step)).toEqual(expected);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(readStep(value).kind).toBeTruthy();
      }),
    );
  });
});
