import type { JsonObject } from '@backstage/types';
import type {
  ClusterReader,
  KubernetesObject,
} from '@heal7/backstage-plugin-deployments-node';
import { readerOf } from '@heal7/backstage-plugin-deployments-node/testing';
import { owned } from '../__testUtils__/observed';
import { canary, rolloutObject } from '../__testUtils__/rollout';
import { plan } from './plan';
import { rollbackTemplates } from './rollback';

const replicaSet = (
  hash: string,
  options: {
    owner?: string;
    annotations?: Record<string, string>;
    metadata?: JsonObject;
  } = {},
): KubernetesObject => ({
  metadata: owned(`web-${hash}`, options.owner ?? 'rollout-uid', {
    labels: { 'rollouts-pod-template-hash': hash },
    annotations: options.annotations,
  }),
  spec: {
    replicas: 0,
    template: {
      metadata: {
        labels: { app: 'web', 'rollouts-pod-template-hash': hash },
        ...options.metadata,
      },
      spec: { containers: [{ name: 'web', image: `web:${hash}` }] },
    },
  },
});

function rollback(
  revisionHash: string | undefined,
  kept: KubernetesObject[],
  spec: JsonObject = {},
) {
  const reader = {
    get: jest.fn(),
    list: jest.fn<
      ReturnType<ClusterReader['list']>,
      Parameters<ClusterReader['list']>
    >(async (_, options) =>
      kept.filter(
        ({ metadata }) =>
          options?.labelSelector ===
          `rollouts-pod-template-hash=${metadata.labels?.['rollouts-pod-template-hash']}`,
      ),
    ),
  };
  const live = rolloutObject(canary({}, { spec }));
  const request = {
    action: 'rollback' as const,
    live,
    revisionHash,
    now: new Date(0),
  };
  return { result: plan(request, reader), reader };
}

const template = (hash: string, metadata: object = {}) => ({
  metadata: { labels: { app: 'web' }, ...metadata },
  spec: { containers: [{ name: 'web', image: `web:${hash}` }] },
});

describe('rollback', () => {
  it('replaces the whole template by the one of the older revision', async () => {
    const { result, reader } = rollback('old', [
      replicaSet('old', { owner: 'another-uid' }),
      replicaSet('old'),
      replicaSet('older'),
    ]);
    expect(await result).toEqual([
      {
        ref: {
          group: 'argoproj.io',
          version: 'v1alpha1',
          plural: 'rollouts',
          namespace: 'heal7-production',
          name: 'heal7-web-main',
        },
        type: 'replace',
        body: [
          { op: 'replace', path: '/spec/template', value: template('old') },
        ],
      },
    ]);
    expect(reader.list).toHaveBeenCalledWith(
      {
        group: 'apps',
        version: 'v1',
        plural: 'replicasets',
        namespace: 'heal7-production',
      },
      { labelSelector: 'rollouts-pod-template-hash=old' },
    );
  });

  it('changes the Deployment that the template comes from', async () => {
    const { result } = rollback('old', [replicaSet('old')], {
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    });
    expect((await result)[0].ref).toEqual({
      group: 'apps',
      version: 'v1',
      plural: 'deployments',
      namespace: 'heal7-production',
      name: 'web',
    });
  });

  it('leaves out what the controller put in for the role', async () => {
    const ephemeral = { labels: { role: 'stable' }, annotations: { a: '1' } };
    const { result } = rollback('old', [
      replicaSet('old', {
        annotations: {
          'rollout.argoproj.io/ephemeral-metadata': JSON.stringify(ephemeral),
        },
        metadata: {
          labels: { app: 'web', role: 'stable' },
          annotations: { a: '1', b: '2' },
        },
      }),
    ]);
    expect((await result)[0].body).toMatchObject([
      { value: template('old', { annotations: { b: '2' } }) },
    ]);
  });

  it('lives with an annotation that cannot be read', async () => {
    const annotations = { 'rollout.argoproj.io/ephemeral-metadata': '{' };
    const { result } = rollback('old', [replicaSet('old', { annotations })]);
    expect((await result)[0].body).toEqual([
      { op: 'replace', path: '/spec/template', value: template('old') },
    ]);
  });

  it.each([undefined, '', 'old,x=y', '../old'])(
    'needs a hash, which %j is not',
    async hash => {
      const { result, reader } = rollback(hash, [replicaSet('old')]);
      await expect(result).rejects.toMatchObject({ name: 'InputError' });
      expect(reader.list).not.toHaveBeenCalled();
    },
  );

  it.each([
    ['is gone', [replicaSet('older')]],
    ['belongs to another', [replicaSet('old', { owner: 'another-uid' })]],
    ['has no template', [{ ...replicaSet('old'), spec: {} }]],
  ])('names the rollout when the revision %s', async (_, kept) => {
    await expect(rollback('old', kept).result).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('heal7-production/heal7-web-main'),
    });
  });

  it('is refused to the revision that is the newest already', async () => {
    await expect(rollback('new', []).result).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('is refused through a workload that is no Deployment', async () => {
    const { result } = rollback('old', [replicaSet('old')], {
      workloadRef: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web' },
    });
    await expect(result).rejects.toMatchObject({ name: 'ConflictError' });
  });
});

describe('the preview of a rollback', () => {
  const current = template('new');
  const preview = (
    revisionHash: string,
    objects: KubernetesObject[],
    spec: JsonObject = { template: current },
  ) =>
    rollbackTemplates(
      { live: rolloutObject(canary({}, { spec })), revisionHash },
      readerOf(objects),
    );
  const kept = {
    ...replicaSet('old'),
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
  };

  it('shows the template in force, and what a rollback would write', async () => {
    expect(await preview('old', [kept])).toEqual({
      current,
      target: template('old'),
    });
  });

  it('reads the template of the workload that it comes from', async () => {
    const workloadRef = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'web',
    };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'heal7-production' },
      spec: { template: current },
    };
    expect(await preview('old', [kept, deployment], { workloadRef })).toEqual({
      current,
      target: template('old'),
    });
  });

  it('is of a revision that is kept', async () => {
    await expect(preview('older', [kept])).rejects.toMatchObject({
      name: 'InputError',
    });
  });
});
