import type { DeploymentAction } from '@heal7/backstage-plugin-deployments-common';
import { readerOf } from '@heal7/backstage-plugin-deployments-node/testing';
import {
  HALF_WAY,
  NAMESPACE,
  SELECTOR,
  template,
} from '../__testUtils__/objects';
import { deploymentSource } from './source';

const source = deploymentSource(SELECTOR);
const [live] = HALF_WAY;
const reader = readerOf(HALF_WAY);
const plan = (action: DeploymentAction, revisionHash?: string) =>
  source.plan(
    { action, live, revisionHash, now: new Date('2026-01-02T03:04:05.678Z') },
    reader,
  );
const ref = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  namespace: NAMESPACE,
  name: 'web',
};

describe('the plan of a Deployment', () => {
  it('restarts as kubectl does', async () => {
    expect(await plan('restart')).toEqual([
      {
        ref,
        type: 'merge',
        body: {
          spec: {
            template: {
              metadata: {
                annotations: {
                  'kubectl.kubernetes.io/restartedAt': '2026-01-02T03:04:05Z',
                },
              },
            },
          },
        },
      },
    ]);
  });

  it.each<[DeploymentAction, string | undefined]>([
    ['abort', undefined],
    ['rollback', 'hash1'],
  ])(
    '%s puts back the whole older template, without the label of its ReplicaSet',
    async (action, hash) => {
      expect(await plan(action, hash)).toEqual([
        {
          ref,
          type: 'replace',
          body: [
            { op: 'replace', path: '/spec/template', value: template('web:1') },
          ],
        },
      ]);
    },
  );

  it('does not roll back to the newest, nor to what is not kept', async () => {
    await expect(plan('rollback', 'hash2')).rejects.toThrow(/newest one/);
    await expect(plan('rollback', 'hash9')).rejects.toThrow(
      /No revision hash9/,
    );
    await expect(plan('rollback')).rejects.toThrow(/needs the hash/);
  });

  it('shows both templates before a rollback', async () => {
    expect(
      await source.rollbackTemplates!({ live, revisionHash: 'hash1' }, reader),
    ).toEqual({ current: template('web:2'), target: template('web:1') });
  });
});
