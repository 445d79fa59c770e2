import { canary, rolloutObject } from '../__testUtils__/rollout';
import { nudge } from './nudge';

describe('nudge', () => {
  it('changes one annotation of the Rollout and nothing else', () => {
    const live = rolloutObject(canary());
    const { ref, subresource, type, body } = nudge(
      live,
      new Date('2026-01-02T03:04:05.678Z'),
    );
    expect(ref).toMatchObject({
      group: 'argoproj.io',
      plural: 'rollouts',
      namespace: live.metadata.namespace,
      name: live.metadata.name,
    });
    expect(subresource).toBeUndefined();
    expect(type).toBe('merge');
    expect(body).toEqual({
      metadata: {
        annotations: { 'heal7.com/nudged-at': '2026-01-02T03:04:05.678Z' },
      },
    });
  });
});
