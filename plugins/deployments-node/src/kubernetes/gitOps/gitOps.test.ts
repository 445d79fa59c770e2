import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import type { WatchedKind } from '../../source/WatchedKind';
import { anyObject } from '../../testing/anyObject';
import { observed, observedGroup } from '../../testing/observed';
import { argoCdApplications } from './argoCd';
import { fluxHelmReleases, fluxKustomizations, helmReleaseOf } from './flux';
import { gitOpsKinds, gitOpsOf } from './gitOps';
import type { GitOpsData } from './GitOpsData';

const ROOT = { id: 'rollouts', group: 'argoproj.io', kind: 'Rollout' };
const [applications, kustomizations] = [
  argoCdApplications(ROOT),
  fluxKustomizations(ROOT),
];
const rollouts: WatchedKind<null> = {
  id: 'rollouts',
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  digest: () => ({ data: null }),
};
const root = observed(rollouts, {
  metadata: { name: 'web', namespace: 'production', uid: 'u' },
});

const HERE = {
  server: 'https://kubernetes.default.svc',
  namespace: 'production',
};
const application = (
  parts: { name?: string; spec?: JsonObject; status?: JsonObject } = {},
) => ({
  metadata: { name: parts.name ?? 'web', namespace: 'argocd' },
  spec: { destination: HERE, ...parts.spec },
  status: {
    sync: { status: 'Synced', revision: 'c0ffee' },
    health: { status: 'Healthy' },
    resources: [
      { group: '', kind: 'Service', namespace: 'production', name: 'web' },
      {
        group: 'argoproj.io',
        kind: 'Rollout',
        namespace: 'production',
        name: 'web',
      },
    ],
    ...parts.status,
  },
});
const kustomization = (parts: { spec?: JsonObject; status?: JsonObject }) => ({
  metadata: { name: 'apps', namespace: 'flux-system', generation: 2 },
  spec: parts.spec ?? {},
  status: {
    observedGeneration: 2,
    inventory: { entries: [{ id: 'production_web_argoproj.io_Rollout' }] },
    lastAppliedRevision: 'main@sha1:c0ffee',
    lastAttemptedRevision: 'main@sha1:c0ffee',
    conditions: [
      { type: 'Ready', status: 'True', message: 'Applied revision: main' },
    ],
    ...parts.status,
  },
});
const said = (
  kind: WatchedKind<GitOpsData>,
  object: object,
  labels: Record<string, string> = {},
  name = '',
) => {
  const whole = { metadata: { name: 'x' }, ...object };
  return kind.digest(whole)
    ? gitOpsOf(
        observedGroup('eks', root, [observed(kind, whole)]),
        gitOpsKinds(ROOT),
        { labels, managedBy: name ? { tool: 'argo-cd', name } : null },
      )
    : 'dropped';
};

describe('what Argo CD says', () => {
  it('is joined by the resources that it lists', () => {
    const digest = applications.digest(application());
    expect(digest?.belongsTo).toEqual([
      { kind: 'rollouts', namespace: 'production', name: 'web' },
    ]);
    expect(said(applications, application())).toEqual({
      tool: 'argo-cd',
      name: 'web',
      namespace: 'argocd',
      sync: 'synced',
      health: 'Healthy',
      revision: 'c0ffee',
      message: '',
      selfHeal: false,
    });
  });

  it('is of the rollout itself where it tells', () => {
    const resource = {
      group: 'argoproj.io',
      kind: 'Rollout',
      name: 'web',
      status: 'OutOfSync',
      health: { status: 'Suspended', message: 'CanaryPauseStep' },
    };
    expect(
      said(applications, application({ status: { resources: [resource] } })),
    ).toMatchObject({
      sync: 'out-of-sync',
      health: 'Suspended',
      message: 'CanaryPauseStep',
      revision: 'c0ffee',
    });
  });

  it('includes that it puts back what others change', () => {
    const automated = (fields: JsonObject) =>
      said(
        applications,
        application({ spec: { syncPolicy: { automated: fields } } }),
      );
    expect(automated({ selfHeal: true })).toMatchObject({ selfHeal: true });
    expect(automated({ selfHeal: true, enabled: false })).toMatchObject({
      selfHeal: false,
    });
  });

  it('says why a sync failed', () => {
    const operationState = { phase: 'Failed', message: 'hook failed' };
    const whole = application();
    expect(
      said(applications, {
        ...whole,
        status: { ...whole.status, operationState },
      }),
    ).toMatchObject({ message: 'hook failed' });
  });

  it.each([
    ['of another cluster', { server: 'https://10.0.0.1' }, 'dropped'],
    ['of another cluster by name', { name: 'gke' }, 'dropped'],
    ['of nothing', {}, 'dropped'],
  ])('is left out when it is %s', (_, destination, expected) => {
    expect(said(applications, application({ spec: { destination } }))).toBe(
      expected,
    );
  });

  it('is believed from the one that left its marks', () => {
    const group = observedGroup('eks', root, [
      observed(applications, application({ name: 'a' })),
      observed(applications, application({ name: 'b' })),
    ]);
    const managedBy = (name: string) => ({
      labels: {},
      managedBy: { tool: 'argo-cd' as const, name },
    });
    const kinds = gitOpsKinds(ROOT);
    expect(gitOpsOf(group, kinds, managedBy('b'))?.name).toBe('b');
    expect(gitOpsOf(group, kinds, managedBy('argocd_b'))?.name).toBe('b');
    expect(gitOpsOf(group, kinds, managedBy('c'))?.name).toBe('a');
  });
});

describe('what Flux says', () => {
  it('is joined by the inventory of a Kustomization', () => {
    expect(said(kustomizations, kustomization({}))).toEqual({
      tool: 'flux',
      name: 'apps',
      namespace: 'flux-system',
      sync: 'synced',
      health: 'Ready',
      revision: 'main@sha1:c0ffee',
      message: 'Applied revision: main',
      selfHeal: true,
    });
  });

  it.each([
    [
      'a revision that it could not apply',
      {
        status: {
          lastAttemptedRevision: 'main@sha1:bad',
          conditions: [
            {
              type: 'Ready',
              status: 'False',
              reason: 'HealthCheckFailed',
              message: 'timeout',
            },
          ],
        },
      },
      { sync: 'out-of-sync', health: 'HealthCheckFailed', message: 'timeout' },
    ],
    [
      'a spec that it has not seen',
      { status: { observedGeneration: 1 } },
      { sync: 'out-of-sync' },
    ],
    [
      'a suspension',
      { spec: { suspend: true } },
      { health: 'Suspended', selfHeal: false },
    ],
  ])('tells %s', (_, parts, expected) => {
    expect(said(kustomizations, kustomization(parts))).toMatchObject(expected);
  });

  it('is left out when it is of another cluster', () => {
    const spec = { kubeConfig: { secretRef: { name: 'gke' } } };
    expect(said(kustomizations, kustomization({ spec }))).toBe('dropped');
    expect(said(fluxHelmReleases, { spec })).toBe('dropped');
  });

  it('is joined to a HelmRelease by the labels of the rollout', () => {
    const labels = {
      'helm.toolkit.fluxcd.io/name': 'web',
      'helm.toolkit.fluxcd.io/namespace': 'flux-system',
    };
    expect(helmReleaseOf(labels)).toEqual([
      { kind: 'helmreleases', namespace: 'flux-system', name: 'web' },
    ]);
    expect(helmReleaseOf({})).toEqual([]);
    const release = {
      metadata: { name: 'web', namespace: 'flux-system' },
      spec: { driftDetection: { mode: 'enabled' } },
      status: {
        history: [{ chartVersion: '1.2.3' }],
        conditions: [{ type: 'Ready', status: 'True', message: 'upgraded' }],
      },
    };
    expect(said(fluxHelmReleases, release, labels)).toMatchObject({
      tool: 'flux',
      name: 'web',
      sync: 'synced',
      revision: '1.2.3',
      selfHeal: true,
    });
    expect(said(fluxHelmReleases, release)).toBeNull();
  });
});

describe('what any tool says', () => {
  it('is read from any objects', () => {
    fc.assert(
      fc.property(
        anyObject,
        fc.constantFrom(...gitOpsKinds(ROOT)),
        (object, kind) => {
          expect(() => said(kind, object)).not.toThrow();
        },
      ),
    );
  });
});
