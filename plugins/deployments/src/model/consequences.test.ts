import { aHealthyState, aState } from '../__testUtils__/states';
import { consequences } from './consequences';

describe('consequences', () => {
  it('tells the step and the traffic that a promotion leads to', () => {
    expect(consequences('promote', aState())).toEqual([
      {
        key: 'consequence.nextStep',
        params: { from: 4, to: 5, total: 8 },
      },
      {
        key: 'consequence.weightMoves',
        params: { version: '1.5.0', from: 10, to: 50 },
      },
    ]);
  });

  it('tells that the traffic stays when the next step does not move it', () => {
    const state = aState({ step: { index: 0, total: 8 } });
    expect(consequences('skip-step', state)[1]).toEqual({
      key: 'consequence.weightStays',
      params: { version: '1.5.0', percent: 10 },
    });
  });

  it('tells that the last step completes it', () => {
    const state = aState({ step: { index: 7, total: 8 } });
    expect(consequences('promote', state)[0].key).toBe('consequence.lastStep');
  });

  it('tells of a switch-over when there are no steps', () => {
    const state = aState({ steps: [], step: null, strategy: 'blue-green' });
    expect(consequences('promote', state)).toEqual([
      { key: 'consequence.switchOver', params: { version: '1.5.0' } },
    ]);
  });

  it('counts what a full promotion skips', () => {
    expect(consequences('promote-full', aState())[0]).toEqual({
      key: 'consequence.skipAll',
      params: { count: 5 },
    });
  });

  it('tells where an abort sends the traffic', () => {
    expect(consequences('abort', aState())[0].params).toEqual({
      stable: '1.4.2',
      version: '1.5.0',
      percent: 10,
    });
  });

  it('tells both ends of a rollback', () => {
    expect(consequences('rollback', aHealthyState(), '6c4d5e7f8')[0]).toEqual({
      key: 'consequence.rollback',
      params: { from: '1.4.2', to: '1.4.1' },
    });
  });

  it.each([
    ['flagger', 'promote', ['versions.openGate']],
    ['istio-blue-green', 'abort', ['versions.switchBack']],
    ['deployment', 'pause', ['versions.rollingPause']],
    [
      'statefulset',
      'abort',
      ['versions.rollingAbort', 'versions.rollingReplaced'],
    ],
    [
      'deployment',
      'rollback',
      ['consequence.rollback', 'versions.rollingReplaced'],
    ],
  ] as const)('tells what %s does on %s', (engine, action, keys) => {
    const rolling = engine === 'deployment' || engine === 'statefulset';
    const state = aState({ engine, ...(rolling && { strategy: 'rolling' }) });
    expect(consequences(action, state).map(({ key }) => key)).toEqual(keys);
  });

  it('skips no steps where there are none left', () => {
    const state = aState({ steps: [], step: null });
    expect(consequences('promote-full', state).map(({ key }) => key)).toEqual([
      'consequence.weightMoves',
    ]);
  });
});
