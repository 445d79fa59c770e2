import type { WatchFailure } from '../watch/failure';
import { clusterHealth } from './kindHealth';
import type { KindHealth } from './kindHealth';

const failed = (kind: WatchFailure['kind']): KindHealth => ({
  is: 'failed',
  failure: { kind, message: 'said so', retryAfterMs: null },
});
const live: KindHealth = { is: 'live' };

const healthOf = (...healths: KindHealth[]) =>
  clusterHealth(
    healths.map((health, index) => ({ label: `kind${index}`, health })),
  );

describe('clusterHealth', () => {
  it('is connecting until every kind has answered', () => {
    expect(healthOf(live, { is: 'pending' }).condition).toBe('connecting');
    expect(healthOf(live, live)).toEqual({
      condition: 'watching',
      message: '',
      problems: [],
    });
  });

  it.each([
    ['absent', 'Not installed in this cluster: said so'],
    ['forbidden', 'The viewing credential may not read it: said so'],
    ['server', 'said so'],
  ] as const)('goes on without a kind that is %s', (kind, message) => {
    expect(healthOf(live, failed(kind))).toEqual({
      condition: 'watching',
      message: '',
      problems: [{ kind: 'kind1', message }],
    });
  });

  it('is unreachable when one kind finds the whole cluster so', () => {
    expect(healthOf(live, failed('network'))).toMatchObject({
      condition: 'unreachable',
      message: 'said so',
      problems: [],
    });
    expect(healthOf(live, failed('unauthorized')).message).toContain(
      'refuses the viewing credential',
    );
  });

  it('is unreachable without a sign of life, however quiet the watches', () => {
    expect(
      clusterHealth([{ label: 'pods', health: live }], failed('network')),
    ).toMatchObject({ condition: 'unreachable', message: 'said so' });
  });

  it('is unreachable when nothing works', () => {
    expect(healthOf(failed('server'), failed('server')).condition).toBe(
      'unreachable',
    );
    expect(healthOf(failed('absent'), failed('absent')).condition).toBe(
      'watching',
    );
  });
});
