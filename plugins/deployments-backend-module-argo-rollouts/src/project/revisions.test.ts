import { observed, owned } from '../__testUtils__/observed';
import { canary, rollout } from '../__testUtils__/rollout';
import { pods, replicaSets } from '../kinds';
import { revisionsOf } from './revisions';

const replicaSet = (hash: string, revision: string, createdAt?: string) =>
  observed(replicaSets, {
    metadata: owned(`web-${hash}`, 'rollout-uid', {
      labels: { 'rollouts-pod-template-hash': hash },
      annotations: { 'rollout.argoproj.io/revision': revision },
      creationTimestamp: createdAt,
    }),
    spec: {
      replicas: 3,
      template: {
        spec: {
          containers: [{ image: `web:${revision}` }, { image: 'proxy' }],
        },
      },
    },
    status: { readyReplicas: 2, availableReplicas: 1 },
  });

const pod = (name: string, owner: string, createdAt: string) =>
  observed(pods, {
    metadata: owned(name, owner, { creationTimestamp: createdAt }),
    spec: { containers: [{ name: 'web' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  });

describe('revisionsOf', () => {
  it('lists the newest revision first, by number and not by text', () => {
    const sets = [
      replicaSet('older', '9'),
      replicaSet('new', '11'),
      replicaSet('old', '10'),
    ];
    expect(
      revisionsOf(rollout(canary()), sets, []).map(({ revision, role }) => [
        revision,
        role,
      ]),
    ).toEqual([
      [11, 'canary'],
      [10, 'stable'],
      [9, 'old'],
    ]);
  });

  it('puts the younger first where numbers are missing', () => {
    const sets = [
      replicaSet('a', '', '2026-01-01T00:00:00Z'),
      replicaSet('b', 'x', '2026-01-02T00:00:00Z'),
      replicaSet('c', ''),
    ];
    expect(
      revisionsOf(rollout(), sets, []).map(({ hash, revision }) => [
        hash,
        revision,
      ]),
    ).toEqual([
      ['b', 0],
      ['a', 0],
      ['c', 0],
    ]);
  });

  it('says what each one runs and how much of it', () => {
    expect(
      revisionsOf(rollout(canary()), [replicaSet('new', '2')], []),
    ).toEqual([
      {
        role: 'canary',
        roles: ['canary'],
        hash: 'new',
        revision: 2,
        images: ['web:2', 'proxy'],
        digests: ['', ''],
        source: null,
        replicas: { desired: 3, ready: 2, available: 1 },
        pods: [],
        createdAt: null,
      },
    ]);
  });

  it('gives each pod to the ReplicaSet that owns it, oldest first', () => {
    const sets = [replicaSet('new', '2'), replicaSet('old', '1')];
    const all = [
      pod('p3', 'web-old-uid', '2026-01-01T00:00:00Z'),
      pod('p2', 'web-new-uid', '2026-01-02T00:00:00Z'),
      pod('p1', 'web-new-uid', '2026-01-03T00:00:00Z'),
      pod('stray', 'web-new', '2026-01-03T00:00:00Z'),
    ];
    expect(
      revisionsOf(rollout(canary()), sets, all).map(revision =>
        revision.pods.map(({ name }) => name),
      ),
    ).toEqual([['p2', 'p1'], ['p3']]);
  });
});
