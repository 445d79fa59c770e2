import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import { clusterStatuses } from './clusterStatuses';

const NOW = new Date('2026-11-23T09:00:00Z');

const shown = async (
  condition: ClusterStatus['condition'],
  expiresAt: number | undefined,
) => {
  const status: ClusterStatus = {
    name: 'east',
    title: 'East',
    condition,
    since: '2026-11-22T00:00:00.000Z',
    message: '',
    lastSyncedAt: null,
    demo: false,
    problems: [],
  };
  const expiries = new Map(
    expiresAt === undefined ? [] : [['east', expiresAt]],
  );
  const [answer] = await clusterStatuses(
    {
      all: async () => [status],
      get: async () => status,
      put: async () => true,
      keep: async () => undefined,
    },
    {
      acquire: async () => undefined,
      renew: async () => true,
      release: async () => undefined,
      expiries: async () => expiries,
    },
    NOW,
  );
  return answer;
};

describe('clusterStatuses', () => {
  it('believes a replica that is alive', async () => {
    expect(await shown('watching', NOW.getTime() + 1)).toMatchObject({
      condition: 'watching',
    });
  });

  it('shows as unowned what a vanished replica said, since it vanished', async () => {
    expect(await shown('watching', NOW.getTime() - 60_000)).toMatchObject({
      condition: 'unowned',
      since: '2026-11-23T08:59:00.000Z',
      message: expect.stringContaining("'east'"),
    });
    expect(await shown('unreachable', 0)).toMatchObject({
      condition: 'unowned',
      since: '2026-11-22T00:00:00.000Z',
    });
  });

  it('leaves alone what nobody can watch', async () => {
    expect(await shown('not-watchable', undefined)).toMatchObject({
      condition: 'not-watchable',
    });
  });
});
