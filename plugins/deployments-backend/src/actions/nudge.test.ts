import { mockServices } from '@backstage/backend-test-utils';
import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { PlannedPatch } from '@heal7/backstage-plugin-deployments-node';
import type { ClusterClient } from '../clusters/ClusterClient';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import { fakeSource, rollout } from '../__testUtils__/fakeSource';
import { nudgeWhenUnheard } from './nudge';

const ref = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  namespace: 'shop',
  name: 'web',
};

describe('nudgeWhenUnheard', () => {
  const nudge = (_: unknown, now: Date): PlannedPatch => ({
    ref,
    type: 'merge',
    body: { metadata: { annotations: { nudged: now.toISOString() } } },
  });
  let clock: JumpingClock;
  let stopped: AbortController;
  let client: { get: jest.Mock; patch: jest.Mock };

  const atVersion = (resourceVersion: string) => {
    const object = rollout('web');
    return { ...object, metadata: { ...object.metadata, resourceVersion } };
  };

  beforeEach(() => {
    clock = new JumpingClock();
    stopped = new AbortController();
    client = {
      get: jest.fn(async () => atVersion('7')),
      patch: jest.fn(async () => atVersion('8')),
    };
  });

  const run = (left: string, source: object = { ...fakeSource, nudge }) =>
    nudgeWhenUnheard(
      client as unknown as ClusterClient,
      source as typeof fakeSource,
      { ref, left },
      { clock, logger: mockServices.logger.mock(), signal: stopped.signal },
    );

  it('touches a rollout that is still as the action left it', async () => {
    await run('7');
    expect(client.patch.mock.calls).toEqual([
      [
        {
          ref,
          type: 'merge',
          body: {
            metadata: {
              annotations: { nudged: '2026-11-23T09:00:05.000Z' },
              resourceVersion: '7',
            },
          },
        },
      ],
    ]);
  });

  it('leaves one alone that anybody has written to since', async () => {
    await run('6');
    expect(client.get).toHaveBeenCalledWith(ref);
    expect(client.patch).not.toHaveBeenCalled();
  });

  it('asks nothing where an engine needs none, or no root was patched', async () => {
    await run('7', fakeSource);
    await run('');
    expect(client.get).not.toHaveBeenCalled();
  });

  it('ends with the portal', async () => {
    stopped.abort();
    await run('7');
    expect(client.get).not.toHaveBeenCalled();
  });

  it.each([
    new ConflictError('has been modified'),
    new NotFoundError('deleted'),
    new ServiceUnavailableError('no answer'),
  ])('is no failure of the action when it cannot: %s', async error => {
    client.patch.mockRejectedValue(error);
    await expect(run('7')).resolves.toBeUndefined();
    client.get.mockRejectedValue(error);
    await expect(run('7')).resolves.toBeUndefined();
  });
});
