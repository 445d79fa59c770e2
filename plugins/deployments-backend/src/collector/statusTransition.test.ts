import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import type { ClusterHealth } from './kindHealth';
import { nextStatus } from './statusTransition';

const status = (over: Partial<ClusterStatus> = {}): ClusterStatus => ({
  name: 'east',
  title: 'East',
  condition: 'connecting',
  since: '2026-11-23T09:00:00.000Z',
  message: '',
  lastSyncedAt: null,
  demo: false,
  problems: [],
  ...over,
});

const health = (
  condition: ClusterHealth['condition'],
  message = '',
): ClusterHealth => ({ condition, message, problems: [] });

const NOW = new Date('2026-11-23T10:00:00Z');
const at = NOW.toISOString();

describe('nextStatus', () => {
  it('notes when the picture became complete', () => {
    expect(
      nextStatus(status(), undefined, health('watching'), NOW),
    ).toMatchObject({ condition: 'watching', since: at, lastSyncedAt: at });
  });

  it('stands still while nothing changes', () => {
    const watching = status({ condition: 'watching', lastSyncedAt: at });
    expect(
      nextStatus(watching, undefined, health('watching'), new Date()),
    ).toEqual(watching);
  });

  it('notes when it was last live, and why it is not', () => {
    const watching = status({
      condition: 'watching',
      lastSyncedAt: '2026-11-23T09:00:00.000Z',
    });
    expect(
      nextStatus(watching, undefined, health('unreachable', 'refused'), NOW),
    ).toMatchObject({
      condition: 'unreachable',
      since: at,
      lastSyncedAt: at,
      message: 'refused',
    });
  });

  it('keeps the beginning of an outage that was there before a restart', () => {
    const since = '2026-11-20T00:00:00.000Z';
    expect(
      nextStatus(
        status({ lastSyncedAt: since }),
        status({ condition: 'unreachable', since }),
        health('unreachable'),
        NOW,
      ),
    ).toMatchObject({ since, lastSyncedAt: since });
  });

  it('follows a new explanation of the same condition', () => {
    const lost = status({ condition: 'unreachable', message: 'refused' });
    expect(
      nextStatus(lost, undefined, health('unreachable', 'timed out'), NOW),
    ).toEqual({ ...lost, message: 'timed out' });
  });
});
