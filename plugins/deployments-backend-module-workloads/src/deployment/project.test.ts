import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import {
  observed,
  observedGroup,
} from '@heal7/backstage-plugin-deployments-node/testing';
import {
  deployment,
  HALF_WAY,
  NAMESPACE,
  pod,
  replicaSet,
  SELECTOR,
  template,
} from '../__testUtils__/objects';
import { deploymentKinds } from './kinds';
import { projectDeployment } from './project';

const kinds = deploymentKinds(SELECTOR);
const KIND_OF = new Map<string, any>([
  ['ReplicaSet', kinds.replicaSets],
  ['Pod', kinds.pods],
  ['Rollout', kinds.rollouts],
  ['Canary', kinds.canaries],
  ['DestinationRule', kinds.blueGreenPairs],
]);

const project = ([root, ...others]: KubernetesObject[]) =>
  projectDeployment(
    observedGroup(
      'eks',
      observed(kinds.deployments, root),
      others.map(object => observed(KIND_OF.get(object.kind!), object)),
    ),
    kinds,
  );

describe('a rolling update', () => {
  it('shows both revisions, what runs where, and why it stands still', () => {
    const state = project(HALF_WAY)!;
    expect(state).toMatchObject({
      engine: 'deployment',
      strategy: 'rolling',
      phase: 'progressing',
      weight: { set: 100, actual: 0 },
      revisions: [
        { role: 'canary', hash: 'hash2', images: ['web:2'] },
        { role: 'stable', hash: 'hash1', images: ['web:1'] },
      ],
      traffic: {
        source: 'replicas',
        shares: [{ hash: 'hash1', role: 'stable', weight: 100 }],
        difference: { code: 'pods-not-ready' },
      },
      explanation: {
        code: 'image-pull',
        severity: 'problem',
        values: { pod: 'web-hash2-0', reason: 'ImagePullBackOff' },
      },
      basis: { revisionHash: 'hash2' },
    });
    expect(state.revisions[0].pods).toHaveLength(1);
    expect(state.revisions[1].pods).toHaveLength(3);
  });

  it('counts only pods that can serve: one new of three is a third', () => {
    const state = project([
      deployment({ status: { updatedReplicas: 1 } }),
      replicaSet(1, { desired: 2, ready: 2 }),
      replicaSet(2, { desired: 1, ready: 1 }),
    ])!;
    expect(state.weight).toEqual({ set: 100, actual: 33, max: 100 });
    expect(state.traffic?.shares.map(({ weight }) => weight)).toEqual([
      66.67, 33.33,
    ]);
  });

  it('at rest has one stable revision, all the traffic and nothing to say', () => {
    const state = project([
      deployment(),
      replicaSet(1, { desired: 0, ready: 0 }),
      replicaSet(2, { desired: 3, ready: 3 }),
    ])!;
    expect(state).toMatchObject({
      phase: 'healthy',
      weight: { actual: 100 },
      explanation: null,
      traffic: { difference: null },
      revisions: [{ role: 'stable' }, { role: 'old' }],
    });
  });

  it('changes its basis with the template, before a ReplicaSet shows it', () => {
    const [root, ...others] = HALF_WAY;
    const edited = {
      ...root,
      spec: { ...root.spec, template: template('web:3') },
    };
    const before = project([root, ...others])!.basis;
    const after = project([edited, ...others])!.basis;
    expect(after.revisionHash).toBe(before.revisionHash);
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  it('never takes an older revision for the newest, which it cannot see', () => {
    const state = project([
      deployment({
        metadata: { annotations: { 'deployment.kubernetes.io/revision': '3' } },
        spec: { template: template('web:3', { app: 'web' }) },
        status: { updatedReplicas: 1 },
      }),
      replicaSet(1, { desired: 0, ready: 0 }),
      replicaSet(2, { desired: 2, ready: 2 }),
      pod(2, 0),
    ])!;
    expect(state.basis.revisionHash).toBe('');
    expect(
      state.revisions.map(({ role, images }) => [role, images[0]]),
    ).toEqual([
      ['canary', 'web:3'],
      ['stable', 'web:2'],
      ['old', 'web:1'],
    ]);
    expect(state.explanation?.message).toMatch(/Its pods are not shown/);
    const abort = state.actions.find(({ action }) => action === 'abort');
    expect(abort?.refusal?.code).toBe('spec-not-observed');
  });
});

describe('a Deployment that another engine steers is not shown', () => {
  const metadata = { name: 'other', namespace: NAMESPACE, uid: 'other-uid' };

  it.each<[string, KubernetesObject]>([
    [
      'a Rollout takes its template',
      {
        kind: 'Rollout',
        metadata,
        spec: { workloadRef: { kind: 'Deployment', name: 'web' } },
      },
    ],
    [
      'a Canary targets it',
      {
        kind: 'Canary',
        metadata,
        spec: { targetRef: { kind: 'Deployment', name: 'web' } },
      },
    ],
  ])('%s', (_, steering) => {
    expect(project([deployment(), steering])).toBeNull();
  });

  it('is the copy that Flagger keeps', () => {
    const primary = deployment({ metadata: { name: 'web-primary' } });
    const canary = {
      kind: 'Canary',
      metadata,
      spec: { targetRef: { kind: 'Deployment', name: 'web' } },
    };
    expect(project([primary, canary])).toBeNull();
  });

  it('is a colour of a service', () => {
    const green = deployment({ metadata: { name: 'web-green' } });
    const rule = {
      kind: 'DestinationRule',
      metadata,
      spec: { host: 'web', subsets: [{ name: 'blue' }, { name: 'green' }] },
    };
    expect(project([green, rule])).toBeNull();
  });

  it('belongs to another engine by its controller', () => {
    const ownerReferences = [
      { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', controller: true },
    ];
    expect(
      kinds.deployments.digest(deployment({ metadata: { ownerReferences } })),
    ).toBeNull();
  });

  it('while nothing is kept of what steers nothing', () => {
    const plain = { metadata, spec: {} };
    expect(kinds.rollouts.digest(plain)).toBeNull();
    expect(kinds.canaries.digest(plain)).toBeNull();
    expect(
      kinds.blueGreenPairs.digest({
        metadata,
        spec: { host: 'web', subsets: [{ name: 'blue' }] },
      }),
    ).toBeNull();
  });
});
